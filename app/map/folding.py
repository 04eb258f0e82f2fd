"""Folds cards under one of them and unfolds them again: a way of seeing one case for as long as it is open, no act.

How many are folded away is told by whoever tells how much of the map is on show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.map.scene import MapScene
from app.session import Session
from app.sights import sights_of
from mapping.casemap import CaseMap
from mapping.piles import Pile, branch_pile, category_pile, folded_in, kept, tops

_Found = Callable[[CaseMap, Iterable[str], str], Pile | None]


class Folding:
    """What is folded now; `say` puts words beside a card."""

    def __init__(self, session: Session, scene: MapScene, say: Callable[[str, str], None]) -> None:
        self._session, self._scene, self._say = session, scene, say
        self._piles: tuple[Pile, ...] = ()
        session.selection_changed.connect(self._bring_out)
        session.locking.connect(self._forget)
        self._sights = sights_of(session)
        self._sights.changed.connect(self._follow)

    def group(self) -> None:
        """Fold the category, the child or the kind of the selected card under it; unfold it where it is folded."""
        self._turn(category_pile, "There is no other card of this category or child to fold.")

    def branch(self) -> None:
        """Fold what the selected card alone leads to under it; unfold it where it is folded."""
        self._turn(branch_pile, "Nothing hangs on this card alone: what it leads to is led to by others too.")

    def all_out(self) -> None:
        """Unfold everything."""
        self._show(())

    def unfold(self, identity: str) -> None:
        """Take out again what lies under a card."""
        self._show(tuple(pile for pile in self._piles if pile.top != identity))

    def take_change(self) -> None:
        """A pile whose top is gone is unfolded; what is folded may stand in another frame now."""
        now, scene = kept(self._session.case, self._piles), self._scene
        if now != self._piles or (now and folded_in(self._session.case, scene.web.above) != scene.stage.folded):
            self._show(now)

    def _turn(self, find: _Found, refused: str) -> None:
        shown = frozenset(self._scene.shown())
        chosen = next((each for each in reversed(self._session.selection) if each in shown), "")
        if not chosen:
            self._say("Select a card first.", "")
        elif chosen in self._scene.stage.piled:
            self.unfold(chosen)
        else:
            pile = find(self._session.case, shown, chosen)
            if pile is None:
                self._say(refused, chosen)
            else:
                self._session.select((chosen,), self._scene)  # nobody acts on what lies out of sight
                self._show((*self._piles, pile))

    def _show(self, piles: tuple[Pile, ...]) -> None:
        above = tops(piles)
        self._piles = piles
        counts: dict[str, int] = {}
        for top in above.values():
            counts[top] = counts.get(top, 0) + 1
        scene = self._scene
        scene.web.above, scene.stage.piled = above, counts
        scene.stage.folded = folded_in(self._session.case, above)
        options = replace(scene.options, under=frozenset(above))
        if options == scene.options and scene.layout is not None:
            scene.stand_again(scene.layout)  # no card comes or goes: only the signs are others
        scene.set_options(options)
        scene.repaint_all()
        self._sights.fold(frozenset(above))

    def _follow(self) -> None:
        """All of the map is to be seen: nothing stays folded."""
        if self._piles and not self._sights.folded and not self._sights.is_over:
            self._show(())

    def _bring_out(self, identities: tuple[str, ...], _origin: object) -> None:
        """What is opened elsewhere is shown, also where it was folded away."""
        inside = {each for each in identities if each in self._scene.web.above}
        if inside:
            self._show(tuple(pile for pile in self._piles if not inside & pile.under and not inside & {pile.top}))

    def _forget(self) -> None:
        self._piles = ()
        self._scene.web.above, self._scene.stage.piled, self._scene.stage.folded = {}, {}, {}
