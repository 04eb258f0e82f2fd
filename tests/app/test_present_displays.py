"""Displays come, go and show the same: nothing that is private is where the room looks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
_HEAD = """
import pathlib, sys
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from app import theme
from app.present import displays as where
from app.present.chair import Chair
from app.settings import Settings
from app.window import Window
from storage.vault import KeyCost, Vault
from tests.app.test_presenting import PASSPHRASE, SECRET, begun, chair, room, small, turn

qt = QApplication([])
where.on_the_desk = lambda: next(each for each in QApplication.screens() if each.name() != "hall")
theme.apply(qt, theme.Theme())
vault, _code = Vault.create(pathlib.Path(sys.argv[1]) / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
vault.add(small(), "K")
window = Window(Settings(), lambda: None)
window.resize(1300, 700)
window.show()
window.enter(vault)
window.open_case("case-1")
page, presenting, screen = begun(window)
view = page.findChildren(Chair)[0]
private = lambda: SECRET in " ".join(e.text() for e in view.private.findChildren(QLabel) if e.isVisibleTo(view))
"""
_APART, _MIRRORED, _PARTLY = (1366, 1920, 1080), (0, 1366, 768), (0, 1920, 1080)


def run(tmp_path: Path, second: tuple[int, int, int], steps: str) -> None:
    """Run steps in a program that has two displays; a broken assertion is told with its line."""
    left, wide, high = second
    one = '{{"name":"{}","x":{},"y":0,"width":{},"height":{},"logicalDpi":96,"logicalBaseDpi":96,"dpr":1}}'
    both = ",".join((one.format("own", 0, 1366, 768), one.format("hall", left, wide, high)))
    shape = tmp_path / "displays.json"
    shape.write_text(f'{{"screens":[{both}]}}', encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-B", "-c", f"{_HEAD}{steps}\nprint('all of it')\nwindow.close()", str(tmp_path)],
        cwd=HERE,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={shape}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "all of it" in told.stdout, told.stderr[-2000:]


def test_on_displays_apart_the_chair_sees_what_is_private_and_the_room_fills_the_other(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        """
assert not presenting.alone
assert screen.screen().name() != window.screen().name()
assert screen.geometry() == screen.screen().geometry()
assert SECRET in chair(page)
assert private()
assert SECRET not in room(screen)
""",
    )


@pytest.mark.parametrize("second", [_MIRRORED, _PARTLY])
def test_a_projector_that_mirrors_the_chairs_display_is_one_display(
    tmp_path: Path, second: tuple[int, int, int]
) -> None:
    run(
        tmp_path,
        second,
        """
assert presenting.alone
assert SECRET not in chair(page)
assert page.session.veiled
assert not page.inspector.isVisible()
""",
    )


def test_the_chairs_window_moved_to_where_the_room_looks_puts_away_what_is_private(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        """
chair(page)
assert private()
hall, own = screen.screen(), window.screen()
window.windowHandle().setScreen(hall)
window.move(hall.geometry().topLeft() + QPoint(40, 40))
assert not private()
turn()
assert presenting.alone
assert page.session.veiled
assert "where the room looks" in view.word.text()
assert "kept close" in chair(page)
assert not private()
presenting.show_room()
assert screen.screen() is hall
window.windowHandle().setScreen(own)
window.move(QPoint(40, 40))
turn()
assert not presenting.alone
assert SECRET in chair(page)
assert private()
""",
    )


def test_when_the_rooms_display_is_pulled_out_its_picture_is_put_away_until_it_is_asked_for(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        """
import app.present.displays as present
chair(page)
hall, real = screen.screen(), present.other_display
present.other_display = lambda _window: None
qt.screenRemoved.emit(hall)
assert not screen.isVisible()
assert not private()
assert page.session.veiled
turn()
assert "display is gone" in view.word.text()
present.other_display = real
presenting.begin()
turn()
assert screen.isVisible()
assert screen.screen() is hall
assert not presenting.alone
""",
    )


def test_when_the_chairs_own_display_goes_dark_the_rooms_picture_stays_over_everything(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        """
import app.present.displays as present
chair(page)
own = window.screen()
present.other_display = lambda _window: None
qt.screenRemoved.emit(own)
turn()
assert screen.isVisible()
assert presenting.alone
assert not private()
assert page.session.veiled
""",
    )


def test_every_meeting_begins_with_roles_and_without_what_was_chosen_in_the_one_before(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        """
assert "Mika" not in room(screen)
presenting.choose(veiled=False, efforts=True, views=True, quotations=True)
assert not presenting.terms.veiled
presenting.end()
presenting.begin()
terms = presenting.terms
assert terms.veiled
assert not (terms.efforts or terms.views or terms.quotations)
""",
    )


_SWAPPED = """
def places():
    own = window.screen().name()
    assert screen.screen().name() != own
    assert screen.geometry() == screen.screen().geometry()
    assert window.screen().geometry().contains(window.geometry())
    return own
"""


def test_the_two_windows_swap_displays_by_one_key_and_back(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        _SWAPPED
        + """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
assert places() == "own"
for pressed, now in ((view, "hall"), (screen, "own"), (screen, "hall")):
    QTest.keyClick(pressed, Qt.Key.Key_S)
    turn()
    assert places() == now, (places(), now)
    assert not presenting.alone
    assert SECRET in chair(page)
    assert SECRET not in room(screen)
""",
    )


def test_a_window_that_stands_on_the_projector_is_brought_to_the_desk_before_the_room_looks(tmp_path: Path) -> None:
    run(
        tmp_path,
        _APART,
        _SWAPPED
        + """
presenting.end()
turn()
window.move(1500, 60)
turn()
assert window.screen().name() == "hall"
presenting.begin()
screen = presenting.screen
turn()
assert places() == "own"
assert "S swaps" in chair(page)
""",
    )


def test_with_one_display_there_is_nothing_to_swap(tmp_path: Path) -> None:
    run(
        tmp_path,
        _MIRRORED,
        """
before = window.screen().name(), screen.screen().name()
presenting.swap()
turn()
assert (window.screen().name(), screen.screen().name()) == before
assert "nothing to swap" in chair(page)
""",
    )
