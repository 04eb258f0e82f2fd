"""The page that lists what is attached to one card, and what can be done with each; it attaches and deletes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import theme
from app.attachments.offered import Offered, dropped, may_be_dropped, pasted
from app.display import Page
from app.flow import beside
from app.later import soon
from app.plain import Button, PlainLabel
from app.sandbox.evidence import NotTakenError
from app.twolines import dress, fill
from storage.attachments import Attachment

PURPOSE = (
    "Photos, papers and texts that show what this card says. They are kept encrypted in the vault and are in no report"
    " and no case file that leaves it. Keep what is needed, and no more: every picture of somebody is one that could"
    " be found."
)
_NOTHING = "Nothing is attached to this card."
_WAYS = "A file can also be dropped here, and a copied picture pasted with {}."
_LET_GO = "Let go here: it is looked at first, and nothing is kept yet."
_TAKE_OFF = (
    "Take “{}” off this card for good? Undo does not bring it back. Backups that were made before hold it until they"
    " are replaced."
)
_OUT = (
    "A copy outside lies there unencrypted: whoever uses this machine, or gets at it, can open it, and the vault no"
    " longer protects it. Programs that open it may keep traces of it. Save it only where it is safe."
)
_VEILED = "A title may hold a name. Call people by name again first; then it can be changed."
_FOUND = Qt.ItemDataRole.UserRole
_FRAME = 4
"""How much the frame takes above and below, where the keyboard is in the list."""
_ROWS = 6
"""How many lines are seen at once."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One attachment as it is listed: its title as it may be shown now, and what is said under it."""

    found: Attachment
    title: str
    said: str


class Kept(QListWidget):
    """The list; Enter views, F2 renames, Delete asks."""

    wants_title = Signal()
    wants_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is attached to this card")
        self._painter = dress(self, "strong")
        theme.NOTICE.changed.connect(self.fit)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Fill the list."""
        self.clear()
        self._painter.forget()
        for line in lines:
            item = fill(QListWidgetItem(), line.title, line.said)
            item.setData(_FOUND, line)
            self.addItem(item)
        self.fit()

    def fit(self) -> None:
        """Be as high as the lines need, up to some of them."""
        lines: list[Line] = [self.item(row).data(_FOUND) for row in range(min(_ROWS, self.count()))]
        self.ensurePolished()
        wide = self.viewport().width()
        high = sum(self._painter.high(each.title, each.said, wide) for each in lines)
        self.setFixedHeight(high + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in another width, lines are wrapped otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
            # By itself it would stay as it was for a moment.
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that act on what is chosen."""
        asked = {Qt.Key.Key_F2: self.wants_title, Qt.Key.Key_Delete: self.wants_off}.get(Qt.Key(event.key()))
        if asked is None or self.currentItem() is None:
            super().keyPressEvent(event)
        else:
            asked.emit()


