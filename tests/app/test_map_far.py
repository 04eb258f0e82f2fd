"""The map from afar is drawn stretch by stretch: what is seen of a part is what is seen there of the whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app import theme
from app.map import ink
from app.map.farlines import Bundle, FarLines
from app.map.scene import MapScene
from mapping.casemap import everything
from mapping.naming import Naming
from tests.app.map_hand import Hand, small_case
from tests.app.test_contrast import contrast
from tests.bench.maps import big_case

_SIZE, _TALL = 300, 40_000
_WHITE = QColor("white").rgb()
Pixels = set[tuple[int, int]]


def lines_of_two_colours() -> list[Bundle]:
    """Slanted, level and upright lines, all over a tall map."""
    slanted = [QLineF(at * 37 % 1400, at * 7919 % _TALL, at * 53 % 1400, at * 104_729 % _TALL) for at in range(1, 200)]
    level = [QLineF(0, 512.0 * at, 1400, 512.0 * at) for at in range(80)]
    upright = [QLineF(90.0 * at, 0, 90.0 * at, _TALL) for at in range(15)]
    return [(QColor("red"), slanted[:150] + level), (QColor("blue"), slanted[150:] + upright)]


def painted(bundle: Bundle, area: QRectF) -> Pixels:
    """The pixels that some lines take in a picture of this part of the scene."""
    image = QImage(_SIZE, _SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SIZE / area.width(), _SIZE / area.height())
    painter.translate(-area.x(), -area.y())
    painter.setPen(ink.hairline(QColor("black")))
    painter.drawLines(bundle[1])
    painter.end()
    return {(x, y) for x in range(_SIZE) for y in range(_SIZE) if image.pixel(x, y) != _WHITE}


def beside(pixels: Pixels) -> Pixels:
    return {(x + dx, y + dy) for x, y in pixels for dx in (-1, 0, 1) for dy in (-1, 0, 1)}


@pytest.mark.parametrize(("top", "side"), [(1000, 1000), (9900, 900), (38_000, 1300)])
def test_a_part_of_the_lines_is_drawn_where_the_whole_of_them_would_be(qapp, top: int, side: int) -> None:
    whole, area = lines_of_two_colours(), QRectF(100, top, side, side)

    part = list(FarLines(whole).over((area,)))

    assert [colour for colour, _ in part] == [colour for colour, _ in whole]
    for some, every in zip(part, whole, strict=True):
        wanted, found = painted(every, area), painted(some, area)
        assert wanted
        assert len(some[1]) < len(every[1])
        assert wanted <= beside(found)
        assert found <= beside(wanted)


def test_where_most_of_the_map_is_in_view_the_lines_are_drawn_whole() -> None:
    whole = lines_of_two_colours()
    assert list(FarLines(whole).over((QRectF(0, 0, 1400, _TALL),))) == whole


def picture(scene: MapScene, area: QRectF, high: int) -> QImage:
    image = QImage(_SIZE, high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    scene.render(painter, QRectF(0, 0, _SIZE, high), area, Qt.AspectRatioMode.IgnoreAspectRatio)
    painter.end()
    return image


def test_every_card_in_a_part_of_the_map_is_drawn_there(qtbot) -> None:
    case = big_case(200)
    scene = MapScene(case, Naming(case, veiled=False))
    scene.refresh(case, everything(case), Naming(case, veiled=False))
    scene.set_far(True)
    ground = ink.colour("card").rgb()
    for top in range(0, int(scene.paper.height()), 1500):
        area = QRectF(scene.paper.x(), float(top), scene.paper.width(), 300.0)
        image = picture(scene, area, 60)
        for identity in scene.shown():
            box = scene.cards[identity].box
            x, y = (box.right - 20 - area.x()) * _SIZE / area.width(), (box.middle - top) * 60 / 300
            if 0 <= y < 60:
                assert image.pixel(int(x), int(y)) == ground, identity


@pytest.mark.parametrize("name", theme.THEMES)
def test_a_card_is_told_from_the_paper_in_every_theme(qtbot, name: str) -> None:
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(name))
    try:
        hand = Hand(qtbot, small_case())
        hand.room.view.zoom_to(0.3, QPoint(0, 0))
        QApplication.processEvents()
        seen, box = hand.picture(), hand.room.scene.box_of("B1")
        right = hand.room.view.mapFromScene(QPointF(box.right, box.middle))
        across = {seen.pixel(right.x() + step, right.y()) for step in (-6, -2, -1, 0, 1, 2, 8)}
        assert len(across) > 1, "its edge, or its ground, is of another colour than the paper"
    finally:
        theme.apply(QApplication.instance(), before)


def rows_of_ink(image: QImage, ground: QColor) -> int:
    """How many rows of a picture have something on them that stands out from the ground."""
    return sum(
        any(contrast(image.pixelColor(x, y), ground) > 2.5 for x in range(image.width())) for y in range(image.height())
    )


@pytest.mark.parametrize("zoom", [0.3, 0.2])
def test_the_names_of_children_and_of_the_band_can_be_read_from_afar(qtbot, zoom: float) -> None:
    hand = Hand(qtbot, small_case())
    hand.room.view.zoom_to(zoom, QPoint(0, 0))
    QApplication.processEvents()
    seen, high = hand.picture(), QFontMetrics(theme.current().font("muted")).xHeight()
    for identity, role in (("p4", "child_impact"), ("lane/protective_effort", "protective_effort")):
        box = hand.room.scene.box_of(identity)
        corner = hand.room.view.mapFromScene(QPointF(box.x, box.y)) + QPoint(3, 2)
        name = seen.copy(QRect(corner, QSize(round(box.width * zoom * 0.6), 16)))
        assert rows_of_ink(name, ink.ground(role)) >= high, identity


@pytest.mark.parametrize("zoom", [0.34, 0.25, 0.2, 0.1])
def test_every_lane_has_its_heading_from_afar(qtbot, zoom: float) -> None:
    hand = Hand(qtbot, small_case())
    hand.room.view.zoom_to(zoom, QPoint(0, 0))
    QApplication.processEvents()
    heads = hand.room.heads
    seen, paper = heads.grab().toImage(), theme.current().colour("paper")
    for lane in ("behaviour", "effects", "children"):
        box = hand.room.scene.layout.lane(lane).box
        first, last = (heads._across(each) for each in (box.x, box.right))
        over = seen.copy(QRect(round(first), 0, round(last - first), heads.height()))
        assert rows_of_ink(over, paper) >= 6, lane
