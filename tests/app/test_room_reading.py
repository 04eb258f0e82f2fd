"""The reading of the room's window by what is planted in it: whatever is there in any way is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

import app.present.screen as screen_module
from app import theme
from app.present.screen import RoomScreen
from mapping.present import Terms, showing
from tests.app.room_reading import everything, now
from tests.cases import behaviour, case_of

SECRET = "sleeps at the refuge in Alder Lane"
Plant = Callable[[RoomScreen, pytest.MonkeyPatch], object]


@pytest.fixture
def screen(qapp: QApplication) -> Iterator[RoomScreen]:
    theme.apply(qapp, theme.Theme())
    found = showing(case_of(behaviour("B1", "took her wages")), Terms(on=date(2026, 3, 12)))
    made = RoomScreen()
    made.resize(800, 600)
    made.show_frames(found.frames, found.mark)
    made.show()
    yield made
    made.let_go()
    made.close()
    made.deleteLater()


class Painting(QWidget):
    """A part that paints its words by itself."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).drawText(10, 10, SECRET)


def _in_a_page(screen: RoomScreen, patch: pytest.MonkeyPatch) -> None:
    real = screen_module.paint_page

    def paint(painter: QPainter, *given: object) -> None:
        real(painter, *given)  # type: ignore[arg-type]
        painter.drawText(5, 5, SECRET)

    patch.setattr(screen_module, "paint_page", paint)


def _in_a_frame(screen: RoomScreen, _patch: pytest.MonkeyPatch) -> None:
    first, *rest = screen.frames
    screen.show_frames((replace(first, title=SECRET), *rest), screen._mark)


def _in_an_action(screen: RoomScreen, _patch: pytest.MonkeyPatch) -> None:
    screen.addAction(QAction(SECRET, screen))


def _in_a_property(screen: RoomScreen, _patch: pytest.MonkeyPatch) -> None:
    screen.setProperty("aside", SECRET)


def _in_the_name_of_a_part(screen: RoomScreen, _patch: pytest.MonkeyPatch) -> None:
    QWidget(screen).setAccessibleName(SECRET)


def _in_a_window_over_it(screen: RoomScreen, _patch: pytest.MonkeyPatch) -> None:
    over = QLabel(SECRET)
    over.show()
    screen.destroyed.connect(over.close)
    screen.over = over  # type: ignore[attr-defined]


PLANTS: dict[str, Plant] = {
    "a label on it": lambda screen, _patch: QLabel(SECRET, screen),
    "a line on it": lambda screen, _patch: QLineEdit(SECRET, screen),
    "a part that paints itself": lambda screen, _patch: Painting(screen).show(),
    "the tool tip": lambda screen, _patch: screen.setToolTip(SECRET),
    "the accessible name": lambda screen, _patch: screen.setAccessibleName(SECRET),
    "the accessible description": lambda screen, _patch: screen.setAccessibleDescription(SECRET),
    "the accessible name of a part": _in_the_name_of_a_part,
    "the title": lambda screen, _patch: screen.setWindowTitle(SECRET),
    "the words of its icon": lambda screen, _patch: screen.setWindowIconText(SECRET),
    "help": lambda screen, _patch: screen.setWhatsThis(SECRET),
    "the status": lambda screen, _patch: screen.setStatusTip(SECRET),
    "the keys in the bar": lambda screen, _patch: screen.hint(SECRET),
    "an act": _in_an_action,
    "a property": _in_a_property,
    "the painting of a page": _in_a_page,
    "the mark": lambda screen, _patch: screen.show_frames(screen.frames, SECRET),
    "a frame": _in_a_frame,
    "a window over it": _in_a_window_over_it,
}


@pytest.mark.parametrize("where", PLANTS)
def test_what_is_planted_is_found(screen: RoomScreen, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    assert SECRET not in now(screen)
    assert SECRET not in everything(screen)
    PLANTS[where](screen, monkeypatch)
    assert SECRET in now(screen)
    assert SECRET in everything(screen)
    if over := getattr(screen, "over", None):
        over.close()


def test_what_is_on_a_later_page_alone_is_found_too(screen: RoomScreen) -> None:
    *rest, last = screen.frames
    screen.show_frames((*rest, replace(last, title=SECRET)), screen._mark)
    assert SECRET not in now(screen)
    assert SECRET in everything(screen)


def test_the_reading_leaves_the_window_where_it_was(screen: RoomScreen) -> None:
    screen.go(1)
    before = screen.place, screen.focused
    everything(screen)
    assert (screen.place, screen.focused) == before
