"""The case as text: everything in it, as a tree that can be read and walked by keys alone."""
