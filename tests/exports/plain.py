"""An outline as plain text, to be read aloud and compared: `python -m tests.exports.plain` writes the golden texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from exports.blocks import Block, Bullets, Item, Notice, Outline, Paragraph, Table
from exports.interchange import read_file
from exports.outline import outline
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.readers import audiences
from tests.cases import PUBLISHED_NAMES, published

DAY = date(2026, 11, 22)
SAMPLE = next((Path(__file__).parents[2] / "resources" / "sample").glob("*.case.json"))
GOLDEN = Path(__file__).parent / "golden"
CHILD = {"open-01-after-prison": "p3", "open-02-school-basement": "p4", "hale": "p3"}
"""Of which child the copies for a partner agency are."""


def case_named(name: str) -> CaseMap:
    """Return a published case, or the sample."""
    return read_file(SAMPLE) if name == "hale" else published(name)


def reader_of(name: str, audience: str) -> Reader:
    """Return the reader whose copy of this case is kept as text."""
    return Reader(audience, CHILD[name], "Primary school") if audience == "partner_agency" else Reader(audience)


def outline_for(case: CaseMap, reader: Reader, **more: object) -> Outline:
    """Return what this reader's report says."""
    return outline(view(case, reader), reader, DAY, **more)  # type: ignore[arg-type]


def kept() -> Iterator[tuple[str, str]]:
    """Yield every case and audience of which there is a golden text."""
    for name in (*PUBLISHED_NAMES, "hale"):
        for audience in audiences():
            yield name, audience


def golden(name: str, audience: str) -> Path:
    """Return where the golden text lies."""
    return GOLDEN / f"{name}.{audience}.txt"


def plain(told: Outline) -> str:
    """Return all that an outline says, with its headings, lists, tables and raised numbers."""
    lines = [told.title, told.running, told.marking]
    for section in told.sections:
        lines += ["", f"{'#' * section.level} {section.heading}  [{section.key}]"]
        lines += [line for block in section.blocks for line in _lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield ("> " if block.tone == "quote" else "") + _said(block)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                first, *rest = item
                yield f"{f'{number}.' if block.numbered else '-'} {_said(first)}"
                yield from (f"  {_said(line)}" for line in rest)
        case Item():
            yield f"({block.kind}) {_said(block.title)}"
            yield from (f"  {_said(line)}" for line in block.lines)
        case Table():
            yield " | ".join(column.heading for column in block.columns)
            for row in block.rows:
                yield " | ".join(" / ".join(map(_said, cell)) for cell in row)
        case Notice():
            yield from (f"! {_said(line)}" for line in block.lines)
        case _:
            yield f"<{type(block).__name__}>"


def _said(paragraph: Paragraph) -> str:
    numbered = (
        phrase.text + (f"[{','.join(map(str, phrase.sources))}]" if phrase.sources else "")
        for phrase in paragraph.phrases
    )
    return "".join(numbered).rstrip()


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, audience in kept():
        text = plain(outline_for(case_named(name), reader_of(name, audience)))
        golden(name, audience).write_text(text, encoding="utf-8")
