"""The wording room: what the reader of practice language finds in a whole case, and the rules it goes by."""
