"""Whatever is to be pressed is 24 pixels wide and high at least, and nothing moves by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from app import theme
from app.commands.source import case_from
from app.lent import sample_case
from app.settings import Settings
from app.window import Window
from mapping.sight import Sight
from storage.vault import Vault
from tests.app.map_hand import Hand, small_case
from tests.app.rooms import show
from tests.storage.sample import CHEAP, PASSPHRASE

LEAST = 24
ROOMS = ("map", "outline", "words", "unknowns", "language", "report")
TO_PRESS = QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit
SOURCE = Path(__file__).resolve().parents[2] / "app"


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    theme.apply(QApplication.instance(), theme.Theme())
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


def small(window: QWidget) -> list[str]:
    """What is to be pressed and is smaller than a hand needs; the line in a list to choose from is a part of that."""
    found = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or isinstance(each.parent(), QComboBox):
            continue
        if isinstance(each, TO_PRESS) and min(each.width(), each.height()) < LEAST:
            name = each.accessibleName() or getattr(each, "text", str)()
            found.append(f"{type(each).__name__} “{name[:40]}” {each.width()} x {each.height()}")
        if isinstance(each, QTabBar):
            tabs = [each.tabRect(at) for at in range(each.count())]
            found += [f"tab {tab.width()} x {tab.height()}" for tab in tabs if min(tab.width(), tab.height()) < LEAST]
    return found


def test_everything_to_press_is_large_enough_in_every_room(qtbot, window: Window) -> None:
    page = window.page

    def all_large() -> None:
        assert small(window) == [], room

    behaviour = next(iter(page.session.case.links.values())).from_id
    for selected in ((), (behaviour,)):
        page.session.select(selected, None)
        page.show_help()
        page.show_help()
        for room in ROOMS:
            getattr(page, f"show_{room}")()
            for _ in range(4):
                QCoreApplication.processEvents()
            # A form comes line by line, and a line that has just come has its height one turn later.
            qtbot.waitUntil(all_large)


def test_everything_to_press_is_large_enough_in_what_lies_beside_the_map(qtbot, window: Window) -> None:
    page, panel = window.page, window.page.seeing.panel

    def all_large() -> None:
        assert small(window) == [], opened

    def unfold() -> None:
        page.seeing.open_panel()
        for fold in (*panel.ticks.values(), panel.period):
            fold.head.setChecked(True)

    page.seeing.sights.look(Sight(kinds=("behaviour",)))
    for opened in (unfold, page.hands.show_vocabulary, page.hands.show_notes, page.to_evidence.show, page.show_find):
        page.show_map()
        opened()
        qtbot.waitUntil(all_large)
    assert len(panel.ticks) > 4


def test_a_button_that_is_too_small_is_found(qtbot) -> None:
    page = QWidget()
    button = QPushButton("×", page)
    button.setFixedSize(16, 30)
    show(qtbot, page)
    assert small(page) == ["QPushButton “×” 16 x 30"]


def test_the_handle_of_a_card_and_its_hollow_edge_are_large_enough(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    hand.room.view.zoom_to(1.0, hand.port.rect().center())
    card = hand.room.scene.cards["B1"]
    for middle, holds in ((card.handle(), card.on_handle), (card.edge().center(), card.on_edge)):
        reach = LEAST / 2 - 0.5
        for x, y in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
            assert holds(middle + QPointF(x, y))


def test_nothing_moves_by_itself(qapp) -> None:
    theme.apply(qapp, theme.Theme())
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
                   Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip):  # fmt: skip
        assert not QApplication.isEffectEnabled(effect)
    moving = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "setAnimated(True")
    for module in SOURCE.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert not [each for each in moving if each in text], module.name
