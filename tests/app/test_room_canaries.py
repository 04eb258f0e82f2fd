"""Cases with a mark planted in every field: whatever a meeting may not have is nowhere in the room's window."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import app.present.screen as screen_module
from app import theme
from app.present.screen import RoomScreen
from exports.interchange import write_text
from mapping.agencies import seated
from mapping.audience import Reader, cut, view
from mapping.casemap import CaseMap
from mapping.lanes import is_card
from mapping.present import MARAC, USUAL, Terms, forget, showing
from tests.app.room_reading import everything, heard, painted
from tests.canaries import CANARY, rich_case

DAY = date(2026, 3, 12)
ACCOUNTS = ("protective_effort", "view")
SHORT, LONG = 20, 200


def letters(text: str) -> str:
    """A text without what line breaks and capitals do to it."""
    return "".join(text.split()).casefold()


def terms_of(case: CaseMap, chance: random.Random) -> Terms:
    """Terms such as a chair may choose, with some cards that wait."""
    cards = [each.id for each in case.ordered_entries if is_card(each)]
    return Terms(
        on=DAY, veiled=chance.random() < 0.7, order=chance.choice((USUAL, MARAC)), efforts=chance.random() < 0.4,
        views=chance.random() < 0.4, quotations=chance.random() < 0.4,
        waiting=frozenset(chance.sample(cards, min(len(cards), 3))),
        only=frozenset(chance.sample(cards, len(cards) // 2)) if chance.random() < 0.2 else None,
        absent=frozenset(each.key for each in seated(case) if chance.random() < 0.3), differ=chance.random() < 0.3,
    )  # fmt: skip


def planted(case: CaseMap, ids: frozenset[str]) -> set[str]:
    """The marks that stand in these entries and in no others that the meeting may have."""
    copy = cut(case, Reader("meeting")).copy
    own = {mark for each in ids & copy.entries.keys() for mark in CANARY.findall(repr_of(copy, each))}
    others = {mark for each in copy.entries.keys() - ids for mark in CANARY.findall(repr_of(copy, each))}
    return own - others


def repr_of(case: CaseMap, identity: str) -> str:
    return write_text(CaseMap(case.header, {identity: case.entries[identity]}, {}))


def look(seed: int) -> tuple[set[str], set[str], int]:
    """What is in the room's window and may not be, what waits and is there, and how much was found that may be."""
    case, chance = rich_case(seed), random.Random(seed)
    terms = terms_of(case, chance)
    found = showing(case, terms)
    screen = RoomScreen()
    screen.resize(1280, 720)
    screen.show_frames(found.frames, found.mark)
    told = everything(screen)
    seen = set(map(letters, (*CANARY.findall(told), *CANARY.findall(letters(told)))))
    quotes = set() if terms.quotations else {each for each in seen if "cites.quote" in each}
    may = {letters(each) for each in CANARY.findall(write_text(view(case, Reader("meeting"))))}
    off = frozenset(each.id for each in case.ordered_entries if each.kind in _off(terms))
    waits = {letters(each) for each in planted(case, terms.waiting)}
    accounts = {letters(each) for each in planted(case, off)}
    screen.let_go()
    forget()
    screen.deleteLater()
    return seen - may, seen & (waits | accounts) | quotes, len(seen & may)


def _off(terms: Terms) -> frozenset[str]:
    return frozenset(kind for kind, on in (("protective_effort", terms.efforts), ("view", terms.views)) if not on)


@pytest.mark.parametrize("seed", range(SHORT))
def test_nothing_protected_is_anywhere_in_the_rooms_window(qapp: QApplication, seed: int) -> None:
    theme.apply(qapp, theme.Theme())
    forbidden, early, permitted = look(seed)
    assert not forbidden
    assert not early
    assert permitted


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SHORT, LONG))
def test_nothing_protected_is_there_in_many_more_cases(qapp: QApplication, seed: int) -> None:
    theme.apply(qapp, theme.Theme())
    forbidden, early, _permitted = look(seed)  # under some terms nothing with a mark is left to be shown
    assert not forbidden
    assert not early


def test_a_mark_that_is_planted_in_a_frame_is_found(qapp: QApplication) -> None:
    """The reading of the window sees what is there: each text of a frame, painted and heard."""
    theme.apply(qapp, theme.Theme())
    case = rich_case(1)
    found = showing(case, Terms(on=DAY, veiled=False, efforts=True, views=True))
    screen = RoomScreen()
    screen.resize(1280, 720)
    screen.show_frames(found.frames, found.mark)
    told = {letters(each) for frame in found.frames for text in frame.texts for each in CANARY.findall(text)}
    assert told
    assert told <= set(map(letters, CANARY.findall("\n".join(heard(screen)))))
    assert told & {letters(each) for each in CANARY.findall(letters("".join(painted(screen, screen.size()))))}
    screen.deleteLater()


PLANTED = "the flat above the bakery"


def _label(screen: RoomScreen) -> None:
    QLabel(PLANTED, screen).show()


@pytest.mark.parametrize(
    "plant",
    [
        lambda screen: screen.setToolTip(PLANTED),
        lambda screen: screen.setWindowTitle(PLANTED),
        lambda screen: screen.setWhatsThis(PLANTED),
        lambda screen: QWidget(screen).setAccessibleName(PLANTED),
        lambda screen: QWidget(screen).setAccessibleDescription(PLANTED),
        lambda screen: screen.show_frames(screen.frames, PLANTED),
        _label,
    ],
    ids=["tool tip", "title", "help", "name", "description", "painted mark", "label"],
)
def test_whatever_is_planted_in_the_window_is_read(qapp: QApplication, plant: Callable[[RoomScreen], object]) -> None:
    """The control of the reading: each place from which words could be seen or heard."""
    theme.apply(qapp, theme.Theme())
    found = showing(rich_case(1), Terms(on=DAY))
    screen = RoomScreen()
    screen.resize(1280, 720)
    screen.show_frames(found.frames, found.mark)
    assert PLANTED not in everything(screen)
    plant(screen)
    assert PLANTED in everything(screen)
    screen.deleteLater()


def test_a_word_that_is_only_painted_is_read(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the painting: no frame and no name has it."""
    theme.apply(qapp, theme.Theme())
    found = showing(rich_case(1), Terms(on=DAY))
    screen = RoomScreen()
    screen.resize(1280, 720)
    screen.show_frames(found.frames, found.mark)

    def paint(painter: QPainter, *_given: object) -> None:
        painter.drawText(QPoint(9, 9), PLANTED)

    monkeypatch.setattr(screen_module, "paint_page", paint)
    assert PLANTED in painted(screen, screen.size())
    screen.deleteLater()
