"""What is copied out of the program: marked as secret, gone after half a minute; what others copied is theirs."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

LIFE = 28_000
"""Milliseconds after which a copy is taken back: half a minute, less what a timer of Qt may be late."""
HINT = "x-kde-passwordManagerHint"
"""Managers of clipboards under Linux pass over what bears this."""
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NEVER = bytes(4)
"""A number of Windows, 0: not into the history, not to other machines."""
_PLACES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
"""What Ctrl+V brings, and under X11 what the middle button brings of a text that is merely selected."""


class Copies(QObject):
    """Marks each copy that any field of the program makes, and takes it back in time.

    A field puts its copy on the clipboard by itself; the clipboard tells, and we put the same words there again,
    as nothing but words, with the marks that ask others not to keep them.
    """

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._lives = {place: self._life(place) for place in _PLACES}
        clipboard.changed.connect(self._mark)

    def _life(self, place: QClipboard.Mode) -> QTimer:
        life = QTimer(self)
        life.setSingleShot(True)
        life.setInterval(LIFE)
        life.timeout.connect(lambda: _take_back(self._clipboard, place))
        return life

    def _mark(self, place: QClipboard.Mode) -> None:
        if place not in self._lives or not _ours(self._clipboard, place):
            return
        words = self._clipboard.text(place)
        if not words or self._clipboard.mimeData(place).hasFormat(HINT):
            return
        self._clipboard.setMimeData(marked(words), place)
        self._lives[place].start()


def marked(text: str) -> QMimeData:
    """Words for the clipboard, with every mark by which a system is asked to forget them."""
    data = QMimeData()
    data.setText(text)
    data.setData(HINT, b"secret")
    if sys.platform == "win32":
        data.setData(_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), b"1")
        for name in ("CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"):
            data.setData(_WINDOWS.format(name), _NEVER)
    return data


def empty_clipboard() -> None:
    """What was copied out of a case does not outlive it; what others copied is theirs."""
    if QGuiApplication.instance() is not None:
        for place in _PLACES:
            _take_back(QGuiApplication.clipboard(), place)


def _take_back(clipboard: QClipboard, place: QClipboard.Mode) -> None:
    if _ours(clipboard, place):
        clipboard.clear(place)


def _ours(clipboard: QClipboard, place: QClipboard.Mode) -> bool:
    return clipboard.ownsSelection() if place == QClipboard.Mode.Selection else clipboard.ownsClipboard()
