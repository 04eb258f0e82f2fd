"""The guided session: the steps of a mapping session beside the map, and the record of a meeting."""
