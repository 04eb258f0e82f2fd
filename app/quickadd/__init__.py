"""The line at the bottom that puts things on the map."""
