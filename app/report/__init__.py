"""The room in which a case becomes a document for one reader."""
