"""What every theme must keep readable: a button that cannot be pressed yet, and a list that has the keyboard."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget

from app import theme
from app.plain import Button
from tests.app.rooms import show


@pytest.fixture(params=theme.THEMES)
def look(request) -> theme.Theme:
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(request.param))
    yield theme.current()
    theme.apply(QApplication.instance(), before)


def light_of(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((light_of(one), light_of(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_words_of_the_main_button_are_read_before_it_can_be_pressed(qtbot, look: theme.Theme) -> None:
    button = Button("Choose where it goes", primary=True)
    button.setEnabled(False)
    qtbot.addWidget(button)
    button.show()
    image = button.grab().toImage()
    ground = image.pixelColor(6, image.height() // 2)
    inked = [image.pixelColor(x, y) for x in range(10, image.width() - 10) for y in range(6, image.height() - 6)]
    assert max(contrast(ground, each) for each in inked) >= 4.5


def test_a_list_shows_that_it_has_the_keyboard_and_does_not_change_its_size(qtbot, look: theme.Theme) -> None:
    page, lines, beside = QWidget(), QListWidget(), Button("Beside")
    lines.addItems(["One", "Two"])
    column = QVBoxLayout(page)
    column.addWidget(lines)
    column.addWidget(beside)
    with qtbot.waitActive(page):
        show(qtbot, page).activateWindow()
    beside.setFocus()
    edge = QPoint(lines.width() // 2, 0)
    before, size = page.grab().toImage().pixelColor(lines.mapTo(page, edge)), lines.viewport().size()
    lines.setFocus()
    assert lines.hasFocus()
    assert before != page.grab().toImage().pixelColor(lines.mapTo(page, edge)) == look.colour("focus")
    assert lines.viewport().size() == size
