"""What a hand does on the map, each thing as an object with a beginning and an end; what lasts goes to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QRubberBand, QWidget

from app.map.scene import MapScene
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Position
from mapping.placing import Box

GRID = 4
_SLOP = 4
"""So many pixels the hand may tremble before a press becomes a drag."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the pointer is: on the map, and in the window; which button, and which keys are held.

    `scale` is how many pixels one unit of the map has now.
    """

    scene: QPointF
    view: QPoint
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    scale: float = 1.0

    def holds(self, key: Qt.KeyboardModifier) -> bool:
        """Whether this key is held down."""
        return bool(self.keys & key)


class Gesture:
    """One thing a hand does.

    `moves`: things move under it; `pulls`: at the edge of the window it pulls the map along; `takes_clicks`: the next
    press ends it.
    """

    moves = True
    pulls = False
    takes_clicks = False

    def begin(self, spot: Spot) -> None:
        """The hand has taken hold."""

    def move(self, spot: Spot) -> None:
        """The hand is somewhere else."""

    def keeps_on(self, spot: Spot) -> bool:
        """Whether it goes on although the button was let go."""
        return False

    def finish(self, spot: Spot) -> None:
        """The hand lets go: do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class Click(Gesture):
    """A press that does its work when it is let go, wherever that is."""

    moves = False

    def __init__(self, clicked: Callable[[], None]) -> None:
        self._clicked = clicked

    def finish(self, spot: Spot) -> None:
        """Do it."""
        self._clicked()


class Window(Protocol):
    """What gestures need of the view."""

    def pull(self, by: QPoint) -> None:
        """Move the window over the map by so many pixels."""

    def viewport(self) -> QWidget:
        """The widget on which the map is shown."""


class Pan(Gesture):
    """Pull the paper about; a press without a pull lets go of the selection."""

    def __init__(self, window: Window, clicked: Callable[[], None]) -> None:
        self._window, self._clicked = window, clicked
        self._last = QPoint()
        self._pulled = False

    def begin(self, spot: Spot) -> None:
        """Take hold of the paper."""
        self._last = self._first = spot.view

    def move(self, spot: Spot) -> None:
        """The paper follows the hand."""
        self._pulled = self._pulled or (spot.view - self._first).manhattanLength() > _SLOP
        if self._pulled:
            self._window.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._window.pull(self._last - spot.view)
            self._last = spot.view

    def finish(self, spot: Spot) -> None:
        """Let the paper lie."""
        self.cancel()
        if not self._pulled:
            self._clicked()

    def cancel(self) -> None:
        """Let the paper lie where it is: where one looks is no act."""
        self._window.viewport().unsetCursor()


class RubberBand(Gesture):
    """Select every card that a rectangle touches."""

    moves = False

    def __init__(self, window: Window, scene: MapScene, select: Callable[[tuple[str, ...]], None]) -> None:
        self._scene, self._select = scene, select
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, window.viewport())

    def begin(self, spot: Spot) -> None:
        """One corner."""
        self._corner, self._first = spot.view, spot.scene
        self._band.setGeometry(QRect(spot.view, QSize()))
        self._band.show()

    def move(self, spot: Spot) -> None:
        """The other corner."""
        self._band.setGeometry(QRect(self._corner, spot.view).normalized())

    def finish(self, spot: Spot) -> None:
        """Select what it touches."""
        self.cancel()
        area = QRectF(self._first, spot.scene).normalized()
        box = Box(area.x(), area.y(), area.width(), area.height())
        shown = self._scene.shown()
        self._select(tuple(each for each in shown if self._scene.cards[each].box.meets(box)))

    def cancel(self) -> None:
        """Take the rectangle away."""
        self._band.hide()
        self._band.deleteLater()


class DragCards(Gesture):
    """Carry cards elsewhere: seen at once, one act when the hand lets go."""

    pulls = True

    def __init__(
        self, session: Session, scene: MapScene, identities: tuple[str, ...], clicked: Callable[[], None]
    ) -> None:
        self._session, self._scene, self._clicked = session, scene, clicked
        cards = scene.cards
        self._starts = {each: QPointF(cards[each].x, cards[each].y) for each in identities if each in cards}
        self._dragged = False
        self._command: Callable[[CaseMap, Mapping[str, Position | None]], ChangeSet] = commands.move

    def begin(self, spot: Spot) -> None:
        """Take hold of the cards."""
        self._first = spot

    def move(self, spot: Spot) -> None:
        """The cards follow the hand, on the grid."""
        self._dragged = self._dragged or (spot.view - self._first.view).manhattanLength() > _SLOP
        if self._dragged:
            by = spot.scene - self._first.scene
            self.carry(round(by.x() / GRID) * GRID, round(by.y() / GRID) * GRID)

    def carry(self, x: float, y: float) -> None:
        """Show the cards so far from where they were."""
        self._scene.carry({each: start + QPointF(x, y) for each, start in self._starts.items()})

    def finish(self, spot: Spot) -> None:
        """Put the cards down: one act."""
        if not self._dragged:
            self._clicked()
            return
        self.put_down()

    def put_down(self) -> None:
        """Ask that the cards stay where they are now; where that is refused they go back."""
        cards = self._scene.cards
        places: dict[str, Position | None] = {
            each: Position(x=cards[each].x, y=cards[each].y) for each in self._starts if each in cards
        }
        self._scene.put_down()
        if not self._session.attempt(self._command, places, origin=self._scene):
            self.cancel()

    def cancel(self) -> None:
        """Put the cards back."""
        self._scene.settle(self._starts)
