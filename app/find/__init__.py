"""Finding words anywhere in the open case."""
