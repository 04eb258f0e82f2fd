"""The rooms before a case is open: the locked door, the making of a vault, the list of its cases."""
