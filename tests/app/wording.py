"""What the tests of the wording share: texts that are marked and texts that are not, and a shelf in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Entry
from tests.app.inspecting import CARDS, family

MARKED = "She failed to protect the children."
PHRASE = "She failed to protect the children"
FINE = "Anna took the children to her sister."


def case_with(account: str, *more: Entry, title: str = "takes her wages") -> CaseMap:
    """The family, with this account of what he does."""
    return family(replace(CARDS[1], title=title, account=account), *more)


class Shelf:
    """Keeps settings in memory, as a vault keeps them on disk."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def setting(self, name: str, case_id: str | None = None) -> Any:
        return self.kept.get(name)

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        self.kept[name] = value
