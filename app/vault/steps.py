"""A panel that leads through something in steps: each tells or asks, and offers the ways on; it knows no case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import row
from app.plain import Button, PlainLabel

Way = tuple[str, Callable[[], object]]
"""The words on a button, and what it does."""


class Steps(QWidget):
    """Shows one step at a time, in the place of the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(12))
        self._step: QWidget | None = None
        self.buttons: list[Button] = []
        """The ways on of the present step, the main one first."""
        # Where there is nothing to choose, keys must not fall through to what lies behind.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_step(self, heading: str, words: tuple[str | QWidget, ...], *ways: Way) -> None:
        """Tell or ask this, and offer these ways on; the first widget among the words has the focus, else the first
        way."""
        self._take_away()
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(PlainLabel(heading, "heading"))
        for each in words:
            column.addWidget(PlainLabel(each) if isinstance(each, str) else each)
        self.buttons = [Button(name, primary=number == 0) for number, (name, _act) in enumerate(ways)]
        for button, (_name, act) in zip(self.buttons, ways, strict=True):
            button.clicked.connect(act)
        column.addLayout(row(*self.buttons))
        self._column.addWidget(step)
        self._step = step
        self.setAccessibleName(heading)
        step.show()
        asking = (each for each in words if isinstance(each, QWidget) and each.focusProxy() is not None)
        first = next(iter((*asking, *self.buttons)), None)
        # Whoever shows this panel only now, and gives it the keyboard, gives it to what is asked.
        self.setFocusProxy(first)  # type: ignore[arg-type]  # Qt takes None too; its stubs do not say so
        (first or self).setFocus()

    def _take_away(self) -> None:
        if self._step is not None:
            self._column.removeWidget(self._step)
            self._step.hide()
            self._step.deleteLater()