class ListPage(Page):
    """What is attached. Each signal but `wants_new` and `left` carries an Attachment; `titled` the new title too.

    `offered` brings what was dropped or pasted.
    """

    wants_new = Signal()
    offered = Signal(object, bool)
    wants_view = Signal(object)
    titled = Signal(object, str)
    taken_off = Signal(object)
    wants_copy = Signal(object)
    left = Signal()
    share_above = 0.02

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self.heading, self.list, self.word = PlainLabel(role="title"), Kept(), PlainLabel()
        self._nothing = PlainLabel(_NOTHING)
        self.attach, self.back = Button("Attach a photo, PDF or text…", primary=True), Button("Back")
        self.paste_button = Button("Paste a picture")
        keys = QKeySequence(QKeySequence.StandardKey.Paste).toString(QKeySequence.SequenceFormat.NativeText)
        self._ways = PlainLabel(_WAYS.format(keys), "muted")
        self.view, self.retitle = Button("View"), Button("Another title…")
        self.copy, self.take_off = Button("Save a copy outside…"), Button("Take off this card…")
        self._for_one = beside(self.view, self.retitle, self.copy, self.take_off)
        self._desk: QWidget | None = None
        self._veiled = False
        self._under = QVBoxLayout()
        for part in (self.heading, PlainLabel(PURPOSE, "muted"), self._nothing, self.list, self._for_one):
            self.column.addWidget(part)
        self.column.addLayout(self._under)
        for part in (self.word, beside(self.attach, self.paste_button, self.back), self._ways):
            self.column.addWidget(part)
        self.setAcceptDrops(True)
        self._wire()
        self.setFocusProxy(self.attach)

    def _wire(self) -> None:
        self.attach.clicked.connect(self.wants_new)
        self.back.clicked.connect(self.left)
        self.paste_button.clicked.connect(self.paste)
        self.view.clicked.connect(lambda: self._with_chosen(self.wants_view.emit))
        self.list.itemActivated.connect(lambda _item: self._with_chosen(self.wants_view.emit))
        for button, asking, act in (
            (self.retitle, self.list.wants_title, self._ask_title), (self.take_off, self.list.wants_off, self._ask_off),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, act=act: self._with_chosen(act))
            asking.connect(lambda act=act: self._with_chosen(act))
        self.copy.clicked.connect(lambda: self._with_chosen(self._ask_copy))
        self.list.currentRowChanged.connect(lambda _row: self.close_desk())

    @property
    def chosen(self) -> Attachment | None:
        """What is chosen in the list."""
        return self.list.currentItem().data(_FOUND).found if self.list.currentRow() >= 0 else None

    def show_lines(self, title: str, lines: tuple[Line, ...], *, veiled: bool = False) -> None:
        """Fill the page for a card of this title; what was chosen stays so. `veiled`: names in it are hidden."""
        self._veiled = veiled
        chosen = self.chosen
        self.close_desk()
        self.heading.setText(f"Evidence: {title}" if title else "")
        self.list.show_lines(lines)
        digests = [line.found.digest for line in lines]
        if lines:
            self.list.setCurrentRow(digests.index(chosen.digest) if chosen and chosen.digest in digests else 0)
        for part in (self.list, self._for_one):
            part.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.setFocusProxy(self.list if lines else self.attach)

    def clear(self) -> None:
        """Show no word of the case any more."""
        self.show_lines("", ())
        self.say("")

    def say(self, sentence: str) -> None:
        """Say what became of the last act."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))

    # ------------------------------------------------------------------------------------- dropped and pasted

    def paste(self) -> None:
        """Take the picture that was copied."""
        data = QGuiApplication.clipboard().mimeData()
        self._take(lambda: pasted(data), from_clipboard=not data.hasUrls())

    def _take(self, ask: Callable[[], Offered], *, from_clipboard: bool) -> None:
        self.close_desk()
        try:
            found = ask()
        except NotTakenError as error:
            self.say(str(error))
            self.ensureWidgetVisible(self.word)
            return
        self.say("")
        self.offered.emit(found, from_clipboard)

    @staticmethod
    def _copying(event: QDropEvent) -> None:
        """Take it as a copy: whoever gives it must not take it away from where it lay."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # ---------------------------------------------------------------------------------------------- for one of them

    def _with_chosen(self, act: Callable[[Attachment], object]) -> None:
        chosen = self.chosen
        if chosen is not None:
            act(chosen)

    def _ask_title(self, found: Attachment) -> None:
        if self._veiled:
            self.say(_VEILED)
            return
        field, keep = QLineEdit(found.title), Button("Keep the new title")
        field.setAccessibleName("Another title")
        field.returnPressed.connect(keep.click)
        keep.clicked.connect(lambda: self.titled.emit(found, field.text()))
        self._ask("Another title", field, keep)

    def _ask_off(self, found: Attachment) -> None:
        take = Button("Take it off")
        take.clicked.connect(lambda: self.taken_off.emit(found))
        self._ask(_TAKE_OFF.format(self.list.currentItem().data(_FOUND).title), take)

    def _ask_copy(self, found: Attachment) -> None:
        save = Button("Choose where…")
        save.clicked.connect(lambda: self.wants_copy.emit(found))
        self._ask(_OUT, save)

    def _ask(self, question: str, *parts: QWidget) -> None:
        """Put a question under the list, with what answers it; the keyboard is where nothing is done by mistake."""
        self.close_desk()
        self.say("")
        desk, leave = QWidget(), Button("Leave it")
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(question, "strong"))
        *fields, button = parts
        for field in fields:
            column.addWidget(field)
        column.addWidget(beside(leave, button))
        leave.clicked.connect(self._leave_desk)
        self._under.addWidget(desk)
        self._desk = desk
        desk.show()
        (fields[0] if fields else leave).setFocus()
        # It has its place only after this.
        soon(desk, self.ensureWidgetVisible)

    def _leave_desk(self) -> None:
        self.close_desk()
        self.list.setFocus()

    def close_desk(self) -> None:
        """Ask nothing any more."""
        if self._desk is not None:
            self._under.removeWidget(self._desk)
            self._desk.hide()
            self._desk.deleteLater()
            self._desk = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that pastes."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is held over the page."""
        if may_be_dropped(event.mimeData()):
            self.say(_LET_GO)
            self._copying(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever on the page it is let go."""
        self._copying(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It was carried away again."""
        self.say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """It was let go."""
        self._copying(event)
        data = event.mimeData()
        self._take(lambda: dropped(data), from_clipboard=False)
