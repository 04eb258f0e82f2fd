"""Where foreign files are read: in a child process that can compute and answer, and nothing else."""
