"""Shows one piece of evidence inside the program: a picture, the pages of a PDF one by one, or a text.

It is given bytes that were made safe or, for a PDF, has them drawn in the sandbox. It hands nothing to another program.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.attachments.canvas import Canvas
from app.attachments.reading import Reader
from app.flow import beside
from app.plain import Button, PlainLabel, tell
from app.sandbox.evidence import PDF, TEXT, Drawn, Paper, drawn, paper
from app.unseen import visible

HIDDEN = "Hidden while people are called by role: a picture or a paper may show who they are."
_WIDE = 1700
"""How wide a page is drawn, in pixels: small print can be read when it is made larger."""
_FORMATS = {"image/png": b"PNG", "image/jpeg": b"JPEG"}


class Viewer(QWidget):
    """One thing at a time; `told` carries what is to be known of a PDF, `failed` why a page cannot be shown."""

    told = Signal(str)

    def __init__(self, *before: QWidget, parent: QWidget | None = None) -> None:
        """`before` are buttons that stand in the same row."""
        super().__init__(parent)
        self._reader = Reader(self)
        self._content, self._page, self._pages = b"", 0, 0
        self.canvas, self.text, self.word = Canvas(), QPlainTextEdit(), PlainLabel(role="muted")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The text")
        self._stack = QStackedWidget()
        for part in (self.canvas, self.text, self.word):
            self._stack.addWidget(part)
        self._lay_out(before)
        self.clear()

    def _lay_out(self, before: tuple[QWidget, ...]) -> None:
        self._before, self._next, self._number = Button("Page before"), Button("Next page"), PlainLabel()
        self._number.setWordWrap(False)
        larger, smaller, whole = Button("Larger"), Button("Smaller"), Button("All of it")
        for button, act, keys in (
            (self._before, lambda: self.turn(-1), "Page up"),
            (self._next, lambda: self.turn(1), "Page down"),
            (larger, self.canvas.larger, "Plus"),
            (smaller, self.canvas.smaller, "Minus"),
            (whole, self.canvas.fit, "0"),
        ):
            button.clicked.connect(act)
            tell(button, f"In the picture: {keys}")
        self._paging, self._zooming = (self._before, self._number, self._next), (larger, smaller, whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(beside(*before, *self._zooming, *self._paging))
        column.addWidget(self._stack, 1)
        self.canvas.turned.connect(self.turn)

    @property
    def busy(self) -> bool:
        """Whether something is being drawn."""
        return self._reader.busy

    @property
    def page(self) -> int:
        """Which page of a PDF is shown, from 1; 0 where none is."""
        return self._page + 1 if self._pages else 0

    def show_hidden(self) -> None:
        """Say that it is not shown now."""
        self.clear()
        self._say(HIDDEN)

    def show_content(self, content: bytes, kind: str) -> None:
        """Show bytes of one of the kinds that are kept."""
        self.clear()
        if kind == TEXT:
            self.text.setPlainText(visible(content.decode("utf-8", "replace")))
            self._turn_to(self.text)
        elif kind == PDF:
            self._content = content
            self._say("The pages are being drawn, apart from everything else…")
            self._reader.ask(lambda stop: paper(content, stop), self._take_paper, self._say)
        else:
            image = _image(content, kind)
            if image.isNull():
                self._say("This picture cannot be shown.")
                return
            self._show_image(image)

    def turn(self, pages: int) -> None:
        """Go so many pages on, or back."""
        number = self._page + pages
        if 0 <= number < self._pages:
            self._page = number
            self._draw()

    def clear(self) -> None:
        """Hold nothing any more, and want nothing."""
        self._reader.stop()
        self._content, self._page, self._pages = b"", 0, 0
        self.canvas.clear()
        self.text.clear()
        self._say("")
        for button in (*self._zooming, *self._paging):
            button.hide()

    def _take_paper(self, found: Paper) -> None:
        self._pages = found.pages
        self.told.emit(" ".join(found.told))
        self._draw()

    def _draw(self) -> None:
        content, page = self._content, self._page
        self._number.setText(f"{page + 1} of {self._pages}")
        self._before.setEnabled(page > 0)
        self._next.setEnabled(page + 1 < self._pages)
        for each in self._paging:
            each.setVisible(self._pages > 1)
        self._reader.ask(lambda stop: drawn(content, page, _WIDE, stop), self._take_page, self._say)

    def _take_page(self, found: Drawn) -> None:
        form = QImage.Format.Format_RGB32
        # A copy: the bytes belong to Python, and go.
        self._show_image(QImage(found.pixels, found.width, found.height, found.width * 4, form).copy(), page=True)

    def _show_image(self, image: QImage, *, page: bool = False) -> None:
        for button in self._zooming:
            button.show()
        self._turn_to(self.canvas)
        self.canvas.show_image(image, page=page)

    def _say(self, sentence: str) -> None:
        self.word.setText(sentence)
        self._turn_to(self.word)

    def _turn_to(self, part: QWidget) -> None:
        had_focus = self.canvas.hasFocus() or self.text.hasFocus()
        self._stack.setCurrentWidget(part)
        self.setFocusProxy(part)
        if had_focus and part is not self.word:
            part.setFocus()


def _image(content: bytes, kind: str) -> QImage:
    """The picture in bytes that were made safe; by no other reader than that of its kind."""
    bits = QByteArray(content)
    buffer = QBuffer(bits)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(_FORMATS[kind])).read()
