"""The last look before a copy leaves: nothing this reader was not given may stand in it, however it is written."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.errors import ExportError
from exports.finished.check import Checked, looked_through, require_clear
from exports.finished.passages import Passage
from exports.finished.protected import held_back
from exports.finished.sameness import squeezed, words_of
from exports.finished.told import labels_in, told_in
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Attendance, Cite, Entry, Identifier, Link, Lived, Session
from mapping.veil import plain_words
from tests.cases import (
    PUBLISHED_NAMES,
    answers,
    arrow,
    behaviour,
    case_of,
    child_impact,
    cited,
    effort,
    family_impact,
    goal,
    person,
    published,
    source,
)

HIM = Reader("perpetrator_may_see")
LONG = "sleeps in the children’s room"
HIS = (behaviour("B1", "took her wages", status="convicted"),)


def looked(texts: Iterable[str], full: CaseMap, smaller: CaseMap) -> Checked:
    """What the check finds in texts of which each stands for itself."""
    return looked_through([Passage(text, "its text", field=True) for text in texts], full, smaller)


def fields_in(case: CaseMap) -> tuple[str, ...]:
    """Every text that stands in a case."""
    return (*(told.text for told in told_in(case)), *labels_in(case))


def leaked(texts: str | list[str], *things: Entry | Link, people: bool = True) -> set[str]:
    """The entries whose text stands in what is to go out to him."""
    case = case_of(*HIS, *things, people=people)
    return set(looked([texts] if isinstance(texts, str) else texts, case, view(case, HIM)).entries)


def test_a_copy_with_nothing_that_was_held_back_is_let_out() -> None:
    case = case_of(*HIS, effort(title=LONG))
    require_clear(looked(["Daniel took her wages."], case, view(case, HIM)))


def test_a_copy_with_something_that_was_held_back_is_refused_by_the_name_of_the_entry() -> None:
    case = case_of(*HIS, effort(title=LONG))
    with pytest.raises(ExportError) as caught:
        require_clear(looked([f"She {LONG} now."], case, view(case, HIM)))
    assert "E1" in str(caught.value)
    assert "Nothing was written" in str(caught.value)
    assert "sleeps" not in str(caught.value)


@pytest.mark.parametrize(
    "written",
    [
        LONG,
        LONG.upper(),
        f"She {LONG}, every night.",
        LONG.replace(" ", "\n"),
        LONG.replace(" ", "\u00a0"),
        LONG.replace("children", "chil-\ndren"),
        LONG.replace("children", "chil\u00addren"),
        LONG.replace("sleeps", "sle\u200beps"),
        "sleepsinthechildren’sroom",
        unicodedata.normalize("NFD", LONG),
    ],
)
def test_a_long_text_is_found_however_it_is_set(written: str) -> None:
    assert leaked(written, effort(title=LONG)) == {"E1"}


def test_a_long_text_is_found_where_a_line_or_a_field_breaks() -> None:
    assert leaked(["She sleeps in the\nchildren’s", "room"], effort(title=LONG)) == set(), "two fields are two texts"
    assert leaked("She sleeps in the\nchildren’s\nroom", effort(title=LONG)) == {"E1"}


def test_a_short_text_counts_only_as_a_whole_field() -> None:
    assert leaked("bruise", child_impact(title="bruise")) == {"I1"}
    assert leaked(" Bruise ", child_impact(title="bruise")) == {"I1"}
    assert leaked("She saw the bruise and left.", child_impact(title="bruise")) == set()


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("Amira", "He told Amira to go.", True),
        ("Amira", "AMIRA", True),
        ("Amira", "Amira’s keys", True),
        ("Amira", "Amiral", False),
        ("Amira", "Samira", False),
        ("Ann", "He planned it.", False),
        ("Mary Ann", "Mary\nAnn left.", True),
        ("Mary Ann", "Mary and Ann", True),
        ("Zoë", unicodedata.normalize("NFD", "He told Zoë."), True),
        (unicodedata.normalize("NFD", "Çağan"), "He told Çağan.", True),
        ("Amira", "Ami\u00adra", True),
        ("Amira", "A\u200bmira", True),
        ("Amira", "Am\u202eira\u202c", True),
        ("Amira", "Am\u2066ira\u2069", True),
        ("Amira", "Am\u034fira", True),
        ("Amira", "told\u200bAmira\u200bto", True),
        ("Anne-Marie", "Anne\u2011Marie", True),
        ("Amira", "\uff21mira", True),
        ("Öz", "Öz", True),
        ("X. Y.", "X. Y. left", True),
    ],
)
def test_a_name_is_found_as_a_word_and_only_as_a_word(name: str, written: str, found: bool) -> None:
    amira = person("p8", "survivor", name=name)
    assert ("p8" in leaked(written, person("p1", name="Daniel"), amira, people=False)) == found


def test_other_names_of_people_are_looked_for_too() -> None:
    assert leaked("Mimi left.", person("p8", "relative", aliases=("Mimi", ""))) == {"p8"}


def test_what_could_lead_someone_to_a_person_is_looked_for_inside_other_text() -> None:
    car = person("p8", "relative", identifiers=(Identifier(type="vehicle", value="AB12 CDE"),))
    assert leaked("parked behind ab12 cde at night", car) == {"p8"}
    assert leaked("parked behind AB12 CDEF", car) == set()


def test_every_field_of_text_is_looked_for_with_the_records_in_it() -> None:
    things = (
        behaviour("B2", account="He laughed about it.", cites=(Cite(source="s1", where="page forty-four"),)),
        source("s1", who="the lady next door"),
        person("p8", "relative", lived=(Lived(place_type="a flat above the shop"),)),
        goal("G1", "returns the car keys", seen_by="the housing officer"),
        family_impact(), arrow("disrupts", "B2", "L1", "d1", note="she told us in tears"),
        Session(
            id="S1", when="2026", apologies=("the health visitor",), attended=(Attendance(who="the class teacher"),)
        ),
    )  # fmt: skip
    for text, entry in (
        ("he laughed about it.", "B2"), ("page forty-four", "B2"), ("the lady next door", "s1"),
        ("a flat above the shop", "p8"), ("the housing officer", "G1"), ("she told us in tears", "d1"),
        ("returns the car keys", "G1"), ("the health visitor", "S1"), ("the class teacher", "S1"),
    ):  # fmt: skip
        assert leaked(f"… {text} …", *things) == {entry}, text


def test_the_head_of_a_case_is_looked_for() -> None:
    case = case_of(*HIS, title="Amira’s case of 12 March", reference="A 0417")
    his = view(case, HIM)
    assert set(looked(["Amira’s case of 12 March"], case, his).entries) == {"case-1", "p2"}
    assert looked(["A 0417"], case, his).entries == ("case-1",)


def test_text_that_he_may_have_is_not_held_back_wherever_else_it_stands() -> None:
    assert leaked("took her wages", child_impact(title="Took her wages")) == set()


def test_a_name_in_what_he_may_have_is_found_all_the_same() -> None:
    told = behaviour("B2", "told Amira to go", status="convicted")
    case = case_of(told)
    with pytest.raises(ExportError, match="p2"):
        require_clear(looked(fields_in(view(case, HIM)), case, view(case, HIM)))


def test_labels_are_no_secret() -> None:
    assert leaked(["Mother", "Elder child"]) == set()


def test_nothing_printed_of_a_protected_text_shows_it() -> None:
    case = case_of(*HIS, effort(title=LONG))
    assert all("sleeps" not in repr(each) for each in held_back(case, view(case, HIM)))


def test_an_entry_is_named_once_however_often_its_text_stands_there() -> None:
    case = case_of(*HIS, effort(title=LONG, account=LONG))
    assert looked([LONG, LONG], case, view(case, HIM)).entries == ("E1",)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_copy_of_a_published_case_that_he_may_see_is_let_out(name: str) -> None:
    case = published(name)
    copy = view(case, HIM)
    require_clear(looked(fields_in(copy), case, copy))


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_secret_of_a_published_case_would_be_found(name: str) -> None:
    case, key = published(name), answers(name)
    his = view(case, HIM)
    for secret in (*key["never_for_perpetrator"], *key["names"]):
        whole = secret in {text for each in case.entries.values() for text in (each.title, each.account)}
        if whole or secret in key["names"]:
            found = looked([secret], case, his)
            only_kin = plain_words().issuperset(words_of(secret))  # "Grandmother": only a person can tell
            assert found.hits or (only_kin and found.near), "a text of the case that was not looked for"


def test_to_the_own_agency_everything_it_was_given_may_go() -> None:
    case = case_of(*HIS, effort(title=LONG), source(), behaviour("B2", "hid it", cites=cited("s1")))
    require_clear(looked(fields_in(case), case, view(case, Reader("own_agency"))))


@given(st.text())
def test_squeezing_a_squeezed_text_changes_nothing(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)
    assert not set(squeezed(text)) & set(" \n\t-\u00ad\u200b")


def test_the_smaller_case_of_nobody_holds_everything_back() -> None:
    case = case_of(*HIS, effort(title=LONG))
    nothing = CaseMap(case.header, {}, {})
    assert {each.entry for each in held_back(case, nothing)} == {"B1", "E1", "p1", "p2", "p3"}


def month_hits(case: CaseMap, reader: Reader, *more: str) -> list[str]:
    """Whose month of birth is offered for a look in a copy."""
    copy = view(case, reader)
    return [hit.entry for hit in looked([*fields_in(copy), *more], case, copy).near if hit.what == "a month of birth"]


def test_a_month_to_which_a_training_copy_moved_something_is_not_taken_for_a_month_of_birth() -> None:
    tested = child_impact(account="Hearing tested in November 2025: nothing found.")
    case = case_of(person("p4", "child", label="Baby", born="2026-06"), tested)
    assert "June 2026" in " ".join(fields_in(view(case, Reader("training", dates="shift:199"))))
    assert month_hits(case, Reader("training", dates="shift:199")) == []
    lasted = behaviour("B1", when="2026-01/2026-06")
    known = case_of(person("p4", "child", label="Baby", born="2026-06-09"), lasted)
    assert month_hits(known, Reader("meeting"), "from January 2026 to June 2026") == []


def test_a_month_of_birth_that_stayed_in_a_training_copy_is_offered_for_a_look() -> None:
    case = case_of(person("p4", "child", label="Baby", born="2026-06"), child_impact(account="It began then."))
    assert month_hits(case, Reader("training", dates="shift:100"), "The baby came in June 2026.") == ["p4"]
