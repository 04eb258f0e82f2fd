"""The echo test: what repeats one origin folds into one, and nobody's word is made weaker by it."""

import pytest
from hypothesis import given

from mapping.casemap import CaseMap
from mapping.echoes import ONE_IS_ENOUGH, Fold, echo_test, heard_from, words
from mapping.entries import Source
from mapping.naming import Naming
from tests.bench.maps import big_case
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, cases, cited, person, published, source


def origins(*sources: Source) -> dict[str, str]:
    return dict(echo_test(case_of(*sources)).origins)


def test_a_chain_folds_into_where_it_began_and_each_keeps_from_whom_it_heard() -> None:
    sources = (
        source("s1", "health", who="health visitor"), source("s2", "school", heard_from="s1"),
        source("s3", "police", heard_from="s2"), source("s4", "housing"),
    )  # fmt: skip
    case = case_of(*sources, behaviour(cites=cited("s1", "s2", "s3")), behaviour("B2", cites=cited("s3", "s4")))
    found = echo_test(case)
    assert found.folds == (Fold("s1", ("s1", "s2", "s3")),)
    assert found.behind["B1"] == ("s1",)
    assert found.behind["B2"] == ("s1", "s4")
    assert found.heard == {"s2": ("s1",), "s3": ("s2", "s1")}
    assert heard_from(case) == {"s1": (), "s2": ("s1",), "s3": ("s2", "s1"), "s4": ()}


def test_sources_that_are_each_somebodys_own_do_not_fold() -> None:
    assert origins(source("s1", "school"), source("s2", "school")) == {"s1": "s1", "s2": "s2"}
    assert echo_test(case_of(source("s1"), source("s2"))).folds == ()


@pytest.mark.parametrize(
    "other",
    [
        source("s2", "police", heard_from="p2"),
        source("s2", "health", person="p2"),
        source("s2", "survivor"),
        source("s2", "school", heard_from="s1"),
    ],
)
def test_whoever_spoke_is_the_origin_of_all_that_was_heard_from_her(other: Source) -> None:
    assert origins(source("s1", "survivor", person="p2"), other) == {"s1": "p2", "s2": "p2"}


def test_with_two_children_a_childs_words_are_not_taken_for_one_of_them() -> None:
    other = person("p4", "child")
    assert origins(source("s1", "child")) == {"s1": "p3"}
    assert echo_test(case_of(other, source("s1", "child"))).origins == {"s1": "s1"}


def test_one_record_that_is_on_the_map_twice_is_one_origin() -> None:
    twice = source("s1", agency="Police", reference="CAD 17"), source("s2", agency="police", reference="cad 17")
    assert origins(*twice) == {"s1": "s1", "s2": "s1"}
    assert origins(twice[0], source("s2", agency="School", reference="CAD 17")) == {"s1": "s1", "s2": "s2"}
    assert origins(source("s1", agency="Police"), source("s2", agency="Police")) == {"s1": "s1", "s2": "s2"}


def test_a_copy_goes_back_to_the_record_it_was_taken_from_and_a_message_not_to_whoever_handed_it_over() -> None:
    record = source("s1", "school", title="School file")
    assert origins(record, source("s2", "document", obtained_from="school file"))["s2"] == "s1"
    assert origins(record, source("s2", "perpetrator", obtained_from="School file"))["s2"] == "p1"
    assert origins(record, source("s2", "media", obtained_from="Mother"))["s2"] == "s2"
    two = (record, source("s3", "health", who="school file"))
    assert origins(*two, source("s2", "document", obtained_from="School file"))["s2"] == "s2"


def test_sources_that_have_it_from_one_another_come_to_an_end_and_are_one() -> None:
    ring = [source(f"s{place}", heard_from=f"s{place % 3 + 1}") for place in (1, 2, 3)]
    assert set(origins(*ring, source("s4", heard_from="s3")).values()) == {"s1"}
    assert origins(source("s1", heard_from="s1")) == {"s1": "s1"}


def test_the_words_say_that_one_witness_is_enough_and_nothing_where_nothing_folds() -> None:
    case = case_of(
        source("s1", "survivor", person="p2"), source("s2", "police", who="Officer Roe", heard_from="s1"),
        behaviour(cites=cited("s1", "s2")), behaviour("B2", cites=cited("s1")), behaviour("B3"),
    )  # fmt: skip
    found, naming = echo_test(case), Naming(case, veiled=False)
    assert words(case, found, "B1", naming) == (f"Two sources all go back to one origin: Amira. {ONE_IS_ENOUGH}")
    assert words(case, found, "s2", naming) == "This came from Amira."
    assert [words(case, found, each, naming) for each in ("B2", "B3", "s1", "gone")] == ["", "", "", ""]
    assert "Amira" not in words(case, found, "B1", Naming(case, veiled=True))


def test_no_words_of_the_test_call_anything_weak() -> None:
    case = case_of(source("s1"), source("s2", heard_from="s1"), behaviour(cites=cited("s1", "s2")))
    said = words(case, echo_test(case), "B1", Naming(case, veiled=True))
    assert not [word for word in ("weak", "only", "unreliable", "hearsay", "merely", "%") if word in said]


def test_the_fathers_two_accounts_of_a_published_case_are_one_origin() -> None:
    case = published("open-02-school-basement")
    found = echo_test(case)
    (his,) = {found.origins[source.id] for source in case.of(Source) if source.type == "perpetrator"}
    assert next(fold for fold in found.folds if fold.origin == his).sources == ("s4", "s12")


@pytest.mark.parametrize("case", [*map(published, PUBLISHED_NAMES), big_case(300)], ids=lambda case: case.header.id)
def test_every_card_with_a_source_has_an_origin_and_no_card_without(case: CaseMap) -> None:
    found = echo_test(case)
    for identity, behind in found.behind.items():
        thing = case.thing(identity)
        assert bool(behind) == bool(getattr(thing, "cites", ()))


@given(cases())
def test_every_source_has_one_origin_that_is_on_the_map(case: CaseMap) -> None:
    found = echo_test(case)
    assert found.origins.keys() == {each.id for each in case.of(Source)}
    assert set(found.origins.values()) <= case.entries.keys()
    assert found == echo_test(case)
