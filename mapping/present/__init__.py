"""What the room sees of a case, as values: made from the copy for a meeting and from nothing else."""
