"""Words where the hand is: why not, or what an arrow says; and a small choice that stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import theme
from app.aloud import say_aloud
from app.plain import Button, PlainLabel, tell
from app.unseen import visible

_AWAY = 16
_WIDEST = 340


@dataclass(frozen=True, slots=True)
class Claim:
    """What an arrow may say: its kind, the words on its button, and what they mean."""

    kind: str
    label: str
    meaning: str


class _Slip(QFrame):
    """A slip of paper that lies beside a point of its parent and never off it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner, self._at = parent, QPoint()

    def stay(self) -> None:
        """The parent has another size: lie on it still."""
        if not self.isHidden():
            self.place(self._at)

    def place(self, at: QPoint) -> None:
        """Lie beside this point."""
        self._at = at
        px = theme.current().px
        owner = self._owner.rect()
        self.setMaximumWidth(min(px(_WIDEST), owner.width() - 8))
        self.adjustSize()
        spot = QRect(at + QPoint(_AWAY, _AWAY), self.size())
        if spot.right() > owner.right():
            spot.moveRight(min(max(at.x() - _AWAY, self.width()), owner.right()))
        if spot.bottom() > owner.bottom():
            spot.moveBottom(min(at.y() - _AWAY, owner.bottom()))
        spot.moveTopLeft(QPoint(max(0, spot.x()), max(0, spot.y())))
        self.setGeometry(spot)
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("muted"))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)


class Hint(_Slip):
    """A few words beside the pointer, until the next press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = PlainLabel()
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" while it is hidden."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, at: QPoint, aloud: str = "") -> None:
        """Say this beside a point, and `aloud`, if that differs, what is seen there; no text takes the slip away."""
        if not text:
            self.hide()
            return
        text = visible(text)
        if text != self.text:
            self._words.setText(text)
            room = theme.current().px(_WIDEST) - 20
            wide = min(room, self._words.fontMetrics().horizontalAdvance(text) + 4)
            self._words.setFixedWidth(wide)
            self.setAccessibleName(text)
            aloud = f"{aloud}. {text}" if aloud else text
        if aloud:
            say_aloud(self, visible(aloud), at_once=True)
        self.place(at)


class KindChoice(_Slip):
    """What an arrow says, or may say, one button for each claim. It goes with the next press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What this arrow says")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 8)
        self._column.setSpacing(4)
        self._question = PlainLabel("", "muted")
        self._question.setWordWrap(False)
        self._column.addWidget(self._question)
        self._buttons: list[Button] = []
        self._holds: Callable[[], bool] = lambda: True
        self._left: Callable[[], None] = lambda: None
        self.hide()

    def offer(
        self, claims: tuple[Claim, ...], at: QPoint, choose: Callable[[str], None], holds: Callable[[], bool], *,
        now: str = "", left: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """Show these claims beside a point, `now` being the kind it is, "" while nothing is chosen.

        `holds` tells whether the choice still stands; `left` is told when it goes, chosen or not.
        """
        self.dismiss()
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._holds, self._left = holds, left
        self._question.setText("This arrow says:" if now else "What does this arrow say?")
        self._buttons = [self._button(claim, claim.kind == now, choose) for claim in claims]
        for button in self._buttons:
            self._column.addWidget(button)
        self.place(at)

    def _button(self, claim: Claim, is_now: bool, choose: Callable[[str], None]) -> Button:
        button = Button(claim.label, primary=is_now, parent=self)
        tell(button, claim.meaning)
        button.setCheckable(is_now)
        button.setChecked(is_now)
        button.clicked.connect(lambda: self._chosen(claim.kind, is_now, choose))
        return button

    def _chosen(self, kind: str, is_now: bool, choose: Callable[[str], None]) -> None:
        holds = self._holds()
        self.dismiss()
        if holds and not is_now:
            choose(kind)

    def take_hold(self) -> None:
        """Let the keyboard choose."""
        next((each for each in self._buttons if each.isChecked()), self._buttons[0]).setFocus()

    def dismiss(self) -> None:
        """Go; what was not chosen is not done."""
        if self.isHidden():
            return
        had_focus = any(button.hasFocus() for button in self._buttons)
        self.hide()
        left, self._left = self._left, lambda: None
        left()
        if had_focus:
            self._owner.setFocus()

    def dismiss_unless_it_holds(self) -> None:
        """Go if what was asked about is no longer so."""
        if not self.isHidden() and not self._holds():
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        held = next((button for button in self._buttons if button.hasFocus()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held is not None:
            held.click()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        at = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), -1)
        if not self._buttons:
            return False
        self._buttons[(at + (1 if forward else -1)) % len(self._buttons)].setFocus()
        return True
