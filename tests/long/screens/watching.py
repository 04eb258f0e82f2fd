"""What must never be seen of a hostile text on the screen: markup taken for markup, a file that it names, a picture."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget

BAIT = QColor(255, 0, 254)
"""A colour that no theme of the program has."""
_BAIT_ENOUGH = 40
"""So many points of that colour are no accident; a picture that was shown has thousands."""
_OPENED, _READ, _NONBLOCK, _EVENT = 0x20, 0x1, 0o4000, struct.calcsize("iIII")


def lay_bait(folder: Path) -> Path:
    """A picture that a text may ask for."""
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    image.fill(BAIT)
    place = folder / "picture.png"
    assert image.save(str(place))
    return place


class Ear:
    """Hears whenever any process opens or reads a file; Linux only."""

    def __init__(self, path: Path) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        self._handle = self._library.inotify_init1(_NONBLOCK)
        assert self._library.inotify_add_watch(self._handle, os.fsencode(path), _OPENED | _READ) >= 0

    def heard(self) -> int:
        """How often that was, since it was asked last."""
        try:
            return len(os.read(self._handle, 1 << 16)) // _EVENT
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Listen no more."""
        os.close(self._handle)


def windows() -> list[QWidget]:
    """Every window that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def bait_points(widget: QWidget) -> int:
    """How many points of the bait's colour a window shows, if they are many."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = bytes(image.constBits()).count(struct.pack("<I", BAIT.rgb()))
    return found if found > _BAIT_ENOUGH else 0


def wrongs(window: QWidget) -> Iterator[str]:
    """What in a window would read text as markup, or show a tool tip that is more than words."""
    for each in (window, *window.findChildren(QWidget)):
        kind = type(each).__name__
        if isinstance(each, QLabel) and each.textFormat() != Qt.TextFormat.PlainText:
            yield f"{kind} reads markup"
        if isinstance(each, QTextEdit) and _holds_more(each.document()):
            yield f"{kind} holds more than words"
        if tip_is_more(each.toolTip()):
            yield f"the tool tip of {kind}"
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from (f"a tool tip in {kind}" for tip in _tips(each.model()) if tip_is_more(tip))


def tip_is_more(tip: str) -> bool:
    """Whether a tool tip would show anything but words, if Qt takes it for markup."""
    if "<" not in tip:
        return False
    document = QTextDocument()
    document.setHtml(tip)
    return _holds_more(document)


def _holds_more(document: QTextDocument) -> bool:
    """Whether a document holds a picture, a link, a table, or words in a dress that somebody asked for."""
    usual, block = document.begin().charFormat(), document.begin()
    if document.rootFrame().childFrames():
        return True
    while block.isValid():
        for piece in block:
            form = piece.fragment().charFormat()
            asked = form.isImageFormat() or form.isAnchor() or form.fontWeight() > 600
            if asked or (form.fontPointSize() or usual.fontPointSize()) > 60 or block.textList() is not None:
                return True
        block = block.next()
    return False


def _tips(model: QAbstractItemModel, above: QModelIndex | None = None) -> Iterator[str]:
    for number in range(model.rowCount(above or QModelIndex())):
        index = model.index(number, 0, above or QModelIndex())
        yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        yield from _tips(model, index)
