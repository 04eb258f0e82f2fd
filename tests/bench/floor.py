"""What the toolkit takes by itself: the same cards and arrows as plain items, under the same hand; it judges nothing.

Everything here is painted by Qt's own items, none by Python: a rectangle and its words for each card, a line for each
arrow, and nothing that our map does beyond that.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QGraphicsSimpleTextItem, QGraphicsView

from app import theme
from app.map.scene import MapScene
from mapping.lanes import CARD_WIDTH
from tests.bench.figures import Figure, of_steps, timed


def plain_view(scene: MapScene, wide: int, high: int) -> QGraphicsView:
    """A plain canvas of this size with the cards and arrows of our map, where they stand now."""
    look, plain = theme.current(), QGraphicsScene()
    for card in scene.cards.values():
        item = QGraphicsRectItem(QRectF(0, 0, CARD_WIDTH, card.height))
        item.setPos(card.x, card.y)
        item.setBrush(look.colour("card"))
        item.setPen(look.colour("line"))
        words = QGraphicsSimpleTextItem("\n".join((*card.lettering.lines, card.lettering.note)), item)
        words.setPos(14, 8)
        words.setFont(look.font("card"))
        plain.addItem(item)
    for arrow, line in scene.web.straight():
        plain.addLine(line, look.colour("line")).setData(0, arrow.id)
    view = QGraphicsView(plain)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setBackgroundBrush(look.colour("paper"))
    view.resize(wide, high)
    plain.setParent(view)
    return view


def figures(scene: MapScene, size: tuple[int, int], steps: int) -> Iterator[Figure]:
    """The steps of panning and zooming on the plain canvas."""
    view = plain_view(scene, *size)
    view.show()
    QApplication.processEvents()
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    down.setValue(down.minimum() + 2000)

    def pan(at: int) -> None:
        across.setValue(across.value() + (3 if at % 2 else -3))
        down.setValue(down.value() + 9)

    def zoom(at: int) -> None:
        middle = QPoint(size[0] // 2, size[1] // 2)
        under = view.mapToScene(middle)
        factor = 1.05 if at // 10 % 2 == 0 else 1 / 1.05
        view.scale(factor, factor)
        by = view.mapFromScene(under) - middle
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    yield of_steps("the plain canvas: a step of panning", _seen(pan, steps))
    yield of_steps("the plain canvas: a step of zooming", _seen(zoom, steps))
    view.close()


def _seen(step: object, steps: int) -> list[float]:
    def one(at: int) -> None:
        step(at)  # type: ignore[operator]
        QApplication.processEvents()

    one(0)
    return [timed(lambda at=at: one(at)) for at in range(steps)]
