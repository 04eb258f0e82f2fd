"""Choosing a file or a folder in a panel of our own, because the system's choosers remember what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.actions import reach
from app.folders import (
    Found,
    Wanted,
    completions,
    folder_of,
    from_here,
    listing,
    make_folder,
    name_in,
    objection,
    path_of,
)
from app.plain import Button, PlainLabel
from app.unseen import visible

_PATH = Qt.ItemDataRole.UserRole


class FileChooser(QDialog):
    """Asks for one path; `chosen` tells which. It opens beside the work and never stops it."""

    chosen = Signal(object)

    def __init__(
        self,
        question: str,
        wanted: Wanted,
        accept: str,
        *,
        start: Path | None = None,
        endings: tuple[str, ...] = (),
        whole: Callable[[Path], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`whole` tells of a folder that it is a thing to choose rather than to look into."""
        super().__init__(parent)
        self._wanted, self._endings, self._whole = wanted, endings, whole or (lambda path: False)
        self._shown: Path | None = None
        self._here = Path.home()
        """The folder that was gone to last: a bare name is taken from there, and from nowhere else."""
        self.setWindowTitle("Throughline")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if parent is not None:
            reach(self, parent.window())
        self._accept = Button(accept, primary=True)
        self._path = self._path_line(question)
        self._list = self._folder_list()
        self._word = PlainLabel(role="muted")
        self._new_name = QLineEdit()
        self._lay_out(question)
        look = theme.current()
        self.resize(QSize(look.px(680), look.px(520)).boundedTo(self.screen().availableSize() * 0.94))
        self.show_path(start or Path.home())

    def show_path(self, path: Path) -> None:
        """Put this path into the line, and what lies beside or in it into the list."""
        self._path.setText(f"{path}/" if path.is_dir() and str(path) != path.anchor else str(path))
        self._typed(self._path.text())
        self._path.setFocus()

    @property
    def _meant(self) -> str:
        """What the line says, as a whole path."""
        return from_here(self._path.text(), self._here)

    @property
    def _keeps_name(self) -> bool:
        """Whether a new name is being given, which stays while one looks for the right folder."""
        return self._wanted in (Wanted.NEW_FILE, Wanted.NEW_FOLDER)

    @property
    def _name(self) -> str:
        return name_in(self._meant) if self._keeps_name else ""

    def _path_line(self, question: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(question)
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        line.textChanged.connect(self._typed)
        line.returnPressed.connect(self._entered)
        return line

    def _folder_list(self) -> QListWidget:
        found = QListWidget()
        found.setAccessibleName("What lies here")
        found.itemActivated.connect(self._activated)
        found.currentItemChanged.connect(self._moved)
        return found

    def _lay_out(self, question: str) -> None:
        up, make, cancel = Button("Up"), Button("Make a folder here"), Button("Cancel")
        up.clicked.connect(self._go_up)
        make.clicked.connect(self._make_folder)
        self._new_name.returnPressed.connect(self._make_folder)
        cancel.clicked.connect(self.reject)
        self._accept.clicked.connect(self._choose)
        self._new_name.setPlaceholderText("Name of a new folder")
        self._new_name.setAccessibleName("Name of a new folder")
        column = QVBoxLayout(self)
        px = theme.current().px
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(question, "heading"))
        column.addLayout(_row(self._path, up))
        column.addWidget(self._list, 1)
        if self._wanted is not Wanted.FILE:
            column.addLayout(_row(self._new_name, make))
        column.addWidget(self._word)
        last = _row(None, cancel)
        last.addWidget(self._accept)
        column.addLayout(last)

    def _typed(self, text: str) -> None:
        folder = folder_of(self._meant)
        if self._meant == text.strip():
            self._here = folder
        self._offered.setStringList(list(completions(text, self._wanted, self._endings, self._here)))
        self._fill(folder)
        self._judge()

    def _fill(self, folder: Path) -> None:
        if folder == self._shown:
            return
        self._shown = folder
        self._list.clear()
        try:
            found = listing(folder, self._wanted, self._endings)
        except OSError:
            self._list.addItem(_plain_item("This folder cannot be looked into."))
            return
        for each in found:
            self._list.addItem(self._item(each))
        if not found:
            self._list.addItem(_plain_item("Nothing here to choose."))

    def _item(self, found: Found) -> QListWidgetItem:
        whole = found.is_folder and self._whole(found.path)
        mark = "" if not found.is_folder else "  (a vault)" if whole else "/"
        item = QListWidgetItem(f"{visible(found.path.name)}{mark}")
        item.setData(_PATH, str(found.path))
        item.setSizeHint(QSize(0, theme.current().px(26)))
        return item

    def _judge(self) -> None:
        """Say what stands in the way, and what choosing would do to a file that is there already."""
        trouble = self._objection()
        self._accept.setEnabled(not trouble)
        replaces = not trouble and self._wanted is Wanted.NEW_FILE and path_of(self._meant).exists()
        self._word.setText("A file of this name is there already; it will be replaced." if replaces else trouble)

    def _objection(self) -> str:
        said = self._meant if self._path.text().strip() else ""
        return objection(said, self._wanted, self._endings)

    def _moved(self, item: QListWidgetItem | None) -> None:
        """The arrow keys in the list put the path into the line, without looking into folders."""
        path = item.data(_PATH) if item else None
        if not path or (self._keeps_name and Path(path).is_dir()):
            return
        self._path.blockSignals(True)
        self._path.setText(path)
        self._path.blockSignals(False)
        self._judge()

    def _activated(self, item: QListWidgetItem) -> None:
        path = item.data(_PATH)
        if not path:
            return
        if Path(path).is_dir() and not self._whole(Path(path)):
            self._path.setText(f"{path}/{self._name}")
            return
        self._path.setText(path)
        self._choose()

    def _entered(self) -> None:
        """Go to a folder that was typed; one that is a thing to choose, or that is shown already, is chosen."""
        path = path_of(self._meant)
        chosen = self._wanted is Wanted.FOLDER and (self._whole(path) or path == self._shown)
        if path.is_dir() and not chosen:
            self.show_path(path)
            return
        self._choose()

    def _choose(self) -> None:
        if not self._objection():
            self.chosen.emit(path_of(self._meant))
            self.accept()

    def _go_up(self) -> None:
        folder = folder_of(self._meant)
        self._path.setText(f"{folder.parent}/{self._name}".replace("//", "/"))

    def _make_folder(self) -> None:
        name = self._new_name.text().strip()
        here = folder_of(self._meant)
        trouble = make_folder(str(here / name)) if name else "Type a name for the new folder first."
        if trouble:
            self._word.setText(trouble)
            return
        self._new_name.setText("")
        self._shown = None
        self._path.setText(f"{here / name}/{self._name}")


def _row(wide: QWidget | None, narrow: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    if wide is None:
        row.addStretch(1)
    else:
        row.addWidget(wide, 1)
    row.addWidget(narrow)
    return row


def _plain_item(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
