"""The help: prompts, cards and words explained, beside whatever is being done."""
