"""The rooms below the screen can be used where there is no screen at all."""

import ast
import subprocess
import sys
import tomllib

from tests.house.source import DOORS, ROOMS, ROOT, modules

SCREEN = ("PySide6", "shiboken6")
# Dear to import and seldom needed; each is imported where it is first used.
AT_FIRST_USE = ("reportlab", "pikepdf", "alembic", "networkx", "uharfbuzz", "docx", "xlsxwriter", "pypdfium2_raw")

# The commands without a screen stand beside session.py and may use what any room offers; any room may use the sandbox.
NOT_A_ROOM = {"app.commands", "app.sandbox"}


def names_of(*rooms: str) -> list[str]:
    """Return every module of these rooms by its dotted name; migrations are run by alembic, never imported."""
    paths = [path.removesuffix(".py").removesuffix("/__init__") for path, _ in modules(*rooms)]
    return [path.replace("/", ".") for path in paths if "/migrations/" not in path]


def brought_in(names: list[str], wanted: tuple[str, ...]) -> set[str]:
    """Import these in a fresh interpreter and return which of the wanted packages came with them."""
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(*[package for package in {wanted!r} if package in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def importers_of(name: str, source: str) -> bool:
    """Tell whether this source imports the module of that name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and name in [alias.name for alias in node.names]:
            return True
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == name:
            return True
    return False


def test_the_case_the_vault_and_paper_come_without_a_screen() -> None:
    assert brought_in(names_of("mapping", "storage", "exports"), SCREEN) == set()


def test_a_screen_that_is_brought_in_would_be_seen() -> None:
    assert brought_in(["PySide6.QtCore"], SCREEN) == set(SCREEN)


def test_every_room_has_modules_to_look_at() -> None:
    assert [room for room in ROOMS if not names_of(room)] == []


def test_the_program_starts_without_what_only_reports_and_analysis_need() -> None:
    assert brought_in(names_of("app"), AT_FIRST_USE) == set()


def test_nothing_imports_the_doors() -> None:
    found = [
        (path, door)
        for path, text in modules(*ROOMS, *DOORS)
        for door in DOORS
        if importers_of(door.removesuffix(".py"), text)
    ]
    assert found == []


def test_an_import_of_a_door_would_be_seen() -> None:
    assert importers_of("main", "import os, main")
    assert importers_of("main", "from main import run")
    assert not importers_of("main", "from app.main import run")


def test_every_room_of_the_app_is_kept_apart_from_the_others() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = {contract["name"]: contract for contract in tools["importlinter"]["contracts"]}
    apart = contracts["The rooms of the app do not know each other"]["modules"]
    rooms = {f"app.{path.parent.name}" for path in (ROOT / "app").glob("*/__init__.py")}
    assert set(apart) == rooms - NOT_A_ROOM
