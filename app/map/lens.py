"""The reading lens: over a map that is seen from afar, one card at the size at which it is read; it chooses no card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHoverEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.map import ink
from app.map.cards import AROUND, Card, paint_card
from app.map.scene import MapScene
from app.map.signs import paint_signs
from app.map.view import MapView
from app.theme import kind_role
from mapping.lanes import CARD_WIDTH

NEAR = 0.75
"""From this zoom on the cards themselves can be read."""
_OFF = 14
"""How far it stands from the card that it shows, in pixels."""
_PAD = 4
NEAR_ENOUGH = (
    "The map is near enough to be read. Further out, the lens shows the card under the pointer or the keyboard."
)
LAID_ON = "The lens is on: it shows the card under the pointer or the keyboard."
LAID_ASIDE = "The lens is put away."


class Lens(QWidget):
    """Put away until somebody takes it up; it lies beside the card that it shows, and no press lands on it.

    The pointer goes before the keyboard, until the keyboard chooses another card. `stood` when it shows one.
    """

    stood = Signal()

    def __init__(self, view: MapView, scene: MapScene) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self.on = False
        self._pointed = self._shown = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for changing in (view.moved, view.resized, scene.laid_out, theme.NOTICE.changed):
            changing.connect(self.follow)

    @property
    def shown(self) -> str:
        """The id of the card that it shows, "" for none."""
        return self._shown if self.isVisible() else ""

    @property
    def has_use(self) -> bool:
        """Whether the map is so far away that its cards cannot be read."""
        return self._view.zoom < NEAR

    def turn(self) -> str:
        """Take it up or put it away; what there is to be said of that."""
        self.on = not self.on
        port = self._view.viewport()
        if self.on:
            port.installEventFilter(self)
        else:
            port.removeEventFilter(self)
        self._pointed = self._under(port.mapFromGlobal(port.cursor().pos())) if self.on and port.underMouse() else ""
        self.follow()
        if not self.on:
            return LAID_ASIDE
        return LAID_ON if self.has_use else NEAR_ENOUGH

    def go_to_keyboard(self) -> None:
        """The keyboard chose another card: show that one until the pointer is moved."""
        self._pointed = ""
        self.follow()

    def follow(self) -> None:
        """Show the card that is to be read now, as it is now, or nothing."""
        if not self.on:
            self.hide()
            return
        wanted = self._pointed or self._view.held_in_view()
        laid = self._scene.layout
        card = self._scene.cards.get(wanted) if laid is not None and wanted in laid.cards else None
        if card is None or not self.has_use or self._view.gesture is not None:
            self._shown = ""
            self.hide()
            return
        self._shown = card.id
        self._stand(card)
        self.show()
        self.raise_()
        self.update()
        self.stood.emit()

    def let_go(self) -> None:
        """The case closes: show nothing any more."""
        self._pointed = self._shown = ""
        self.hide()

    def _under(self, at: QPoint) -> str:
        return self._scene.card_at(self._view.mapToScene(at))

    def _stand(self, card: Card) -> None:
        """Beside the card if there is room, else over or under it, and whole inside the window in any case."""
        scale, room = theme.current().scale, self._view.viewport().rect()
        around = 2 * (AROUND + _PAD)
        size = QSize(round((CARD_WIDTH + around) * scale), round((card.height + around) * scale))
        there = self._view.mapFromScene(card.area).boundingRect()
        spot = QRect(QPoint(there.right() + _OFF, there.center().y() - size.height() // 2), size)
        if spot.right() > room.right():
            spot.moveRight(there.left() - _OFF)
        if spot.left() < 0:
            spot.moveLeft(min(max(0, there.left()), max(0, room.width() - size.width())))
            spot.moveTop(there.bottom() + _OFF)
            if spot.bottom() > room.bottom():
                spot.moveBottom(there.top() - _OFF)
        spot.moveTop(max(0, min(spot.y(), room.height() - size.height())))
        self.setGeometry(spot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card as it stands on the map, on a ground of its own, framed in the colour of its kind."""
        card = self._scene.cards.get(self._shown)
        if card is None:
            return
        look, stage, painter = theme.current(), self._scene.stage, QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        painter.setPen(ink.hairline(look.colour(kind_role(card.kind)), 2.0))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.scale(look.scale, look.scale)
        painter.translate(QPointF(AROUND + _PAD, AROUND + _PAD))
        paint_card(painter, card.look, card.lettering, dim=False, hollow=stage.asks(card.id))
        painter.translate(-card.x, -card.y)
        rules, tag = stage.marks.of(card.id), stage.tags.get(card.id, "")
        if rules or tag:
            paint_signs(painter, card, rules, tag, dim=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """Follow the pointer over the map; what it does there is the map's own."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent | QHoverEvent):
            under = self._under(event.position().toPoint())
            if under != self._pointed or self._view.gesture is not None:
                self._pointed = under
                self.follow()
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            if event.type() == QEvent.Type.Leave:
                self._pointed = ""
            self.follow()
        return super().eventFilter(watched, event)
