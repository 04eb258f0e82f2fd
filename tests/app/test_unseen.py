"""What acts in a text without being seen is shown, and does not act; what belongs to a script stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QListWidgetItem

from app.chips import ChipButton
from app.entrylink import EntryLink
from app.find.hits import line_of
from app.inspector.heading import Kicker
from app.map.lettering import lettering
from app.map.looks import card_look
from app.markedwords import BOLD, MarkedWords
from app.outline.model import OutlineModel
from app.picker import Offer, Offers
from app.plain import Button, PlainLabel, tip_of
from app.twolines import fill
from app.unseen import named, unseen, visible, without_unseen
from app.wavy import Stretch, place_of
from mapping.entries import Behaviour
from mapping.find import Hit
from mapping.folding import parted
from mapping.naming import Naming
from tests.app.inspecting import Bench, family

TURNED = "\u202etfihs thgin\u202c"
HIDING = "Sam\u200bira"
APP = Path(__file__).parents[2] / "app"


# ------------------------------------------------------------------------------------------------ what is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc\u202edef\u202c", "abc[U+202E]def[U+202C]"),
        ("\u2067name\u2069", "[U+2067]name[U+2069]"),
        (HIDING, "Sam[U+200B]ira"),
        ("Sam\u200b\u200b\u200bira", "Sam[U+200B ×3]ira"),
        ("Sam\u00adira", "Sam[U+00AD]ira"),
        ("Sam\u200dira and Sam\u200cira", "Sam[U+200D]ira and Sam[U+200C]ira"),
        ("\ufeffname", "[U+FEFF]name"),
        ("na\ufe0fme", "na[U+FE0F]me"),
        ("na\u200fme", "na[U+200F]me"),
        ("na\u3164me\U000e0041", "na[U+3164]me[U+E0041]"),
        ("note\ufff9her\ufffb", "note[U+FFF9]her[U+FFFB]"),
        ("שלום \u202eאבג", "שלום [U+202E]אבג"),
        ("\u200d", "[U+200D]"),
    ],
)
def test_what_acts_unseen_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert not set(without_unseen(text)) & set("\u202e\u202c\u2067\u2069\u200b\u200c\u200d\u00ad\ufeff\ufe0f\u200f")


@pytest.mark.parametrize(
    "text",
    [
        "takes her keys",
        "Zoë’s naïve “school” — 3 °C",
        "می\u200cخواهم",  # Persian: the joiner keeps two parts of one word apart
        "क\u094d\u200dष",
        "ന\u0d4d\u200d",
        "שלום, עולם\u200f (12)",
        "سارة قالت: لا",
        "👩\u200d👧 and 👩🏽\u200d🚒 and ❤\ufe0f and 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100",
    ],
)
def test_what_belongs_to_a_script_or_a_picture_sign_stays_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert named(text) == ""
    assert without_unseen(text) == text


def test_every_character_that_a_name_is_sought_through_is_shown_where_it_is_no_spelling() -> None:
    for number in range(0x80, 0x110000):
        char = chr(number)
        if parted(f"a{char}b") != [f"a{char}b"]:
            assert visible(f"a{char}b") == f"a[U+{number:04X}]b"


def test_a_place_in_a_text_is_found_again_in_what_is_shown() -> None:
    text = "a\u202e\u202eb\u200bc"
    assert [visible(text, end) for end in (1, 3, 4, 6)] == ["a", "a[U+202E ×2]", "a[U+202E ×2]b", visible(text)]
    assert list(unseen(text)) == [(1, 3), (4, 5)]


# ------------------------------------------------------------------------------------------- wherever it is shown


def runs_rightward(text: str) -> bool:
    """Whether Qt sets each letter of a text to the right of the one before it."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    places = [line.cursorToX(at)[0] for at in range(len(text) + 1)]
    return places == sorted(places)


def test_a_label_does_not_turn_a_text_round_that_qt_would_turn(qtbot) -> None:
    label = PlainLabel(f"x {TURNED}")
    qtbot.addWidget(label)
    assert not runs_rightward(f"x {TURNED}")
    assert runs_rightward(label.text())
    assert label.text() == "x [U+202E]tfihs thgin[U+202C]"


def test_words_that_are_marked_stay_marked_behind_a_sign(qtbot) -> None:
    text = "😀\u202eshe shouted back"
    at = text.index("shouted")
    words = MarkedWords(text, [Stretch(place_of(text, at), place_of(text, at + 7), BOLD)])
    qtbot.addWidget(words)
    (found,) = words._stretches
    halves = words.words.encode("utf-16-le")
    assert halves[2 * found.start : 2 * found.end].decode("utf-16-le") == "shouted"
    assert words.accessibleName() == words.words == "😀[U+202E]she shouted back"


