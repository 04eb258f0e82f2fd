"""What stands in an outline, as plain lines by section, for tests that read one."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Block, Bullets, Item, Notice, Outline, Paragraph, Section, Table


def lines(outline: Outline) -> list[str]:
    """Every heading and every line of text, in order."""
    return [line for section in outline.sections for line in section_lines(section)]


def section_lines(section: Section) -> list[str]:
    """The heading of a section and its lines."""
    return [section.heading, *(line for block in section.blocks for line in _lines(block))]


def under(outline: Outline, heading: str) -> list[str]:
    """The lines under one heading; AssertionError where there is none."""
    found = [section for section in outline.sections if section.heading == heading]
    assert len(found) == 1, [section.heading for section in outline.sections]
    return section_lines(found[0])[1:]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from (paragraph.text for item in block.items for paragraph in item)
        case Notice():
            yield from (line.text for line in block.lines)
        case Item():
            yield block.title.text
            yield from (line.text for line in block.lines)
        case Table():
            yield from (paragraph.text for row in block.rows for cell in row for paragraph in cell)
