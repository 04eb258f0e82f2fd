"""Cards put in order: arranged by the program, brought into line, set apart; each is one act, taken back as a whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import uuid4

from PySide6.QtCore import QPoint

from app.map.hand import MapHand
from app.map.scene import MapScene
from app.session import Session
from mapping import commands
from mapping.aligning import ACROSS, BOTTOM, DOWN, LEFT, MIDDLE, RIGHT, TOP, aligned, distributed
from mapping.arranging import ACT, arranged, placed_by_nobody, without_places
from mapping.casemap import ChangeSet
from mapping.entries import Position
from mapping.lanes import Layout, Options
from mapping.placing import Box

_KEPT = 200
"""As many acts as can be taken back."""


@dataclass(frozen=True, slots=True, repr=False)
class _Stood:
    """How the map stood around one arranging, which is one step of undo, and in what way it was laid out."""

    step: str
    before: Layout
    after: Layout
    options: Options


class Arranging:
    """What the acts of arranging do with what is selected, or with the whole map."""

    def __init__(self, session: Session, scene: MapScene, hand: MapHand) -> None:
        self._session, self._scene, self._hand = session, scene, hand
        self._stood: list[_Stood] = []
        session.locking.connect(self._forget)

    # ------------------------------------------------------------------------------------- arranged by the program

    def all(self) -> None:
        """Place every card again, in the order in which fewest arrows cross."""
        if self._scene.layout is not None:
            self._arrange(tuple(self._scene.cards), None)

    def chosen(self) -> None:
        """Place the selected cards again, where their arrows lead; the others keep their order."""
        laid, chosen = self._scene.layout, self._chosen()
        if laid is not None and self._enough(chosen, 1):
            self._arrange(chosen, without_places(laid, chosen))

    def new(self) -> None:
        """Place again whatever was put nowhere by hand; what was stays where it was put."""
        new = placed_by_nobody(self._session.case, tuple(self._scene.cards))
        if not new:
            self._say("Every card was put where it is by hand.")
        elif self._scene.layout is not None:
            self._arrange(new, None)

    def _arrange(self, cards: Collection[str], known: Layout | None) -> None:
        before = self._scene.layout
        act = replace(arranged(self._session.case, cards), merge=f"{ACT} {uuid4().hex}")
        if before is None or not act or not self._session.attempt(lambda _case: act, origin=self._scene):
            return
        self._scene.lay_out(afresh=known is None, after=known)
        if self._scene.layout is not None:
            stood = _Stood(act.merge, before, self._scene.layout, self._scene.options)
            self._stood = [*self._stood[1 - _KEPT :], stood]

    def take_change(self, changes: ChangeSet) -> None:
        """Where an arranging was taken back, or done again, all stands as it stood then."""
        stood = next((each for each in self._stood if changes.merge == each.step), None)
        if stood is None or stood.options != self._scene.options:
            return
        back = self._session.next_redo
        self._scene.stand_again(stood.before if back is not None and back.merge == stood.step else stood.after)

    def _forget(self) -> None:
        self._stood.clear()

    # ------------------------------------------------------------------------------------- brought into line

    def left(self) -> None:
        """Bring the selected cards into line at the left."""
        self._align(LEFT)

    def right(self) -> None:
        """At the right."""
        self._align(RIGHT)

    def top(self) -> None:
        """At the top."""
        self._align(TOP)

    def bottom(self) -> None:
        """At the bottom."""
        self._align(BOTTOM)

    def middle(self) -> None:
        """At the middle of their heights."""
        self._align(MIDDLE)

    def across(self) -> None:
        """Set the selected cards equally far apart from left to right."""
        self._distribute(ACROSS)

    def down(self) -> None:
        """From top to bottom."""
        self._distribute(DOWN)

    def _align(self, side: str) -> None:
        boxes = self._boxes()
        if self._enough(boxes, 2):
            self._move(aligned(boxes, side))

    def _distribute(self, way: str) -> None:
        boxes = self._boxes()
        if self._enough(boxes, 3):
            self._move(distributed(boxes, way))

    def _move(self, places: dict[str, Position]) -> None:
        self._session.attempt(commands.move, places, origin=self._scene)

    def _chosen(self) -> tuple[str, ...]:
        shown = frozenset(self._scene.shown())
        return tuple(each for each in self._session.selection if each in shown)

    def _boxes(self) -> dict[str, Box]:
        return {each: self._scene.cards[each].box for each in self._chosen()}

    def _enough(self, cards: Collection[str], least: int) -> bool:
        """Whether so many cards are selected; says how many are needed where not."""
        if len(cards) >= least:
            return True
        wanted = ("a card", "two cards or more", "three cards or more")[least - 1]
        self._say(f"Select {wanted} first.")
        return False

    def _say(self, words: str) -> None:
        selection = self._session.selection
        self._hand.say(words, self._hand.beside(selection[-1]) if selection else QPoint(24, 24))
