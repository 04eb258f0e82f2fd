"""Reads all that the room's window offers: the words of its frames, what is painted, what a screen reader says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

import app.present.screen as screen_module
from app.present.screen import RoomScreen, pictures_of


class Listening(QPainter):
    """A painter that remembers every word that it is told to paint."""

    said: list[str] = []

    def drawText(self, *given: object) -> None:
        """Remember the words, and paint them."""
        Listening.said += [each for each in given if isinstance(each, str)]
        super().drawText(*given)  # type: ignore[call-overload]


def painted(screen: RoomScreen, size: QSize) -> tuple[str, ...]:
    """Every word that is painted on any page of any frame, in this size."""
    before, Listening.said = screen_module.QPainter, []
    screen_module.QPainter = Listening  # type: ignore[misc]
    try:
        pictures_of(screen.frames, screen._mark, size)
    finally:
        screen_module.QPainter = before  # type: ignore[misc]
    return tuple(Listening.said)


def heard(screen: RoomScreen) -> Iterator[str]:
    """What a screen reader says on every page, and on every card that is shown large; it ends where it began."""
    before = screen.at, screen.page
    screen.go(0)
    place = ""
    while place != screen.place:
        place = screen.place
        yield from _said(screen)
        for number in range(1, min(9, len(screen.numbered)) + 1):
            screen.focus_card(number)
            yield from _said(screen)
        screen.focus_card(None)
        screen.next()
    screen.go(*before)


def _said(screen: RoomScreen) -> Iterator[str]:
    widgets: list[QWidget] = [screen, *screen.findChildren(QWidget)]
    for widget in widgets:
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        yield from (widget.statusTip(), widget.whatsThis())
        words = getattr(widget, "text", None)
        yield words() if callable(words) else ""


def everything(screen: RoomScreen) -> str:
    """All of it as one text."""
    told = (text for frame in screen.frames for text in frame.texts)
    return "\n".join((*told, *painted(screen, screen.size()), *heard(screen)))
