"""The team's own words: kept beside what the map says, fresh until the facts under them change, never lost."""

import dataclasses

import pytest

from mapping.audience import Reader, view
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import edit, remove
from mapping.entries import Note
from mapping.errors import CaseError
from mapping.ownwords import (
    PATHWAY_WORDS,
    generated_statement,
    generated_words,
    own_statement,
    own_words,
    still_true,
    take_generated,
    without_place,
    write_statement,
    write_words,
)
from mapping.pathways import Pathway, pathways
from tests.cases import arrow, behaviour, case_of, child_impact, family_impact

OWN = "He kept what she earned, and Noor lay awake."


def mapped() -> CaseMap:
    return case_of(
        behaviour(), family_impact(), child_impact(),
        arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip


def done(case: CaseMap, changes: ChangeSet) -> CaseMap:
    case.check(changes)
    return case.apply(changes)


def the_way(case: CaseMap) -> Pathway:
    return pathways(case)[0]


def written(case: CaseMap, text: str = OWN) -> CaseMap:
    return done(case, write_words(case, the_way(case), text))


def test_nobody_has_written_anything_of_their_own_at_first() -> None:
    case = mapped()
    assert own_words(case, the_way(case)) is None
    assert own_statement(case, "p1") is None
    assert without_place(case) == ()


def test_own_words_stand_beside_what_the_map_said_then() -> None:
    case = written(mapped())
    own = own_words(case, the_way(case))
    assert own is not None
    assert (own.text, own.stale) == (OWN, False)
    assert own.written_under == generated_words(case, the_way(case))
    note = case.entries[own.note]
    assert isinstance(note, Note)
    assert (note.category, note.account, note.recorded_as) == (PATHWAY_WORDS, OWN, own.written_under)
    assert {link.to_id for link in case.links_from(note.id)} == {"B1", "L1", "I1"}


def test_they_go_stale_when_a_fact_under_them_changes_and_not_when_another_does() -> None:
    case = written(mapped())
    moved = done(case, edit(case, "B1", account="It went into his account."))
    own = own_words(moved, the_way(moved))
    assert own is not None and not own.stale
    changed = done(case, edit(case, "B1", title="took her wages and her card"))
    own = own_words(changed, the_way(changed))
    assert own is not None and own.stale
    assert own.text == OWN


def test_what_is_still_true_is_fresh_again() -> None:
    case = written(mapped())
    case = done(case, edit(case, "L1", title="the rent and the heating are not paid"))
    own = own_words(case, the_way(case))
    assert own is not None and own.stale
    case = done(case, still_true(case, own.note))
    own = own_words(case, the_way(case))
    assert own is not None and not own.stale
    assert own.text == OWN


def test_writing_again_changes_the_same_note_and_renews_it() -> None:
    case = written(mapped())
    case = done(case, edit(case, "B1", title="took her card"))
    case = written(case, "He took her card. Noor lay awake.")
    assert len(case.of(Note)) == 1
    own = own_words(case, the_way(case))
    assert own is not None and not own.stale


def test_the_maps_own_words_need_no_note() -> None:
    case = mapped()
    assert not write_words(case, the_way(case), generated_words(case, the_way(case)))
    case = written(case)
    case = written(case, f" {generated_words(case, the_way(case))}\n")
    assert not case.of(Note)
    assert not [link for link in case.links.values() if link.kind == "about"]


def test_the_map_can_speak_for_itself_again() -> None:
    case = written(mapped())
    own = own_words(case, the_way(case))
    assert own is not None
    undone = done(case, take_generated(case, own.note))
    assert undone == mapped()
    with pytest.raises(CaseError, match="no longer on the map"):
        take_generated(undone, own.note)
    with pytest.raises(CaseError, match="no longer on the map"):
        still_true(undone, own.note)


def test_nothing_cannot_be_written() -> None:
    case = mapped()
    with pytest.raises(CaseError, match="a few words"):
        write_words(case, the_way(case), "  \n")


def test_an_act_on_own_words_can_be_taken_back() -> None:
    case = mapped()
    changes = write_words(case, the_way(case), OWN)
    assert case.apply(changes).apply(changes.inverse()) == case


def test_a_pathway_has_its_own_words_and_not_those_of_its_neighbour() -> None:
    case = mapped()
    case = done(case, edit(case, "L1", title="nothing is paid"))
    more = case_of(*case.entries.values(), *case.links.values(), arrow("harms", "B1", "I1"), people=False)
    short = next(each for each in pathways(more) if not each.via)
    long = next(each for each in pathways(more) if each.via)
    more = done(more, write_words(more, short, OWN))
    assert own_words(more, long) is None
    assert own_words(more, short) is not None


def test_words_whose_pathway_is_gone_are_kept_until_somebody_looks() -> None:
    case = written(mapped())
    case = done(case, remove(case, "harms.L1.I1"))
    (own,) = without_place(case)
    assert own.text == OWN
    assert own.stale
    case = done(case, take_generated(case, own.note))
    assert without_place(case) == ()


def test_a_statement_of_our_own_is_kept_in_the_same_way() -> None:
    case = mapped()
    case = done(case, write_statement(case, "p1", "He controls the money."))
    own = own_statement(case, "p1")
    assert own is not None and not own.stale
    assert own.written_under == generated_statement(case, "p1")
    case = done(case, edit(case, "B1", title="took her wages every week"))
    own = own_statement(case, "p1")
    assert own is not None and own.stale
    case = done(case, still_true(case, own.note))
    own = own_statement(case, "p1")
    assert own is not None and not own.stale
    assert without_place(case) == ()


# ------------------------------------------------------------------------------------------------ who may have them


def test_the_own_agency_has_own_words_and_no_other_notes() -> None:
    case = written(mapped())
    case = done(case, write_statement(case, "p1", "He controls the money."))
    thought = Note(id="Z9", account="Is it the drink?")
    copy = view(dataclasses.replace(case, entries={**case.entries, "Z9": thought}), Reader("own_agency"))
    assert {note.account for note in copy.of(Note)} == {OWN, "He controls the money."}
    own = own_words(copy, the_way(copy))
    assert own is not None and not own.stale


@pytest.mark.parametrize("kept_back", ["B2", "L1"])
def test_own_words_stay_behind_where_something_they_rest_on_does(kept_back: str) -> None:
    case = case_of(*mapped().entries.values(), *mapped().links.values(), behaviour("B2", "hit her"), people=False)
    case = written(case)
    case = done(case, write_statement(case, "p1", "He controls the money and hits her."))
    case = done(case, edit(case, kept_back, withhold_from=("own_agency",)))
    accounts = {note.account for note in view(case, Reader("own_agency")).of(Note)}
    assert accounts == ({OWN} if kept_back == "B2" else set())


def test_own_words_themselves_can_be_withheld() -> None:
    case = written(mapped())
    own = own_words(case, the_way(case))
    assert own is not None
    case = done(case, edit(case, own.note, withhold_from=("own_agency",)))
    assert not view(case, Reader("own_agency")).of(Note)


def test_he_may_see_none_of_it() -> None:
    case = done(mapped(), write_statement(mapped(), "p1", "He controls the money."))
    assert not view(case, Reader("perpetrator_may_see")).of(Note)


def test_own_words_show_nothing_of_themselves_when_printed() -> None:
    case = written(mapped())
    assert OWN not in repr(own_words(case, the_way(case)))
