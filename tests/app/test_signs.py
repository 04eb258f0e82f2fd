"""Every kind has a sign of its own, the same in the window and in pictures, that can be told without its colour."""

import io
from itertools import combinations

import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app import theme
from exports.drawing import Drawing, Sign
from exports.paint_png import png
from mapping.signs import shape_of
from mapping.vocabulary import load_vocabulary

KINDS = tuple(load_vocabulary().kinds)
SIDE = 24
TOLD = 0.1
"""Two signs of which less than this share of the square differs look alike."""


def in_the_window(kind: str, side: int = SIDE) -> list[float]:
    """How dark each point of the sign is as the window paints it, from 0 to 1, with a margin of two points."""
    image = QImage(side + 4, side + 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    theme.paint_sign(painter, kind, QRectF(2, 2, side, side), QColor("#000000"))
    painter.end()
    return [1 - image.pixelColor(x, y).lightnessF() for y in range(side + 4) for x in range(side + 4)]


def in_a_picture(kind: str) -> list[float]:
    """The same as a picture of the map has it."""
    middle = SIDE / 2 + 2
    drawing = Drawing(SIDE + 4, SIDE + 4, (Sign(shape_of(kind), middle, middle, SIDE, "#000000"),))
    return [1 - each / 255 for each in Image.open(io.BytesIO(png(drawing, 1))).convert("L").tobytes()]


def apart(one: list[float], other: list[float]) -> float:
    """How much of the square is otherwise."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / SIDE**2


@pytest.mark.parametrize("kind", KINDS)
def test_a_sign_is_the_same_in_the_window_and_in_a_picture(qapp, kind: str) -> None:
    painted = in_the_window(kind)
    assert sum(painted) / SIDE**2 > TOLD
    assert apart(painted, in_a_picture(kind)) < 0.06


def test_no_two_kinds_have_signs_that_look_alike(qapp) -> None:
    painted = {kind: in_the_window(kind) for kind in KINDS}
    alike = [(a, b) for a, b in combinations(KINDS, 2) if apart(painted[a], painted[b]) < TOLD]
    assert alike == []
    assert len(KINDS) > 20


def test_what_is_no_kind_has_a_bar(qapp) -> None:
    assert shape_of("no such kind") == "bar"
    assert apart(in_the_window("no such kind"), in_the_window("behaviour")) > TOLD
    assert apart(in_the_window("behaviour"), in_the_window("behaviour")) < TOLD
