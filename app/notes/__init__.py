"""A page of notes whose passages become cards that quote them."""
