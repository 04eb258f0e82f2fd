"""Doubles of cards on the map: where they go, and what the hand does next; what is doubled, the command says."""

from __future__ import annotations

from app.map.hand import MapHand
from app.map.scene import MapScene
from app.session import Session
from mapping.casemap import CaseMap, ChangeSet
from mapping.duplicating import duplicate
from mapping.entries import Entry, Position
from mapping.placing import Box

_APART = 16.0
_STEPS = 40


def double(session: Session, scene: MapScene, hand: MapHand) -> None:
    """Double what is selected, select the doubles, and change the words of one that is alone."""
    chosen = tuple(each for each in session.selection if each in scene.cards)
    if not chosen:
        hand.say("Select the card first.", hand.beside(session.selection[0] if session.selection else ""))
        return
    hand.words.keep()
    made: list[str] = []

    def noting(case: CaseMap) -> ChangeSet:
        changes = duplicate(case, chosen, _places(case, scene, chosen))
        made.extend(change.id for change in changes)
        return changes

    if session.attempt(noting, origin=scene):
        hand.select(tuple(made))
        if len(made) == 1:
            hand.change_words()


def _places(case: CaseMap, scene: MapScene, chosen: tuple[str, ...]) -> dict[str, Position]:
    """Where the doubles of cards go that a hand placed: below them, where there is room; others the program places."""
    taken = [scene.cards[each].box for each in scene.shown()]
    found: dict[str, Position] = {}
    for identity in chosen:
        entry, box = case.entry(identity), scene.cards[identity].box
        if isinstance(entry, Entry) and entry.position is not None:
            spot = _free(box, taken)
            taken.append(spot)
            found[identity] = Position(x=spot.x, y=spot.y)
    return found


def _free(box: Box, taken: list[Box]) -> Box:
    """The first place below a card that no other takes; right beside it where there is none."""
    step = box.height + _APART
    below = (Box(box.x, box.y + step * number, box.width, box.height) for number in range(1, _STEPS))
    beside = Box(box.x + _APART, box.y + _APART, box.width, box.height)
    return next((each for each in below if not any(each.meets(other) for other in taken)), beside)
