"""A page of notes and a list of lines: each passage or line becomes an entry, and nobody has to type it again."""

from datetime import date

import pytest

from mapping.entries import Cite, Source
from mapping.errors import CaseError
from mapping.quickadd.passages import quote, quoted_by, read_passage, used_in
from mapping.quickadd.several import PastedLine, command_of_lines, lines_of, made_by_lines
from mapping.vocabulary import load_vocabulary
from tests.cases import behaviour, case_of, child_impact, person, source

TODAY = date(2026, 11, 22)


def case():
    return case_of(source("s1", "school", who="teacher"), person("p4", "child", label="Younger child", name="Mika"))


def reading(passage: str, kind: str, of=None):
    return read_passage(of or case(), passage, load_vocabulary(), kind)


def test_a_passage_becomes_a_card_verb_first_that_quotes_it_word_for_word() -> None:
    before = case()
    passage = "He cancels her bus pass\nevery month."
    changes = quote(before, reading(passage, "behaviour"), "s1", passage)
    (change,) = changes
    assert (change.after.title, change.after.by) == ("cancels her bus pass every month", "p1")
    assert change.after.cites == (Cite(source="s1", quote=passage),)


def test_signs_in_a_passage_are_only_words() -> None:
    passage = "Took her phone #2 and her @home keys ~ again"
    found = reading(passage, "behaviour")
    assert (found.ready, found.title) == (True, passage)
    assert (found.sources, found.when_said, found.category) == ((), "", "")


def test_the_child_whom_a_passage_names_is_the_child_meant() -> None:
    assert reading("Mika no longer sleeps", "child_impact").child == "p4"
    assert reading("Noor's teacher sees a child who does not eat", "child_impact").child == "p3"
    both = reading("Noor and Mika do not sleep", "child_impact")
    assert not both.ready
    assert both.problem


def test_what_is_done_by_nobody_asks_who_did_it() -> None:
    found = reading("There was an argument", "behaviour")
    assert not found.ready
    assert found.ways
    with pytest.raises(CaseError):
        quote(case(), found, "s1", "There was an argument")


def test_a_passage_of_nobody_is_no_quote() -> None:
    with pytest.raises(CaseError, match="whose words"):
        quote(case(), reading("Took her phone", "behaviour"), "s9", "Took her phone")


def test_what_the_map_quotes_is_found_in_the_page_though_lines_are_broken_elsewhere() -> None:
    cites = (Cite(source="s1", quote="does not\nsleep"), Cite(source="s2", quote="eats"))
    before = case_of(source("s1"), Source(id="s2", type="health"), child_impact("I1", cites=cites),
                     behaviour("B1", cites=(Cite(source="s1", quote="She eats"),)))  # fmt: skip
    page = "She eats. The elder child does not sleep."
    assert [(page[each.start : each.end], each.thing) for each in used_in(before, "s1", page)] == [
        ("She eats", "B1"), ("does not sleep", "I1"),
    ]  # fmt: skip
    assert quoted_by(before, "I1", ("s2",)) == ("s2", "eats")
    assert quoted_by(before, "I1", ("s9",)) is None


def test_lines_lose_their_bullets_and_their_blanks() -> None:
    assert lines_of("- takes her phone\n\n  2) he follows  her\n• 10 cats\n") == (
        "takes her phone", "he follows her", "10 cats",
    )  # fmt: skip


def test_several_lines_are_one_act_and_what_one_brings_is_there_for_the_next() -> None:
    before = case()
    lines = (
        PastedLine("takes her phone !neighbour"),
        PastedLine("follows her to work !neighbour"),
        PastedLine("does not sleep @Mika", "child_impact"),
    )
    changes = command_of_lines(before, lines, load_vocabulary(), TODAY)
    after = before.apply(changes)
    assert changes.act == "add"
    assert len(list(after.of(Source))) == len(list(before.of(Source))) + 1
    made = [after.entries[each] for each in made_by_lines(changes)]
    assert [each.kind for each in made] == ["behaviour", "behaviour", "child_impact"]
    assert made[0].cites[0].source == made[1].cites[0].source


def test_a_line_that_cannot_stand_stops_them_all() -> None:
    with pytest.raises(CaseError):
        command_of_lines(case(), (PastedLine("takes her phone"), PastedLine("???")), load_vocabulary(), TODAY)


@pytest.mark.parametrize(
    ("passage", "title"),
    [
        ("and has stopped going to the clinic", "has stopped going to the clinic"),
        ("And then wets the bed", "wets the bed"),
        ("so that she cannot sleep", "so that she cannot sleep"),
        ("Andrew is afraid of the stairs", "Andrew is afraid of the stairs"),
        ("and", "and"),
    ],
)
def test_what_joins_a_passage_to_the_words_before_it_is_not_on_the_card(passage: str, title: str) -> None:
    found = read_passage(case_of(), passage, load_vocabulary(), "family_impact")
    assert found.title == title
