"""The fullest telling of a page that is still one page; it measures by setting it, since nothing else is sure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from mapping.casemap import CaseMap

if TYPE_CHECKING:
    from exports.blocks import Outline


def on_one_page(tell: Callable[[int], Outline], ways: int, smaller: CaseMap) -> Outline:
    """The first of so many ways to tell it, from the fullest (0), that is one page as a PDF; the last in any case."""
    fits = bisect_left(range(ways - 1), True, key=lambda tight: _pages(tell(tight), smaller) == 1)
    return tell(fits)


def _pages(told: Outline, smaller: CaseMap) -> int:
    import pikepdf

    from exports.pdf import outline_pdf

    with pikepdf.open(BytesIO(outline_pdf(told, smaller))) as made:
        return len(made.pages)
