"""The words of the catalogue, to be put on the map by hand."""
