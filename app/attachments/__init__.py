"""The room where evidence for a card is attached, looked at and taken off; it knows no other room."""
