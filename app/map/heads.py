"""The headings of the lanes, always in view above the map, and the button that folds the rail."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app import theme
from app.map.cards import MARK, paint_mark
from app.plain import Button, tell, tip_of
from app.theme import kind_role, paint_sign
from app.unseen import visible
from mapping.lanes import GUTTER, Layout
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

_LANES = ("behaviour", "effects", "children", "rail")
_ABOVE = 4
_APART = 12
_ROOMY, _LEAST, _NARROW = 900, 110, 44
"""In a narrower window the button has fewer words; in a narrower lane the heading is small and short, and in one that
is narrower still it is the sign of what stands there."""
_SIGNS = {"behaviour": "behaviour", "effects": "family_impact", "children": "child_impact", "rail": "gap"}


class LaneHeads(QWidget):
    """Each lane's title and hint stand over its lane wherever the map is pulled."""

    wants_fold = Signal(bool)

    def __init__(self, across: Callable[[float], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        self._layout: Layout | None = None
        self._naming: Naming | None = None
        self._folded, self._others = False, 0
        self._ringed = False
        self._asked: tuple[str, ...] = ()
        self.fold = Button("", parent=self)
        self.fold.setProperty("flat", True)
        self.fold.clicked.connect(lambda: self.wants_fold.emit(not self._folded))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_these(self, layout: Layout, naming: Naming, *, folded: bool, others: int) -> None:
        """Show the headings of a layout; `others` is how many cards are in the rail, or would be."""
        self._layout, self._naming, self._folded = layout, naming, folded
        self.fold.setVisible(others > 0)
        self._others = others
        self.fold.setAccessibleName(f"Show {others} more cards" if folded else "Fold the rest away")
        tell(self.fold, f"{naming.lane_title('rail')}: {naming.lane_hint('rail')}")
        self._place()
        self.update()

    def show_asked(self, asked: bool, questions: tuple[str, ...] = ()) -> None:
        """Show that something is not known yet about the one whose lane is first, and what."""
        if (asked, questions) != (self._ringed, self._asked):
            self._ringed, self._asked = asked, questions
            self.setAccessibleDescription(" ".join(("Not known yet:", *questions)) if questions else "")
            self.update()

    def clear(self) -> None:
        """Show no heading."""
        self.show_asked(False)
        self._layout = self._naming = None
        self.fold.hide()
        self.update()

    def _place(self) -> None:
        """The button stands at the right, in fewer words where there is little room."""
        narrow = self.width() < theme.current().px(_ROOMY)
        if self._folded:
            self.fold.setText(f"+{self._others}  ‹" if narrow else f"Show {self._others} more  ‹")
        else:
            self.fold.setText("Rest  ›" if narrow else "Fold the rest away  ›")
        self.fold.adjustSize()
        self.fold.move(self.width() - self.fold.width() - 8, (self.height() - self.fold.height()) // 2)

    def titles(self) -> tuple[str, ...]:
        """What is written now, from left to right."""
        return tuple(self._naming.lane_title(lane) for lane in self._shown()) if self._naming else ()

    def _shown(self) -> tuple[str, ...]:
        return _LANES[:3] if self._folded or not self.fold.isVisibleTo(self) else _LANES

    def sizeHint(self) -> QSize:
        return QSize(200, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._high())

    def _high(self) -> int:
        """Room for a title and a hint in two lines; always, so that the map does not jump while it is zoomed."""
        look = theme.current()
        title, hint = QFontMetricsF(look.font("heading")), QFontMetricsF(look.font("muted"))
        return ceil(look.px(_ABOVE) + title.height() + 2 * hint.height() + look.px(2))

    def event(self, event: QEvent) -> bool:
        """Over the first lane's heading a tool tip tells what is not known yet of the one who acts there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._layout is not None:
            over = event.pos().x() < self._across(self._layout.lane(_LANES[0]).box.right)
            words = "\n".join(("Not known yet:", *self._asked)) if over and self._asked else ""
            QToolTip.showText(event.globalPos(), tip_of(words), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        if self._layout is None or self._naming is None:
            return
        edge = self.fold.x() - 8 if self.fold.isVisible() else self.width()
        for lane in self._shown():
            box = self._layout.lane(lane).box
            left, right = self._across(box.x), min(self._across(box.right + GUTTER) - look.px(_APART), edge)
            if right > max(left, 0) + look.px(_LEAST):
                self._write(painter, lane, left, right - left)
            elif self._across(box.right + GUTTER) - left < look.px(_LEAST + _APART) and right > left:
                self._write_from_afar(painter, lane, left, right - left)

    def _write(self, painter: QPainter, lane: str, left: float, width: float) -> None:
        """The title and the hint below it; where the lane is narrow, the title in two lines."""
        look, naming, top = theme.current(), self._naming, float(theme.current().px(_ABOVE))
        assert naming is not None
        title, font = visible(naming.lane_title(lane)), look.font("heading")
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        if QFontMetricsF(font).horizontalAdvance(title) > width:
            for line in in_two_lines(title, QFontMetricsF(font), width):
                painter.drawText(QPointF(left, top + QFontMetricsF(font).ascent()), line)
                top += QFontMetricsF(font).height()
            return
        painter.drawText(QPointF(left, top + QFontMetricsF(font).ascent()), title)
        if lane == _LANES[0] and self._ringed:
            self._mark(painter, left + min(QFontMetricsF(font).horizontalAdvance(title) + look.px(8), width), top)
        top += QFontMetricsF(font).height()
        font = look.font("muted")
        painter.setFont(font)
        painter.setPen(look.colour("muted"))
        for line in in_two_lines(visible(naming.lane_hint(lane)), QFontMetricsF(font), width):
            painter.drawText(QPointF(left, top + QFontMetricsF(font).ascent()), line)
            top += QFontMetricsF(font).height()

    def _write_from_afar(self, painter: QPainter, lane: str, left: float, width: float) -> None:
        """The title in small type over a lane that is narrow because the map is far away, or but a sign."""
        look, top = theme.current(), float(theme.current().px(_ABOVE))
        if width < look.px(_NARROW):
            kind, side = _SIGNS[lane], min(float(look.px(12)), width)
            square = QRectF(left, self.height() - side - top, side, side)
            paint_sign(painter, kind, square, look.colour(kind_role(kind)))
            return
        font = look.font("muted")
        font.setBold(True)
        letters = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        most = int((self.height() - top) / letters.height())
        for line in in_lines(visible(self._short(lane)), letters, width, most):
            painter.drawText(QPointF(left, top + letters.ascent()), line)
            top += letters.height()

    def _short(self, lane: str) -> str:
        """A lane's title in few words."""
        assert self._naming is not None
        if lane == "effects":
            return self._naming.fill(load_vocabulary().kind(_SIGNS[lane]).words)
        return self._naming.lane_title(lane)

    def _mark(self, painter: QPainter, left: float, top: float) -> None:
        """The ring for what is not known yet, behind a title."""
        side = theme.current().px(MARK)
        high = QFontMetricsF(theme.current().font("heading")).height()
        paint_mark(painter, QRectF(left, top + (high - side) / 2, side, side), dim=False, ground="paper")


def in_two_lines(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """A text in one line, or in two where it is longer; only what two cannot hold is cut, with an ellipsis."""
    return in_lines(text, metrics, width, 2)


def in_lines(text: str, metrics: QFontMetricsF, width: float, most: int) -> tuple[str, ...]:
    """A text in as few lines as hold it, at most so many; only what they cannot hold is cut, with an ellipsis."""
    words, lines = text.split(" "), list[str]()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        lines.append(" ".join(words))
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
