"""The user's guide as the program shows it: pages, read from their files, in parts of plain text; it draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.theme import RESOURCES
from mapping.folding import folded
from mapping.guidance import Topic

_PAGES = ("guide", "map", "readers", "safety", "proofs")
"""The order in which they are offered; what lies beside them and is not named here comes after."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_STRONG = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING, _ITEM, _ROW, _CODE = "#", "* ", "|", "    "


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a text, an item of a list, words to be typed, or a row of a table, whose cells are its `texts`."""

    sort: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: the key of its file, its title, and what stands below it."""

    key: str
    title: str
    parts: tuple[Part, ...]


@cache
def guide() -> dict[str, GuidePage]:
    """The pages by their key."""
    files = {path.stem: path for path in sorted((RESOURCES / "guide").glob("*.md"))}
    ordered = [key for key in (*_PAGES, *files) if key in files]
    return {key: read_page(key, files[key].read_text(encoding="utf-8")) for key in dict.fromkeys(ordered)}


def read_page(key: str, text: str) -> GuidePage:
    """A page from its file: of Markdown what the guide uses, and no more."""
    title, *parts = _parts(text)
    return GuidePage(key, title.texts[0], tuple(parts))


def pages_with(query: str) -> Iterator[tuple[Topic, str, str]]:
    """Each page that has all these words, with its title and the heading under which they first stand together."""
    words = folded(query).split()
    for page in guide().values() if words else ():
        under, best = "", ""
        for part in page.parts:
            under = part.texts[0] if part.sort == "heading" else under
            if all(word in folded(" ".join((under, *part.texts))) for word in words):
                best = under
                break
        if best or all(word in folded(page.title) for word in words):
            yield Topic("guide", page.key), page.title, best


def _parts(text: str) -> Iterator[Part]:
    for block in re.split(r"\n\s*\n", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)):
        lines = [line.rstrip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith(_HEADING):
            yield Part("heading", (_plain(lines[0].lstrip("# ")),))
        elif lines[0].startswith(_ROW):
            rows = [[_plain(cell) for cell in line.strip("| ").split(" | ")] for line in lines[2:]]
            yield from (Part("row", tuple(row)) for row in rows)
        elif all(line.startswith(_CODE) for line in lines):
            yield Part("typed", ("\n".join(line.strip() for line in lines),))
        else:
            yield from _running(lines)


def _running(lines: list[str]) -> Iterator[Part]:
    """A paragraph, or the items of a list: a line that begins no item goes on with the one before."""
    items: list[list[str]] = []
    for line in lines:
        if line.startswith(_ITEM) or not items:
            items.append([line])
        else:
            items[-1].append(line.strip())
    for item in items:
        sort = "item" if item[0].startswith(_ITEM) else "text"
        yield Part(sort, (_plain(" ".join(item).removeprefix(_ITEM)),))


def _plain(text: str) -> str:
    words = _LINK.sub(lambda found: found[1], text.strip())
    return _STRONG.sub(lambda found: found[2], _STRONG.sub(lambda found: found[2], words))
