"""What an empty line says is never cut short: where there is little room it says less."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app import theme
from app.quickadd.line import QuickLine

HINTS = ("@ who  # what kind  ~ when", "@ who  # kind", "@ #")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_longest_hint_that_there_is_room_for_is_shown(qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.Theme("light", scale))
    line = QuickLine(lambda _text, _place: ())
    line.hint(*HINTS)
    line.show()
    said = []
    for width in (900, 260, 40):
        line.resize(width, 40)
        qapp.processEvents()
        words = line.placeholderText()
        said.append(words)
        assert words == HINTS[-1] or line.fontMetrics().horizontalAdvance(words) < width
    assert said[0] == HINTS[0]
    assert said[-1] == HINTS[-1]
    line.close()
    line.deleteLater()
    theme.apply(qapp, theme.Theme())
