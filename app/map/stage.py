"""What all that is painted on the map shares: what is lit, selected, aimed at, and whether anything moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from app.map.ink import CALM, DIM, LIT, QUIET
from mapping.marks import Marked

DRAWN = "→"
"""The id of the arrow that is being drawn just now."""
FAR = 0.35
"""Below this zoom there is no text, and arrows are straight lines."""


@dataclass(slots=True)
class Stage:
    """The state of the map that is no part of the case.

    `lit` is None where nothing is in focus. `targets` are the ids that an arrow being drawn out of `source` may end at,
    None while none is drawn. `current` is where the keyboard is, `hovered` where the pointer is, `lifted` the cards
    that are being dragged, `carried` the arrows at them.
    `asked` are the ids about which something is not known yet.
    `faint` is what a sight or a question leaves in the background, `clear` the arrows that it does not; `tags` are the
    few words that a question puts to a card, `marks` what cards bear by rule.
    `piled` tells how many cards lie folded under one, `folded` how many of what a caption or frame holds.
    `areas` are the parts of the scene that are painted just now; None means whatever Qt says.
    """

    selected: frozenset[str] = field(default_factory=frozenset)
    lit: frozenset[str] | None = None
    targets: frozenset[str] | None = None
    asked: frozenset[str] = field(default_factory=frozenset)
    faint: frozenset[str] = field(default_factory=frozenset)
    clear: frozenset[str] = field(default_factory=frozenset)
    tags: Mapping[str, str] = field(default_factory=dict)
    piled: Mapping[str, int] = field(default_factory=dict)
    folded: Mapping[str, int] = field(default_factory=dict)
    marks: Marked = field(default_factory=lambda: Marked({}))
    lifted: frozenset[str] = field(default_factory=frozenset)
    carried: frozenset[str] = field(default_factory=frozenset)
    source: str = ""
    aimed: str = ""
    current: str = ""
    hovered: str = ""
    moving: bool = False
    far: bool = False
    areas: tuple[QRectF, ...] | None = None

    def offer_ends(self, source: str, targets: frozenset[str]) -> None:
        """An arrow is drawn out of a card, and may end at these."""
        self.source, self.targets, self.aimed = source, targets, ""

    def withdraw_ends(self) -> None:
        """No arrow is drawn any more."""
        self.source, self.targets, self.aimed = "", None, ""

    def invites(self, identity: str) -> bool:
        """Whether the arrow that is being drawn may end here."""
        return self.targets is not None and identity in self.targets

    def dims(self, identity: str) -> bool:
        """Whether this card is out of focus."""
        if self.targets is not None:
            return identity not in self.targets and identity != self.source
        return identity in self.faint or (self.lit is not None and identity not in self.lit)

    def asks(self, identity: str) -> bool:
        """Whether something about this is not known yet."""
        return identity in self.asked

    def offers_handle(self, identity: str) -> bool:
        """Whether an arrow can be pulled out of this card: it is under the pointer, or selected alone."""
        return self.targets is None and not self.lifted and (identity == self.hovered or self.selected == {identity})

    def strength(self, identity: str, *, quiet: bool) -> str:
        """How strongly an arrow is drawn."""
        if identity == DRAWN or identity in self.selected:
            return LIT
        if self.targets is not None:
            return DIM
        if self.lit is not None:
            return LIT if identity in self.lit and identity not in self.faint else DIM
        if self.faint and (not identity or identity in self.faint):
            return DIM
        return QUIET if quiet else CALM
