"""A list that is opened shows each of its lines whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import theme
from app.combo import Combo


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_last_line_of_an_opened_list_is_whole(qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.Theme("light", scale))
    holder, combo = QWidget(), Combo()
    QVBoxLayout(holder).addWidget(combo)
    combo.addItems(["pronouns not said", "he", "she", "they"])
    holder.show()
    qapp.processEvents()
    combo.showPopup()
    qapp.processEvents()
    view = combo.view()
    last = view.visualRect(view.model().index(3, 0))
    assert last.height() > 10
    assert last.bottom() < view.viewport().height()
    combo.hidePopup()
    holder.close()
    holder.deleteLater()
    theme.apply(qapp, theme.Theme())
