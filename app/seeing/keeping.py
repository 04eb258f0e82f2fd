"""The kept views in the panel: choose, keep, rename, remove; while names are veiled, those of views are too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.chips import ChipButton
from app.flow import FlowBox
from app.keptviews import LONGEST, Views
from app.plain import Button
from app.seeing.folds import pressing
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.sight import Sight
from mapping.veil import veiled_text
from storage.errors import VaultError


class KeptViews(QWidget):
    """`chosen` carries a part of the map that was kept; `failed` why something could not be done, or is not known."""

    chosen = Signal(object)
    failed = Signal(str)

    def __init__(self, views: Views, sight: Callable[[], Sight], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views, self._sight = views, sight
        self._naming: Naming | None = None
        self._renaming = ""
        self._removed: tuple[str, Sight] | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName("A name for this view")
        self.name.setPlaceholderText("A name for this view")
        self.name.setMaxLength(LONGEST)
        self.name.returnPressed.connect(self._keep)
        self.keep = pressing("Keep this view", self._keep)
        self.back = pressing("Bring it back", self._bring_back)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for widget in (self._rows, self.back, self.name, self.keep):
            whole.addWidget(widget)

    def show_views(self, naming: Naming | None) -> None:
        """Show the views that are kept, or, without a naming, none of them."""
        self._naming = naming
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        if naming is None or naming.veiled:
            self.name.setText("")
            self._renaming = ""
        if naming is None:
            self._removed = None
        self.back.setVisible(self._removed is not None)
        self.keep.setText("Rename" if self._renaming else "Keep this view")
        if naming is not None:
            for name in self._names():
                row = self._row(name, veiled_text(name, naming))
                self._column.addWidget(row)
                row.show()

    def _names(self) -> tuple[str, ...]:
        try:
            return self._views.names()
        except VaultError as error:
            self.failed.emit(str(error))
            return ()

    def _row(self, name: str, called: str) -> QWidget:
        row = FlowBox()
        show = ChipButton(called)
        show.clicked.connect(lambda: self._show(name))
        rename, remove = (
            pressing("Rename", lambda: self._begin_rename(name)),
            pressing("Remove", lambda: self._drop(name)),
        )
        for button, what in ((show, "Show"), (rename, "Rename"), (remove, "Remove")):
            button.setAccessibleName(f"{what} the view {called}")
        _flat(rename, remove)
        row.add(show, rename, remove)
        return row

    def _begin_rename(self, name: str) -> None:
        self._renaming = name
        self.keep.setText("Rename")
        if self._naming is not None and not self._naming.veiled:
            self.name.setText(name)
        self.name.setFocus()
        self.name.selectAll()

    def _keep(self) -> None:
        before = self._renaming
        if before:
            self._try(lambda: self._views.rename(before, self.name.text()))
        else:
            self._try(lambda: self._views.keep(self.name.text(), self._sight()))

    def _drop(self, name: str) -> None:
        def drop() -> None:
            sight, _told = self._views.view(name)
            self._views.drop(name)
            self._removed = (name, sight)

        self._try(drop)

    def _bring_back(self) -> None:
        if self._removed is not None:
            name, sight = self._removed
            self._removed = None
            self._try(lambda: self._views.keep(name, sight))

    def _show(self, name: str) -> None:
        try:
            sight, told = self._views.view(name)
        except (CaseError, VaultError) as error:
            self.failed.emit(str(error))
            return
        self.chosen.emit(sight)
        for sentence in told:
            self.failed.emit(sentence)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (CaseError, VaultError) as error:
            self.failed.emit(str(error))
            return
        self._renaming = ""
        self.name.setText("")
        self.show_views(self._naming)


def _flat(*buttons: Button) -> None:
    for button in buttons:
        button.setProperty("flat", True)
