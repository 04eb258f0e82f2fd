"""What is read stands out from its ground: measured on the screen, in every theme, on all words in sight."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app import theme
from app.commands.source import case_from
from app.lent import sample_case
from app.map import ink
from app.map.hint import Claim, KindChoice
from app.plain import PlainLabel
from app.settings import Settings
from app.window import Window
from mapping.sight import Sight
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE

READ, SEEN = 4.5, 3.0
"""How much words, and how much signs, must stand out (WCAG 2.2, 1.4.3 and 1.4.11)."""
ROOMS = ("map", "outline", "words", "unknowns", "language", "report")
KINDS = (
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response", "intersection",
    "gap",
)  # fmt: skip


def light_of(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((light_of(one), light_of(other)))
    return (lighter + 0.05) / (darker + 0.05)


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


def stands_out(image: QImage) -> float:
    """How much what stands out most in a picture does so from the colour that most of it has."""
    points = ((x, y) for x in range(0, image.width(), 1) for y in range(3, image.height() - 3, 1))
    colours = Counter(image.pixel(x, y) for x, y in points)
    ground = QColor(colours.most_common(1)[0][0])
    return max(contrast(ground, QColor(each)) for each in colours)


def read(widget: QWidget) -> str:
    """The words on a widget that are there to be read now."""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def faint(window: Window, met: set[str]) -> list[str]:
    """Everything in sight whose words do not stand out enough; of what is alike the first alone is looked at."""
    found, whole = [], window.grab().toImage()
    for each in window.findChildren(QWidget):
        words, seen = read(each), each.visibleRegion().boundingRect()
        kind = f"{type(each).__name__}/{type(each.parent()).__name__}/{bool(each.property('primary'))}"
        kind += "/hint" if isinstance(each, QLineEdit) and not each.text() else ""
        if not words.strip() or not each.isVisible() or not each.isEnabled() or seen != each.rect():
            continue
        if kind not in met:
            met.add(kind)
            out = stands_out(whole.copy(seen.translated(each.mapTo(window, QPoint()))))
            if out < READ:
                found.append(f"{kind} “{words[:30]}” {out:.1f}")
    return found


@pytest.mark.parametrize("name", theme.THEMES)
def test_whatever_has_words_can_be_read(qtbot, window: Window, name: str) -> None:
    theme.apply(QApplication.instance(), theme.Theme(name, 2.0))
    page, met = window.page, set()
    found: list[str] = []
    behaviour = next(iter(page.session.case.links.values())).from_id
    for selected in ((), (behaviour,)):
        page.session.select(selected, None)
        for room in ROOMS:
            getattr(page, f"show_{room}")()
            for _ in range(4):
                QCoreApplication.processEvents()
            found += faint(window, met)
    page.seeing.sights.look(Sight(kinds=("behaviour",)))
    for opened in (page.show_map, page.seeing.open_panel, page.hands.show_vocabulary, page.hands.show_notes):
        opened()
        for _ in range(6):
            QCoreApplication.processEvents()
        found += faint(window, met)
    assert found == []
    assert len(met) > 15


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_words_and_signs_of_the_map_stand_out_from_card_and_paper(name: str) -> None:
    look = theme.Theme(name)
    for ground in ("card", "paper", "group", "effort_band"):
        for role in ("ink", "muted"):
            assert contrast(look.colour(role), look.colour(ground)) >= READ, (role, ground)
        for role in (*KINDS, "focus"):
            assert contrast(look.colour(role), look.colour(ground)) >= SEEN, (role, ground)


@pytest.mark.parametrize("name", theme.THEMES)
def test_a_card_out_of_focus_is_fainter_and_can_still_be_made_out(qtbot, name: str) -> None:
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(name))
    try:
        ink.forget()
        dim = contrast(ink.colour("ink", dim=True), ink.colour("card"))
        assert SEEN <= dim < contrast(ink.colour("ink"), ink.colour("card"))
    finally:
        theme.apply(QApplication.instance(), before)
        ink.forget()


@pytest.mark.parametrize("name", theme.THEMES)
def test_what_an_arrow_says_now_can_be_read_among_what_else_it_may_say(qtbot, name: str) -> None:
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(name))
    owner = QWidget()
    qtbot.addWidget(owner)
    try:
        owner.resize(500, 300)
        owner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice = KindChoice(owner)
        owner.show()
        owner.setFocus()
        claims = (Claim("harms", "Harms a child", ""), Claim("leads_to", "Leads to", ""))
        choice.offer(claims, QPoint(), lambda _kind: None, lambda: True, now="harms")
        QCoreApplication.processEvents()
        for button in choice.findChildren(QAbstractButton):
            inside = button.rect().adjusted(6, 3, -6, -3)
            assert stands_out(button.grab(inside).toImage()) >= READ, button.text()
    finally:
        theme.apply(QApplication.instance(), before)


def test_words_that_do_not_stand_out_are_found(qtbot) -> None:
    label = QLabel("Hardly to be seen")
    qtbot.addWidget(label)
    label.setStyleSheet("color: #999999; background: #ffffff; font-size: 30px; font-weight: bold;")
    label.show()
    assert 2 < stands_out(label.grab().toImage()) < READ


def test_words_that_were_not_in_sight_when_the_theme_changed_take_its_type_and_colour(qtbot, window: Window) -> None:
    page = window.page
    theme.apply(QApplication.instance(), theme.Theme("dark", 2.0))
    QCoreApplication.processEvents()
    page.seeing.sights.look(Sight(kinds=("behaviour",)))
    QCoreApplication.processEvents()
    label = page.seeing.strip.shown
    assert label.font().pixelSize() == theme.current().font("strong").pixelSize()
    assert label.palette().color(label.foregroundRole()) == theme.current().colour("ink")
    known = {theme.current().colour(role).name() for role in ("ink", "muted")}
    colours = {each.palette().color(each.foregroundRole()).name() for each in window.findChildren(PlainLabel)}
    assert colours <= known
