"""The map: what is done, what that does, and to whom, as cards and arrows that can be moved and read."""
