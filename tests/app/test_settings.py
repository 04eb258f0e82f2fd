"""What the program remembers on this machine: how it looks, and nothing of any case."""

import json
import os
import stat

import pytest

from app.settings import Settings, keep_settings, read_settings, settings_file


@pytest.fixture(autouse=True)
def no_settings() -> None:
    settings_file().unlink(missing_ok=True)


def test_the_first_start_is_light_at_one_hundred_and_knows_no_vault() -> None:
    assert read_settings() == Settings("light", 100, "")


def test_what_is_kept_is_found_again() -> None:
    kept = Settings("contrast", 175, "/somewhere/vault", True, (10, -20, 1280, 800, 1))
    assert keep_settings(kept)
    assert read_settings() == kept


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's files apart by other means")
def test_nobody_else_may_read_the_settings() -> None:
    old = os.umask(0)
    try:
        keep_settings(Settings())
    finally:
        os.umask(old)
    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"theme": 5, "text": "big", "vault": 7}']
)
def test_damaged_settings_are_as_at_the_first_start(damaged: bytes) -> None:
    keep_settings(Settings("dark", 200, "/vault"))
    settings_file().write_bytes(damaged)
    assert read_settings() == Settings()


def test_one_bad_value_does_not_lose_the_others() -> None:
    keep_settings(Settings())
    settings_file().write_text(json.dumps({"theme": "dark", "text": 133, "vault": "/v", "from a later version": 1}))
    assert read_settings() == Settings("dark", 100, "/v")


@pytest.mark.parametrize(
    "place",
    [5, "wide", [1, 2, 3], [0, 0, 10, 10, 0], [0, 0, 800, 600, 2], [0, 0, 800, 600.5, 0], [0, 10**9, 800, 600, 0]],
)
def test_a_place_where_no_window_can_stand_is_not_taken(place: object) -> None:
    keep_settings(Settings())
    settings_file().write_text(json.dumps({"theme": "dark", "window": place}))
    assert read_settings() == Settings("dark")


def test_a_disk_that_refuses_stops_nobody(monkeypatch) -> None:
    keep_settings(Settings())
    inside_a_file = settings_file() / "inside" / "settings.json"
    monkeypatch.setattr("app.settings.settings_file", lambda: inside_a_file)
    assert keep_settings(Settings("dark")) is False


def test_no_list_of_recent_files_is_kept() -> None:
    keep_settings(Settings("light", 100, "/one"))
    keep_settings(Settings("light", 100, "/two"))
    assert "/one" not in settings_file().read_text()
