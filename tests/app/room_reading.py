"""Reads all that the room's window offers: the words of its frames, what is painted, what any sense or tool is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.present.screen import RoomScreen, pictures_of
from app.window import Window

_TOLD = (
    QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)  # fmt: skip
_HELD = ("text", "title", "placeholderText", "plainText", "currentText")
"""Properties of labels, boxes and lines that hold words."""


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every word that any painter of the program is told to paint meanwhile."""
    said: list[str] = []
    real = QPainter.drawText

    def hear(painter: QPainter, *given: object) -> object:
        said.extend(each for each in given if isinstance(each, str))
        return real(painter, *given)  # type: ignore[call-overload]

    QPainter.drawText = hear  # type: ignore[method-assign, assignment]
    try:
        yield said
    finally:
        QPainter.drawText = real  # type: ignore[method-assign]


def painted(screen: RoomScreen, size: QSize) -> tuple[str, ...]:
    """Every word that is painted on any page of any frame in this size."""
    with listening() as said:
        pictures_of(screen.frames, screen._mark, size)
    return tuple(said)


def painted_now(screen: RoomScreen) -> tuple[str, ...]:
    """Every word that is painted on the window as it stands, made anew."""
    screen._pictures.clear()
    with listening() as said:
        screen.grab()
    return tuple(said)


def heard(screen: RoomScreen) -> Iterator[str]:
    """What is told of every page, and of every card that is shown large; then the window stands as before."""
    at, page, card = screen.at, screen.page, screen.focused
    screen.go(0)
    place = ""
    while place != screen.place:
        place = screen.place
        yield from offered(screen)
        for number in range(1, min(9, len(screen.numbered)) + 1):
            screen.focus_card(number)
            yield from offered(screen)
        screen.focus_card(None)
        screen.next()
    screen.go(at, page)
    screen.focus_card(card)


def offered(screen: RoomScreen) -> Iterator[str]:
    """What the window and all in it hold for a pointer, a screen reader and the desktop; and any window beside it."""
    for window in (screen, *_besides(screen)):
        for widget in (window, *window.findChildren(QWidget)):
            yield from _words_of(widget)
            yield from (text for action in widget.actions() for text in _of_action(action))
        handle = window.windowHandle()
        yield from (handle.title(),) if handle is not None else ()
        yield from _accessible(QAccessible.queryAccessibleInterface(window))


def _besides(screen: RoomScreen) -> Iterator[QWidget]:
    """Windows in sight that are neither the room's nor the chair's: where they come up, the room may see them."""
    for each in QApplication.topLevelWidgets():
        above: QWidget | None = each
        while above is not None and not isinstance(above, Window):
            above = above.parentWidget()
        if above is None and each is not screen and each.isVisible():
            yield each


def _words_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.objectName())
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.windowTitle(), widget.windowIconText(), widget.windowFilePath())
    named = (bytes(each.data()).decode() for each in widget.dynamicPropertyNames())
    for name in (*_HELD, *named):
        with suppress(RuntimeError):  # what Qt keeps there for itself is no text
            held = widget.property(name)
            yield held if isinstance(held, str) else ""


def _of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())


def _accessible(told: QAccessibleInterface | None) -> Iterator[str]:
    if told is None or not told.isValid():
        return
    yield from (told.text(each) for each in _TOLD)
    for number in range(told.childCount()):
        yield from _accessible(told.child(number))


def now(screen: RoomScreen) -> str:
    """All that the window offers as it stands, as one text."""
    return "\n".join((*painted_now(screen), *offered(screen)))


def everything(screen: RoomScreen) -> str:
    """All that it offers, as it stands and on any page, as one text."""
    stands = now(screen)
    told = (text for frame in screen.frames for text in frame.texts)
    return "\n".join((stands, *told, screen._mark, screen._hint, *painted(screen, screen.size()), *heard(screen)))
