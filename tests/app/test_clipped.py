"""No words are cut short: every room in every theme, with the text as it is and twice as large, in a small window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from app import theme
from app.asked import Echo
from app.casepage import CasePage
from app.commands.source import case_from
from app.files import FileChooser
from app.folders import Wanted
from app.header import OneLine
from app.keys import KeysPanel
from app.lent import sample_case
from app.quickadd.lines import LinesPanel
from app.settings import Settings
from app.window import Window
from mapping import commands
from mapping.commands import new_entry
from mapping.entries import ChildImpact, Person
from mapping.sight import Sight
from storage.vault import Vault
from tests.app.clipped import clipped
from tests.app.rooms import show
from tests.storage.sample import CHEAP, PASSPHRASE

ROOMS = ("map", "outline", "words", "unknowns", "language", "report")


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    before = theme.current()
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.keep_setting("who", "R. Okafor")
    case = case_from(sample_case())
    vault.add(case, "R. Okafor")
    made = Window(Settings(vault=str(vault.folder)), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.enter(vault)
    made.open_case(case.header.id)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(QApplication.instance(), before)


def settle(qtbot, window: Window) -> None:
    """Wait until a record that comes line by line is whole, and what hangs on it has its place."""
    page = window.page
    qtbot.waitUntil(lambda: page.inspector.is_whole or not page.inspector.isVisible())
    for _ in range(6):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("large", [1.0, 2.0])
@pytest.mark.parametrize("name", theme.THEMES)
def test_no_words_are_cut_short(qtbot, window: Window, name: str, large: float) -> None:
    theme.apply(QApplication.instance(), theme.Theme(name, large))
    page, found = window.page, []
    behaviour = next(iter(page.session.case.links.values())).from_id
    for selected in ((), (behaviour,)):
        page.session.select(selected, None)
        for room in ROOMS:
            getattr(page, f"show_{room}")()
            settle(qtbot, window)
            found += [f"{room}: {each}" for each in clipped(window)]
    for panel, opened in panels(page).items():
        page.show_map()
        opened()
        settle(qtbot, window)
        (top,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, LinesPanel)] or [window]
        found += [f"{panel}: {each}" for each in clipped(top)]
    assert found == []


@pytest.mark.parametrize("large", [1.0, 2.0])
def test_what_is_painted_ends_in_no_dots_either(qtbot, window: Window, large: float) -> None:
    theme.apply(QApplication.instance(), theme.Theme("light", large))
    page = window.page
    page.show_map()
    settle(qtbot, window)
    cards = page.map.scene.cards.values()
    assert [each.lettering.note for each in cards if "…" in each.lettering.note and "…" not in each.look.note] == []
    (title,) = [each for each in window.findChildren(OneLine) if "Hale" in each.text() and each.isVisible()]
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    page.show_outline()
    settle(qtbot, window)
    page.outline.tree.grab()
    rows = [(said.note, laid.note) for (said, *_), laid in page.outline.tree.itemDelegate()._now.items() if said.note]
    assert len(rows) > 3
    assert [words for words, room in rows if not fits(words, room)] == []
    assert not fits(rows[0][0], QRect(0, 0, rows[0][1].width() // 3, rows[0][1].height()))


def fits(words: str, room: QRect) -> bool:
    metrics = QFontMetrics(theme.current().font("muted"))
    needs = metrics.boundingRect(QRect(0, 0, room.width(), 0), int(Qt.TextFlag.TextWordWrap), words)
    return needs.height() <= room.height() and needs.width() <= room.width()


def panels(page: CasePage) -> dict[str, Callable[[], None]]:
    """What lies over the map or stands beside it; the last is a window of its own."""
    child = next(each.id for each in page.session.case.ordered_entries if isinstance(each, ChildImpact))

    def fold() -> None:
        page.session.select((child,), None)
        page.map.folding.group()

    return {
        "folded": fold,
        "part": lambda: page.seeing.sights.look(Sight(kinds=("behaviour", "child_impact"), since="2023")),
        "seeing": page.seeing.open_panel,
        "question": lambda: page.seeing.sights.ask(Echo()),
        "words": page.hands.show_vocabulary,
        "notes": page.hands.show_notes,
        "lines": lambda: page.hands.take_text(
            "he took her phone\nshe rang the school and asked to be told\nsleeps badly"
        ),
    }


def test_nothing_makes_the_window_larger_than_a_small_screen(qtbot, window: Window) -> None:
    theme.apply(QApplication.instance(), theme.Theme("light", 2.0))
    page, small = window.page, QSize(1366, 768)
    window.resize(small)
    behaviour = next(iter(page.session.case.links.values())).from_id
    page.session.select((behaviour,), None)
    for room in ROOMS:
        getattr(page, f"show_{room}")()
        settle(qtbot, window)
        assert window.size() == small, room
    for panel, opened in panels(page).items():
        page.show_map()
        opened()
        settle(qtbot, window)
        assert window.size() == small, panel


def test_a_refusal_makes_the_window_no_larger_than_a_small_screen(qtbot, window: Window) -> None:
    theme.apply(QApplication.instance(), theme.Theme("light", 2.0))
    page, small = window.page, QSize(1366, 768)
    window.resize(small)
    page.show_find()
    survivor = next(each.id for each in page.session.case.of(Person) if "survivor" in each.roles)
    page.session.attempt(commands.add, new_entry(page.session.case, "behaviour", title="shouted back", by=survivor))
    settle(qtbot, window)
    assert page.strip.isVisible()
    assert window.size() == small
    page.hands.show_vocabulary()
    settle(qtbot, window)
    page.show_find()
    page.session.attempt(commands.add, new_entry(page.session.case, "behaviour", title="shouted back", by=survivor))
    settle(qtbot, window)
    assert page.strip.isVisible()
    assert page.finding.isVisible()
    assert page.hands.shows_vocabulary
    assert window.size() == small
    assert clipped(window) == []


def test_the_title_of_the_case_goes_before_the_keys_on_the_buttons(qtbot, window: Window) -> None:
    header = window.page.header
    settle(qtbot, window)
    assert "F5" in header._present.text()
    assert header._title.width() >= header._title.fontMetrics().horizontalAdvance(header._title.text())
    theme.apply(QApplication.instance(), theme.Theme("light", 2.0))
    settle(qtbot, window)
    assert header._present.text() == "Present"
    assert header._title.width() >= 220


@pytest.mark.parametrize("large", [1.0, 2.0])
def test_what_is_shown_of_the_map_stands_whole_above_it(qtbot, window: Window, large: float) -> None:
    theme.apply(QApplication.instance(), theme.Theme("light", large))
    sights, area = window.page.seeing.sights, window.page.seeing.strip.area
    for sight in (Sight(kinds=("behaviour",)), Sight(kinds=("behaviour", "child_impact"), since="2023")):
        sights.look(sight)
        settle(qtbot, window)
        assert area.isVisible()
        assert area.viewport().height() >= QFontMetrics(window.page.seeing.strip.shown.font()).height()
        assert area.widget().height() <= area.viewport().height()
        assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    window.page.seeing.open_panel()
    sights.ask(Echo())
    settle(qtbot, window)
    scrolled = area.widget().height() > area.viewport().height()
    assert scrolled == (area.focusPolicy() != Qt.FocusPolicy.NoFocus)


@pytest.mark.parametrize(
    "made", [KeysPanel, lambda window: FileChooser("Where?", Wanted.NEW_FILE, "Write", parent=window)]
)
def test_no_dialog_is_larger_than_the_screen(qtbot, window: Window, made: Callable[[QWidget], QWidget]) -> None:
    theme.apply(QApplication.instance(), theme.Theme("light", 2.0))
    dialog = made(window)
    qtbot.addWidget(dialog)
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


def test_words_that_are_cut_short_are_found(qtbot) -> None:
    page, narrow, low, right = QWidget(), QLabel("Many words"), QLabel("They wrap\nand wrap"), QPushButton("All of it")
    line = QHBoxLayout(page)
    for each in (narrow, low, right):
        line.addWidget(each)
    narrow.setFixedWidth(20)
    low.setFixedHeight(10)
    show(qtbot, page)
    found = " ".join(clipped(page))
    assert "“Many words” needs" in found
    assert "across" in found
    assert "down" in found
    assert "All of it" not in found
    right.setParent(page)
    right.move(page.width() - 20, 0)
    assert "All of it" in " ".join(clipped(page))
