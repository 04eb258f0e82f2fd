"""Whatever is written in a case can be found, but never a name that is hidden."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import Identifier, Link
from mapping.find import Finder, Hit, find
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from tests.mapping.small_case import ELDER, MOTHER, TAKES, family

WORDS = load_vocabulary()


def hits(query: str, case: CaseMap | None = None, veiled: bool = False) -> tuple[Hit, ...]:
    case = case or family()
    return find(case, query, Naming(case, veiled), WORDS)


def with_things(case: CaseMap, *things: object) -> CaseMap:
    entries = case.entries | {thing.id: thing for thing in things if not isinstance(thing, Link)}
    return CaseMap(case.header, entries, {thing.id: thing for thing in things if isinstance(thing, Link)})


def test_a_word_is_found_in_a_title_and_says_where() -> None:
    first = hits("wages")[0]
    assert (first.id, first.kind, first.field, first.excerpt) == ("B1", "behaviour", "title", "takes her wages")


def test_every_text_is_searched_down_to_a_quotation() -> None:
    assert [hit.id for hit in hits("rent was not paid")] == ["B1"]
    assert hits("rent was not paid")[0].label == "Who says so"
    assert [hit.id for hit in hits("housing officer")] == ["s1"]
    assert hits("0417")[0].kind == "case"


def test_an_arrow_is_found_by_its_note() -> None:
    arrow = Link(id="harms1", kind="harms", from_id="B1", to_id="I1", note="no money for the school coat")
    assert [hit.id for hit in hits("school coat", with_things(family(), arrow))] == ["harms1"]


def test_the_words_may_stand_apart_but_must_all_be_there() -> None:
    assert [hit.id for hit in hits("wages takes")] == ["B1"]
    assert hits("wages bicycle") == ()


def test_typing_errors_are_forgiven() -> None:
    assert hits("wagse")[0].id == "B1"
    assert hits("slepes in shoes")[0].id == "I1"
    assert hits("xylophone") == ()


def test_capitals_accents_and_forms_of_a_letter_make_no_difference() -> None:
    case = with_things(family(), replace(TAKES, title="takes café money"))
    assert hits("CAFÉ", case)[0].id == "B1"
    assert hits("cafe\u0301", case)[0].id == "B1"
    assert hits("ｃａｆé", case)[0].id == "B1"
    assert hits("café", with_things(family(), replace(TAKES, title="takes ca\u00adfé mo\u200bney")))[0].id == "B1"


def test_the_title_comes_before_the_account() -> None:
    case = with_things(family(), replace(TAKES, id="B9", title="shouts", account="about her wages"))
    assert [hit.id for hit in hits("wages", case)] == ["B1", "B9"]


def test_a_long_account_is_shown_around_what_was_found() -> None:
    long = "word " * 100 + "the blue bicycle was gone " + "word " * 100
    excerpt = hits("bicycle", with_things(family(), replace(TAKES, account=long)))[0].excerpt
    assert "blue bicycle was gone" in excerpt
    assert len(excerpt) < 130
    assert excerpt.startswith("… ")


def test_hidden_names_are_neither_found_nor_shown() -> None:
    secret = replace(MOTHER, identifiers=(Identifier(type="address", value="12 Mill Lane"),))
    case = with_things(family(), secret)
    assert hits("Anna", case)
    assert hits("Mill Lane", case)
    for query in ("Anna", "Hart", "Ania", "Mill Lane", "Tom"):
        assert hits(query, case, veiled=True) == ()
    found = hits("pay goes to his account", case, veiled=True)
    assert not any("Anna" in hit.excerpt for hit in hits("account", case, veiled=True))
    assert found[0].excerpt == "Mother's pay goes to his account."


def test_one_finder_sees_what_changed_and_when_the_names_go_and_come() -> None:
    finder, case = Finder(WORDS), family()
    assert finder.find(case, "wages", Naming(case, False))
    changed = with_things(case, replace(TAKES, title="takes her phone"))
    assert not finder.find(changed, "wages", Naming(changed, False))
    assert not finder.find(changed, "Tom", Naming(changed, True))
    renamed = with_things(changed, replace(ELDER, name="Anton"), replace(TAKES, account="Anton saw it"))
    assert not finder.find(renamed, "Anton", Naming(renamed, True))
    assert finder.find(renamed, "Anton", Naming(renamed, False))


@given(st.text(max_size=30))
def test_whatever_is_asked_nothing_breaks(query: str) -> None:
    assert all(hit.score > 0 for hit in hits(query))
