"""Two blocks of the report alone: a card's title with its sign, and words in a frame; they know no case."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from exports.colours import colour
from exports.drawing import Drawing, Rect, Sign
from exports.flow import Text
from exports.paint_pdf import paint
from exports.text import Content, Style

_PAD_X, _PAD_Y = 14.0, 10.0


class CardTitle(Text):
    """A title with the sign of its kind hanging before it."""

    def __init__(self, content: Content, style: Style, sign: str, tone: str) -> None:
        super().__init__(content, style)
        self._sign, self._tone = sign, tone

    def draw(self) -> None:
        """Draws the sign, if there is one, then the title."""
        if self._sign:
            self._draw_sign()
        super().draw()

    def _draw_sign(self) -> None:
        size, leading = self.setting.size, self.setting.leading
        sign = Sign(self._sign, size * 0.45, leading / 2, size * 0.72, self._tone)
        drawing, y = Drawing(self.width, leading, (sign,)), self.height - leading
        self.canv.stamp((sign, leading, y), lambda: paint(self.canv, drawing, 0, y, 1))

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """A title is never split."""
        return []


class Framed(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Short texts in a quiet frame, never split."""

    def __init__(self, texts: Sequence[Text]) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 6.0, 12.0
        self._texts = list(texts)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        inner = width - 2 * _PAD_X
        heights = [text.wrap(inner, height)[1] + text.getSpaceAfter() for text in self._texts]
        widest = max((line.width for text in self._texts for line in text.lines(inner)), default=0.0)
        self.width, self.height = min(width, widest + 2 * _PAD_X), sum(heights) + 2 * _PAD_Y
        return width, self.height

    def draw(self) -> None:
        """Draws the frame, then the texts from the top."""
        frame = Rect(0, 0, self.width, self.height, 6, colour("paper"), colour("line"), 0.75)
        with self.canv.ornament():
            paint(self.canv, Drawing(self.width, self.height, (frame,)), 0, 0, 1)
        top = self.height - _PAD_Y
        for text in self._texts:
            text.drawOn(self.canv, _PAD_X, top - text.height)
            top -= text.height + text.getSpaceAfter()
