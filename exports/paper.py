"""A sheet of paper: a ReportLab canvas that draws lines of text glyph by glyph, and says what it has drawn.

It knows the drawing language of PDF; it refuses every font but the embedded ones, and every text that has not become
a Line. A cluster of one glyph is drawn with its characters. Any other is drawn twice: first without ink, so that its
characters stand in the file in the order in which they are read, then its glyphs in their places, without characters.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from exports.embedding import EmbeddedFace
from exports.fonts import Face
from exports.lines import Line
from exports.measures import number, paint
from exports.shaping import Cluster, Shaped, glyph_advance, space_glyph
from exports.structure import Jumping, Mark, Place, Tag
from exports.text import Jump
from exports.words import WIDTH, Dress, Piece

rl_config.useA85 = 0  # pages are bytes at once, not first spelled out in letters that the finished file does not keep

_RUN = attrgetter("run")
_JUMP = attrgetter("piece.dress.jump")
_Look = tuple[Face, float, float, str]
"""What can be seen of a dress: the face, the size, how far it is lifted, the colour."""
_Said = tuple[Dress, list[Piece], float]
"""Pieces of one dress, and how far they begin from the left end of their line."""


def _leads(stretch: tuple[Dress, list[Piece]]) -> Jump | None:
    return stretch[0].jump


def _looks(said: _Said) -> _Look:
    return said[0][:4]


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Furniture = Callable[["PaperCanvas", int, int], None]
"""Draws what stands on every page: given the canvas, the page number and how many pages there are."""


class _Later(NamedTuple):
    """What is drawn when all pages are known: on which page, among which marks, where on the page, and how."""

    page: int
    mark: int
    matrix: tuple[float, ...]
    draw: Callable[[], None]


class PaperCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas on which nothing is written but lines."""

    _code: list[str]  # ReportLab's operators for the page so far
    _currentMatrix: tuple[float, ...]  # and where its origin lies  # noqa: N815  # ReportLab's name

    def __init__(self, *given: object, furniture: Furniture | None = None, **named: object) -> None:
        self.marks: list[Mark] = []
        self.jumps: list[Jumping] = []
        self.places: dict[str, Place] = {}
        self._tag: Tag | None = None
        self._open = False
        self._waiting: list[_Later] = []
        self._stamps: dict[Hashable, list[str]] = {}
        self._numbers: list[int] = []
        self._furniture = furniture
        self._faces: dict[Face, EmbeddedFace] = {}
        self._dresses: dict[_Look, str] = {}
        self._shown: dict[int, str] = {}  # by the id of what was shaped
        self._setters: dict[int, _Setter] = {}  # by the id of what was shaped, which the setter keeps alive
        self._page = 0
        self._number = 0
        self._entries, self._outlined = 0, -1
        super().__init__(*given, **named)

    def draw_line(self, line: Line, x: float, y: float) -> None:
        """Draws a line with its left end at a point on its base line; colour and font are left changed."""
        ink: list[str] = []
        if line.straight:
            self._draw_straight(line, x, y, ink)
        else:
            self._draw_turning(line, x, y, ink)
        if ink:
            self.mark()
            self._code.append(f"/Span <</ActualText (\\376\\377)>> BDC BT {' '.join(ink)} ET EMC")
        if line.spaced and line.pieces:
            self.mark()
            self._code.append(self._space(line, x, y))

    def _draw_straight(self, line: Line, x: float, y: float, ink: list[str]) -> None:
        """Draws a line that runs from the left, one stretch after the other."""
        pen = 0.0
        for jump, group in groupby(line.stretches(), key=_leads):
            left, said = pen, []
            for dress, pieces in group:
                said.append((dress, pieces, pen))
                pen = sum(map(WIDTH, pieces), pen)
            if jump is None:
                self.mark()
                self._code.append(self._row(said, x + left, y, x, ink))
                continue
            with self.leading(jump, _around(said[0][0], left, pen, x, y)):
                self.mark()
                self._code.append(self._row(said, x + left, y, x, ink))

    def _draw_turning(self, line: Line, x: float, y: float, ink: list[str]) -> None:
        """Draws a line whose stretches run both ways, in the order in which they are read."""
        for _, run in groupby(line.placed(), key=_RUN):
            for jump, part in groupby(run, key=_JUMP):
                placed = list(part)
                first, last = placed[0], placed[-1]
                said = [(each.piece.dress, [each.piece], each.x) for each in placed]
                if jump is None:
                    self.mark()
                    self._code.append(self._row(said, x + first.x, y, x, ink))
                    continue
                left = min(first.x, last.x)
                right = max(first.x + first.piece.width, last.x + last.piece.width)
                with self.leading(jump, _around(first.piece.dress, left, right, x, y)):
                    self.mark()
                    self._code.append(self._row(said, x + first.x, y, x, ink))

    def draw(self, operators: str) -> None:
        """Draws what is no text, in the language of a page; what it changes, it must set back."""
        self._code.append(operators)

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """What is drawn within is content of this tag; what is not text is drawn after `mark`."""
        outer, self._tag = self._tag, tag
        self._pause()
        before = len(self.marks)
        yield
        if len(self.marks) == before:  # an empty cell is a cell all the same
            self.mark()
        self._pause()
        self._tag = outer

    @contextmanager
    def leading(self, jump: Jump, box: Box, within: Tag | None = None) -> Iterator[None]:
        """What is drawn leads to another place, wherever somebody points into the box; it belongs to a tag `within`."""
        link = Tag("Link", within or self._tag)
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        self.jumps.append(Jumping(self._page, (left, bottom, right, top), jump.to, jump.words, link))
        if jump.at:
            self.places.setdefault(jump.at, Place(self._page, left, top))
        with self.tagged(link):
            yield

    def stamp(self, what: Hashable, draw: Callable[[], None]) -> None:
        """Draws an ornament that comes again and again, from the second time on as it was drawn the first time."""
        if what not in self._stamps:
            before = len(self._code)
            with self.ornament():
                draw()
            self._stamps[what] = self._code[before:]
        else:
            self._code.extend(self._stamps[what])

    def place(self, name: str, y: float) -> None:
        """Gives a name to this height of the page, to which something may lead."""
        self.places.setdefault(name, Place(self._page, *self.absolutePosition(0, y)))

    def boxed(self, tag: Tag, width: float, height: float) -> None:
        """Notes how much of the page a figure takes, from the origin."""
        tag.box = (*self.absolutePosition(0, 0), *self.absolutePosition(width, height))

    def later(self, draw: Callable[[], None]) -> None:
        """Leaves the place for what can be drawn only when all pages are known; its marks stand where it stands."""
        self._code.append(_mark_of(len(self._waiting)))
        self._waiting.append(_Later(self._page, len(self.marks), self._currentMatrix, draw))

    @contextmanager
    def ornament(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn within says nothing: rules, a table head repeated; of the kind "Pagination", running lines."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def mark(self) -> None:
        """Begins a stretch of the tag that is drawn, unless one is open."""
        if self._tag is None or self._open:
            return
        self.marks.append(Mark(self._page, self._number, self._tag))
        self._code.append(f"/{self._tag.role} <</MCID {self._number}>> BDC")
        self._number += 1
        self._open = True

    def _pause(self) -> None:
        """Ends the open stretch, if there is one."""
        if self._open:
            self._code.append("EMC")
            self._open = False

    def enter_outline(self, words: str, level: int) -> None:
        """Enters a heading in the outline of the document; a level is never skipped on the way down."""
        self._outlined = min(level - 1, self._outlined + 1)
        self._entries += 1
        self.bookmarkPage(f"h{self._entries}")
        self.addOutlineEntry(words, f"h{self._entries}", self._outlined)

    def _row(self, said: Iterable[_Said], left: float, y: float, x: float, ink: list[str]) -> str:
        """The operators for what stands side by side from `left` on; glyphs for later, placed from `x`, go to `ink`."""
        out, known = [f"BT 1 0 0 1 {number(left)} {number(y)} Tm"], self._shown
        for look, group in groupby(said, key=_looks):
            shown: list[str] = []
            hidden: list[str] = []
            dressed, rise = self._dressed(look), look[2]
            for _, pieces, at in group:
                try:
                    shown += [known[id(piece.shaped)] for piece in pieces]
                except KeyError:
                    setters = [self._setter(piece) for piece in pieces]
                    shown += [setter.shown for setter in setters]
                    hidden += _inked(pieces, setters, x, at, y + rise)
            codes = "".join(shown).replace("><", "")
            if codes or hidden:
                out.append(f"{dressed} {number(rise)} Ts [{codes}] TJ")
            ink.extend((dressed, *hidden) if hidden else ())
        out.append("0 Ts ET")
        return " ".join(out)

    def _space(self, line: Line, x: float, y: float) -> str:
        """The operators for what parts a line from the next one, at the end of it, for whoever reads both aloud."""
        dress = line.pieces[-1].dress
        width, code = self._embedded(dress.face).space
        at = x - width * dress.size / 1000 if line.rtl else x + line.width
        return f"BT 1 0 0 1 {number(at)} {number(y)} Tm {self._dressed(dress[:4])} <{code}> Tj ET"

    def _dressed(self, look: _Look) -> str:
        """The operators for colour, font and size."""
        found = self._dresses.get(look)
        if found is None:
            face, size, _, colour = look
            found = self._dresses[look] = f"{paint(colour)} rg /{self._embedded(face).name} {number(size)} Tf"
        return found

    def _setter(self, piece: Piece) -> _Setter:
        """How a piece is set: words come again and again, and are set once. Most have no hidden glyphs."""
        name = id(piece.shaped)
        found = self._setters.get(name)
        if found is None:
            found = self._setters[name] = _Setter(self._embedded(piece.dress.face), piece.shaped)
            if not found.hidden:
                self._shown[name] = found.shown
        return found

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self._faces:
            made = self._faces[face] = EmbeddedFace(face, f"F{len(self._faces) + 1}")
            self._doc.delayedFonts.append(SimpleNamespace(addObjects=made.add_to))
        return self._faces[face]

    def push_state_stack(self) -> None:
        """Keeps where the origin lies: nothing else is ever changed but by operators that set it back."""
        self.state_stack.append(self._currentMatrix)

    def pop_state_stack(self) -> None:
        """Takes the origin back to where it was."""
        self._currentMatrix = self.state_stack.pop()

    def translate(self, dx: float, dy: float) -> None:
        """Moves the origin."""
        if self._code and self._code[-1].endswith(" cm"):
            super().translate(dx, dy)
            return
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f
        self._code.append(f"1 0 0 1 {fp_str(dx, dy)} cm")

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """Ends a page."""
        super().showPage()
        self._numbers.append(self._number)
        self._page += 1
        self._number = 0

    def save(self) -> None:
        """Ends the document: now that the number of pages is known, each page gets what stands on all of them."""
        if self._code:
            self.showPage()
        pages = self._doc.Pages.pages
        self._draw_waiting(pages)
        for index, page in enumerate(pages):
            self._code = []
            if self._furniture:
                with self.ornament("Pagination"):
                    self._furniture(self, index + 1, len(pages))
            page.stream += "\n".join(self._code) + "\n"
        self._code = []
        super().save()

    def _draw_waiting(self, pages: list[Any]) -> None:
        """Draws what could not be drawn before, each in its place in the page and among the marks."""
        marks = self.marks
        for index, later in reversed(list(enumerate(self._waiting))):
            self._page, self._number = later.page, self._numbers[later.page]
            self._code, self.marks, self._currentMatrix = [], [], later.matrix
            later.draw()
            page = pages[later.page]
            page.stream = page.stream.replace(_mark_of(index), "\n".join(self._code), 1)
            self._numbers[later.page] = self._number
            marks[later.mark : later.mark] = self.marks
        self.marks = marks

    def _make_preamble(self) -> None:
        """Begins a page without a font: ReportLab would name Helvetica, which is not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"


class _Setter:
    """Sets what was shaped: the codes that carry its characters, and the glyphs that are drawn without any."""

    def __init__(self, face: EmbeddedFace, shaped: Shaped) -> None:
        self.face = face
        self.shaped = shaped
        self.shown = ""
        self.hidden: list[tuple[str, int, int]] = []
        self.pen = 0
        for cluster in shaped.left_to_right():
            if self._is_plain(cluster):
                self._plain(cluster)
            else:
                self._twice(cluster)
            self.pen += cluster.advance

    def inked(self, left: float, base: float, scale: float) -> Iterator[str]:
        """The operators for the hidden glyphs of what stands at a point, so many times as large."""
        for code, dx, dy in self.hidden:
            yield f"1 0 0 1 {number(left + dx * scale)} {number(base + dy * scale)} Tm <{code}> Tj"

    def _is_plain(self, cluster: Cluster) -> bool:
        """Is this one glyph in its own place, whose characters no reader will turn round?"""
        if len(cluster.glyphs) != 1 or (self.shaped.rtl and len(cluster.text) != 1):
            return False
        return cluster.glyphs[0].x == 0 and cluster.glyphs[0].y == 0

    def _plain(self, cluster: Cluster) -> None:
        glyph = cluster.glyphs[0].number
        width = glyph_advance(self.face.face, glyph)
        self.shown += f"<{self.face.code(glyph, cluster.text, width)}>"
        self._move(cluster.advance - width)

    def _twice(self, cluster: Cluster) -> None:
        """Blanks that carry the characters share the room of the cluster between them."""
        blank = space_glyph(self.face.face)
        texts = cluster.text[::-1] if self.shaped.rtl else [cluster.text] if cluster.text else []
        for index, text in enumerate(texts):
            width = cluster.advance * (index + 1) // len(texts) - cluster.advance * index // len(texts)
            self.shown += f"<{self.face.code(blank, text, width)}>"
        if not texts:
            self._move(cluster.advance)
        for glyph in cluster.glyphs:
            width = glyph_advance(self.face.face, glyph.number)
            self.hidden.append((self.face.code(glyph.number, "", width), self.pen + glyph.x, glyph.y))

    def _move(self, distance: int) -> None:
        if distance:
            self.shown += f"{-distance} "


def _mark_of(waiting: int) -> str:
    """What stands in a page, a comment, until it is known what is to be drawn there."""
    return f"%later {waiting}."


def _inked(pieces: list[Piece], setters: list[_Setter], x: float, at: float, base: float) -> Iterator[str]:
    """The operators for the hidden glyphs of pieces in a row."""
    for piece, setter in zip(pieces, setters, strict=True):
        if setter.hidden:
            yield from setter.inked(x + at, base, piece.dress.size / 1000)
        at += piece.width


def _around(dress: Dress, left: float, right: float, x: float, y: float) -> Box:
    """The box of what stands in one dress between two places of a line at a point."""
    return x + left, y + dress.rise - dress.size * 0.25, x + right, y + dress.rise + dress.size * 0.95
