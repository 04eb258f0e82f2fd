"""The case and its law: plain Python that knows nothing of screens, files or paper."""
