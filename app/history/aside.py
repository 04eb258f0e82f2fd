"""What lies beside a case and holds words of what is to be erased: pages of notes, views by their names; to go too.

The record knows nothing of these: a page is a text that was begun and never finished, a view's name is a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.keptviews import Views
from app.plain import PlainLabel
from app.session import Session
from app.ticks import Tick
from app.unseen import visible
from mapping.entries import Entry, Link, Person, Source, Thing
from mapping.folding import words_in
from mapping.mentions import names_of, says
from mapping.naming import Naming
from mapping.resting import source_called
from mapping.veil import veiled_text
from storage.errors import VaultError
from storage.vault import Vault

_FOUND = "These hold words of it too. What is ticked is destroyed with it."
_FEW = 2
"""A title of fewer words stands on many a page by chance."""


class AsidePart(QWidget):
    """A box to tick for each; where `looked`, the texts were looked through already, with the cards that name them."""

    def __init__(
        self, session: Session, vault: Vault, thing: Thing | None, going: frozenset[str], *, looked: bool
    ) -> None:
        super().__init__()
        self._session, self._vault, self._looked, self._trouble = session, vault, looked, ""
        self._views = Views(vault, session.case.header.id)
        self.ticks: list[Tick] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel("Beside the map", "strong"))
        column.addWidget(PlainLabel(_FOUND))
        self._drops: list[partial[None]] = []
        for words, drop in self._read(thing, going):
            tick = Tick(visible(words).replace("&", "&&"))
            tick.setChecked(True)
            tick.setMinimumHeight(theme.current().px(24))
            self.ticks.append(tick)
            self._drops.append(drop)
            column.addWidget(tick)
        self.holds = bool(self.ticks or self._trouble)
        if self._trouble:
            column.addWidget(PlainLabel(self._trouble))

    def drop(self) -> None:
        """Destroy what is ticked; raises VaultError."""
        for tick, drop in zip(self.ticks, self._drops, strict=True):
            if tick.isChecked():
                drop()

    def _read(self, thing: Thing | None, going: frozenset[str]) -> tuple[tuple[str, partial[None]], ...]:
        """What is found; where the vault cannot be read, that is said in its place."""
        try:
            return tuple(self._found(thing, going))
        except VaultError as error:
            self._trouble = str(error)
            return ()

    def _found(self, thing: Thing | None, going: frozenset[str]) -> Iterator[tuple[str, partial[None]]]:
        sought = _sought(thing)
        naming, case_id = Naming(self._session.case, self._session.veiled), self._session.case.header.id
        drafts = {} if self._looked else self._vault.drafts(case_id)
        for (entry, field), text in drafts.items():
            if entry not in going and says(text, sought):
                drop = partial(self._vault.drop_draft, case_id, entry, field)
                yield self._called(entry, naming), drop
        for name in self._views.names():
            if says(name, sought):
                yield f"The kept view “{veiled_text(name, naming)}”", partial(self._views.drop, name)

    def _called(self, entry: str, naming: Naming) -> str:
        case = self._session.case
        if isinstance(case.entry(entry), Source):
            return f"The page of notes of {source_called(case, entry, naming)}"
        return "A page of notes" if entry == case.header.id else "A text that was begun and not finished"


def _sought(thing: Thing | None) -> tuple[str, ...]:
    """The words by which something is known: the names of a person, the title and the quotes of a card."""
    if isinstance(thing, Person):
        return names_of([thing])
    if not isinstance(thing, Entry | Link):
        return ()
    texts = (getattr(thing, "title", ""), *(cite.quote for cite in thing.cites))
    return tuple(" ".join(words) for text in texts if len(words := words_in(text)) >= _FEW)
