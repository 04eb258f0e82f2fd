"""The steps of a mapping session as data, and how a case stands towards each."""
