"""The sections of a report, one module for each group of them; they know the case and blocks, and no paper."""
