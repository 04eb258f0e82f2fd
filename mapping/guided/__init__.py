"""The steps of a mapping session as data, how a case stands towards each, and how far one has come; no screen."""

from mapping.guided.progress import Progress, progress_from
from mapping.guided.standing import Standing, standings
from mapping.guided.steps import FIRST, Adding, Clock, Guided, GuidedError, Prompt, Step, load_guided, read_guided

__all__ = [
    "FIRST", "Adding", "Clock", "Guided", "GuidedError", "Progress", "Prompt", "Standing", "Step", "load_guided",
    "progress_from", "read_guided", "standings",
]  # fmt: skip
