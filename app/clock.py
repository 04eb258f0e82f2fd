"""What day it is, for every room and command alike; it knows no case."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day by this machine's clock and zone."""
    return datetime.now().astimezone().date()
