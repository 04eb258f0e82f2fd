"""What every test gets: an unseen screen, a home of its own, and repeatable examples; it knows no case."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cheap import stay_cheap

LONG = Path(__file__).parent / "long"


def _leave_home() -> None:
    """Give the run a home of its own, before Qt or platformdirs asks where home is."""
    home = Path(tempfile.mkdtemp(prefix="throughline-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    places = {"HOME": "", "USERPROFILE": "", "APPDATA": "roaming", "LOCALAPPDATA": "local"}
    places |= {f"XDG_{room.upper()}_HOME": room for room in ("config", "data", "cache", "state")}
    places["XDG_RUNTIME_DIR"] = "runtime"
    for name, folder in places.items():
        place = home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(place)


def _quieten_environment() -> None:
    """Take away what would make a run depend on whose machine it is."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    for name in [name for name in os.environ if name.startswith(("PYTHON", "QT_", "LC_"))]:
        del os.environ[name]
    os.environ["QT_QPA_PLATFORM"] = platform
    os.environ["LANG"] = "C.UTF-8"
    # One point is one pixel, whatever the desk this runs on.
    os.environ["QT_SCALE_FACTOR"] = "1"
    os.environ["QT_FONT_DPI"] = "96"


_leave_home()
_quieten_environment()
stay_cheap()

settings.register_profile("quick", deadline=None, derandomize=True, database=None, max_examples=50)
settings.register_profile(
    "long", deadline=None, max_examples=1000, stateful_step_count=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies under tests/long as long, before pytest chooses by marker."""
    for item in items:
        if LONG in item.path.parents:
            item.add_marker(pytest.mark.long)
