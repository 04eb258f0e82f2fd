"""The window stands where it stood, after a lock and at the next start, and always on a screen that is there."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt

from app.settings import Settings, read_settings, settings_file
from app.window import Window
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture(autouse=True)
def no_settings() -> Iterator[None]:
    settings_file().unlink(missing_ok=True)
    yield
    settings_file().unlink(missing_ok=True)


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    made: list[Window] = []
    yield made
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(windows: list[Window], settings: Settings | None = None) -> Window:
    window = Window(settings or read_settings(), lambda: None)
    windows.append(window)
    window.show()
    return window


def test_after_a_lock_the_next_process_opens_the_window_as_it_stood(windows: list[Window], tmp_path) -> None:
    first = opened(windows)
    first.move(37, 41)
    first.resize(611, 433)
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    first.enter(vault)
    first.lock()
    assert read_settings().window == (37, 41, 611, 433, 0)
    second = opened(windows)
    assert (second.pos(), second.size()) == (QPoint(37, 41), QSize(611, 433))


def test_after_a_close_the_next_start_does_too(windows: list[Window]) -> None:
    first = opened(windows)
    first.resize(611, 433)
    first.close()
    assert opened(windows).size() == QSize(611, 433)


def test_a_window_that_filled_the_screen_fills_it_again_and_knows_its_usual_size(windows: list[Window]) -> None:
    first = opened(windows, Settings(window=(10, 10, 500, 400, 0)))
    first.setWindowState(Qt.WindowState.WindowMaximized)
    first.close()
    assert read_settings().window[2:] == (500, 400, 1)
    second = opened(windows)
    assert second.isMaximized()
    second.setWindowState(Qt.WindowState.WindowNoState)
    assert second.size() == QSize(500, 400)


@pytest.mark.parametrize("place", [(5000, 4000, 600, 400, 0), (-900, -900, 600, 400, 0), (0, 0, 20_000, 20_000, 0)])
def test_a_window_from_a_screen_that_is_gone_comes_wholly_onto_one_that_is_there(windows, place) -> None:
    window = opened(windows, Settings(window=place))
    frame = 8  # is not known before the window is shown
    room = window.screen().availableGeometry().adjusted(-frame, -frame, frame, frame)
    assert room.contains(window.geometry())


def test_what_is_kept_is_five_numbers(windows: list[Window]) -> None:
    opened(windows).close()
    kept = json.loads(settings_file().read_bytes())["window"]
    assert len(kept) == 5 and all(type(each) is int for each in kept)


def test_a_window_that_was_never_shown_keeps_nothing(windows: list[Window]) -> None:
    window = Window(Settings(), lambda: None)
    windows.append(window)
    window.close()
    assert not settings_file().exists()
