"""Whoever gets the program is told whose work is in it, and in which version."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, requires, version

from tests.house.source import ROOT

TABLE = (ROOT / "resources" / "licences.md").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """Return the cells of every row of the tables."""
    lines = [line.strip("|").split("|") for line in TABLE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines]


def plain(name: str) -> str:
    """Return a library's name as every spelling of it agrees."""
    return re.sub(r"[-_.]+", "-", name).lower()


def carried(names: list[str], seen: set[str]) -> Iterator[str]:
    """Yield the libraries of these names and all that they need here."""
    for name in map(plain, names):
        if name in seen:
            continue
        seen.add(name)
        try:
            needs = requires(name) or []
        except PackageNotFoundError:  # needed on another system or by another Python
            continue
        yield name
        yield from carried([re.split(r"[^\w.-]", need)[0] for need in needs if "extra ==" not in need], seen)


def pinned() -> list[str]:
    """Return the names of the libraries the program asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [library.partition("==")[0] for library in project["dependencies"]]


def test_every_library_is_named_with_its_version_and_licence() -> None:
    named = {(plain(row[0]), row[1]) for row in rows() if len(row) == 4 and row[2]}
    assert {(name, version(name)) for name in carried(pinned(), set())} - named == set()


def test_every_font_is_named_with_its_licence() -> None:
    patterns = [row[0].strip("`") for row in rows() if row[-1] == "OFL-1.1"]
    fonts = sorted(path.name for path in (ROOT / "resources" / "fonts").glob("*.ttf"))
    assert fonts
    assert [font for font in fonts if not any(fnmatch(font, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatch(font, pattern) for font in fonts)] == []


def test_what_one_library_needs_is_followed() -> None:
    assert {"mako", "markupsafe", "sqlalchemy"} <= set(carried(["alembic"], set()))
