"""The catalogue holds every word that the practice and the case format ask for; a faulty one says what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapping.signs import OTHER, shapes
from mapping.vocabulary import Vocabulary, VocabularyError, load_vocabulary, read_vocabulary

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "case.schema.json").read_text("utf-8"))
PLACEHOLDERS = {"P", "S", "C", "they", "them", "their", "does"}
BEHAVIOURS = {
    "B01": (15, {4, 11, 12}),
    "B02": (14, {2, 3, 4, 5, 8, 9, 10, 11, 12, 14}),
    "B03": (12, {1, 3, 6, 7}),
    "B04": (12, {5}),
    "B05": (14, {7}),
    "B06": (12, set()),
    "B07": (14, set()),
    "B08": (14, {8, 14}),
    "B09": (14, {1, 3, 4, 9, 14}),
    "B10": (16, {15}),
    "B11": (14, {3, 4}),
    "B12": (12, set()),
    "B13": (13, {1, 2, 3, 6}),
    "B14": (12, {2, 3}),
    "B15": (13, {1, 4, 7, 12}),
    "B16": (14, {5, 6, 7, 10}),
    "B17": (13, {1}),
    "B18": (12, set()),
    "B00": (12, set()),
}
"""Each category, how many examples it has, and which of them are danger signs."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def schema_fields(properties: dict, within: str = "") -> Iterator[tuple[str, dict]]:
    """Every field of one kind by its dotted name, with what the schema says of its values."""
    for name, said in properties.items():
        values = said.get("items", said)
        yield within + name, values
        yield from schema_fields(values.get("properties", {}), f"{within}{name}.")


def schema_kinds() -> Iterator[tuple[str, dict]]:
    """Every kind of entry, then links and the head of a case, with the properties of each."""
    parts = SCHEMA["properties"]
    for entry in parts["entries"]["items"]["oneOf"]:
        yield entry["title"], entry["properties"]
    yield "link", parts["links"]["items"]["oneOf"][0]["properties"]
    yield "case", parts["case"]["properties"]


FIELDS = [(kind, name, said) for kind, properties in schema_kinds() for name, said in schema_fields(properties)]


