"""Five thousand texts that would harm whoever shows them, on every view that shows the words of a case.

They are shown letter by letter: nothing in them is read as markup, no file that they name is opened, no picture is
seen, and what comes back from the vault is what went in.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.casepage import CasePage
from app.history.room import HistoryPanel
from app.plain import tip_of
from app.settings import Settings
from app.trouble import tell_trouble
from app.unseen import visible
from app.window import Window
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Cite, Entry, Link
from mapping.fields import LINE, LINES, PROSE, fields_of
from storage.vault import Vault
from tests.app.seen import seen
from tests.cases import one_of_every_kind
from tests.long import figures
from tests.long.forked import fast_folder
from tests.long.screens.watching import Ear, bait_points, lay_bait, tip_is_more, windows, wrongs
from tests.long.strings import LINE as SHORT
from tests.long.strings import hostile
from tests.storage.sample import CHEAP, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells who opens a file")
GROUP, NAME, TEXTS, BATCH = "screens", "texts on every view", 5000, 100
VIEWS = ("map", "outline", "words", "unknowns", "language", "report")
_NOT_WORDS = ("id", "kind", "pronouns", "pathway", "locale", "content_sha256")
"""Fields of one line that hold a key, a form or a number of their own."""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture
def window(qapp: QApplication) -> Iterator[Window]:
    """The program's window, unseen."""
    theme.apply(qapp, theme.Theme())
    made = Window(Settings(), lambda: None)
    made.resize(1366, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# -------------------------------------------------------------------------------------------------- the case


def said_in(entry: Entry, first: str, second: str) -> Entry:
    """The entry with these texts, in turn, in every field that holds words."""
    values: dict[str, object] = {}
    for field, text in zip(fields_of(type(entry)), cycle((first, second)), strict=False):
        shape = field.shape
        if field.name in _NOT_WORDS or shape.choices or shape.pattern:
            continue
        words = text[: min(shape.longest or len(text), SHORT if shape.form != PROSE else len(text))]
        if shape.form in (LINE, PROSE):
            values[field.name] = words
        elif shape.form == LINES:
            values[field.name] = (words,)
    if hasattr(entry, "cites"):
        values["cites"] = (Cite(source="s1", quote=second[:SHORT]),)
    return replace(entry, **values)


def case_of_texts(texts: list[str]) -> CaseMap:
    """A case in which two texts are all that one entry says, kind after kind; the people and arrows say some too."""
    plain = one_of_every_kind()
    kinds = [each for each in plain.entries.values() if each.id not in ("p1", "p2", "p3", "s1")]
    entries = dict(plain.entries)
    for number, pair in enumerate(pairs(texts)):
        model = kinds[number % len(kinds)]
        entries[f"X{number}"] = said_in(replace(model, id=f"X{number}"), *pair)
    for number, who in enumerate(("p1", "p2", "p3", "s1")):
        entries[who] = said_in(entries[who], texts[number % len(texts)], texts[-1 - number % len(texts)])
    # An arrow from what he does to each effect on a child.
    ends = [each.id for each in entries.values() if each.kind == "child_impact"]
    links = {f"L{n}": Link(id=f"L{n}", kind="harms", from_id="B1", to_id=end, note=texts[n % len(texts)][:SHORT])
             for n, end in enumerate(ends)}  # fmt: skip
    return CaseMap(replace(plain.header, title=texts[0][:SHORT], reference=texts[-1][:SHORT]), entries, links)


def pairs(texts: list[str]) -> list[tuple[str, str]]:
    """The texts two by two, and the other way round in every other pair, so that both come to stand as titles."""
    both = list(zip(texts[::2], [*texts[1::2], texts[0]], strict=False))
    return [pair[:: -1 if number % 2 else 1] for number, pair in enumerate(both)]


# ------------------------------------------------------------------------------------------------ a walk over it all


class Walk:
    """Shows a case in every way there is, and looks after each step."""

    def __init__(self, qtbot: QtBot, window: Window, vault: Vault, ear: Ear) -> None:
        self.qtbot, self.window, self.vault, self.ear = qtbot, window, vault, ear
        self.found: Counter[str] = Counter(views=0, read_as_markup=0, files_opened=0, bait_points=0, not_shown=0)
        self.told: set[str] = set()

    @property
    def page(self) -> CasePage:
        """The open case."""
        assert self.window.page is not None
        return self.window.page

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(lambda: bool(happened()), timeout=60_000)

    def look(self, *among: QWidget, closely: bool = True) -> None:
        """Look at these widgets, or at every window as it is now; closely is at every point too."""
        QApplication.processEvents()
        self.found["views"] += 1
        for each in among or windows():
            found = set(wrongs(each))
            self.told |= found
            self.found["read_as_markup"] += len(found)
            self.found["bait_points"] += bait_points(each) if closely else 0
        self.found["files_opened"] += self.ear.heard()

    def must_show(self, text: str, among: str) -> None:
        """Count a text that is not to be read where it should be: as it is, or with what is unseen in it named.

        A first U+FEFF is the mark of an encoding to Qt, not a sign: a field that can be typed in does not hold it.
        """
        words, forms = " ".join(among.split()), (text, visible(text), text.removeprefix("\ufeff"))
        self.found["not_shown"] += all(" ".join(each.split())[:60] not in words for each in forms)

    def over_the_views(self) -> None:
        """Each view of the case, once with names and once without."""
        for name in VIEWS:
            self.page._go(name)
            self.look()
        self.page.turn_veil()
        self.look()
        self.page.turn_veil()

    def over_the_cards(self, texts: list[str]) -> None:
        """The form of each card, and every tool tip of the map."""
        self.page.show_map()
        room, inspector = self.page.map, self.page.inspector
        for number, pair in enumerate(pairs(texts)):
            self.page.session.select((f"X{number}",))
            self.until(lambda number=number: inspector._for == (f"X{number}",))
            self.look(*(() if number % 25 == 0 else (inspector,)), closely=number % 25 == 0)
            for text in pair:
                self.must_show(text[:SHORT], seen_in(inspector))
        for identity in self.page.session.case.entries:
            told = room.speech.spoken(identity)
            tips = [*room.questions.said(identity), *((told.name, told.more) if told else ())]
            self.found["read_as_markup"] += sum(tip_is_more(tip_of(each)) for each in tips)

    def over_the_rest(self, texts: list[str]) -> None:
        """What is looked for, what is typed to be added, evidence, history, messages, the list of cases."""
        page = self.page
        for number, text in enumerate(texts[::10]):
            page.show_find()
            page.finding.field.setText(text[:40])
            page.finding._search()
            page.quick.line.put(text[:SHORT])
            page.quick._read()
            page.strip.say(text[:SHORT])
            panel = tell_trouble(self.window, text[:SHORT])
            self.look(closely=number == 0)
            panel.accept()
        page.finding.leave()
        page.quick.line.put("")
        for identity in ("X0", "X1", "X2"):
            page.to_evidence.show_for(identity)
            self.look()
        page.show_map()
        page.session.select(("X0",))
        assert page.session.attempt(commands.edit, "X0", title=texts[1][:SHORT])
        for show in (page.show_history, page.show_card_history):
            show()
            self.look()
            next(each for each in page.findChildren(HistoryPanel) if each.isVisible()).accept()
        page.leave()
        self.window.show_cases()
        self.look()


def seen_in(widget: QWidget) -> str:
    """The words in the fields of a form, and those that a screen reader is told."""
    fields = widget.findChildren(QTextEdit)
    plain = (each.toPlainText() for each in widget.findChildren(QWidget) if hasattr(each, "toPlainText"))
    lines = (each.text() for each in widget.findChildren(QWidget) if hasattr(each, "text") and callable(each.text))
    return "\n".join((*(each.toPlainText() for each in fields), *plain, *(str(each) for each in lines)))


def walked(qtbot: QtBot, window: Window, place: Path, seed: int, number: int) -> Counter[str]:
    """One case with so many texts, walked over; what was wrong."""
    bait = lay_bait(place)
    texts = [hostile(seed + each, str(bait)) for each in range(number)]
    case, folder, ear = case_of_texts(texts), place / f"screens-{seed}", Ear(bait)
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(case, texts[0][:SHORT])
        kept = vault.load(case.header.id)
        for card in ("X0", "X1", "X2"):
            for text in texts[:5]:
                vault.attach(case.header.id, card, text.encode(), "text/plain", text[:SHORT], "worker")
        window.enter(vault)
        window.open_case(case.header.id)
        walk = Walk(qtbot, window, vault, ear)
        walk.over_the_views()
        walk.over_the_cards(texts)
        walk.must_show(texts[0][:SHORT], seen())
        walk.over_the_rest(texts)
        window.vault = None
        again = vault.load(case.header.id)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ear.close()
    changed = sum(kept.entries[each] != case.entries[each] for each in case.entries)
    changed += sum(again.entries[each] != case.entries[each] for each in case.entries if each != "X0")
    print(walk.told)
    return walk.found + Counter(texts=number) + Counter(changed_in_the_vault=changed)


NOTHING = dict.fromkeys(("read_as_markup", "files_opened", "bait_points", "not_shown", "changed_in_the_vault"), 0)


def test_no_text_is_ever_more_than_its_letters(qtbot: QtBot, window: Window, place: Path) -> None:
    for so_far in figures.rounds(GROUP, NAME, "texts", TEXTS, BATCH):
        found = walked(qtbot, window, place, so_far, figures.left(GROUP, NAME, "texts", TEXTS, BATCH))
        figures.record(GROUP, NAME, **NOTHING | found)
        assert {each: found[each] for each in NOTHING} == NOTHING


# --------------------------------------------------------------------------------------------------- the controls


def test_a_label_that_reads_markup_and_a_picture_that_is_shown_are_found_out(qtbot: QtBot, place: Path) -> None:
    bait = lay_bait(place)
    ear, label = Ear(bait), QLabel(f"<b>he</b> <img src='{bait}'>")
    label.setToolTip(f"<b>he</b> <img src='{bait}'>")
    qtbot.addWidget(label)
    label.show()
    QApplication.processEvents()
    found = (len(set(wrongs(label))) == 2, bait_points(label) > 1000, ear.heard() > 0)
    edit = QTextEdit()
    qtbot.addWidget(edit)
    edit.setHtml("<a href='x'>he</a>")
    plain = QLabel(f"<b>he</b> <img src='{bait}'>")
    plain.setTextFormat(Qt.TextFormat.PlainText)
    plain.setToolTip(tip_of(f"<b>he</b>\n<img src='{bait}'>"))
    qtbot.addWidget(plain)
    plain.show()
    ear.heard()
    clean = (list(wrongs(plain)), bait_points(plain), ear.heard())
    ear.close()
    figures.record(GROUP, "control: a label that reads markup", times=1, found=int(all(found)))
    assert all(found), found
    assert list(wrongs(edit)) == ["QTextEdit holds more than words"]
    assert clean == ([], 0, 0)
    walk = Walk(qtbot, None, None, ear)  # type: ignore[arg-type]
    for shown in ("<b>he</b> said", "he said"):
        walk.must_show("<b>he</b> said", shown)
    assert walk.found["not_shown"] == 1
