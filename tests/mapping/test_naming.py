"""People are called by name or by role; pronouns and verbs follow the person; nothing is assumed."""

import pytest

from mapping.entries import Person
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from tests.cases import case_of, person, published

FATHER = person("p1", "perpetrator", label="Father", name="Daniel", pronouns="he/him")
MOTHER = person("p2", "survivor", label="Mother", name="Amira", pronouns="she/her")
CHILD = person("p3", "child", label="Child 1", name="Noor", pronouns="they/them")


def naming(*people: Person, veiled: bool = False, **header: object) -> Naming:
    return Naming(case_of(*(people or (FATHER, MOTHER, CHILD)), people=False, **header), veiled)


def test_people_are_called_by_name_and_by_role_when_names_are_veiled() -> None:
    assert naming().short("p1") == naming().inside("p1") == naming().subject("p1") == "Daniel"
    veiled = naming(veiled=True)
    assert (veiled.short("p1"), veiled.inside("p1"), veiled.subject("p1")) == ("Father", "the father", "The father")


def test_someone_without_a_name_is_called_by_role_anyway() -> None:
    assert naming(person("p1", label="Father")).subject("p1") == "The father"


def test_a_numbered_label_takes_no_article() -> None:
    veiled = naming(veiled=True)
    assert (veiled.inside("p3"), veiled.subject("p3")) == ("Child 1", "Child 1")


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Father", "the father"), ("Elder child", "the elder child"), ("Worker 2", "Worker 2"), ("Aunt Ann", "Aunt Ann"),
     ("her sister", "her sister"), ("The named person", "the named person"), ("GP", "the GP"), ("IDVA", "the IDVA")],
)  # fmt: skip
def test_a_label_stands_in_a_sentence_as_english_would_have_it(label: str, inside: str) -> None:
    assert naming(person("p1", "other", label=label)).inside("p1") == inside


def test_a_case_may_have_its_own_word_for_a_role() -> None:
    own = naming(veiled=True, labels=(("perpetrator", "named person"),))
    assert own.inside("p1") == "the named person"
    assert own.short("p1") == "Father", "a chip shows the label of the person"


def test_the_word_for_a_role_is_not_used_where_two_people_have_it() -> None:
    uncle = person("p4", "co_perpetrator", label="Uncle")
    own = naming(FATHER, uncle, veiled=True, labels=(("perpetrator", "named person"),))
    assert (own.inside("p1"), own.inside("p4")) == ("the father", "the uncle")


def test_someone_without_name_and_label_is_called_by_the_catalogues_short_word() -> None:
    unnamed = Naming(case_of(Person(id="p1", roles=("perpetrator",), label=""), people=False), veiled=True)
    assert unnamed.inside("p1") == "the person using violence"
    assert unnamed.short("p1") == "Person using violence"


def test_the_catalogues_word_for_a_role_speaks_of_the_people_of_the_case() -> None:
    friend = Person(id="p5", roles=("ally_of_perpetrator",), label="")
    assert naming(FATHER, friend).inside("p5") == "the ally of Daniel"
    assert naming(FATHER, friend, veiled=True).inside("p5") == "the ally of the father"


@pytest.mark.parametrize(
    ("roles", "word"),
    [
        (("ally_of_perpetrator", "perpetrator"), "the person using violence"),
        (("ally_of_survivor", "survivor"), "the survivor"),
        (("ally_of_perpetrator", "child"), "the child"),
    ],
)
def test_who_is_an_ally_too_is_called_by_the_part_that_the_map_is_about(roles: tuple[str, ...], word: str) -> None:
    assert naming(Person(id="p1", label="", roles=roles)).inside("p1") == word


def test_someone_without_any_role_is_someone_else() -> None:
    nobody = Person(id="p5", roles=(), label="")
    assert naming(nobody).inside("p5") == "the someone else"


def test_an_id_that_is_nobody_is_said_to_be_so() -> None:
    assert naming().short("p9") == "Not on the map"
    assert naming().inside("p9") == "someone not on the map"
    assert naming().subject("p9") == "Someone not on the map"
    assert naming().pronoun("p9", "subject") == ""


@pytest.mark.parametrize(
    ("given", "forms"),
    [
        ("he/him", ("he", "him", "his")), ("she/her", ("she", "her", "her")), ("they/them", ("they", "them", "their")),
        ("she/her/hers", ("she", "her", "hers")), ("He / Him", ("he", "him", "his")), ("she", ("she", "her", "her")),
        ("xe/xem/xyr", ("xe", "xem", "xyr")), ("ze", ("ze", "ze", "hir")), ("she/they", ("she", "her", "her")),
        ("they/he", ("they", "them", "their")), ("ey/em", ("ey", "em", "")), ("", ("", "", "")),
    ],
)  # fmt: skip
def test_pronouns_follow_the_person(given: str, forms: tuple[str, str, str]) -> None:
    one = naming(person("p1", label="Father", pronouns=given))
    assert tuple(one.pronoun("p1", form) for form in ("subject", "object", "possessive")) == forms


def test_what_is_theirs_is_said_with_the_pronoun_or_with_the_name() -> None:
    assert naming().possessive("p1") == "his"
    assert naming(person("p1", label="Father", name="Daniel")).possessive("p1") == "Daniel’s"
    assert naming(person("p1", label="Father", name="Thomas")).possessive("p1") == "Thomas’"
    assert naming(person("p1", label="Father")).possessive("p1") == "the father’s"


