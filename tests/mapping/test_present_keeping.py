"""The room's copy after an act: brought up to date, it is what it would be if it were made anew."""

import random
from dataclasses import replace
from datetime import date

import pytest

from mapping.audience import Reader, cut
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Behaviour, Entry, Incident, Link
from mapping.present import Terms, children, forget, frames, keeping
from mapping.present.keeping import copy_for
from tests.bench.maps import big_case
from tests.canaries import rich_case
from tests.cases import arrow, behaviour, case_of, child_impact, effort, person

ROOM = Reader("meeting")


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    yield
    forget()


def act(case: CaseMap, dice: random.Random, number: int) -> CaseMap:
    """Some act that a meeting or a worker may do between two looks at the screen."""
    entry = dice.choice(case.ordered_entries)
    link = dice.choice(case.ordered_links)
    other = dice.choice([each for each in case.ordered_entries if each.kind == entry.kind])
    changes = {
        0: Change(entry, replace(entry, title=f"said anew {number}")),
        1: Change(entry, replace(entry, sensitivity=dice.choice(("normal", "restricted", "survivor_private")))),
        2: Change(entry, replace(entry, show_in_room=dice.choice((True, False, None)))),
        3: Change(entry, replace(entry, withhold_from=dice.choice(((), ("meeting",))))),
        4: Change(None, replace(entry, id=f"{entry.kind}.new.{number}")),
        5: Change(None, replace(link, id=f"link.new.{number}")),
        6: Change(link, None),
        7: Change(link, replace(link, to_id=other.id if link.to_id == entry.id else link.to_id, status="inferred")),
        8: Change(entry, replace(entry, cites=other.cites)),
        9: Change(entry, replace(entry, release_to=("meeting",))),
    }
    if isinstance(entry, Behaviour):
        changes[10] = Change(
            entry, replace(entry, setting=dice.choice(("earlier_relationship", "current_relationship")))
        )
    return case.apply(ChangeSet("act", (dice.choice(list(changes.values())),)))


@pytest.mark.parametrize("seed", range(6))
def test_after_every_act_the_copy_is_what_it_would_be_made_anew(monkeypatch, seed):
    """Whatever is edited, added, withheld, released, joined or cut off; and most of it was not made anew."""
    dice, case, whole = random.Random(seed), rich_case(seed), []
    copy_for(case, ROOM)
    monkeypatch.setattr(keeping, "cut", lambda part, reader: whole.append(part is case) or cut(part, reader))
    for number in range(30):
        case = act(case, dice, number)
        kept, anew = copy_for(case, ROOM), cut(case, ROOM).copy
        assert dict(kept.entries) == dict(anew.entries), number
        assert dict(kept.links) == dict(anew.links), number
        assert kept.header == anew.header
    assert sum(whole) < 20


def test_the_whole_case_is_not_looked_at_again_for_one_card(monkeypatch):
    """What a room waits for does not grow with the map."""
    case, looked = big_case(300), []
    copy_for(case, ROOM)
    monkeypatch.setattr(keeping, "cut", lambda part, reader: looked.append(len(part.entries)) or cut(part, reader))
    act = case.entries["B7"]
    case = case.apply(ChangeSet("edit", (Change(act, replace(act, title="shouted")),)))
    assert copy_for(case, ROOM).entries["B7"].title == "shouted"
    assert len(looked) == 1
    assert looked[0] < 60


def test_a_new_name_is_taken_out_of_every_card_at_once():
    """Whoever is put on the map is known in texts that stood there before."""
    case = case_of(behaviour("B1", "rang Kevin every night"))
    assert copy_for(case, ROOM).entries["B1"].title == "rang Kevin every night"
    case = case.apply(ChangeSet("add", (Change(None, person("p9", "relative", label="Uncle", name="Kevin")),)))
    assert copy_for(case, ROOM).entries["B1"].title == "rang Uncle every night"


def test_an_event_of_an_earlier_relationship_follows_its_behaviour():
    """What decides about a neighbour is looked at again with the neighbour."""
    event = Incident(id="F1", account="He came.", when="2011-05-06", title="came by")
    case = case_of(behaviour("B1"), event, arrow("evidences", "F1", "B1"), child_impact(), effort())
    assert copy_for(case, ROOM).entries["F1"].when == "2011-05-06"
    before: Entry | Link = case.entries["B1"]
    case = case.apply(ChangeSet("edit", (Change(before, replace(before, setting="earlier_relationship")),)))
    assert copy_for(case, ROOM).entries["F1"].when == cut(case, ROOM).copy.entries["F1"].when == "2011-05"


@pytest.mark.parametrize("seed", [0, 3, 4])
def test_after_every_act_the_frames_are_what_they_would_be_made_anew(monkeypatch, seed):
    """The paths to each child too, of which some are as they were and are not made again."""
    dice, cases, made, build = random.Random(seed), [rich_case(seed)], [], children._frame
    for number in range(20):
        cases.append(act(cases[-1], dice, number))
    terms = Terms(on=date(2026, 3, 2), efforts=bool(seed % 2), views=seed % 3 == 0, veiled=seed != 4)
    monkeypatch.setattr(children, "_frame", lambda *what: made.append(1) or build(*what))
    kept = [frames(case, terms) for case in cases]
    few = len(made)
    for number, case in enumerate(cases):
        forget()
        assert frames(case, terms) == kept[number], number
    assert few * 2 < len(made) - few


def test_nothing_is_remembered_after_forgetting():
    """At a lock no case is held."""
    copy_for(case_of(behaviour()), ROOM)
    assert keeping._LATEST
    forget()
    assert not keeping._LATEST
