"""Presenting: what the room of agencies sees, and what the chair sees beside it."""
