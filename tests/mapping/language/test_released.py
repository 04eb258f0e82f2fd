"""Why wording went out as it stands is remembered for each passage, with its day, and never taken for consent to it."""

import dataclasses

import pytest

from mapping.aside import KEPT_WORDING
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import edit, remove
from mapping.entries import Note
from mapping.errors import CaseError
from mapping.language.kept import keep
from mapping.language.released import release, released_for, released_of
from mapping.language.wholecase import CaseFinding, case_findings, read_fields
from tests.cases import behaviour, case_of

HARSH = "Police came. Mother failed to protect the children."
OWN = Reader("own_agency")


def case(account: str = HARSH, **values: object) -> CaseMap:
    return case_of(behaviour("B1", title="took her phone", account=account, **values), behaviour("B2", "hid her keys"))


def found_in(of: CaseMap) -> tuple[CaseFinding, ...]:
    return tuple(each for each in case_findings(of) if each.finding.rule == "L31" and each.kept is None)


def gone_out(of: CaseMap, reason: str = "the meeting is today", on: str = "2026-11-22") -> CaseMap:
    return of.apply(release(of, found_in(of), reason, on))


def test_why_and_when_it_went_out_is_remembered_on_its_passage() -> None:
    (row,) = released_of(gone_out(case()))
    assert (row.entry, row.field, row.rule) == ("B1", "account", "L31")
    assert row.passage == "Mother failed to protect the children."
    assert (row.reason, row.on) == ("the meeting is today", "2026-11-22")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_goes_out(reason: str) -> None:
    with pytest.raises(CaseError, match="why"):
        release(case(), found_in(case()), reason, "2026-11-22")


def test_what_went_out_is_still_asked_about() -> None:
    assert len(found_in(gone_out(case()))) == 1


def test_the_next_copy_has_its_own_reason_and_leaves_no_second_note() -> None:
    again = gone_out(gone_out(case()), "the court wants it by noon", "2026-12-01")
    (row,) = released_of(again)
    assert (row.reason, row.on) == ("the court wants it by noon", "2026-12-01")
    assert len(again.of(Note)) == 1


def test_two_passages_are_remembered_in_one_act_that_can_be_taken_back() -> None:
    both = case(f"{HARSH}\nMother was unable to protect the younger one.")
    changes = release(both, found_in(both), "the meeting is today", "2026-11-22")
    after = both.apply(changes)
    assert [row.passage for row in released_of(after)] == [
        "Mother failed to protect the children.", "Mother was unable to protect the younger one.",
    ]  # fmt: skip
    assert after.apply(changes.inverse()) == both


def test_a_passage_that_is_gone_meanwhile_is_passed_over() -> None:
    found = found_in(case())
    mended = case().apply(edit(case(), "B1", account="He took the phone."))
    assert not release(mended, found, "the meeting is today", "2026-11-22")
    without = case().apply(remove(case(), "B1"))
    assert not release(without, found, "the meeting is today", "2026-11-22")


def test_a_reason_is_found_for_the_same_words_and_for_no_others() -> None:
    after = gone_out(case())
    (found,) = found_in(after)
    text = after.entries["B1"].account
    assert released_for(released_of(after), "B1", "account", text, found.finding) is not None
    assert released_for(released_of(after), "B2", "account", text, found.finding) is None
    assert released_for(released_of(after), "B1", "title", text, found.finding) is None


def test_the_reason_itself_is_not_read() -> None:
    note = gone_out(case(), "Mother failed to protect them, the judge says").of(Note)[0]
    assert read_fields(note) == ()


# ------------------------------------------------------------------------------------------ in a reader's copy


def kept_case(of: CaseMap) -> CaseMap:
    (found,) = found_in(of)
    return of.apply(keep(of, "B1", "account", of.entries["B1"].account, found.finding, "the order says so"))


@pytest.mark.parametrize("said", [gone_out, kept_case])
def test_the_own_agency_has_what_was_decided_about_wording_that_it_has(said) -> None:
    (note,) = view(said(case()), OWN).of(Note)
    assert "failed to protect" in note.recorded_as


@pytest.mark.parametrize("said", [gone_out, kept_case])
def test_what_was_decided_about_wording_that_is_withheld_or_gone_stays_in_the_vault(said) -> None:
    withheld = said(case(withhold_from=("own_agency",)))
    assert withheld.of(Note)
    assert view(withheld, OWN).of(Note) == ()
    later = said(case())
    later = later.apply(edit(later, "B1", account="He took the phone."))
    assert view(later, OWN).of(Note) == ()


def test_a_note_that_only_says_it_is_about_wording_does_not_leave() -> None:
    loose = case_of(behaviour(), Note(id="Z1", title="L31 account", account="Is it the drink?", category=KEPT_WORDING))
    assert view(loose, OWN).of(Note) == ()
    wrong = gone_out(case())
    (note,) = wrong.of(Note)
    other = CaseMap(wrong.header, {**wrong.entries, note.id: dataclasses.replace(note, recorded_as="I doubt her.")})
    assert view(CaseMap(other.header, other.entries, wrong.links), OWN).of(Note) == ()


def test_the_perpetrators_copy_has_none_of_it() -> None:
    assert view(gone_out(kept_case(case())), Reader("perpetrator_may_see")).of(Note) == ()
