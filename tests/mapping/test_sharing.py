"""What leaves is asked about, logged and numbered, and the log itself leaves with nothing."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from exports.interchange import read_bytes, write_text
from exports.outline import report_text
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Sharing
from mapping.errors import CaseError
from mapping.readers import audiences
from mapping.sharing import (
    ALL_THE_SAME,
    Release,
    different_names,
    next_copy,
    reader_of,
    record_release,
    refusal_of_releasers,
    refusals,
)
from tests.cases import case_of, person

HIS, COURT = Reader("perpetrator_may_see"), Reader("court")
MARK = "ab" * 32


def release(reader: Reader = HIS, **values: Any) -> Release:
    """A copy about which everything has been said."""
    whole = Release(
        reader=reader,
        recipient="Mr Hale, at the meeting",
        purpose="expectations meeting of 14 March",
        on="2026-03-12",
        copy=1,
        form="pdf",
        sha256=MARK,
        releasers=("K. Mensah", "Ada Obi"),
        basis="public task",
        necessity="He has to know what is expected.",
        released="what he did, as found; two goals",
        withheld="4 things she does · never for him",
        worse="A letter that she cannot explain",
        warned_on="2026-03-11",
        after="IDVA rings at six; her sister is there",
        paged=True,
    )
    return dataclasses.replace(whole, **values)


def logged(what: Release, case: CaseMap | None = None) -> tuple[CaseMap, Sharing]:
    before = case if case is not None else case_of()
    after = before.apply(record_release(before, what))
    return after, after.of(Sharing)[-1]


def test_a_release_about_which_everything_was_said_is_not_refused() -> None:
    assert refusals(release()) == ()
    assert refusals(release(COURT, paged=False, releasers=("K. Mensah",))) == ()


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("K. Mensah",),
        ("K. Mensah", "K. Mensah"),
        ("K. Mensah", " k. mensah "),
        ("K. Mensah", "K.  MENSAH"),
        ("K. Mensah", "K Mensah"),
        ("K. Mensah", "Ｋ. Ｍｅｎｓａｈ"),
        ("K. Mensah", "K.\u200b Mensah"),
        ("K. Mensah", "   "),
        ("Straße", "STRASSE"),
    ],
)
def test_two_different_people_release_what_he_may_see(names: tuple[str, ...]) -> None:
    assert "two different people" in refusals(release(releasers=names))[0]
    assert refusal_of_releasers("perpetrator_may_see", names)
    assert refusal_of_releasers("court", names) == ""
    assert different_names(names) < 2


def test_the_second_of_them_has_gone_through_every_page() -> None:
    assert refusals(release(paged=False)) == ("The second of you has not gone through every page yet.",)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"recipient": " "}, "into whose hands"),
        ({"purpose": "\n"}, "what it is for"),
        ({"worse": ""}, "would make it worse"),
        ({"warned_on": ""}, "has been warned"),
        ({"after": "  "}, "the hours after"),
        ({"on": ""}, "day of the release"),
        ({"on": "yesterday"}, "day of the release"),
        ({"warned_on": "11.3."}, "day of the warning"),
        ({"sha256": ""}, "no mark"),
        ({"sha256": MARK.upper()}, "no mark"),
        ({"copy": 0}, "no number"),
    ],
)
def test_what_has_to_be_said_before_any_copy_leaves(missing: dict[str, Any], said: str) -> None:
    (sentence,) = refusals(release(COURT, **missing))
    assert said in sentence
    with pytest.raises(CaseError, match=said):
        record_release(case_of(), release(COURT, **missing))


def test_somebody_decided() -> None:
    assert refusals(release(COURT, releasers=("  ",))) == ("Say who decided that it may go.",)


def test_that_she_could_not_be_warned_is_an_answer() -> None:
    _, entry = logged(release(warned_on="", warned="not safe: he reads her phone"))
    assert entry.survivor_warned == ""
    assert "Warned before it went: not safe: he reads her phone" in entry.account


def test_what_he_may_see_never_leaves_all_the_same() -> None:
    assert "never goes" in refusals(release(all_the_same="we are sure"))[0]
    _, entry = logged(release(COURT, all_the_same="the judge has the address"))
    assert entry.reader_reason == f"{ALL_THE_SAME}the judge has the address"


def test_all_that_was_said_is_in_the_log() -> None:
    _, entry = logged(release())
    assert entry.audience == "perpetrator_may_see:p1"
    assert entry.title == "Copy 1 (pdf) to Mr Hale, at the meeting"
    assert entry.account == "What for: expectations meeting of 14 March"
    assert (entry.when, entry.basis, entry.content_sha256) == ("2026-03-12", "public task", MARK)
    assert entry.decided_by == ("K. Mensah", "Ada Obi")
    assert entry.survivor_consulted == "A letter that she cannot explain"
    assert (entry.survivor_warned, entry.expected_reaction[:4]) == ("2026-03-11", "IDVA")
    assert entry.released.startswith("what he did")
    assert entry.withheld.startswith("4 things")
    assert entry.sensitivity == "agency_internal"


def test_the_log_is_a_case_as_any_other() -> None:
    case, _ = logged(release(recipient="R" * 400, worse="line\nbreak\x20 and more"))
    assert read_bytes(write_text(case).encode()) == case
    assert "R" * 400 in case.of(Sharing)[0].account


def test_copies_are_numbered_reader_by_reader() -> None:
    two = case_of(person("p4", "perpetrator", label="Second man"))
    first, second = Reader("perpetrator_may_see", "p1"), Reader("perpetrator_may_see", "p4")
    case, _ = logged(release(first), two)
    case, _ = logged(release(first, copy=2), case)
    assert (next_copy(case, first), next_copy(case, second), next_copy(case, COURT)) == (3, 1, 1)


def test_a_number_is_not_given_twice_though_an_entry_was_taken_off() -> None:
    case, _ = logged(release(COURT))
    case, entry = logged(release(COURT, copy=2), case)
    gone = CaseMap(case.header, {entry.id: entry, **{p.id: p for p in case.entries.values() if p.kind != "sharing"}})
    assert next_copy(gone, COURT) == 3


def test_an_agency_is_told_from_another() -> None:
    school, surgery = Reader("partner_agency", "p3", "St Mary's"), Reader("partner_agency", "p3", "Surgery")
    case, entry = logged(release(school))
    assert (next_copy(case, school), next_copy(case, surgery)) == (2, 1)
    assert next_copy(case, reader_of(entry)) == 2


def test_a_copy_for_nobody_in_particular_is_refused() -> None:
    two = case_of(person("p4", "perpetrator", label="Second man"))
    with pytest.raises(CaseError, match="more than one"):
        record_release(two, release())


@pytest.mark.parametrize("name", [*audiences()])
def test_the_log_is_in_our_own_view_alone_and_in_nobodys_report(name: str) -> None:
    case, entry = logged(release(recipient="Sgt Pepper", purpose="a purpose of its own"))
    reader = Reader(name, "p3" if name == "partner_agency" else "")
    assert bool(view(case, reader).of(Sharing)) == (name == "own_agency")
    text = report_text(view(case, reader), reader, date(2026, 3, 12))
    assert not [word for word in ("Sgt Pepper", "a purpose of its own", entry.basis, MARK) if word in text]


def test_nothing_of_a_release_is_printed() -> None:
    assert "Hale" not in repr(release())
