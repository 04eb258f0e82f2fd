"""The blocks that a document is built from: text, headings, lists, rules, figures.

It knows how a block takes its place on a page, and how it is split between two; it refuses to know cases, and to read
any text as markup. Every block takes its text as Content and checks at once that all of it can be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import fp_str
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from exports.drawing import Drawing, Sign
from exports.lines import Line, break_lines
from exports.paint_pdf import paint
from exports.paper import PaperCanvas
from exports.structure import Role, Tag
from exports.text import MUTED, Content, Span, Style, require_printable

BODY = Style()
SMALL = Style(size=8.5, leading=12.5, colour=MUTED, characters=None, after=4)
TITLE = Style(size=19, leading=25, bold=True, characters=None, after=8)
HEADING = Style(size=12.5, leading=17, bold=True, characters=None, before=18, after=4)
SUBHEADING = Style(size=10.5, leading=16, bold=True, characters=None, before=8, after=2)

_RULE = f"{fp_str(*HexColor('#d9d4c8').rgb())} RG"
_STYLE_OF_LEVEL = {1: TITLE, 2: HEADING, 3: SUBHEADING}
_ROLE_OF_LEVEL: dict[int, Role] = {1: "H1", 2: "H2", 3: "H3"}
TALLEST = 660.0
"""The most that a figure may be high, in points: what any page can hold."""

_FEWEST = 2  # lines of a block that may stand alone at the foot or head of a page
_HANG = 15.0

__all__ = [
    "BODY", "HEADING", "SMALL", "SUBHEADING", "TITLE", "Figure", "Heading", "PageBreak", "Rule", "Text",
    "draw_rule", "keep_together", "listed", "room_for", "space",
]  # fmt: skip


class Text(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A block of text; `where` is the id of the entry it comes from, named where a character cannot be printed.

    `marker` stands before the first line, in the room that the indent of the style leaves.
    """

    def __init__(
        self, content: Content, style: Style = BODY, where: str = "", tag: Tag | None = None, marker: str = ""
    ) -> None:
        super().__init__()
        self.setting = style
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self._spans = require_printable(content, where)
        self._tag = tag or Tag("P")
        self._marker = marker
        self._marker_tag = Tag("Lbl", self._tag.parent) if marker else None
        self._lines: list[Line] = []
        self._broken_for = 0.0

    def lines(self, width: float) -> list[Line]:
        """The text as lines for a width, the indent not counted."""
        if self._spans and width != self._broken_for:
            self._lines = break_lines(self._spans, self.setting, width, self.setting.characters)
            self._broken_for = width
        return self._lines

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width = self.setting.measure(width)
        self.height = len(self.lines(self.width - self.setting.indent)) * self.setting.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits, and the rest; nothing where too little would fit."""
        lines = self.lines(self.setting.measure(width) - self.setting.indent)
        fits = int(height // self.setting.leading)
        if fits >= len(lines):
            return [self]
        fits = min(fits, len(lines) - _FEWEST)
        if fits < min(_FEWEST, len(lines) - 1) or fits < 1:
            return []
        return [self._part(lines[:fits], first=True), self._part(lines[fits:], first=False)]

    def draw(self) -> None:
        """Draws it with its lower left corner at the origin."""
        canvas: PaperCanvas = self.canv
        style = self.setting
        y = self.height - style.leading + (style.leading - style.size) / 2 + style.size * 0.22
        if self._marker and self._marker_tag:
            spans = require_printable(Span(self._marker))
            with canvas.tagged(self._marker_tag):
                line = break_lines(spans, style, style.indent)[0]
                canvas.draw_line(line, style.indent - line.width - 4, y)
        with canvas.tagged(self._tag):
            for line in self._lines:
                right = line.rtl or style.align == "end"
                canvas.draw_line(line, self.width - line.width if right else style.indent, y)
                y -= style.leading

    def _part(self, lines: list[Line], first: bool) -> Text:
        part = Text("", self.setting, tag=self._tag, marker=self._marker if first else "")
        part._marker_tag = self._marker_tag if first else None
        part._spans, part._lines = (), lines
        part.spaceBefore = self.spaceBefore if first else 0
        part.spaceAfter = 0 if first else self.spaceAfter
        return part


class Heading(Text):
    """A heading, entered in the outline of the document and kept with what follows; a sign may stand before it.

    `level` is how it looks; `depth` its place in the tree of headings, where that is another.
    """

    def __init__(
        self,
        content: Content,
        level: int = 2,
        colour: str | None = None,
        sign: str = "",
        where: str = "",
        depth: int | None = None,
    ) -> None:
        style = _STYLE_OF_LEVEL[level]
        style = replace(style, colour=colour or style.colour, indent=style.size * 1.15 if sign else 0.0)
        super().__init__(content, style, where, Tag(_ROLE_OF_LEVEL[depth or level]))
        self.keepWithNext = True
        self._level = depth or level
        self._sign = sign
        self._entry = "".join(span.text for span in self._spans).replace("\n", " ")

    def draw(self) -> None:
        """Draws it and enters it in the outline."""
        canvas: PaperCanvas = self.canv
        canvas.enter_outline(self._entry, self._level)
        if self._sign:
            size, leading = self.setting.size, self.setting.leading
            sign = Sign(self._sign, size * 0.42, leading / 2, size * 0.8, self.setting.colour)
            with canvas.ornament():
                paint(canvas, Drawing(self.width, leading, (sign,)), 0, self.height - leading, 1)
        super().draw()

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """A heading is never split."""
        return []


class Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A thin line across the page."""

    def __init__(self, before: float = 12, after: float = 8) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width, self.height = width, 0.5
        return width, 0.5

    def draw(self) -> None:
        """Draws it."""
        draw_rule(self.canv, 0, 0, self.width)


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing, made smaller where it is wider or higher than its room; `alt` says what it shows."""

    def __init__(self, drawing: Drawing, alt: str = "", before: float = 10, after: float = 10) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after
        require_printable(alt or drawing.alt)
        self._drawing = drawing
        self._tag = Tag("Figure", alt=alt or drawing.alt)
        self._scale = 1.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self._scale = min(1.0, width / self._drawing.width, TALLEST / self._drawing.height)
        self.width, self.height = self._drawing.width * self._scale, self._drawing.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draws it."""
        self.canv.boxed(self._tag, self.width, self.height)
        with self.canv.tagged(self._tag):
            self.canv.mark()
            paint(self.canv, self._drawing, 0, 0, self._scale)


