"""Seeing part of the map in a whole window: where it is narrow something waits, and nothing is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app import theme
from app.casepage import CasePage
from app.catalogue.panel import CataloguePanel
from app.session import Session
from mapping.sight import Sight
from tests.app.map_hand import small_case
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf


@pytest.fixture
def page(qtbot):
    look, app = theme.current(), QApplication.instance()
    theme.apply(app, theme.Theme(look.name, 2.0))
    case = small_case()
    made = CasePage(Session(MemoryStore(case), case.header.id, "me", lambda: None), Shelf())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    theme.apply(app, look)


def test_with_large_text_the_form_waits_while_a_part_is_chosen(qtbot, page: CasePage) -> None:
    assert page.inspector.isVisible()
    page.seeing.turn_panel()
    assert not page.inspector.isVisible()
    qtbot.waitUntil(lambda: page.map.view.width() > page.width() / 2)
    page.seeing.turn_panel()
    assert page.inspector.isVisible()


def test_a_card_that_is_opened_has_its_form_and_what_was_chosen_stays(qtbot, page: CasePage) -> None:
    page.seeing.sights.look(Sight(kinds=("behaviour",)))
    page.seeing.turn_panel()
    page.open_entry("B1")
    assert page.inspector.isVisible()
    assert not page.seeing.panel.isVisible()
    assert page.seeing.sights.sight == Sight(kinds=("behaviour",))
    qtbot.waitUntil(lambda: page.inspector.isAncestorOf(QApplication.focusWidget()))


def test_removing_asks_in_the_form_although_it_waited(qtbot, page: CasePage) -> None:
    page.seeing.turn_panel()
    page.session.select(("B1",))
    page.map.delete_selection()
    assert page.inspector.isVisible()
    assert "B1" in page.session.case.entries


def test_where_there_is_room_the_form_stays_beside_the_panel(page: CasePage) -> None:
    theme.apply(QApplication.instance(), theme.Theme(theme.current().name, 1.0))
    page.seeing.turn_panel()
    assert page.inspector.isVisible()


def test_a_long_legend_is_scrolled_and_the_map_keeps_the_larger_part(page: CasePage) -> None:
    page.map.show_signs(True)
    foot = page.map.foot
    assert foot.area.height() <= 0.4 * page.map.height()
    assert page.map.legend.height() >= page.map.legend.heightForWidth(page.map.legend.width())
    assert page.map.rect().contains(page.map.tools.mapTo(page.map, page.map.tools.rect().bottomRight()))
    page.map.show_signs(False)
    assert not foot.area.isVisible()


def test_the_headings_stand_over_their_lanes_while_the_panel_is_open(page: CasePage) -> None:
    theme.apply(QApplication.instance(), theme.Theme(theme.current().name, 1.0))
    page.seeing.turn_panel()
    view, heads = page.map.view, page.map.heads
    left = page.map.scene.layout.lane("behaviour").box.x
    on_map = view.viewport().mapTo(page, view.mapFromScene(left, 0)).x()
    assert heads.mapTo(page, QPoint(round(page.map._across(left)), 0)).x() == on_map


def test_control_p_puts_what_is_shown_on_the_desk_as_a_picture(qtbot, page: CasePage) -> None:
    page.seeing.sights.look(Sight(kinds=("behaviour",), dims=False))
    page.map.setFocus()
    qtbot.keyClick(page.map.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.rooms.currentWidget() is page.report
    assert page.report.desk.form.partly.isChecked()
    assert page.report.preview.wanted.part.cards == {"B1", "B2"}


def test_a_picture_of_a_folded_map_leaves_out_what_is_folded_until_it_is_taken_out(page: CasePage) -> None:
    page.session.select(("I1",))
    page.map.folding.group()
    page.draw_map()
    tick, part = page.report.desk.form.partly, page.report.preview.wanted.part
    assert not tick.isHidden()
    assert tick.text().endswith("7 of 8 shown, 1 folded away")
    assert part.folded == {"I2"}
    assert "I2" not in part.cards
    page.map.folding.all_out()
    assert tick.isHidden()
    assert page.report.preview.wanted.part is None


def test_one_panel_stands_beside_the_map_at_a_time_and_has_the_keyboard(qtbot, page: CasePage) -> None:
    page.seeing.turn_panel()
    page.hands.show_vocabulary()
    assert not page.seeing.panel.isVisible()
    catalogue = next(each for each in page.findChildren(CataloguePanel))
    assert catalogue.isVisible()
    qtbot.waitUntil(lambda: catalogue.isAncestorOf(QApplication.focusWidget()))
    page.seeing.turn_panel()
    assert not catalogue.isVisible()
    assert page.width() == 1366
