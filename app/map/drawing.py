"""Drawing an arrow from one card to another, by hand or by keys; which arrows there may be, the rules say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF

from app.map.aiming import end_at
from app.map.gestures import Gesture, Spot
from app.map.links import LinkArrow
from app.map.looks import LinkLook
from app.map.scene import MapScene
from app.map.stage import DRAWN
from app.session import Session
from app.theme import kind_role
from mapping import commands, rules
from mapping.casemap import CaseMap, ChangeSet
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary
from mapping.ways import Way
from mapping.wording import title_of

_SLOP = 4
_USUAL = frozenset(("harms", "leads_to"))
"""Of these the first is plainly meant; all other kinds that fit the same two cards say different things of people."""


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


def must_be_chosen(case: CaseMap, from_id: str, to_id: str) -> bool:
    """Whether an arrow between two entries may make different claims about people, of which none may be presumed."""
    start, end = case.entry(from_id), case.entry(to_id)
    fitting = rules.fitting_links(start.kind, end.kind) if start and end else ()
    return len(fitting) > 1 and not _USUAL.issuperset(fitting)


def saying(case: CaseMap, naming: Naming, from_id: str, to_id: str) -> str:
    """What an arrow between two entries would say, or which claims there are to choose from; "" where none may be."""
    words = load_vocabulary()
    labels = [naming.fill(words.link(kind).label) for kind in kinds_between(case, from_id, to_id)]
    if labels and must_be_chosen(case, from_id, to_id):
        return f"You choose: {' or '.join(labels)}"
    return labels[0] if labels else ""


def targets(case: CaseMap, from_id: str, shown: Iterable[str]) -> frozenset[str]:
    """Of the entries that are shown, those at which an arrow from this one may end."""
    start = case.entry(from_id)
    if start is None:
        return frozenset()
    found = {each: entry for each in shown if (entry := case.entry(each)) is not None}
    fits = {kind: bool(rules.fitting_links(start.kind, kind)) for kind in {entry.kind for entry in found.values()}}
    joined = _joined(case, from_id)
    open_to = {each for each, entry in found.items() if fits[entry.kind]}
    return frozenset(each for each in open_to if each not in joined or kinds_between(case, from_id, each))


def _joined(case: CaseMap, from_id: str) -> frozenset[str]:
    """This entry, those it leads to, and all that lead to it: to no others is an arrow refused that fits the kinds."""
    waiting, seen = [from_id], {from_id}
    while waiting:
        for link in case.links_to(waiting.pop()):
            if link.from_id not in seen:
                seen.add(link.from_id)
                waiting.append(link.from_id)
    return frozenset(seen.union(link.to_id for link in case.links_from(from_id)))


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

    def ask(self, from_id: str, to_id: str, at: QPoint) -> None:
        """An arrow was pulled that may make different claims: ask which."""


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
        scene.stage.offer_ends(self._from, targets(case, self._from, (*scene.shown(), *children)))
        show_pulled(scene, self._from, self._way(spot.scene))
        scene.repaint_all()

    def _way(self, point: QPointF) -> Way:
        start = self._scene.box_of(self._from) or Box(point.x(), point.y(), 0, 0)
        return self._scene.web.between(start, Box(point.x(), point.y(), 1, 1))

    def move(self, spot: Spot) -> None:
        """The arrow follows the hand; beside it stands what it would say, or why it may not end here."""
        if self._held and (spot.view - self._first).manhattanLength() > _SLOP:
            self._pulled = True
        end = end_at(self._scene, spot.scene, self._from, spot.scale)
        self._aim(end)
        self._hand.say(self._words(end), spot.view)
        aimed = self._scene.stage.aimed
        course = way_between(self._scene, self._from, aimed) if aimed else self._way(spot.scene)
        if course is not None:
            show_pulled(self._scene, self._from, course, refused=bool(end and not aimed))

    def _aim(self, end: str) -> None:
        case = self._session.case
        self._scene.stage.aimed = end if end and kinds_between(case, self._from, end) else ""
        self._scene.update()

    def _words(self, end: str) -> str:
        if not end:
            return ""
        case = self._session.case
        return saying(case, self._scene.naming, self._from, end) or why_not(case, self._from, end)

    def keeps_on(self, spot: Spot) -> bool:
        """A click on the handle without a pull: the other end is chosen by the next click."""
        self._held = False
        return not self._pulled

    def finish(self, spot: Spot) -> None:
        """Draw the arrow, or say why not."""
        end = end_at(self._scene, spot.scene, self._from, spot.scale)
        self.cancel()
        if end:
            join(self._session, self._scene, self._hand, (self._from, end), spot.view)

    def cancel(self) -> None:
        """No arrow, and nothing lit."""
        self._scene.show_drawn(None)
        self._scene.stage.withdraw_ends()
        self._hand.say("", QPoint())
        self._scene.repaint_all()


def way_between(scene: MapScene, from_id: str, to_id: str) -> Way | None:
    """The way of an arrow between two that are shown, None where one is not."""
    start, end = scene.box_of(from_id), scene.box_of(to_id)
    return scene.web.between(start, end) if start and end else None


def show_pulled(scene: MapScene, from_id: str, course: Way, *, refused: bool = False) -> None:
    """Show an arrow that is not drawn yet, in the colour of its card; dashed and quiet where it may not be."""
    card = scene.cards.get(from_id)
    role = "muted" if refused or card is None else kind_role(card.look.kind)
    arrow = LinkArrow(DRAWN, from_id, "", LinkLook(role, dashed=refused, quiet=False))
    arrow.follow(0, lambda _arrow: course)
    scene.show_drawn(arrow)


def join(session: Session, scene: MapScene, hand: Hand, ends: tuple[str, str], at: QPoint) -> None:
    """Draw the arrow that there may be between two entries, or ask which; where there may be none, say why."""
    kinds = kinds_between(session.case, *ends)
    if not kinds:
        hand.say(why_not(session.case, *ends), at)
    elif must_be_chosen(session.case, *ends):
        hand.ask(*ends, at)
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
        if self._ends:
            self._scene.stage.offer_ends(self._from, frozenset(self._ends))
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
        self._scene.stage.withdraw_ends()
        self._scene.repaint_all()

    def words(self) -> str:
        """What is aimed at, and which keys do what."""
        label = saying(self._session.case, self._scene.naming, self._from, self.end)
        return f"{label}: Enter draws the arrow, arrow keys choose another card, Esc leaves it."

    def aloud(self) -> str:
        """The same for those who cannot see which end is aimed at: by its words, and which of how many it is."""
        case, naming = self._session.case, self._scene.naming
        end = case.entry(self.end)
        called = title_of(end, naming, load_vocabulary()) if end else ""
        return f"{saying(case, naming, self._from, self.end)} “{called}”, {self._at + 1} of {len(self._ends)}"
