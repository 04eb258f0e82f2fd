"""The page before something is kept: what it is, what was left out of it, how it looks, and what it is to be called."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.attachments.viewer import Viewer
from app.display import Page
from app.flow import beside
from app.plain import Button, PlainLabel
from app.sandbox.evidence import Evidence

_READING = "The file is being read, apart from the vault and from everything else…"
FROM_FILE = "The file itself is not touched: it still lies where it was. Delete it there if it is not to be found."
FROM_CLIPBOARD = "The copied picture stays on this computer’s clipboard until something else is copied."
"""What is said of where it came from."""
_TITLE = "What it shows, in your own words; the name of the file is not kept"
_HIGH = 380
"""How high the picture stands under the words, in pixels at 100 %."""
_NO_TITLE = "Say in a few words what it shows: under this it is found again."


class BeforePage(Page):
    """Shows what would be kept. `kept` carries it and its title."""

    kept = Signal(object, str)
    left = Signal()
    share_above = 0.02

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(900, parent)
        self._found: Evidence | None = None
        self.heading, self.told, self.note = PlainLabel(role="title"), PlainLabel(), PlainLabel(role="strong")
        self.title, self.viewer = QLineEdit(), Viewer()
        self.keep, self.leave = Button("Keep it in the vault", primary=True), Button("Leave it")
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(theme.current().px(4))
        for part in (PlainLabel(_TITLE, "strong"), self.title, self.note):
            asked.addWidget(part)
        for widget in (self.heading, self.told, self._asked, beside(self.keep, self.leave), self.viewer):
            self.column.addWidget(widget)
        self.viewer.setMinimumHeight(theme.current().px(_HIGH))
        self.title.setAccessibleName(_TITLE)
        self.title.returnPressed.connect(self._keep)
        self.title.textEdited.connect(self.note.hide)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.left)
        self.clear()

    def wait(self) -> None:
        """Say that the file is being read."""
        self.clear()
        self.heading.setText(_READING)
        self.leave.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why the file cannot be kept."""
        self.clear()
        self.heading.setText("Nothing was attached.")
        self.told.setText(sentence)
        self.leave.setFocus()

    def show_found(self, found: Evidence, stays: str, *, hidden: bool) -> None:
        """Show what would be kept, and ask what it is to be called; `stays` says what becomes of where it came from."""
        self.clear()
        self._found = found
        self.heading.setText("Keep this?")
        self.told.setText("\n".join((*found.told, stays)))
        self._asked.show()
        self.keep.show()
        self.show_picture(hidden=hidden)
        self.title.setFocus()

    def show_picture(self, *, hidden: bool) -> None:
        """Show how it looks, or not while people are called by role."""
        if self._found is None:
            return
        if hidden:
            self.viewer.show_hidden()
        else:
            self.viewer.show_content(self._found.content, self._found.kind)

    def say(self, sentence: str) -> None:
        """Say why it was not kept."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def clear(self) -> None:
        """Hold nothing any more."""
        self._found = None
        self.heading.setText("")
        self.told.setText("")
        self.title.setText("")
        self.say("")
        self.viewer.clear()
        self._asked.hide()
        self.keep.hide()

    def _keep(self) -> None:
        title = " ".join(self.title.text().split())
        if self._found is None:
            return
        if not title:
            self.say(_NO_TITLE)
            self.title.setFocus()
            return
        self.kept.emit(self._found, title)
