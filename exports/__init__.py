"""A case becomes a document: what it says, then how it looks on paper."""