def every_text(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every word the catalogue can show, with where it stands."""
    for family, terms in vocabulary.terms.items():
        for term in terms.values():
            yield from ((f"{family} {term.key}", text) for text in (term.label, term.short, term.meaning))
            yield from ((f"{family} {each.key}", each.text) for each in term.examples)
    for form in vocabulary.fields.values():
        for words in form.values():
            yield from ((f"{words.kind} {words.name}", text) for text in (words.label, words.help))
    for kind in vocabulary.kinds.values():
        texts = (kind.label, kind.plural, kind.words, kind.lane, kind.lane_note, kind.help, kind.begin)
        yield from ((kind.kind, text) for text in texts)
    for link in vocabulary.links.values():
        yield from ((link.kind, text) for text in (link.label, link.forward, link.reverse, link.help))


# ---------------------------------------------------------------------------------------------- the catalogue


@pytest.mark.parametrize("category", BEHAVIOURS)
def test_each_category_of_behaviour_has_its_examples_and_danger_signs(vocabulary, category):
    count, dangerous = BEHAVIOURS[category]
    examples = vocabulary.term("behaviour", category).examples
    assert [each.key for each in examples] == [f"{category}.{number}" for number in range(1, count + 1)]
    assert {each.key for each in examples if each.high_risk} == {f"{category}.{number}" for number in dangerous}


def test_there_are_eighteen_harmful_categories_and_one_constructive_one_at_the_end(vocabulary):
    terms = vocabulary.family("behaviour")
    assert [term.key for term in terms] == list(BEHAVIOURS)
    assert [term.key for term in terms if term.constructive] == ["B00"]
    assert sum(each.high_risk for term in terms for each in term.examples) == 44


def test_behaviours_begin_with_the_verb_and_have_no_subject(vocabulary):
    for term in vocabulary.family("behaviour"):
        for example in term.examples:
            assert re.match(r"[a-z]+", example.text), example.key
            assert example.text.split()[0] not in {"he", "she", "they", "the", "a"}, example.key


def test_lanes_have_short_plain_headings(vocabulary):
    shorts = {term.key: term.short for term in vocabulary.family("behaviour")}
    assert shorts["B07"] == "Money"
    assert shorts["B11"] == "Using the children"
    assert max(len(short) for short in shorts.values()) <= 34
    assert len(set(shorts.values())) == len(shorts)


def test_six_pathways_have_their_finer_pathways(vocabulary):
    whole = [term.key for term in vocabulary.family("pathway") if not term.parent]
    assert whole == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert [len(vocabulary.parts("pathway", key)) for key in whole] == [8, 8, 7, 7, 10, 6]
    assert vocabulary.term("pathway", "P5.10").parent == "P5"


@pytest.mark.parametrize(
    ("family", "letter", "examples"),
    [
        ("child_impact", "I", (6, 5, 7, 8, 5, 4, 5, 4, 4, 3, 6, 5, 7)),
        ("family_impact", "F", (0,) * 17),
        ("survivor_impact", "V", (0,) * 14),
        ("protective_effort", "G", (4, 5, 5, 3, 6, 2, 3, 4, 4, 3, 3, 2, 3, 4, 2)),
    ],
)
def test_families_with_letters_are_complete(vocabulary, family, letter, examples):
    terms = vocabulary.family(family)
    assert [term.key for term in terms] == [f"{letter}{number}" for number in range(1, len(examples) + 1)]
    assert tuple(len(term.examples) for term in terms) == examples


@pytest.mark.parametrize(
    ("family", "count"),
    [("intersection", 29), ("source_type", 19), ("status", 10), ("attribution", 4), ("allegation_question", 12),
     ("goal_starter", 19), ("change_question", 3), ("function", 8), ("directness", 5)],
)  # fmt: skip
def test_other_families_are_complete(vocabulary, family, count):
    assert len(vocabulary.family(family)) == count


def test_source_types_are_those_the_case_format_names(vocabulary):
    source = next(entry for entry in SCHEMA["properties"]["entries"]["items"]["oneOf"] if entry["title"] == "source")
    named = source["properties"]["type"]["description"].split(": ")[1].split(", ")
    assert [term.key for term in vocabulary.choices("source", "type")] == named


def test_each_change_question_has_its_own_levels(vocabulary):
    levels = [len(vocabulary.parts("change_level", term.key)) for term in vocabulary.family("change_question")]
    assert levels == [5, 5, 6]


def test_responses_say_which_way_they_worked(vocabulary):
    helpful, harmful = vocabulary.family("response")
    assert [len(helpful.examples), len(harmful.examples)] == [16, 18]
    assert {each.effect for each in helpful.examples} == {"helpful"}
    assert vocabulary.term("response", "harmful.1").effect == "harmful"


def test_only_readings_are_marked_as_inferred(vocabulary):
    assert [term.key for term in vocabulary.family("status") if term.inferred] == ["inferred", "hypothesis"]


# ---------------------------------------------------------------------------------------------- the case format


@pytest.mark.parametrize("kind", [kind for kind, _ in schema_kinds()])
def test_every_field_of_the_case_format_has_words(vocabulary, kind):
    groups = {term.key for term in vocabulary.family("field_group")}
    for words in (vocabulary.field(kind, name) for owner, name, _ in FIELDS if owner == kind):
        assert words.known and words.label and words.help, words.name
        assert words.group in groups, words.name


ENUMS = [(kind, name, said["enum"]) for kind, name, said in FIELDS if "enum" in said]


@pytest.mark.parametrize(("kind", "name", "allowed"), ENUMS, ids=[f"{kind}.{name}" for kind, name, _ in ENUMS])
def test_every_choice_of_the_case_format_is_offered_in_its_order(vocabulary, kind, name, allowed):
    assert [term.key for term in vocabulary.choices(kind, name)] == allowed


def test_every_yes_or_no_question_offers_answers(vocabulary):
    asked = [(kind, name) for kind, name, said in FIELDS if said.get("type") == "boolean"]
    assert len(asked) > 10
    assert all(vocabulary.field(kind, name).choices == "yes_no" for kind, name in asked)


def test_no_words_are_kept_for_fields_that_do_not_exist(vocabulary):
    real = {(kind, name) for kind, name, _ in FIELDS} | {("common", name) for _, name, _ in FIELDS}
    written = {(words.kind, words.name) for form in vocabulary.fields.values() for words in form.values()}
    assert written <= real


def test_every_kind_of_entry_has_words(vocabulary):
    kinds = [entry["title"] for entry in SCHEMA["properties"]["entries"]["items"]["oneOf"]]
    assert sorted(vocabulary.kinds) == sorted(kinds)
    for kind in map(vocabulary.kind, kinds):
        assert kind.label and kind.plural and kind.words and kind.help and kind.begin, kind.kind


def test_every_kind_of_link_can_be_read_aloud_both_ways(vocabulary):
    kinds = [link["title"] for link in SCHEMA["properties"]["links"]["items"]["oneOf"]]
    assert sorted(vocabulary.links) == sorted(kinds)
    phrases = [phrase for kind in kinds for phrase in (vocabulary.link(kind).forward, vocabulary.link(kind).reverse)]
    assert all(phrases)
    assert len(set(phrases)) == 2 * len(kinds)


def test_links_are_solid_where_harm_is_done_and_dashed_where_someone_protects(vocabulary):
    solid = ("disrupts", "restricts", "harms", "leads_to", "worsens", "exploits", "manipulates", "retaliates_for")
    assert not any(vocabulary.link(kind).dashed for kind in solid)
    assert all(vocabulary.link(kind).dashed for kind in ("answers", "protects", "supports", "curbs"))


@pytest.mark.parametrize("property_of", ["sensitivity", "sensitivity_of_child"])
def test_classes_of_kinds_and_fields_are_classes_of_the_case_format(vocabulary, property_of):
    classes = {term.key for term in vocabulary.family("sensitivity")} | {""}
    assert {getattr(kind, property_of) for kind in vocabulary.kinds.values()} <= classes
    assert {words.sensitivity for form in vocabulary.fields.values() for words in form.values()} <= classes


def test_private_kinds_start_private(vocabulary):
    assert vocabulary.kind("protective_effort").sensitivity == "survivor_private"
    assert vocabulary.kind("safety_item").sensitivity == "worker_only"
    assert vocabulary.kind("note").sensitivity == "working_only"
    assert vocabulary.kind("source").sensitivity == "source_protected"
    assert vocabulary.kind("view").sensitivity_of_child == "child_voice"
    assert vocabulary.field("person", "identifiers.value").sensitivity == "restricted"


def test_kinds_speak_of_a_role_that_exists(vocabulary):
    roles = {term.key for term in vocabulary.family("role")} | {""}
    assert {kind.subject for kind in vocabulary.kinds.values()} <= roles


def test_every_kind_has_a_sign_of_its_own(vocabulary):
    signs = {kind.kind: kind.shape for kind in vocabulary.kinds.values()}
    assert signs["behaviour"] == "square"
    assert len(signs) == len(set(signs.values())) == 24
    assert set(signs.values()) <= set(shapes()) - {OTHER}


# ---------------------------------------------------------------------------------------------- how it speaks


def test_only_known_placeholders_stand_in_the_catalogue(vocabulary):
    for where, text in every_text(vocabulary):
        assert set(re.findall(r"\{(.*?)\}", text)) <= PLACEHOLDERS, where
        assert text.count("{") == text.count("}"), where


def test_kinds_and_links_are_named_without_a_person(vocabulary):
    names = [name for kind in vocabulary.kinds.values() for name in (kind.label, kind.plural)]
    names += [name for link in vocabulary.links.values() for name in (link.label, link.forward, link.reverse)]
    assert not [name for name in names if "{" in name]


def test_no_word_assumes_a_gender(vocabulary):
    gendered = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
    found = [where for where, text in every_text(vocabulary) if gendered.search(text)]
    assert found == ["person pronouns"]


def test_people_are_called_what_the_case_calls_them(vocabulary):
    found = {where.split()[0] for where, text in every_text(vocabulary) if "perpetrator" in text.lower()}
    assert found == {"role_word.perpetrator"}
    assert vocabulary.field("protective_effort", "perpetrator_would_learn").label == "Would {P} learn from it?"


def test_texts_are_single_clean_lines(vocabulary):
    for where, text in every_text(vocabulary):
        assert text == text.strip() and "\n" not in text and "  " not in text, where
        assert not text.endswith(("??", "..")), where


# ---------------------------------------------------------------------------------------------- asking for words


def test_an_unknown_key_is_shown_as_itself(vocabulary):
    term = vocabulary.term("intersection", "substance use")
    assert (term.label, term.short, term.known) == ("substance use", "substance use", False)
    assert vocabulary.label("behaviour", "B01.99") == "B01.99"
    assert vocabulary.label("no such family", "x") == "x"
    assert vocabulary.family("no such family") == ()


def test_unknown_kinds_links_and_fields_are_shown_as_themselves(vocabulary):
    assert vocabulary.kind("rumour").label == "rumour"
    assert vocabulary.link("whispers").forward == "whispers"
    assert vocabulary.field("behaviour", "colour").label == "colour"
    assert not vocabulary.field("behaviour", "colour").known


def test_an_example_is_a_term_of_its_own(vocabulary):
    term = vocabulary.term("behaviour", "B01.4")
    assert term.label == "locked {S} in, out of the home, or out of rooms"
    assert (term.parent, term.high_risk, term.known) == ("B01", True, True)


def test_a_kind_has_its_own_words_before_the_common_ones(vocabulary):
    assert vocabulary.field("behaviour", "title").label == "What {they} {does}"
    assert vocabulary.field("behaviour", "cites").label == "Who says so"
    assert vocabulary.field("behaviour", "cites").kind == "common"


def test_a_category_is_chosen_from_the_family_of_its_kind(vocabulary):
    assert vocabulary.choices("behaviour", "category") == vocabulary.family("behaviour")
    assert vocabulary.category_family("note") == ""
    assert vocabulary.choices("note", "category") == ()
    assert vocabulary.choices("behaviour", "account") == ()


def test_a_form_begins_with_what_it_is_and_ends_with_what_is_kept_beside_it(vocabulary):
    names = [words.name for words in vocabulary.form("behaviour")]
    assert names[0] == "title"
    assert names.index("by") < names.index("frequency") < names.index("cites") < names.index("release_to")
    assert names[-1] in {"kind", "id", "position", "position.x", "position.y"}
    assert len(names) == len(set(names)) == len([1 for kind, _, _ in FIELDS if kind == "behaviour"])


# ---------------------------------------------------------------------------------------------- reading


def test_a_team_can_add_to_a_family():
    made = read_vocabulary({
        "shipped": '[place]\nhome = "Home"',
        "team": '[place]\nboat = { label = "Boat", parent = "home" }',
    })  # fmt: skip
    assert [term.label for term in made.family("place")] == ["Home", "Boat"]
    assert [term.key for term in made.parts("place", "home")] == ["boat"]


def test_retired_words_still_resolve_but_are_not_offered():
    made = read_vocabulary({"a": '[place]\nattic = { label = "Attic", retired = true }\nhome = "Home"'})
    assert [term.key for term in made.family("place")] == ["home"]
    assert made.label("place", "attic") == "Attic"


def test_renamed_words_and_their_examples_resolve_to_the_new_ones():
    made = read_vocabulary({
        "a": '[place]\nflat = { renamed = "home" }\n[place.home]\nlabel = "Home"\nexamples = { 1 = "at the door" }',
    })  # fmt: skip
    assert [term.key for term in made.family("place")] == ["home"]
    assert made.term("place", "flat").key == "home"
    assert made.label("place", "flat.1") == "at the door"


def test_retired_examples_still_resolve_but_are_not_offered():
    made = read_vocabulary({
        "a": '[place.home]\nlabel = "Home"\n[place.home.examples]\n'
             '1 = { text = "by the fire", retired = true }\n2 = "at the door"',
    })  # fmt: skip
    assert [each.key for each in made.term("place", "home").examples] == ["home.2"]
    assert made.term("place", "home.1").retired
    assert made.label("place", "home.1") == "by the fire"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[place", "a.toml cannot be read"),
        ('[place]\nhome = "Home"\nhome = "House"', "a.toml cannot be read"),
        ('place = "Home"', "a.toml, place"),
        ("[place]\nhome = 3", "a.toml, place.home"),
        ("[place]\nhome = {}", "a.toml, place.home: the label is missing"),
        ('[place]\nhome = ""', "a.toml, place.home: the label is missing"),
        ('[place]\nhome = { label = "Home", colour = "red" }', "place.home: there is no property called colour"),
        ('[place]\nhome = { label = "Home", known = true }', "place.home: there is no property called known"),
        ('[place]\nhome = { label = "Home", key = "house" }', "place.home: there is no property called key"),
        ('[place]\nhome = { label = "Home", high_risk = "yes" }', "place.home: high_risk must be of type bool"),
        ('[place]\nhome = { label = "Home", parent = "street" }', "place.home: there is no parent street"),
        ('[place]\nhome = { label = "Home", parent = "town:street" }', "place.home: there is no parent town:street"),
        ('[place]\nflat = { renamed = "home" }', "place.flat: renamed"),
        ('[place]\na = { renamed = "b" }\nb = { renamed = "a" }', "place.a: renamed"),
        ('[place]\nhome = { label = "Home", examples = ["x"] }', "place.home: the examples"),
        ('[place]\nhome = { label = "Home", examples = { 1 = {} } }', "place.home.1: the text is missing"),
        ('[kind.den]\nlabel = "Den"\nwalls = "four"', "kind.den: there is no property called walls"),
        ('[kind.den]\nlabel = "Den"\ncategory_family = "dens"', "kind.den: there is no family called dens"),
        ('[link.joins]\nforward = "joins"', "link.joins: the label is missing"),
        ('[field.den]\nsize = { help = "How big?" }', "field.den.size: the label is missing"),
        ('[field.den]\nsize = { label = "Size", choices = "sizes" }', "field.den.size: there is no family"),
        ('[field]\nden = "Den"', "field.den: a table of fields"),
    ],
)  # fmt: skip
def test_a_fault_names_the_file_and_the_key(text, named):
    with pytest.raises(VocabularyError) as refusal:
        read_vocabulary({"a": text})
    assert named in str(refusal.value)


def test_a_key_used_in_two_files_names_both():
    with pytest.raises(VocabularyError, match=r"b\.toml, place\.home: .* a\.toml, place\.home"):
        read_vocabulary({"a": '[place]\nhome = "Home"', "b": '[place]\nhome = "House"'})
