"""What is not known yet, drawn where it is: an edge that is hollow until the answer, and nothing is weaker for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip

from app.map.lettering import EDGE
from app.questions import Questions
from mapping.checks import Finding, answer, ask_later
from mapping.commands import add, edit, remove
from mapping.entries import Gap, Link
from tests.app.map_hand import Hand, small_case
from tests.cases import behaviour, case_of, cited, effort, person, source


@pytest.fixture
def hand(qtbot) -> Hand:
    made = Hand(qtbot, small_case())
    made.room.questions.catch_up()
    return made


def finding(hand: Hand, check: str, about: str) -> Finding:
    return next(each for each in hand.room.questions.findings if each.check == check and about in each.about)


def answered(hand: Hand, command: Callable, *args: object) -> None:
    assert hand.session.attempt(command, *args)
    hand.room.questions.catch_up()


def hollow(hand: Hand) -> set[str]:
    stage = hand.room.scene.stage
    return {each for each in hand.room.scene.shown() if stage.asks(each)}


def words(hand: Hand) -> dict[str, str]:
    return {key: plate.look.text for key, plate in hand.room.scene.plates.items() if key.startswith("words/")}


def at_mark(hand: Hand, identity: str) -> QPoint:
    return hand.room.view.mapFromScene(hand.room.scene.cards[identity].edge().center())


def crop(hand: Hand, identity: str) -> QImage:
    """A piece of a card's coloured edge."""
    at, side = at_mark(hand, identity), round(EDGE * hand.room.view.scale_now)
    return hand.picture().copy(QRect(at.x() - side, at.y() - side, 2 * side, 2 * side))


def test_a_card_with_an_open_question_has_a_hollow_edge_that_is_full_when_it_is_answered(qtbot) -> None:
    hand = Hand(qtbot, case_of(behaviour("B1", "took her keys", cites=cited("s1")), source("s1"),
                               behaviour("B2", "hid her post")))  # fmt: skip
    hand.room.questions.catch_up()
    assert "B2" in hollow(hand)
    before = crop(hand, "B2")
    while asked := hand.room.questions.about("B2"):
        answered(hand, answer, asked[0], "asked_unknown", "2026-11-20", "her sister")
    assert "B2" not in hollow(hand)
    assert crop(hand, "B2") != before
    hand.session.undo()
    hand.room.questions.catch_up()
    assert "B2" in hollow(hand)
    assert crop(hand, "B2") == before


def test_apart_from_its_edge_a_card_is_drawn_just_as_strongly_and_so_is_the_line_around_the_edge(hand: Hand) -> None:
    def body() -> QImage:
        box = hand.room.scene.box_of("B1")
        inside = QRectF(box.x + EDGE + 1, box.y, box.width - EDGE - 1, box.height)
        return hand.picture().copy(hand.room.view.mapFromScene(inside).boundingRect())

    def rim() -> QColor:
        at = hand.room.view.mapFromScene(hand.room.scene.cards["B1"].edge().topLeft() + QPointF(0.9, 12))
        return hand.picture().pixelColor(at)

    hand.room.view.zoom_to(3.0, at_mark(hand, "B1"))
    hand.qtbot.waitUntil(lambda: not hand.room.scene.stage.moving)
    with_question, line = body(), rim()
    assert "B1" in hollow(hand)
    hand.room.scene.show_open(frozenset(), None)
    assert hollow(hand) == set()
    assert body() == with_question
    assert rim() == line