def listed(
    items: Sequence[Content], numbered: bool = False, style: Style = BODY, where: Sequence[str] = ()
) -> list[Text]:
    """A list: one block for each item, with a number or a bullet before it; `where` are the ids of their entries."""
    top = Tag("L", how="Decimal" if numbered else "Disc")
    hanging = replace(style, indent=style.indent + _HANG, after=3)
    made: list[Text] = []
    for index, item in enumerate(items):
        body = Tag("LBody", Tag("LI", top))
        marker = f"{index + 1}." if numbered else "•"
        made.append(Text(item, hanging, where[index] if where else "", body, marker))
    return made


def keep_together(blocks: Iterable[Flowable]) -> Flowable:
    """Blocks that go to the next page together rather than be parted."""
    return KeepTogether(list(blocks))


def space(height: float) -> Flowable:
    """Empty room."""
    return Spacer(1, height)


def room_for(height: float) -> Flowable:
    """Goes to the next page where less than this height is left."""
    return CondPageBreak(height)


def draw_rule(canvas: PaperCanvas, x: float, y: float, width: float) -> None:
    """A thin line that says nothing."""
    with canvas.ornament():
        canvas.draw(f"q\n{_RULE}\n.5 w\nn {fp_str(x, y)} m {fp_str(x + width, y)} l S\nQ")
