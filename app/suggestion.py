"""One marked passage with its reason and the ways on: a frame in its place, or keeping it and saying why.

It knows the finding that it was given; what becomes of the text is for whoever shows it to do.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.display import bring_into_sight
from app.flow import FlowBox, beside
from app.markedwords import BOLD, MarkedWords
from app.plain import Button, PlainLabel, tell
from app.unseen import visible
from app.wavy import Stretch, place_of
from mapping.language import Finding

KEEP = "Keep, because …"
_NEXT = "Next"
_FRAME = "Put this in place of the marked words. The blanks are yours to fill; undo brings the words back."
_WHY = "Say in a few words why it stays."
_STEPS = (Qt.Key.Key_Period, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def asks_for_suggestion(event: QKeyEvent) -> bool:
    """Whether a key asks for what can be done about a passage: Ctrl+. or Alt+Enter."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return (control and event.key() == _STEPS[0]) or (alt and event.key() in _STEPS[1:])


class FrameButton(QAbstractButton):
    """A frame with its blanks, whole however long it is: a round button whose words wrap."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = text
        self._look, self._heights, self._wide = theme.current(), dict[int, int](), 0
        self.setAccessibleName(text.replace("___", "blank"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(visible(self.words), theme.current().font("muted"))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - 2 * theme.current().px(10), 24))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _widest(self) -> int:
        layout = QTextLayout(visible(self.words), theme.current().font("muted"))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return round(line.naturalTextWidth() + 1) + 2 * theme.current().px(10)

    def heightForWidth(self, width: int) -> int:
        """As high as its words, and never less than a target for a finger; layouts ask often."""
        look = self._measured()
        if width not in self._heights:
            high = round(self._laid_out(width).boundingRect().height()) + look.px(7)
            self._heights[width] = max(look.px(24), high)
        return self._heights[width]

    def _measured(self) -> theme.Theme:
        """The look for which it was measured; another one needs other measures."""
        if self._look != theme.current():
            self._look, self._wide = theme.current(), 0
            self._heights.clear()
        return self._look

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def sizeHint(self) -> QSize:
        """One row, if there is room."""
        look = self._measured()
        self._wide = self._wide or max(self._widest(), look.px(24))
        return QSize(self._wide, self.heightForWidth(self._wide))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(theme.current().px(56), theme.current().px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame around its words."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.hasFocus() else 1.0
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setBrush(look.blend("ink", "card", 0.14) if self.isDown() else look.colour("card"))
        edge = look.colour("muted") if self.underMouse() else _edge("muted", 0.55)
        painter.setPen(QPen(look.colour("focus") if self.hasFocus() else edge, wide))
        round_off = min(box.height() / 2, look.px(13))
        painter.drawRoundedRect(box, round_off, round_off)
        painter.setPen(look.colour("ink"))
        layout = self._laid_out(self.width())
        top = (self.height() - layout.boundingRect().height()) / 2
        layout.draw(painter, QPointF(look.px(10), top))


class Suggestion(QWidget):
    """A band of soft colour: the phrase, what it hides, its frames, and a way to keep it."""

    chosen = Signal(str)
    """The frame that is to stand in place of the phrase."""
    kept = Signal(str)
    """Why the phrase stays as it is."""
    wants_next = Signal()
    left = Signal()

    def __init__(self, *, band: bool = True, parent: QWidget | None = None) -> None:
        """With `band` it stands under its text in a colour of its own; without, on the paper that it is put on."""
        super().__init__(parent)
        self._band = band
        self.finding: Finding | None = None
        self.words, self.frames, self.note = MarkedWords(), FlowBox(gap=6), PlainLabel(role="muted")
        self.pivots: tuple[FrameButton, ...] = ()
        """The buttons with a frame on them."""
        self.keep, self.next = FrameButton(KEEP), FrameButton(_NEXT)
        self.frames.add(self.keep, self.next)
        self.reason = QLineEdit()
        self._reason_row = _reason_row(self.reason, self._say_why, self._close_reason)
        self.column = QVBoxLayout(self)
        for widget in (self.words, self.frames, self._reason_row, self.note):
            self.column.addWidget(widget)
        self._reason_row.hide()
        self.note.hide()
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        side = px(10) if self._band else 0
        self.column.setContentsMargins(side, px(6) if self._band else 0, side, px(8) if self._band else 0)
        self.column.setSpacing(px(6))

    def show_finding(
        self, finding: Finding, *, several: bool = False, may_change: bool = True, may_keep: bool = True
    ) -> None:
        """Show one passage; `several` when its text has more, `may_change` and `may_keep` say what can be done."""
        if finding != self.finding:
            self._close_reason()
            self._fill(finding)
        self.finding = finding
        for button in self.pivots:
            button.setVisible(may_change)
        self.keep.setVisible(may_keep)
        self.next.setVisible(several)
        self.frames.setVisible(may_change or may_keep or several)

    def _fill(self, finding: Finding) -> None:
        phrase = f"“{' '.join(finding.phrase.split())}”"
        self.words.show_words(f"{phrase}  {finding.why}", (Stretch(0, place_of(phrase, len(phrase)), BOLD),))
        self.setAccessibleName(f"Wording: {phrase}")
        self.setAccessibleDescription(finding.why)
        self.frames.clear()
        self.pivots = tuple(FrameButton(each) for each in finding.pivots)
        self.keep, self.next = FrameButton(KEEP), FrameButton(_NEXT)
        for button in self.pivots:
            tell(button, _FRAME)
            button.clicked.connect(lambda _on=False, words=button.words: self.chosen.emit(words))
        tell(self.keep, "It stays as it is; your reason stays with it.")
        tell(self.next, "The next marked passage of this text")
        self.keep.clicked.connect(self.ask_why)
        self.next.clicked.connect(self.wants_next)
        self.frames.add(*self.pivots, self.keep, self.next)

    def clear(self) -> None:
        """Show no passage, and hold no word of the one that was shown."""
        self._close_reason()
        self.finding, self.pivots = None, ()
        self.words.show_words("")
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.frames.clear()

    def focus_first(self) -> None:
        """Bring the keyboard to the first thing that can be done."""
        there = [each for each in (*self.pivots, self.keep, self.next) if not each.isHidden()]
        if there:
            there[0].setFocus()

    def ask_why(self) -> None:
        """Open the line for the reason, where the hand is."""
        self._reason_row.show()
        self.reason.setFocus()
        bring_into_sight(self._reason_row)

    def say(self, sentence: str) -> None:
        """Let a sentence stand under it: why something was not done."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _say_why(self) -> None:
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.say(_WHY)
            return
        self.say("")
        self.kept.emit(reason)

    def _close_reason(self) -> None:
        had = self.reason.hasFocus()
        self.reason.setText("")
        self._reason_row.hide()
        self.say("")
        if had:
            self.keep.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text, the key that came here goes on to the next passage."""
        if asks_for_suggestion(event):
            self.wants_next.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self._reason_row.isVisible():
                self._close_reason()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft colour, with a frame that holds where colours are few."""
        if not self._band:
            return
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(_soft())
        painter.setPen(QPen(_edge("gap", 0.28), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))


def _edge(role: str, share: float) -> QColor:
    """A quiet edge, and a whole one where contrast was asked for."""
    look = theme.current()
    return look.colour("line") if look.name == "contrast" else look.blend(role, "card", share)


def _soft() -> QColor:
    """A light of the colour that marks a passage: soft yellow on light paper, the same by night."""
    look = theme.current()
    hue, night = look.colour("gap").hslHueF(), look.colour("card").lightnessF() < 0.5
    return QColor.fromHslF(hue, 0.3, 0.17) if night else QColor.fromHslF(hue, 1.0, 0.94)


def _reason_row(line: QLineEdit, keep: object, cancel: object) -> QWidget:
    """The line in which the reason is written, and its two buttons."""
    line.setPlaceholderText("why it stays as it is")
    line.setAccessibleName("Keep it as it is, because")
    line.setAccessibleDescription("Enter keeps it and the reason; Escape goes back.")
    line.returnPressed.connect(keep)
    keep_it, back = Button("Keep it"), Button("Back")
    keep_it.clicked.connect(keep)
    back.clicked.connect(cancel)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(4))
    column.addWidget(line)
    column.addWidget(beside(keep_it, back))
    return whole
