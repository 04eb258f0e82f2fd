"""The help has a prompt for everything that can be filled in or chosen, in sound files, and what is typed finds it."""

import re

import pytest
from rapidfuzz import fuzz

from mapping.entries import ENTRY_CLASSES, Header, Link
from mapping.fields import fields_of
from mapping.guidance import (
    GuidanceError,
    Prompt,
    Topic,
    body_of,
    card_text,
    filled,
    load_guidance,
    place_of,
    read_guidance,
    search,
    sentence,
    title_of,
    topics,
)
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from tests.cases import behaviour, case_of

HELP, WORDS = load_guidance(), load_vocabulary()
OWNERS: dict[str, type] = {**ENTRY_CLASSES, "link": Link, "case": Header}
LISTS = {
    "behaviour", "pathway", "child_impact", "survivor_impact", "family_impact", "protective_effort", "intersection",
    "response", "order_type", "source_type", "status", "role", "asked_state", "sensitivity", "attribution",
    "child_position", "finding", "change_question", "audience",
}  # fmt: skip
"""The families whose every word has a prompt."""
PROMPT = '[kind.person]\nask = "Who?"\nexample = "an aunt"\ntrap = "Nobody."\n'


def fields_in(owner: type) -> set[str]:
    """Return the names, as in a case file, of all fields of a class and of the records in its lists."""
    found = set()
    for field in fields_of(owner):
        found.add(field.file_name)
        if field.shape.row is not None:
            found |= {f"{field.file_name}.{inner.file_name}" for inner in fields_of(field.shape.row)}
    return found


def prompts() -> list[tuple[Topic, Prompt]]:
    return [(topic, body) for topic in topics() if isinstance(body := body_of(topic), Prompt)]


# ------------------------------------------------------------------------------------------------ nothing is missing


@pytest.mark.parametrize("kind", OWNERS)
def test_every_field_of_every_kind_has_a_prompt_and_no_prompt_is_left_over(kind: str) -> None:
    there = fields_in(OWNERS[kind])
    assert [name for name in sorted(there) if HELP.field(kind, name) is None] == []
    assert set(HELP.fields.get(kind, {})) - there == set()


def test_a_field_that_the_catalogue_words_anew_for_a_kind_has_a_prompt_of_that_kind() -> None:
    worded = {(kind, name) for kind, form in WORDS.fields.items() for name in form if kind != "common"}
    assert {(kind, name) for kind, name in worded if name not in HELP.fields.get(kind, {})} == set()


def test_no_prompt_is_for_a_kind_that_there_is_not() -> None:
    assert set(HELP.fields) - set(OWNERS) == {"common"}
    assert set(HELP.fields["common"]) - fields_in(ENTRY_CLASSES["note"]) == set()


def test_every_word_of_every_list_that_matters_has_a_prompt_and_none_is_left_over() -> None:
    named = {kind.category_family for kind in WORDS.kinds.values() if kind.category_family}
    assert set(HELP.words) == LISTS >= named
    for family in LISTS:
        assert set(HELP.words[family]) == {term.key for term in WORDS.family(family)}, family


def test_every_kind_of_entry_and_of_arrow_has_a_prompt() -> None:
    assert set(HELP.kinds) == set(WORDS.kinds)
    assert set(HELP.links) == set(WORDS.links)


def test_an_example_of_the_catalogue_has_the_prompt_of_its_word_and_a_team_word_has_none() -> None:
    assert HELP.category("behaviour", "B07.3") == HELP.category("behaviour", "B07")
    assert HELP.category("behaviour", "our own word") is None


# ------------------------------------------------------------------------------------------------- how it is worded


def test_nothing_is_said_twice() -> None:
    own = [(topic, body) for topic, body in prompts() if not WORDS.term(topic.owner, topic.key).parent]
    for part in ("ask", "trap"):
        said = [getattr(body, part) for _, body in own]
        assert sorted({text for text in said if said.count(text) > 1}) == []


def test_no_prompt_only_repeats_what_its_field_is_called_or_the_short_help_under_it() -> None:
    for topic, body in prompts():
        shown = [title_of(topic)]
        shown += [WORDS.field(topic.owner, topic.key).help] if topic.sort == "field" else []
        for said in (body.ask, body.example, body.trap):
            assert max(fuzz.ratio(said.casefold(), text.casefold()) for text in shown) < 80, topic


def test_every_prompt_can_be_taken_in_at_a_glance() -> None:
    assert [topic for topic, body in prompts() if max(len(body.ask), len(body.example), len(body.trap)) > 200] == []


def test_conduct_is_shown_verb_first_with_nobody_before_it() -> None:
    for word in HELP.words["behaviour"].values():
        assert not re.match(r"(?i)(he|she|they|the|a|an|was|were|is|has|had|there)\b", word.example), word.example


def test_all_of_it_can_be_said_with_and_without_a_case() -> None:
    naming = Naming(case_of(behaviour()), veiled=False)
    for topic, body in prompts():
        for called in (None, naming):
            told = (
                filled(body.ask, called) + filled(body.trap, called) + title_of(topic, called) + place_of(topic, called)
            )
            assert "{" not in told, topic


def test_an_invented_example_never_has_a_name_of_the_case_in_it() -> None:
    naming = Naming(case_of(behaviour()), veiled=False)
    assert "Amira" in filled(HELP.words["behaviour"]["B12"].ask, naming)
    assert [topic for topic, body in prompts() if "{" in body.example] == []


def test_a_sentence_that_begins_with_a_placeholder_begins_with_a_capital() -> None:
    assert filled("Ask first. {S} decides.") == "Ask first. The other parent decides."
    assert sentence("took the keys") == "Took the keys."
    assert sentence("“Go.”") == "“Go.”"


