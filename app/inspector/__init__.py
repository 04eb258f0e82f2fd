"""The inspector: one form for whatever is selected."""
