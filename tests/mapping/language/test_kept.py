"""Wording that is kept stays kept through edits elsewhere, with its reason, and can be asked about again."""

import dataclasses
from dataclasses import replace

import pytest

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.commands import edit, remove
from mapping.entries import Allegation, FamilyImpact, Link
from mapping.errors import CaseError
from mapping.language import read
from mapping.language.kept import keep, kept_of, past_wording, unkeep
from mapping.language.wholecase import case_findings, long_texts, measure, read_fields
from mapping.parts import Cite, Comparison, ProgrammeReport
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, family, published

HARSH = "Police came. Mother failed to protect the children."


def case() -> CaseMap:
    return case_of(*family(), behaviour("B1", title="took her phone", account=HARSH))


def open_findings(of: CaseMap) -> list[str]:
    return [each.finding.rule for each in case_findings(of) if each.kept is None and each.finding.rule == "L31"]


def kept_case(reason: str = "a quotation from the order") -> CaseMap:
    (found,) = read(HARSH).findings
    return case().apply(keep(case(), "B1", "account", HARSH, found, reason))


def test_a_finding_of_a_case_names_its_entry_and_field() -> None:
    (found,) = [each for each in case_findings(case()) if each.finding.rule == "L31"]
    assert (found.entry, found.field, found.kept) == ("B1", "account", None)


def with_arrow_note(note: str) -> CaseMap:
    start = case()
    cards = {**start.entries, "L1": FamilyImpact(id="L1", title="rent unpaid")}
    return CaseMap(start.header, cards, {"k1": Link(id="k1", kind="disrupts", from_id="B1", to_id="L1", note=note)})


def test_the_note_of_an_arrow_is_read_and_listed_under_the_arrow() -> None:
    of = with_arrow_note(HARSH)
    found = [(each.entry, each.field) for each in case_findings(of) if each.finding.rule == "L31"]
    assert found == [("B1", "account"), ("k1", "note")]
    assert measure(of) == measure(with_arrow_note(""))


def kept_arrow(of: CaseMap) -> CaseMap:
    (found,) = read(HARSH).findings
    return of.apply(keep(of, "k1", "note", HARSH, found, "as the order says"))


def test_wording_on_an_arrow_is_kept_by_its_ends_and_its_sentence() -> None:
    of = kept_arrow(with_arrow_note(HARSH))
    assert [(each.entry, each.field, each.reason) for each in kept_of(of)] == [("k1", "note", "as the order says")]
    assert [each.entry for each in case_findings(of) if each.kept is None and each.finding.rule == "L31"] == ["B1"]
    assert past_wording(of) == frozenset()
    changed = of.apply(edit(of, "k1", note="Mother failed to protect the baby."))
    assert [each.entry for each in case_findings(changed) if each.kept is None] == ["B1", "k1"]
    assert past_wording(changed) != frozenset()


def test_another_arrow_between_the_same_cards_that_says_the_same_is_another_one() -> None:
    of = with_arrow_note(HARSH)
    of = CaseMap(of.header, of.entries, {**of.links, "k2": replace(of.links["k1"], id="k2", kind="exploits")})
    assert [each.entry for each in kept_of(kept_arrow(of))] == ["k1"]


def test_what_is_kept_on_an_arrow_goes_with_the_arrow() -> None:
    of = kept_arrow(with_arrow_note(HARSH))
    assert kept_of(of.apply(remove(of, "k1"))) == ()


def test_wording_in_a_list_is_kept_wherever_its_record_stands() -> None:
    row, empty = Comparison(question="fear", of_about=HARSH), Comparison(question="fear")
    claim = Allegation(id="A1", title="she hit him", by="p1", about="p2", comparison=(row,))
    of = case_of(*family(), claim)
    (found,) = read(HARSH).findings
    kept = of.apply(keep(of, "A1", "comparison:of_about", HARSH, found, "as told"))
    assert [(each.entry, each.field) for each in kept_of(kept)] == [("A1", "comparison:of_about")]
    assert past_wording(kept) == frozenset()
    moved = kept.apply(edit(kept, "A1", comparison=(empty, row)))
    assert past_wording(moved) == frozenset()
    assert past_wording(moved.apply(edit(moved, "A1", comparison=(empty,)))) != frozenset()


def test_in_a_list_the_long_texts_are_read_and_not_what_a_source_says_word_for_word() -> None:
    assert long_texts(Comparison) == ("of_by", "of_about")
    assert long_texts(ProgrammeReport) == ("understanding", "steps", "risk", "limits")
    assert long_texts(Cite) == ()


def test_what_is_kept_is_listed_with_its_reason_and_asked_about_no_more() -> None:
    kept = kept_case()
    assert open_findings(kept) == []
    (row,) = kept_of(kept)
    assert (row.entry, row.rule, row.reason) == ("B1", "L31", "a quotation from the order")
    assert row.passage == "Mother failed to protect the children."


def test_it_stays_kept_when_another_sentence_changes_and_not_when_its_own_does() -> None:
    kept = kept_case()
    elsewhere = kept.apply(
        edit(kept, "B1", account="Two officers came at nine. Mother  failed to protect the children.")
    )
    assert open_findings(elsewhere) == []
    itself = kept.apply(edit(kept, "B1", account="Police came. Mother failed to protect the baby."))
    assert open_findings(itself) == ["L31"]


def test_it_can_be_asked_about_again() -> None:
    kept = kept_case()
    assert open_findings(kept.apply(unkeep(kept, kept_of(kept)[0].note))) == ["L31"]


def test_keeping_needs_a_reason() -> None:
    with pytest.raises(CaseError, match="why"):
        kept_case("  ")


def test_keeping_is_an_act_that_can_be_taken_back() -> None:
    (found,) = read(HARSH).findings
    act = keep(case(), "B1", "account", HARSH, found, "because")
    assert case().apply(act).apply(act.inverse()) == case()


def test_nobodys_own_words_are_read() -> None:
    entry = dataclasses.replace(behaviour("B1", title="took her phone"), recorded_as=HARSH)
    assert ("recorded_as", HARSH) not in read_fields(entry)


def test_the_measure_counts_statements_that_name_who_did_it() -> None:
    told = case_of(
        *family(),
        behaviour("B1", title="struck her on 4 May"),
        behaviour("B2", title="took her phone", account="She was assaulted. He hit her again on 5 May."),
    )
    assert measure(told).sentence == "3 of 4 statements name who did it."
    assert measure(case_of()).sentence == "No statement of harm is written down yet."


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_published_cases_are_read_whole(name: str) -> None:
    found = case_findings(published(name))
    assert [each.finding.severity for each in found] == sorted(each.finding.severity for each in found)


def test_a_note_that_keeps_wording_is_not_read_itself() -> None:
    kept = kept_case("mother failed to protect, says the order")
    assert open_findings(kept) == []
    assert ChangeSet("x", (Change(None, kept.header),))
