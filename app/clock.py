"""What day it is and how time goes on, for every room and command alike; it knows no case."""

from __future__ import annotations

import time
from datetime import date, datetime

_ticks = time.monotonic


def today() -> date:
    """The day by this machine's clock and zone."""
    return datetime.now().astimezone().date()


def running() -> float:
    """Seconds that only ever go on, to tell how long something has lasted; of no meaning by themselves."""
    return _ticks()


def moment() -> int:
    """Seconds since 1970 by this machine's clock: what is kept of it can be reckoned from after another start."""
    return int(time.time())
