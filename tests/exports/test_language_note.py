"""The note on wording: what stays and why, what went out as it stands and why, which rules were off; and no number."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from exports.copies import asked_before_picture, asked_before_report, picture_copy, report_copy
from exports.errors import ExportError
from exports.outline import own_agency_outline
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import edit
from mapping.entries import Behaviour, FamilyImpact, Link, Sharing, View
from mapping.language import Rules, rules_in_force
from mapping.language.kept import keep
from mapping.language.released import release
from mapping.language.wholecase import case_findings
from mapping.ownwords import write_statement
from tests.cases import person
from tests.exports.full_case import case_of
from tests.exports.paper_reading import read
from tests.exports.test_outline import words

DAY = date(2026, 3, 12)
HARSH = "Mother failed to protect the children."
TEAM = """
[T1]
severity = "A"
name = "Our word for it"
looks_for = "the word wibble"
why = "It says nothing."
patterns = ["wibble"]
hits = ["A wibble was seen.", "The wibble came."]
misses = ["It rained.", "He came."]
"""


def case(account: str = HARSH, **values: object) -> CaseMap:
    people = (person("p1"), person("p2", "survivor", label="Mother"), person("p3", "child", label="Child"))
    return case_of(*people, Behaviour(id="B1", by="p1", title="took her phone", account=account, **values))


def kept_case(of: CaseMap, reason: str = "the order uses these words") -> CaseMap:
    found = next(each for each in case_findings(of) if each.finding.rule == "L31")
    text = getattr(of.entries[found.entry], found.field)
    return of.apply(keep(of, found.entry, found.field, text, found.finding, reason))


def gone_out(of: CaseMap, reason: str = "the meeting is today", on: str = "2026-03-12") -> CaseMap:
    return of.apply(release(of, asked_before_report(of, DAY), reason, on))


def note_of(of: CaseMap, rules: Rules | None = None) -> str:
    """What the note on wording says, with all its parts."""
    sections = own_agency_outline(view(of, Reader("own_agency")), DAY, rules).sections
    first = next(number for number, each in enumerate(sections) if each.heading == "How the wording was read")
    return "\n".join(words(each) for each in sections[first:])


# ----------------------------------------------------------------------------------------------- what it says


def test_it_says_what_was_looked_at_and_that_it_was_nobody() -> None:
    text = note_of(case("He took it."))
    assert "They look at wording and never at people" in text
    assert "What somebody said in their own words is left as they said it" in text
    assert "No wording in this report was kept against a rule, and every rule was in force." in text


def test_wording_that_was_kept_stands_there_with_its_card_and_its_reason() -> None:
    text = note_of(kept_case(case(f"Police came. {HARSH}")))
    assert "Wording that stays, and why" in text
    assert "What the father does\nTook her phone\nMother failed to protect the children." in text
    assert "The order uses these words" in text
    assert "Police came." not in text
    assert "went out as it stands" not in text


def test_wording_that_went_out_all_the_same_stands_there_with_the_reason() -> None:
    text = note_of(gone_out(case()))
    assert "Wording that went out as it stands, and why" in text
    assert "The meeting is today" in text
    assert "Wording that stays" not in text


def test_a_reason_that_was_given_for_an_earlier_copy_says_so() -> None:
    assert "Said of an earlier copy, 3 Feb 2026" in note_of(gone_out(case(), on="2026-02-03"))
    assert "earlier copy" not in note_of(gone_out(case()))


def test_wording_that_nobody_said_anything_about_is_named_as_such() -> None:
    assert "Nobody has said why." in note_of(case())


def test_rules_that_were_switched_off_stand_there_with_the_reason_and_ask_nothing() -> None:
    text = note_of(case(), rules_in_force("", {"L31": "our order's own word"}))
    assert "Rules that were switched off, and why" in text
    assert "Our order's own word" in text
    assert "went out as it stands" not in text


def test_a_teams_own_rules_are_told_of_and_asked_by() -> None:
    rules = rules_in_force(TEAM)
    assert "and with the team’s own" in note_of(case("He took it."), rules)
    assert "Our word for it" in note_of(case("A wibble was seen."), rules)
    assert "team’s own" not in note_of(case())


def test_two_rules_that_ask_about_one_sentence_stand_in_one_row() -> None:
    text = note_of(case("The couple argue and it is a volatile relationship."))
    assert text.count("The couple argue and it is a volatile relationship.") == 1
    assert "They argue, they fight; A volatile relationship" in text


def test_our_own_words_for_the_pattern_are_read_as_well() -> None:
    of = case("He took it.")
    of = of.apply(write_statement(of, "p1", HARSH))
    assert "The team’s own words\nMother failed to protect the children." in note_of(of)


@pytest.mark.parametrize("of", [case(), gone_out(case()), kept_case(case())])
def test_no_number_and_no_measure_is_in_it(of: CaseMap) -> None:
    text = note_of(of)
    assert not re.search(r"\d", text)
    assert "statement" not in text
    whole = "\n".join(words(each) for each in own_agency_outline(view(of, Reader("own_agency")), DAY).sections)
    assert "name who did it" not in whole
    assert "names who did it" not in whole


# ------------------------------------------------------------------------------------- what it never gives away


def test_nothing_is_quoted_that_the_report_does_not_print() -> None:
    log = Sharing(id="X1", title="to the school", when="2026-03-01", audience="court", account=HARSH)
    of = case_of(*case("He took it.").entries.values(), log)
    assert asked_before_report(of, DAY) == ()
    assert "failed to protect" not in note_of(of)
    withheld = gone_out(kept_case(case(withhold_from=("own_agency",))))
    assert asked_before_report(withheld, DAY) == ()
    assert "failed to protect" not in read(report_copy(withheld, DAY))


def test_what_was_held_back_is_looked_for_in_the_reasons_too() -> None:
    of = case_of(
        *case().entries.values(), FamilyImpact(id="L1", title="fled to Larkspur Rise", sensitivity="working_only")
    )
    rules = rules_in_force("", {"L94": "she fled to Larkspur Rise"})
    with pytest.raises(ExportError, match="L1"):
        report_copy(of, DAY, rules)


@pytest.mark.parametrize(("team", "off"), [("", {"L94": "𓀀"}), (TEAM.replace("Our word", "𓀀"), {})])
def test_a_character_that_cannot_be_printed_is_refused_by_its_rule(team: str, off: Mapping[str, str]) -> None:
    with pytest.raises(ExportError, match=r"L94|T1"):
        report_copy(case(), DAY, rules_in_force(team, off))


def test_the_same_decisions_give_the_same_bytes() -> None:
    of, rules = gone_out(case()), rules_in_force("", {"L94": "our families say so"})
    assert report_copy(of, DAY, rules) == report_copy(of, DAY, rules)
    assert report_copy(of, DAY, rules) != report_copy(of, DAY)


# --------------------------------------------------------------------------------------- what is asked before


def test_the_gravest_wording_is_asked_about_before_the_report_and_no_other() -> None:
    of = case(f"{HARSH} The chaotic home was cold.")
    assert {each.finding.severity for each in case_findings(of)} == {"A", "C"}
    assert [(each.entry, each.finding.rule) for each in asked_before_report(of, DAY)] == [("B1", "L31")]


def test_what_is_kept_or_put_right_or_switched_off_is_not_asked_about() -> None:
    assert asked_before_report(kept_case(case()), DAY) == ()
    assert asked_before_report(case().apply(edit(case(), "B1", account="He took it.")), DAY) == ()
    assert asked_before_report(case(), DAY, rules_in_force("", {"L31": "the order's word"})) == ()


def test_what_went_out_once_is_asked_about_again() -> None:
    assert len(asked_before_report(gone_out(case()), DAY)) == 1


def test_before_a_picture_only_what_stands_on_a_card_is_asked_about() -> None:
    assert asked_before_picture(case()) == ()
    of = case_of(*case().entries.values(), FamilyImpact(id="L1", title="mother failed to protect the children"))
    assert [(each.entry, each.field) for each in asked_before_picture(of)] == [("L1", "title")]
    untitled = case_of(*case("He took it.").entries.values(), View(id="W1", person="p3", account=HARSH))
    assert [(each.entry, each.field) for each in asked_before_picture(untitled)] == [("W1", "account")]


def test_no_card_of_the_picture_tells_what_was_decided_about_wording() -> None:
    drawn = picture_copy(gone_out(kept_case(case()), "the meeting is today"), "svg").decode()
    assert "phone" in drawn
    assert "L31" not in drawn
    assert "order uses these words" not in drawn
    assert picture_copy(kept_case(case()), "svg") == picture_copy(case(), "svg")


def test_wording_on_an_arrow_is_not_asked_about_before_a_report_and_does_not_stop_it() -> None:
    cards = {**case("He took it.").entries, "L1": FamilyImpact(id="L1", title="rent unpaid")}
    arrow = Link(id="k1", kind="disrupts", from_id="B1", to_id="L1", note=HARSH)
    of = replace(case("He took it."), entries=cards, links={"k1": arrow})
    assert [each.entry for each in case_findings(of) if each.finding.rule == "L31"] == ["k1"]
    assert asked_before_report(of, DAY) == ()
    assert asked_before_picture(of) == ()
    assert "Nobody has said why" not in note_of(of)
