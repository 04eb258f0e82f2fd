"""What happened to a map since it was signed is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mapping.casemap import CaseMap
from mapping.entries import Header, Note, Session
from mapping.errors import CaseError
from mapping.signed import mark_of, sign, signings, since

TODAY = date(2025, 3, 10)
MARK = mark_of("the map")


def _case() -> CaseMap:
    return CaseMap(Header(id="c1", title="T"), {"s1": Session(id="s1", when="2025-03-10")}, {})


def _signed() -> CaseMap:
    return _case().apply(sign(_case(), "s1", "A. Lee, police", MARK, TODAY))


def test_what_comes_and_changes_after_signing_is_counted() -> None:
    """A later card and a changed one are both told."""
    (signed,), now = signings(_signed()), _signed()
    entries = {
        **now.entries,
        "s1": replace(now.entries["s1"], title="Other"),
        "n9": Note(id="n9", title="New", account="x"),
    }
    assert since(_case(), CaseMap(now.header, entries, now.links), signed).said == "Since then: 1 came, 1 changed."


def test_a_map_is_not_signed_without_its_meeting() -> None:
    """It must be known at the end of which meeting it was signed."""
    with pytest.raises(CaseError):
        sign(_case(), "gone", "A. Lee", MARK, TODAY)
