"""Cases with a mark planted in every field: whatever a meeting may not have is nowhere in the room's window."""

from __future__ import annotations

import random
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from app import theme
from app.present.screen import RoomScreen
from exports.interchange import write_text
from mapping.agencies import seated
from mapping.audience import Reader, cut, view
from mapping.casemap import CaseMap
from mapping.lanes import is_card
from mapping.present import MARAC, USUAL, Terms, forget, showing
from tests.app.room_reading import everything
from tests.canaries import CANARY, rich_case

DAY = date(2026, 3, 12)
ACCOUNTS = ("protective_effort", "view")
SHORT, LONG = 20, 200


def letters(text: str) -> str:
    """A text without what line breaks and capitals do to it."""
    return "".join(text.split()).casefold()


WAYS = (
    (False, False, False), (True, False, True), (False, True, False), (True, True, False), (True, True, True), None,
)  # fmt: skip
"""Efforts, views, quotations: each of the first two alone, both and with them the accounts, none; and by chance."""


def terms_of(case: CaseMap, chance: random.Random, seed: int) -> Terms:
    """Terms such as a chair may choose, with some cards that wait; what is shown besides goes by turns."""
    cards = [each.id for each in case.ordered_entries if is_card(each)]
    way = WAYS[seed % len(WAYS)] or tuple(chance.random() < 0.5 for _ in range(3))
    efforts, views, quotations = way
    return Terms(
        on=DAY, veiled=chance.random() < 0.7, order=chance.choice((USUAL, MARAC)), efforts=efforts,
        views=views, quotations=quotations,
        waiting=frozenset(chance.sample(cards, min(len(cards), 3))),
        only=frozenset(chance.sample(cards, len(cards) // 2)) if chance.random() < 0.2 else None,
        absent=frozenset(each.key for each in seated(case) if chance.random() < 0.3),
        drawn="lot" if chance.random() < 0.3 else "",
    )  # fmt: skip


def switched_off(terms: Terms, seen: set[str]) -> set[str]:
    """The marks that were seen of fields that nobody chose to show: accounts, and quotations."""
    off = [*([] if terms.efforts and terms.views else ["|account|"]), *([] if terms.quotations else [".quote|"])]
    return {each for each in seen if any(field in each for field in off)}


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
    terms = terms_of(case, chance, seed)
    found = showing(case, terms)
    screen = RoomScreen()
    screen.resize(1280, 720)
    screen.show_frames(found.frames, found.mark)
    told = everything(screen)
    seen = set(map(letters, (*CANARY.findall(told), *CANARY.findall(letters(told)))))
    may = {letters(each) for each in CANARY.findall(write_text(view(case, Reader("meeting"))))}
    off = frozenset(each.id for each in case.ordered_entries if each.kind in _off(terms))
    waits = {letters(each) for each in planted(case, terms.waiting)}
    accounts = {letters(each) for each in planted(case, off)}
    screen.let_go()
    forget()
    screen.deleteLater()
    return seen - may, (seen & (waits | accounts)) | switched_off(terms, seen), len(seen & may)


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


def test_what_may_be_shown_besides_is_off_in_a_third_of_the_cases_and_each_part_on_alone_in_some() -> None:
    found = [terms_of(rich_case(seed), random.Random(seed), seed) for seed in range(SHORT)]
    assert sum(not (each.efforts and each.views) for each in found) >= SHORT / 3
    assert sum(not each.quotations for each in found) >= SHORT / 3
    assert sum(each.efforts and not each.views for each in found) >= 3
    assert sum(each.views and not each.efforts for each in found) >= 3


def test_accounts_and_quotations_are_seen_where_they_were_chosen_and_would_be_missed_where_not() -> None:
    """The look for what is switched off sees it where it is on."""
    met: set[str] = set()
    for seed in range(SHORT):
        case = rich_case(seed)
        found = showing(case, Terms(on=DAY, efforts=True, views=True, quotations=True, veiled=False))
        met |= {letters(each) for frame in found.frames for text in frame.texts for each in CANARY.findall(text)}
        forget()
    assert switched_off(Terms(on=DAY, quotations=True), met)
    assert switched_off(Terms(on=DAY, efforts=True, views=True), met)
    assert not switched_off(Terms(on=DAY, efforts=True, views=True, quotations=True), met)


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
    from tests.app.room_reading import heard, painted

    assert told <= set(map(letters, CANARY.findall("\n".join(heard(screen)))))
    assert told & {letters(each) for each in CANARY.findall(letters("".join(painted(screen, screen.size()))))}
    screen.deleteLater()
