"""The release check on finished bytes: what a file says, what must not be in it, and whether the two meet."""
