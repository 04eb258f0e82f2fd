"""A card of a meeting with the one who harms tells of the other attempts, also when one of those comes later."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app import theme
from app.map.scene import MapScene
from mapping.casemap import difference
from mapping.entries import Engagement
from mapping.naming import Naming
from tests.cases import case_of


def test_a_second_attempt_is_told_on_the_card_of_the_first(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme())
    first = Engagement(id="M1", title="visit", person="p1", outcome="not_found", when="2026-01-10")
    second = Engagement(id="M2", title="visit", person="p1", outcome="not_found", when="2026-03-05")
    one, two = case_of(first), case_of(first, second)
    scene = MapScene(case_of(), Naming(case_of(), veiled=False))
    scene.refresh(one, difference(case_of(), one, "add"), Naming(one, veiled=False))
    assert "not found" in scene.cards["M1"].look.note
    assert "2 attempts" not in scene.cards["M1"].look.note
    scene.refresh(two, difference(one, two, "add"), Naming(two, veiled=False))
    assert "2 attempts, the last 5 Mar 2026" in scene.cards["M1"].look.note
