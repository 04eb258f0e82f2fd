"""A Word file and what it is made of: styles, runs of text, lists, tables, pictures; it knows blocks and no case."""
