"""Help at the point of need: prompts for fields and words, one-page cards and a glossary; it knows no case's text."""

from mapping.guidance.asking import Topic, body_of, place_of, sort_title, title_of, topics
from mapping.guidance.prompts import (
    Card,
    Explained,
    Guidance,
    GuidanceError,
    Part,
    Prompt,
    load_guidance,
    read_guidance,
)
from mapping.guidance.searching import Hit, search
from mapping.guidance.telling import card_text, filled, nobody, sentence

__all__ = [
    "Card", "Explained", "Guidance", "GuidanceError", "Hit", "Part", "Prompt", "Topic", "body_of", "card_text",
    "filled", "load_guidance", "nobody", "place_of", "read_guidance", "search", "sentence", "sort_title", "title_of",
    "topics",
]  # fmt: skip
