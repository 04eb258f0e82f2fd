"""Seeing part of the map, and asking something of the whole of it: the panel beside the map and the line above it."""
