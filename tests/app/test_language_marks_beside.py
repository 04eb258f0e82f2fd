"""Wording on an arrow and in the lists of a card is marked as one types, with frames, and is kept with a reason."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.prose import Prose
from mapping.casemap import CaseMap
from mapping.entries import Allegation, Entry, Programme
from mapping.language.kept import kept_of
from mapping.parts import Cite, Comparison, ProgrammeReport
from tests.app.inspecting import CARDS, Bench, family
from tests.app.wording import FINE, MARKED, PHRASE

NAMED = "Anna failed to protect the children."


def phrases(prose: Prose) -> list[str]:
    return [mark.cursor.selectedText() for mark in prose.marking.marks]


def marked(bench: Bench, prose: Prose, begins: str) -> str:
    """Wait until the one marked passage begins so, and give it whole."""
    bench.until(lambda: [each[: len(begins)] for each in phrases(prose)] == [begins])
    return phrases(prose)[0]


def with_arrow_note(note: str) -> CaseMap:
    of = family()
    return replace(of, links={**of.links, "harms1": replace(of.links["harms1"], note=note)})


def in_a_list(bench: Bench, name: str, inside: str) -> Prose:
    """The text of this name in the first record of a list."""
    (group,) = bench.row(name).editor.groups
    return next(row for row in group.rows if row.field.name == inside).editor.prose


def opened(qtbot: QtBot, entry: Entry) -> Bench:
    bench = Bench(qtbot, family(entry))
    bench.open(entry.id)
    return bench


def keep_by_keys(bench: Bench, prose: Prose, reason: str) -> None:
    """From the text to its band, there to the last way, and the reason."""
    bench.qtbot.keyClick(prose.text, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    prose.band.keep.setFocus()
    bench.qtbot.keyClick(prose.band.keep, Qt.Key.Key_Return)
    bench.until(prose.band.reason.hasFocus)
    bench.qtbot.keyClicks(prose.band.reason, reason)
    bench.qtbot.keyClick(prose.band.reason, Qt.Key.Key_Return)


def kept(bench: Bench) -> list[tuple[str, str, str, str]]:
    return [(each.entry, each.field, each.passage, each.reason) for each in kept_of(bench.session.case)]


def test_wording_in_the_note_of_an_arrow_is_kept_with_a_reason_and_marked_no_more(qtbot: QtBot) -> None:
    bench = Bench(qtbot, family())
    bench.open("harms1")
    prose = bench.row("note").editor.prose
    bench.type(prose.text, f"{FINE} {MARKED}", leave=False)
    marked(bench, prose, PHRASE)
    keep_by_keys(bench, prose, "the order says so")
    assert kept(bench) == [("harms1", "note", MARKED, "the order says so")]
    bench.until(lambda: phrases(prose) == [])
    assert prose.text.hasFocus()
    bench.session.undo()
    marked(bench, prose, PHRASE)


def test_wording_in_a_list_is_kept_with_a_reason_and_marked_no_more(qtbot: QtBot) -> None:
    bench = opened(qtbot, CLAIM)
    prose = in_a_list(bench, "comparison", "of_about")
    marked(bench, prose, "Anna failed to protect")
    keep_by_keys(bench, prose, "quoted from his statement")
    assert kept(bench) == [("A1", "comparison:of_about", NAMED, "quoted from his statement")]
    bench.until(lambda: phrases(in_a_list(bench, "comparison", "of_about")) == [])


def test_the_note_of_an_arrow_is_marked_as_one_types_with_frames(qtbot: QtBot) -> None:
    bench = Bench(qtbot, family())
    bench.open("harms1")
    prose = bench.row("note").editor.prose
    bench.type(prose.text, MARKED, leave=False)
    phrase = marked(bench, prose, PHRASE)
    assert f"“{phrase}”" in prose.band.words.words
    words = prose.band.pivots[0].words
    prose.band.pivots[0].click()
    assert bench.entry("harms1").note == MARKED.replace(phrase, words)


def test_a_passage_on_an_arrow_is_gone_to_from_elsewhere(qtbot: QtBot) -> None:
    bench = Bench(qtbot, with_arrow_note("Daniel frightened them by ___."))
    bench.room.show_field("harms1", "note")
    text = bench.row("note").editor.prose.text
    bench.until(text.hasFocus)
    assert text.textCursor().selectedText() == "___"


def test_the_note_of_an_arrow_with_a_hidden_name_is_not_marked(qtbot: QtBot) -> None:
    bench = Bench(qtbot, with_arrow_note(NAMED))
    bench.open("harms1")
    marked(bench, bench.row("note").editor.prose, "Anna failed to protect")
    bench.session.veil(True)
    hidden = bench.row("note").editor.prose
    hidden.marking.begin_again()
    bench.until(lambda: not hidden.marking.waiting)
    assert phrases(hidden) == []


CLAIM = Allegation(
    id="A1", title="she hit him", by="p1", about="p2", comparison=(Comparison(question="fear", of_about=NAMED),)
)
COURSE = Programme(id="G1", title="the programme", person="p1", reports=(ProgrammeReport(understanding=NAMED),))


@pytest.mark.parametrize(
    ("entry", "name", "inside", "other"),
    [(CLAIM, "comparison", "of_about", "of_by"), (COURSE, "reports", "understanding", "risk")],
)
def test_the_long_texts_in_a_list_are_marked_and_a_frame_goes_into_its_record(
    qtbot: QtBot, entry: Entry, name: str, inside: str, other: str
) -> None:
    bench = opened(qtbot, entry)
    marked(bench, in_a_list(bench, name, inside), "Anna failed to protect")
    prose = in_a_list(bench, name, other)
    bench.type(prose.text, f"{FINE} {MARKED}", leave=False)
    phrase = marked(bench, prose, PHRASE)
    words = prose.band.pivots[0].words
    prose.band.pivots[0].click()
    (record,) = getattr(bench.entry(entry.id), name)
    assert getattr(record, other) == f"{FINE} {MARKED.replace(phrase, words)}"
    assert getattr(record, inside) == NAMED


def test_a_list_text_with_a_hidden_name_is_not_marked(qtbot: QtBot) -> None:
    bench = opened(qtbot, CLAIM)
    bench.session.veil(True)
    hidden = in_a_list(bench, "comparison", "of_about")
    hidden.marking.begin_again()
    bench.until(lambda: not hidden.marking.waiting)
    assert phrases(hidden) == []


def test_what_a_source_says_word_for_word_is_not_marked(qtbot: QtBot) -> None:
    cited = replace(CARDS[1], id="B9", cites=(Cite(source="s1", quote=MARKED),))
    bench = opened(qtbot, cited)
    quotes = [each for each in bench.room.findChildren(Prose) if each.text.toPlainText() == MARKED]
    for prose in quotes:
        prose.marking.begin_again()
        bench.until(lambda prose=prose: not prose.marking.waiting)
        assert phrases(prose) == []