def test_who_has_which_part_is_known() -> None:
    found = naming(CHILD, FATHER, person("p4", "co_perpetrator"), MOTHER, person("p5", "earlier_survivor"))
    assert [each.id for each in found.perpetrators] == ["p1", "p4"]
    assert [each.id for each in found.survivors] == ["p2"]
    assert [each.id for each in found.children] == ["p3"]
    assert [each.id for each in found.with_role("earlier_survivor", "child")] == ["p3", "p5"]


# --------------------------------------------------------------------------------------------- the catalogue


def test_the_people_of_the_case_stand_in_the_texts_of_the_catalogue() -> None:
    text = "{P} to {S}, before {C}, to {W}"
    assert naming().fill(text) == "Daniel to Amira, before Noor, to the worker"
    assert naming(veiled=True).fill(text) == "the father to the mother, before Child 1, to the worker"


def test_where_there_are_none_or_several_the_catalogue_speaks_of_the_part() -> None:
    text = "{P} to {S}, before {C}"
    wanted = "the person who harms to the other parent, before the child"
    assert naming(person("p5", "relative")).fill(text) == wanted
    twice = [person(f"{part}{number}", part) for part in ("perpetrator", "survivor", "child") for number in (1, 2)]
    assert naming(*twice).fill(text) == wanted


def test_placeholders_follow_the_person_the_text_is_about() -> None:
    text = "What {they} {does} to {them} and {their} own"
    assert naming().fill(text) == "What he does to him and his own", "a text about nobody else is about the perpetrator"
    assert naming().fill(text, "p2") == "What she does to her and her own"
    assert naming().fill(text, "p3") == "What they do to them and their own"


def test_a_part_stands_for_the_one_person_who_has_it() -> None:
    assert naming().fill("What {they} {does}", "survivor") == "What she does"
    assert naming().fill("What {they} {does}", "child") == "What they do"


def test_a_name_stands_where_no_pronoun_is_known() -> None:
    known = naming(person("p1", label="Father", name="Daniel"))
    assert known.fill("What {they} {does} to {them}; {their} own") == "What Daniel does to Daniel; Daniel’s own"
    veiled = naming(person("p1", label="Father", name="Daniel"), veiled=True)
    assert veiled.fill("What {they} {does}; {their} own") == "What the father does; the father’s own"


def test_several_people_are_they() -> None:
    both = naming(FATHER, person("p4", "co_perpetrator", label="Uncle"))
    assert both.fill("What {they} {does} to {them}; {their} own") == "What they do to them; their own"
    assert naming(MOTHER).fill("What {they} {does}", "perpetrator") == "What they do"


def test_a_name_with_braces_is_not_filled_again() -> None:
    odd = naming(person("p1", label="Father", name="{S}"), MOTHER)
    assert odd.fill("{P} and {S}") == "{S} and Amira"


def test_text_without_placeholders_is_left_alone() -> None:
    assert naming().fill("a {strange} {text}") == "a {strange} {text}"


def test_nothing_of_a_placeholder_is_left_in_any_word_of_the_catalogue() -> None:
    words = load_vocabulary()
    for veiled in (False, True):
        speaking = naming(veiled=veiled)
        for kind in words.kinds.values():
            for text in (kind.words, kind.lane, kind.lane_note, kind.help, kind.begin):
                assert "{" not in speaking.fill(text, kind.subject)
        for form in words.fields.values():
            for field in form.values():
                assert "{" not in speaking.fill(field.label + field.help)
        for link in words.links.values():
            assert "{" not in speaking.fill(link.help)


# ------------------------------------------------------------------------------------------------- the lanes


def test_lanes_are_headed_with_the_people_of_the_case() -> None:
    veiled = naming(veiled=True)
    assert veiled.lane_title("behaviour") == "What he does"
    assert veiled.lane_title("effects") == "What that does to family life and her parenting"
    assert veiled.lane_title("children") == "What that does to each child"
    assert veiled.lane_title("protective_effort") == "What she does to keep the children safe and well"
    assert veiled.lane_title("rail") == "Around the family"
    assert naming().lane_title("behaviour") == "What Daniel does"


def test_lanes_of_nobody_and_of_several_are_headed_all_the_same() -> None:
    empty = naming(person("p5", "relative"))
    assert empty.lane_title("behaviour") == "What the person who harms does"
    assert empty.lane_title("effects") == "What that does to family life and the other parent’s care"
    assert empty.lane_title("protective_effort") == "What the other parent does to keep the children safe and well"
    both = naming(FATHER, person("p4", "perpetrator"))
    assert both.lane_title("behaviour") == "What they do"
    unnamed = naming(person("p2", "survivor", label="Mother", pronouns="they/them"), veiled=True)
    assert unnamed.lane_title("protective_effort") == "What they do to keep the children safe and well"
    plain = naming(person("p2", "survivor", label="Mother"), veiled=True)
    assert plain.lane_title("effects") == "What that does to family life and the mother’s care"


@pytest.mark.parametrize("lane", ["behaviour", "effects", "children", "protective_effort", "rail"])
def test_every_lane_has_a_line_under_its_heading(lane: str) -> None:
    assert naming().lane_hint(lane)


def test_a_published_case_is_veiled_whole() -> None:
    case = published("open-02-school-basement")
    veiled = Naming(case, veiled=True)
    names = {each.name for each in case.of(Person)}
    assert not {veiled.short(each.id) for each in case.of(Person)} & names
    assert not {veiled.inside(each.id) for each in case.of(Person)} & names
