"""What a long proof imports, at the top of a file or deep in a function, lies in the rooms that its group names."""

import ast
import functools
from collections.abc import Iterable
from pathlib import Path

import pytest

import dev
from tests.house.source import ROOMS, ROOT
from tests.long import rooms

OURS = {*ROOMS, "tests"}
BOOKKEEPING = {"tests/long/figures.py", "tests/long/rooms.py"}
"""What proofs count with; it has no part in what they find."""
GROUPS = [group for group in dev.long_groups() if group != "elsewhere"]


@functools.cache
def imported(text: str) -> frozenset[str]:
    """Every module of ours that a source may bring in, and every name that may be one."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(name for name in names if name.split(".")[0] in OURS)


def brought_in(starts: Iterable[Path], root: Path = ROOT) -> set[Path]:
    """These files and all of ours that they import, directly or through others."""
    found: set[Path] = set()
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        found.add(path)
        places = (root.joinpath(*name.split(".")) for name in imported(path.read_text(encoding="utf-8")))
        modules = (each for place in places for each in (place.with_suffix(".py"), place / "__init__.py"))
        waiting += {module for module in modules if module.is_file()} - found
    return found


def outside(group: str, root: Path = ROOT) -> list[str]:
    """What a group imports although its rooms do not say so."""
    places = [place for room in rooms.rooms_of(group) for place in root.glob(room)]
    inside = {path for place in places for path in (place, *place.rglob("*.py"))}
    paths = brought_in((root / "tests/long" / group).rglob("*.py"), root) - inside
    return sorted({path.relative_to(root).as_posix() for path in paths} - BOOKKEEPING)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_imports_nothing_that_is_not_in_its_rooms(group: str) -> None:
    assert outside(group) == []


def test_every_room_is_there_and_belongs_to_a_group() -> None:
    assert [room for group in GROUPS for room in rooms.rooms_of(group) if not any(ROOT.glob(room))] == []
    assert set(rooms.ROOMS) <= set(GROUPS)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with a proof of its own."""
    files = {
        "app/theme.py": "COLOUR = 1\n",
        "app/window.py": "import app.theme\n",
        "mapping/dates.py": "",
        "storage/vault.py": "def open():\n    from mapping import dates\n    return dates\n",
        "tests/long/kill/test_kill.py": "from storage.vault import open\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_an_import_deep_in_what_is_proven_is_found_out(house: Path) -> None:
    assert outside("kill", house) == []
    (house / "mapping/dates.py").write_text("def day():\n    import app.window\n")
    assert outside("kill", house) == ["app/theme.py", "app/window.py"]


@pytest.mark.parametrize(
    ("changed", "anew"),
    [("app/theme.py", False), ("storage/vault.py", True), ("tests/long/kill/test_kill.py", True)],
)
def test_a_group_begins_anew_when_what_it_proves_or_the_proof_is_changed_and_not_for_a_colour(
    house: Path, changed: str, anew: bool
) -> None:
    before = dev.fingerprint(house, rooms.rooms_of("kill"))
    (house / changed).write_text("COLOUR = 2\n")
    assert (dev.fingerprint(house, rooms.rooms_of("kill")) != before) == anew


def test_a_group_that_is_not_named_stands_on_everything() -> None:
    assert set(dev.PROVEN_WITH) <= set(rooms.rooms_of("network"))