def everywhere(qtbot, title: str) -> Iterator[tuple[str, str]]:
    """What each way to show a card's title says of it."""
    case = family(Behaviour(id="B9", title=title, by="p1"))
    entry, naming = case.entries["B9"], Naming(case, veiled=False)
    look = card_look(case, entry, naming)
    yield "card", " ".join(lettering(look, 400).lines)
    model = OutlineModel(case, naming, lambda _identity, _title: True)
    node = model.find("B9")
    assert node is not None
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        yield f"outline {role.name}", str(model.data(model.index_of(node), role))
    yield "find", line_of(Hit("B9", "behaviour", "title", "Title", title, 1.0), case, naming).title
    widgets = EntryLink("behaviour", title), ChipButton(title), Button(title), PlainLabel(title), Kicker()
    for widget in widgets:
        qtbot.addWidget(widget)
    link, chip, button, label, kicker = widgets
    kicker.show_words("", title)
    yield from (("link", link.words), ("chip", chip.words), ("button", button.text()), ("label", label.text()))
    yield from (("kicker", kicker.words), ("tip", tip_of(title)), ("link aloud", link.accessibleName()))
    offers = Offers()
    offers.offer([Offer(title, title)])
    yield "list", str(offers.data(offers.index(0)))
    yield "list, muted", str(offers.data(offers.index(0), Qt.ItemDataRole.UserRole))
    yield "two lines", fill(QListWidgetItem(), title, title).text()


def test_a_card_with_such_a_title_is_shown_with_signs_in_every_view(qtbot) -> None:
    for where, said in everywhere(qtbot, f"x {TURNED} {HIDING}"):
        assert "[U+202E]" in said and "[U+200B]" in said, where
        assert "\u202e" not in said and "\u200b" not in said, where


def test_whatever_paints_words_takes_them_through_the_door() -> None:
    assert not list(around_the_door({path: path.read_text("utf-8") for path in APP.rglob("*.py")}))


def test_a_painter_that_goes_around_the_door_would_be_found() -> None:
    assert list(around_the_door({APP / "map" / "new.py": "painter.drawText(room, title)"}))
    assert list(around_the_door({APP / "new.py": "label = QLabel(title)"}))


_TAKEN_THROUGH_IT = {
    "header.py": "draws what a PlainLabel holds",
    "ticks.py": "has words of the program only",
    "plain.py": "is the label",
    "map/cards.py": "draws what lettering made of a CardLook",
    "map/lettering.py": "gets a CardLook, which is made in looks",
    "map/piles.py": "counts cards, in words of the program",
    "map/legend.py": "gets its words from the map's room",
    "outline/rows.py": "draws what the model says",
    "quickadd/kinds.py": "draws what kindkeys made of the words of the catalogue",
}
"""Why some of those that paint need not ask for it themselves."""


def around_the_door(sources: dict[Path, str]) -> Iterator[str]:
    for path, source in sources.items():
        name = path.relative_to(APP).as_posix()
        paints = re.search(r"\.drawText\(|QTextLayout\(|QStaticText|\bQLabel\(", source)
        if paints and "visible(" not in source and name not in _TAKEN_THROUGH_IT:
            yield name


# ---------------------------------------------------------------------------------------------- where it is typed


def test_a_field_says_what_stands_in_it_unseen_and_takes_it_out_as_one_act(qtbot) -> None:
    bench = Bench(qtbot, family(Behaviour(id="B9", title="takes her keys", by="p1", account=f"At home. {TURNED} ✓")))
    bench.open("B9")
    note = bench.row("account").editor.prose.unseen
    assert "right-to-left override (U+202E)" in note.text
    with bench.qtbot.waitSignal(bench.session.changed):
        bench.qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    assert bench.entry("B9").account == "At home. tfihs thgin ✓"
    assert note.text == ""
    assert len(bench.store.acts) == 1
    assert bench.session.undo()
    assert bench.entry("B9").account == f"At home. {TURNED} ✓"
    assert "U+202E" in note.text


def test_a_line_does_the_same(qtbot) -> None:
    case = family()
    mother = replace(case.entries["p2"], name=HIDING)
    bench = Bench(qtbot, family(mother))
    bench.open("p2")
    editor = bench.row("name").editor
    assert "zero width space (U+200B)" in editor.unseen.text
    with bench.qtbot.waitSignal(bench.session.changed):
        bench.qtbot.mouseClick(editor.unseen.button, Qt.MouseButton.LeftButton)
    assert bench.entry("p2").name == "Samira"
    assert editor.unseen.text == ""
    assert bench.session.undo()
    assert bench.entry("p2").name == HIDING


def test_a_field_without_such_characters_says_nothing_of_them(qtbot) -> None:
    bench = Bench(qtbot)
    bench.open("B1")
    note = bench.row("account").editor.prose.unseen
    assert (note.text, note.button) == ("", None)


def test_where_a_name_is_hidden_it_is_said_and_not_offered(qtbot) -> None:
    bench = Bench(qtbot, family(Behaviour(id="B9", title="takes her keys", by="p1", account=f"Anna. {TURNED}")))
    bench.open("B9")
    bench.session.veil(True)
    bench.until(lambda: bench.room.sheet is not None and bench.row("account").editor.text.isReadOnly())
    note = bench.row("account").editor.prose.unseen
    assert "U+202E" in note.text
    assert note.button is not None and not note.button.isVisible()
