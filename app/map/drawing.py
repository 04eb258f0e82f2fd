"""Drawing an arrow from one card to another, by hand or by keys; which arrows there may be, the rules say."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF

from app.map.gestures import Gesture, Spot
from app.map.links import LinkArrow, Way
from app.map.looks import LinkLook
from app.map.scene import MapScene
from app.map.stage import DRAWN
from app.session import Session
from app.theme import kind_role
from mapping import commands, rules
from mapping.casemap import CaseMap, ChangeSet
from mapping.errors import CaseError
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary

_SLOP = 4


def kinds_between(case: CaseMap, from_id: str, to_id: str) -> tuple[str, ...]:
    """The kinds of arrow that may be drawn between two entries now, the most telling first."""
    start, end = case.entry(from_id), case.entry(to_id)
    if start is None or end is None:
        return ()
    fitting = rules.fitting_links(start.kind, end.kind)
    return tuple(kind for kind in fitting if rules.refusal_of_link(case, kind, from_id, to_id) is None)


def why_not(case: CaseMap, from_id: str, to_id: str) -> str:
    """Why no arrow may be drawn between two entries, and what to do instead; "" where one may."""
    if kinds_between(case, from_id, to_id):
        return ""
    start, end = case.entry(from_id), case.entry(to_id)
    fitting = rules.fitting_links(start.kind, end.kind) if start and end else ()
    return str(rules.refusal_of_link(case, fitting[0] if fitting else "", from_id, to_id) or "")


def targets(case: CaseMap, from_id: str, shown: tuple[str, ...]) -> frozenset[str]:
    """Of the entries that are shown, those of a kind at which an arrow from this one may end, and this one."""
    start = case.entry(from_id)
    if start is None:
        return frozenset()
    found = {each: entry for each in shown if (entry := case.entry(each)) is not None}
    fits = {kind: bool(rules.fitting_links(start.kind, kind)) for kind in {entry.kind for entry in found.values()}}
    return frozenset(each for each, entry in found.items() if fits[entry.kind]) | {from_id}


def turn_into(case: CaseMap, link_id: str, kind: str) -> ChangeSet:
    """Make a link another kind of link; raises CaseError where the rules refuse it."""
    link = case.links.get(link_id)
    if link is None:
        raise CaseError("This arrow is no longer on the map.")
    without = case.apply(commands.remove(case, link_id))
    refusal = rules.refusal_of_link(without, kind, link.from_id, link.to_id)
    if refusal is not None:
        raise CaseError(refusal.reason, refusal.offers)
    return commands.edit(case, link_id, kind=kind)


class Hand(Protocol):
    """What drawing an arrow needs of the room: to speak where the hand is, and to say what was drawn."""

    def say(self, text: str, at: QPoint) -> None:
        """Show a few words beside this point of the window; none for no text."""

    def drawn(self, from_id: str, to_id: str, at: QPoint) -> None:
        """An arrow was drawn just now."""


class DrawLink(Gesture):
    """Pull an arrow out of a card; or click on the handle, then on the card where it ends."""

    pulls = True

    def __init__(self, session: Session, scene: MapScene, hand: Hand, from_id: str) -> None:
        self._session, self._scene, self._hand, self._from = session, scene, hand, from_id
        self._pulled = False
        self.takes_clicks = True  # after a click on the handle the next click chooses the other end

    def begin(self, spot: Spot) -> None:
        """Light up what the arrow may end at."""
        scene, case = self._scene, self._session.case
        self._first, self._held = spot.view, True
        children = tuple(frame.child for frame in scene.layout.children) if scene.layout else ()
        scene.stage.targets = targets(case, self._from, (*scene.shown(), *children))
        entry = case.entry(self._from)
        look = LinkLook(kind_role(entry.kind) if entry else "ink", dashed=False, quiet=False)
        self._look = look
        self._show(self._way(spot.scene))
        scene.repaint_all()

    def _show(self, course: Way) -> None:
        arrow = LinkArrow(DRAWN, self._from, "", self._look)
        arrow.follow(0, lambda _arrow: course)
        self._scene.show_drawn(arrow)

    def _way(self, point: QPointF) -> Way:
        start = self._scene.box_of(self._from) or Box(point.x(), point.y(), 0, 0)
        return self._scene.web.between(start, Box(point.x(), point.y(), 1, 1))

    def move(self, spot: Spot) -> None:
        """The arrow follows the hand; beside it stands what it would say, or why it may not end here."""
        if self._held and (spot.view - self._first).manhattanLength() > _SLOP:
            self._pulled = True
        end = self._end_at(spot.scene)
        box = self._scene.box_of(end) if end else None
        start = self._scene.box_of(self._from)
        if start is not None:
            self._show(self._scene.web.between(start, box) if box else self._way(spot.scene))
        self._aim(end)
        self._hand.say(self._words(end), spot.view)

    def _end_at(self, point: QPointF) -> str:
        """The card or child at a point, unless the arrow begins there."""
        found = self._scene.card_at(point) or self._scene.child_at(point)
        return "" if found == self._from else found

    def _aim(self, end: str) -> None:
        case = self._session.case
        self._scene.stage.aimed = end if end and kinds_between(case, self._from, end) else ""
        self._scene.update()

    def _words(self, end: str) -> str:
        if not end:
            return ""
        kinds = kinds_between(self._session.case, self._from, end)
        if not kinds:
            return why_not(self._session.case, self._from, end)
        return self._scene.naming.fill(load_vocabulary().link(kinds[0]).label)

    def keeps_on(self, spot: Spot) -> bool:
        """A click on the handle without a pull: the other end is chosen by the next click."""
        self._held = False
        return not self._pulled

    def finish(self, spot: Spot) -> None:
        """Draw the arrow, or say why not."""
        end = self._end_at(spot.scene)
        self.cancel()
        if end:
            join(self._session, self._scene, self._hand, (self._from, end), spot.view)

    def cancel(self) -> None:
        """No arrow, and nothing lit."""
        self._scene.show_drawn(None)
        self._scene.stage.targets, self._scene.stage.aimed = None, ""
        self._hand.say("", QPoint())
        self._scene.repaint_all()


def join(session: Session, scene: MapScene, hand: Hand, ends: tuple[str, str], at: QPoint) -> None:
    """Draw the most telling arrow that there may be between two entries; where there may be none, say why."""
    kinds = kinds_between(session.case, *ends)
    if not kinds:
        hand.say(why_not(session.case, *ends), at)
    elif session.attempt(commands.link, kinds[0], *ends, origin=scene):
        hand.drawn(*ends, at)


class KeyLink:
    """An arrow drawn by keys: walk from one possible end to the next, then draw it or leave it."""

    def __init__(self, session: Session, scene: MapScene, hand: Hand, from_id: str, order: tuple[str, ...]) -> None:
        self._session, self._scene, self._hand, self._from = session, scene, hand, from_id
        case = session.case
        self._ends = tuple(each for each in order if each != from_id and kinds_between(case, from_id, each))
        self._at = -1

    @property
    def end(self) -> str:
        """The end that is aimed at, "" before the first."""
        return self._ends[self._at] if self._at >= 0 else ""

    def begin(self) -> bool:
        """Light up the ends there may be; False where there are none."""
        self._scene.stage.targets = frozenset({*self._ends, self._from}) if self._ends else None
        if self._ends:
            self.step(1)
        return bool(self._ends)

    def step(self, by: int) -> None:
        """Aim at the next possible end, or the one before."""
        self._at = (self._at + by) % len(self._ends) if self._at >= 0 else 0
        self._scene.stage.aimed = self.end
        self._scene.repaint_all()

    def finish(self, at: QPoint) -> None:
        """Draw the arrow to the end that is aimed at."""
        end = self.end
        self.cancel()
        if end:
            join(self._session, self._scene, self._hand, (self._from, end), at)

    def cancel(self) -> None:
        """No arrow, and nothing lit."""
        self._scene.stage.targets, self._scene.stage.aimed = None, ""
        self._scene.repaint_all()

    def words(self) -> str:
        """What is aimed at, and which keys do what."""
        kinds = kinds_between(self._session.case, self._from, self.end)
        label = self._scene.naming.fill(load_vocabulary().link(kinds[0]).label) if kinds else ""
        return f"{label}: Enter draws the arrow, arrow keys choose another card, Esc leaves it."