def test_no_edge_is_hollow_on_what_is_painted_into_a_file(hand: Hand) -> None:
    def painted() -> QImage:
        image = QImage(900, 600, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        box = hand.room.scene.box_of("B1")
        hand.room.scene.render(painter, QRectF(0, 0, 900, 600), QRectF(box.x - 20, box.y - 20, 450, 300))
        painter.end()
        return image

    before = painted()
    hand.room.scene.show_open(frozenset(), None)
    assert painted() == before


def test_only_cards_whose_state_is_another_one_are_painted_anew(hand: Hand, monkeypatch) -> None:
    painted: list[str] = []
    scene = hand.room.scene
    monkeypatch.setattr(type(scene), "repaint", lambda _self, *ids: painted.extend(ids))
    survey = hand.room.questions.survey
    scene.show_open(survey.open, survey)
    assert painted == []
    scene.show_open(survey.open - {"B1"}, survey)
    assert painted == ["B1"]


def test_what_is_open_is_found_after_the_act_and_not_while_it_is_shown(qtbot, hand: Hand, monkeypatch) -> None:
    looked: list[object] = []
    monkeypatch.setattr(Questions, "_take", lambda _self, found: looked.append(found))
    hand.session.attempt(edit, "B1", title="took all her wages")
    assert looked == []
    qtbot.waitUntil(lambda: bool(looked), timeout=60_000)


def test_the_hollow_edge_tells_what_is_asked_and_nothing_else_does(hand: Hand) -> None:
    view = hand.room.view
    asked = hand.room.questions.about("B1")
    told = view.explain(view.mapToScene(at_mark(hand, "B1")))
    assert told.splitlines() == ["Not known yet:", *(each.text for each in asked[:3])]
    assert view.explain(view.mapToScene(hand.at("B1"))) == ""


def test_the_tool_tip_shows_a_text_letter_by_letter(qtbot, monkeypatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_rest: shown.append(text))
    gap = Gap(id="N1", title="who saw <b>this</b> & that?")
    hand = Hand(qtbot, case_of(behaviour("B1"), gap, Link(id="a1", kind="about", from_id="N1", to_id="B1")))
    hand.room.questions.catch_up()
    at = at_mark(hand, "B1")
    QApplication.sendEvent(hand.port, QHelpEvent(QEvent.Type.ToolTip, at, hand.port.mapToGlobal(at)))
    assert "who saw &lt;b&gt;this&lt;/b&gt; &amp; that?" in shown[0]


def test_a_screen_reader_is_told_what_is_not_known_of_a_card(hand: Hand) -> None:
    voice = QAccessible.queryAccessibleInterface(hand.room.view)
    said = {
        voice.child(at).text(QAccessible.Text.Name): voice.child(at).text(QAccessible.Text.Description)
        for at in range(voice.childCount())
    }
    about = next(text for name, text in said.items() if name.startswith("Takes her wages"))
    assert f"Not known yet: {hand.room.questions.about('B1')[0].text}" in about


def test_the_legend_says_what_hollow_edges_and_rings_mean_only_while_there_are_some(hand: Hand) -> None:
    told = hand.room.legend.accessibleDescription()
    assert "something is not known yet," in told
    assert "something is not known yet of who is named there" in told
    hand.room.scene.show_open(frozenset(), None)
    hand.room.scene.laid_out.emit()
    assert "something is not known yet" not in hand.room.legend.accessibleDescription()


def test_from_afar_the_cards_of_which_something_is_not_known_are_hollow_too(hand: Hand) -> None:
    hand.room.view.zoom_to(0.3, QPoint(0, 0))
    hand.room.view.pull(hand.room.view.mapFromScene(hand.room.scene.paper.topLeft()))
    hollow_map = hand.picture()
    hand.room.scene.show_open(frozenset(), None)
    assert hand.picture() != hollow_map


def test_an_empty_frame_asks_and_says_who_is_to_be_asked_and_falls_silent_when_that_is_answered(hand: Hand) -> None:
    assert words(hand)["words/p4"].startswith("Nothing mapped yet.")
    asked = finding(hand, "child_without_impact", "p4")
    answered(hand, ask_later, asked, "the midwife", "2027-03-09")
    assert words(hand)["words/p4"].endswith("Ask the midwife by 9 Mar 2027.")
    answered(hand, answer, asked, "kept_elsewhere")
    assert "words/p4" not in words(hand)


def test_where_nobody_asked_what_she_does_the_empty_band_asks_it(qtbot) -> None:
    case = case_of(*(behaviour(f"B{number}", "took her keys") for number in range(1, 4)), person("p3", "child"))
    hand = Hand(qtbot, case)
    hand.room.questions.catch_up()
    asked = finding(hand, "survivor_without_effort", "p2")
    assert words(hand)["words/protective_effort"].startswith(asked.text)
    answered(hand, add, effort("E1"))
    assert "words/protective_effort" not in words(hand)


def test_a_question_of_the_workers_own_is_a_card_until_it_has_its_answer(hand: Hand) -> None:
    gap = Gap(id="N1", title="who drives her to work?")
    hand.session.do(add(hand.session.case, gap, links=(Link(id="a1", kind="about", from_id="N1", to_id="E1"),)))
    hand.room.questions.catch_up()
    assert "N1" in hand.room.scene.shown()
    assert hand.room.questions.said("E1")[0] == gap.title
    assert hand.session.attempt(edit, "N1", state="kept_elsewhere")
    assert "N1" not in hand.room.scene.shown()
    assert hand.room.status_text() == f"{len(hand.room.scene.shown())} of {len(hand.room.scene.shown())} shown"
    hand.session.undo()
    assert "N1" in hand.room.scene.shown()
    assert hand.session.attempt(remove, "N1")
    assert "N1" not in hand.room.scene.shown()


def test_names_are_not_told_by_the_hollow_edge_while_they_are_hidden(hand: Hand) -> None:
    spoken = [text for each in ("B1", "p3", "p4") for text in hand.room.questions.said(each)]
    assert any("Amira" in text or "Daniel" in text or "Noor" in text for text in spoken)
    hand.session.veil(True)
    assert hand.room.questions.said("p3") == ()
    assert "B1" in hollow(hand)
    hand.room.questions.catch_up()
    spoken = [text for each in ("B1", "p3", "p4") for text in hand.room.questions.said(each)]
    assert spoken
    assert not any(name in text for text in spoken for name in ("Amira", "Daniel", "Noor", "Mika"))


def test_a_dimmed_card_has_a_dimmed_ring(hand: Hand) -> None:
    assert "B2" in hollow(hand)
    before = crop(hand, "B2")
    hand.session.select(("L1",))
    assert hand.room.scene.stage.dims("B2")
    assert crop(hand, "B2") != before


def test_locking_leaves_no_ring_and_no_question(hand: Hand) -> None:
    hand.session.locking.emit()
    assert hand.room.scene.stage.asked == frozenset()
    assert hand.room.questions.findings == ()
    assert hand.room.view.explain(QPointF(30, 60)) == ""