# --------------------------------------------------------------------------------------------- cards and glossary


def test_there_is_a_card_for_everything_that_is_asked_in_a_room() -> None:
    assert list(HELP.cards) == [
        "partnering", "change", "pivot", "wording", "limits", "child", "answers", "secrets", "force",
    ]  # fmt: skip
    assert len(HELP.cards["partnering"].parts) == 6
    assert len(HELP.cards["change"].parts) == 3
    assert len(HELP.cards["pivot"].parts) == 10
    assert len(HELP.cards["answers"].parts) == 4


def test_a_pivot_has_blanks_and_words_that_nobody_said_are_not_put_in_anyones_mouth() -> None:
    assert [part for part in HELP.cards["pivot"].parts if not all("___" in said for said in part.say)] == []


def test_a_card_is_plain_text_that_fits_a_screen() -> None:
    for card in HELP.cards.values():
        text = card_text(card)
        assert text.startswith(card.title)
        assert "{" not in text
        assert max(map(len, text.splitlines())) <= 78
        assert all(part.heading.split()[0] in text for part in card.parts)


@pytest.mark.parametrize("word", ["MARAC", "IDVA", "DASH", "DVDS", "DAPO", "EDTF", "NRPF"])
def test_letters_that_stand_for_words_are_explained(word: str) -> None:
    found = [each for each in HELP.glossary.values() if each.word == word]
    assert len(found) == 1
    assert found[0].stands_for


def test_the_glossary_explains_more_than_sixty_words_each_once() -> None:
    words = [each.word for each in HELP.glossary.values()]
    assert len(set(words)) == len(words) > 60


# ------------------------------------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("MARAC", "MARAC"),
        ("Clare's Law", "DVDS"),
        ("bank card", "Economic abuse"),
        ("threatning", "Threats and violence to workers, outsiders, animals and property"),
        ("strangled", "Physical violence"),
        ("minimises", "Minimising"),
        ("staying", "Not leaving, as a decision"),
        ("how often", "How often?"),
        ("asking a child", "Listening to a child"),
        ("pets", "Pets"),
        ("B07", "Economic abuse"),
        ("code wor", "What need not be written"),
    ],
)
def test_what_is_typed_finds_it_in_any_form_and_with_a_slip(typed: str, first: str) -> None:
    assert search(typed)[0].title == first


def test_nothing_is_found_for_nothing_and_for_what_is_nowhere() -> None:
    assert search("") == search("  ?") == search("xqzzyv") == ()


def test_no_more_is_found_than_was_asked_for_and_the_best_is_first() -> None:
    found = search("child", 5)
    assert len(found) == 5
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_everything_is_found_by_its_own_title() -> None:
    lost = [topic for topic in topics() if title_of(topic) not in [hit.title for hit in search(title_of(topic), 60)]]
    assert lost == []


# --------------------------------------------------------------------------------------------------- sound files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[kind.person\n", "help.toml cannot be read"),
        ("kind = 1\n", "help.toml, kind: a table of keys belongs here"),
        ('[kind]\nperson = "who"\n', "help.toml, kind.person: a table of properties"),
        ('[kind.person]\nask = "Who?"\ntrap = "x"\n', "help.toml, kind.person: the example is missing"),
        (PROMPT + 'tip = "x"\n', "help.toml, kind.person: there is no property called tip"),
        (PROMPT.replace('"Who?"', "3"), "help.toml, kind.person: ask must be a text"),
        (PROMPT.replace('"Who?"', '" "'), "help.toml, kind.person: ask must be a text, and not empty"),
        (PROMPT.replace("Who?", "Who is {X}?"), "help.toml, kind.person: ask has the placeholder {X}"),
        (PROMPT.replace("an aunt", "{S} left"), "help.toml, kind.person: an example is about invented people"),
        (PROMPT + "also = [3]\n", "help.toml, kind.person: also must be a list of texts"),
        (PROMPT + 'part_of = "nobody"\n', "help.toml, kind.person: part_of must name a word beside it"),
        ('[field.note]\naccount = "x"\n', "help.toml, field.note.account: a table of properties"),
        ('[card.one]\ntitle = "A"\nlead = "B"\n', "help.toml, card.one: parts must be a list"),
        ('[card.one]\ntitle = "A"\nlead = "B"\nparts = [{ text = "x" }]\n', "card.one.parts 1: the heading is missing"),
        ('[card.one]\ntitle = "A"\nlead = "B"\nnumbered = 1\nparts = [{ heading = "x" }]\n', "numbered must be true"),
        ('[glossary.a]\nword = "A"\n', "help.toml, glossary.a: the meaning is missing"),
    ],
)
def test_a_fault_in_a_file_is_named_by_file_and_key(text: str, said: str) -> None:
    with pytest.raises(GuidanceError) as raised:
        read_guidance({"help": text})
    assert said in str(raised.value)


def test_a_key_that_is_written_twice_is_named_in_both_places() -> None:
    with pytest.raises(GuidanceError, match=r"two\.toml, kind\.person: this key is already used in one\.toml"):
        read_guidance({"one": PROMPT, "two": PROMPT})


def test_a_finer_word_takes_from_the_word_it_belongs_to_what_it_does_not_say() -> None:
    text = '[w.A]\nask = "a"\nexample = "b"\ntrap = "c"\n[w."A.1"]\npart_of = "A"\nexample = "d"\n'
    assert read_guidance({"help": text}).words["w"]["A.1"] == Prompt("a", "d", "c")
