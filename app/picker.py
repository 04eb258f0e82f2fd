"""A line to type in, with a list of what fits below it; the list is made by whoever asks, this knows no case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app import theme
from app.unseen import visible

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    """One line of the list: its words, the muted words beside them, and whatever it stands for."""

    label: str
    detail: str = ""
    value: Any = None


class Offers(QAbstractListModel):
    """What a list offers now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these and nothing else."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def at(self, row: int) -> Offer | None:
        """The offer in one row."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words of one."""
        offer = self.at(index.row())
        if offer is None:
            return None
        match role:
            case Qt.ItemDataRole.EditRole:
                return offer.label
            case Qt.ItemDataRole.DisplayRole:
                return visible(offer.label)
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(f"{offer.label}, {offer.detail}" if offer.detail else offer.label)
            case Qt.ItemDataRole.UserRole:
                return visible(offer.detail)
        return None


class OfferPainter(QStyledItemDelegate):
    """Words at the left, muted words at the right, each cut short rather than wrapped."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one line of the list."""
        look = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        rect = option.rect  # type: ignore[attr-defined]
        painter.fillRect(rect, look.colour("focus") if selected else look.colour("card"))
        area = rect.adjusted(look.px(8), 0, -look.px(8), 0)
        detail = str(index.data(Qt.ItemDataRole.UserRole) or "")
        painter.setFont(look.font("muted"))
        quiet = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, area.width() // 2)
        wide = painter.fontMetrics().horizontalAdvance(quiet)
        painter.setPen(look.colour("card" if selected else "muted"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), quiet)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("card" if selected else "ink"))
        room = area.width() - wide - look.px(12)
        label = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), label)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: high enough for a finger."""
        look = theme.current()
        return QSize(look.px(200), look.px(26))


def popup_for(widget: QWidget, offers: Offers) -> tuple[QCompleter, QListView]:
    """A list below a widget, which shows these offers as they are; and the view in which they stand."""
    completer = QCompleter(offers, widget)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setMaxVisibleItems(10)
    view = QListView()
    view.setUniformItemSizes(True)
    view.setAccessibleName("What fits")
    completer.setPopup(view)
    view.setItemDelegate(OfferPainter(view))
    completer.setWidget(widget)
    return completer, view


class Picker(QLineEdit):
    """Type, choose from the list with the arrow keys, Enter takes it; own words where they are allowed.

    `offers` gives the list for what is typed. `picked` carries an offer's value, `worded` own words.
    """

    picked = Signal(object)
    worded = Signal(str)

    def __init__(
        self, offers: Callable[[str], Sequence[Offer]], *, own_words: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ask, self._own_words = offers, own_words
        self._offers = Offers(self)
        self._list: QCompleter | None = None
        self._popup: QListView | None = None
        self.textEdited.connect(self._show)

    @property
    def listing(self) -> bool:
        """Whether the list is open."""
        return self._popup is not None and self._popup.isVisible()

    def _opened(self) -> tuple[QCompleter, QListView]:
        """The list, made when it is first wanted."""
        if self._list is None or self._popup is None:
            self._list, self._popup = popup_for(self, self._offers)
            self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        return self._list, self._popup

    def _show(self, text: str) -> None:
        self._offers.offer(self._ask(text))
        completer, popup = self._opened()
        if not self._offers.rowCount():
            popup.hide()
            return
        completer.complete()
        popup.setCurrentIndex(self._offers.index(0) if text and not self._offered(text) else QModelIndex())

    def _offered(self, text: str) -> bool:
        """Whether the words that were typed are in the list themselves: then Enter must not take others for them."""
        rows = (self._offers.at(row) for row in range(self._offers.rowCount()))
        return any(row is not None and row.label.casefold() == text.strip().casefold() for row in rows)

    def _take(self, index: QModelIndex) -> None:
        offer = self._offers.at(index.row())
        if self._popup is not None:
            self._popup.hide()
        if offer is not None:
            self.picked.emit(offer.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is chosen in the list, else the only thing that fits, else one's own words."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        popup = self._popup
        if popup is not None and popup.isVisible() and (enter or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab)):
            chosen = popup.currentIndex()
            popup.hide()
            if event.key() != Qt.Key.Key_Escape and chosen.isValid():
                self._take(chosen)
            elif enter:
                self._entered()
            event.accept()
            return
        if enter:
            self._entered()
            return
        if event.key() == Qt.Key.Key_Down and not self.listing and not self.isReadOnly():
            self._show(self.text())
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        text = self.text().strip()
        fitting = [offer for offer in self._ask(text) if offer.label.casefold() == text.casefold()] if text else []
        if fitting:
            self.picked.emit(fitting[0].value)
        elif self._own_words:
            self.worded.emit(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click in the empty line shows the whole list."""
        super().mouseReleaseEvent(event)
        if not self.text() and not self.isReadOnly():
            self._show("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Own words that were typed and not entered count when the line is left."""
        super().focusOutEvent(event)
        leaving = event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if leaving and self._own_words and self.isModified():
            self._entered()
