"""The record of acts of one case or one card, and what is done with it: older words put back, and erased for good."""
