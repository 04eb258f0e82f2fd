"""Seeing part of the map: what is shown, dimmed, counted, kept, asked; and that no name comes through the veil."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.asked import Accounts, Echo, Remains, Round
from app.chips import ChipButton
from app.keptviews import Views
from app.map.signs import SIGNED
from app.seeing.room import Seeing
from mapping.commands import add
from mapping.entries import Behaviour, Gap
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.sight import Sight
from mapping.standing import Taken
from tests.app.map_hand import Hand, small_case
from tests.app.rooms import button, shown, words
from tests.cases import behaviour, case_of, cited, person, source

ONLY_HIS = Sight(kinds=("behaviour",), dims=False)


class Shelf:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str | None], Any] = {}

    def setting(self, name: str, case_id: str | None = None) -> Any:
        return self.kept.get((name, case_id))

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        self.kept[name, case_id] = value


class Eyes(Hand):
    """A hand on a map with its panel."""

    def __init__(self, qtbot, case) -> None:
        super().__init__(qtbot, case)
        self.shelf = Shelf()
        self.seeing = Seeing(self.session, self.shelf, self.room)
        self.room.take_along(self.seeing.strip, self.seeing.panel)
        self.sights, self.scene = self.seeing.sights, self.room.scene

    def dim(self) -> set[str]:
        return {each for each in self.scene.shown() if self.scene.stage.dims(each)}


@pytest.fixture
def eyes(qtbot) -> Eyes:
    return Eyes(qtbot, small_case())


def disputed_case():
    return case_of(
        behaviour("B1", "took her keys", cites=cited("s1"), status="disputed"),
        behaviour("B2", "hid her post", cites=cited("s1") + cited("s2")),
        behaviour("B3", "broke the door", cites=cited("s2"), high_risk=True),
        person("p7", "relative", label="Teacher", name="Ruth Vale"),
        source("s1", agency="School"), source("s2", agency="Police"),
    )  # fmt: skip


def chip(room, text: str) -> ChipButton | None:
    return next((each for each in shown(room, ChipButton) if each.words == text), None)


def test_what_is_not_wanted_is_dimmed_and_the_line_says_how_much_is_shown(eyes) -> None:
    eyes.sights.look(Sight(kinds=("behaviour",)))
    assert eyes.dim() == set(eyes.scene.shown()) - {"B1", "B2"}
    assert eyes.seeing.strip.shown.text().startswith("2 of 8 shown: ")
    assert eyes.room.status_text() == "2 of 8 shown"


def test_what_is_left_out_can_neither_be_selected_nor_walked_to(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    eyes.room.select_all()
    assert set(eyes.session.selection) == {"B1", "B2"}
    eyes.key(Qt.Key.Key_End)
    assert eyes.session.selection[-1] in ("B1", "B2")
    assert not set(eyes.room.keys.order()) - {"B1", "B2"}


def test_escape_shows_the_whole_map_again_once_nothing_else_is_to_be_left(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    eyes.session.select(("B1",))
    eyes.key(Qt.Key.Key_Escape)
    assert len(eyes.scene.shown()) == 2
    eyes.key(Qt.Key.Key_Escape)
    assert len(eyes.scene.shown()) == 8
    assert eyes.seeing.strip.isHidden()
    assert eyes.room.status_text() == "8 of 8 shown"


def test_opening_a_card_that_is_left_out_brings_it_back_and_says_so(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    eyes.session.select(("I1",))
    assert "I1" in eyes.scene.shown()
    assert "and 1 that was opened" in eyes.seeing.strip.shown.text()


def test_the_key_for_near_shows_one_arrow_around_a_card_and_then_one_more(eyes) -> None:
    eyes.session.select(("B1",))
    eyes.room.see_near()
    assert eyes.sights.wanted == {"B1", "L1"}
    eyes.room.see_near()
    assert eyes.sights.wanted == {"B1", "L1", "I1"}
    eyes.room.see_nearer()
    eyes.room.see_nearer()
    assert eyes.sights.is_whole


def test_a_card_that_comes_is_shown_where_it_is_wanted(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    assert eyes.session.attempt(add, Behaviour(id="B9", title="follows her to work", by="p1"))
    assert "B9" in eyes.scene.shown()
    assert eyes.room.status_text() == "3 of 9 shown"


def test_ticking_a_kind_in_the_panel_shows_it(eyes) -> None:
    eyes.seeing.open_panel()
    fold = eyes.seeing.panel.ticks["kinds"]
    fold.head.click()
    fold.ticks["behaviour"].click()
    assert eyes.sights.sight.kinds == ("behaviour",)
    eyes.seeing.panel.leave_out.click()
    assert set(eyes.scene.shown()) == {"B1", "B2"}
    assert fold.head.accessibleName() == "Kind: 1 chosen"


def test_a_time_that_is_none_changes_nothing(eyes) -> None:
    eyes.seeing.open_panel()
    field = eyes.seeing.panel.period.since
    field.setText("last spring")
    field.editingFinished.emit()
    assert eyes.sights.is_whole
    field.setText("2023")
    field.editingFinished.emit()
    assert eyes.sights.sight.since == "2023"


# --------------------------------------------------------------------------------------------------- kept views


def test_a_view_is_kept_under_its_name_chosen_renamed_removed_and_brought_back(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    eyes.seeing.open_panel()
    kept = eyes.seeing.panel.kept
    kept.name.setText("What he does")
    kept.keep.click()
    eyes.sights.clear()
    chip(kept, "What he does").click()
    assert eyes.sights.sight == ONLY_HIS
    button(kept, "Rename").click()
    kept.name.setText("His part")
    kept.keep.click()
    assert chip(kept, "His part")
    button(kept, "Remove").click()
    assert not chip(kept, "His part")
    kept.back.click()
    assert chip(kept, "His part")
    assert Views(eyes.shelf, eyes.session.case.header.id).names() == ("His part",)


def test_a_view_needs_a_name_and_keeps_the_one_it_has_from_others(eyes) -> None:
    views = Views(eyes.shelf, "c1")
    views.keep("one", ONLY_HIS)
    views.keep("two", Sight())
    for refused in (lambda: views.keep("  ", ONLY_HIS), lambda: views.rename("one", "two")):
        with pytest.raises(CaseError):
            refused()
    assert Views(eyes.shelf, "another case").names() == ()


def test_no_name_in_the_panel_or_the_line_comes_through_the_veil(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    Views(eyes.shelf, eyes.session.case.header.id).keep("What Ruth Vale saw", ONLY_HIS)
    eyes.sights.look(Sight(people=("p7",)))
    eyes.seeing.open_panel()
    eyes.seeing.panel.ticks["people"].head.click()
    assert chip(eyes.seeing.panel, "What Ruth Vale saw")
    assert "Ruth Vale" in eyes.seeing.strip.shown.text()
    eyes.session.veil(True)
    qtbot.waitUntil(lambda: bool(eyes.seeing.panel.ticks))
    eyes.seeing.panel.ticks["people"].head.click()
    said = "".join(each.accessibleName() for each in eyes.seeing.panel.findChildren(QWidget) if each.isVisible())
    said += words(eyes.seeing.panel) + eyes.seeing.strip.shown.text()
    assert "Ruth" not in said
    assert "Vale" not in said


def test_when_the_case_closes_no_word_of_it_stays(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    eyes.seeing.open_panel()
    eyes.session.locking.emit()
    assert not eyes.seeing.strip.shown.text()
    assert not eyes.seeing.panel.ticks
    assert not eyes.scene.stage.tags


# ---------------------------------------------------------------------------------------- what is asked of the map


def test_what_remains_dims_what_no_longer_stands_and_says_so(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    eyes.sights.ask(Remains(Taken(disputed=True)))
    assert eyes.dim() == {"B1"}
    assert eyes.scene.stage.tags == {"B1": "stands no longer"}
    assert "may be true all the same" in eyes.seeing.strip.said.text()


def test_two_accounts_are_told_apart_by_words(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    eyes.sights.ask(Accounts("School", "Police"))
    assert eyes.scene.stage.tags == {"B1": "only School", "B2": "both say so", "B3": "only Police"}


def test_the_echo_test_dims_nothing(qtbot) -> None:
    twice, once = cited("s1") + cited("s2"), cited("s1")
    acts = behaviour("B1", "took her keys", cites=twice), behaviour("B2", "hid it", cites=once)
    eyes = Eyes(qtbot, case_of(*acts, source("s1"), source("s2", heard_from="s1")))
    eyes.sights.ask(Echo())
    assert not eyes.dim()
    assert eyes.scene.stage.tags == {"B1": "2 sources, 1 origin"}
    assert "One witness is enough" in eyes.seeing.strip.said.text()


def test_without_a_loop_it_is_said_that_there_may_be_one(eyes) -> None:
    eyes.sights.ask(Round())
    assert not eyes.dim()
    assert "does not say that there is none" in eyes.seeing.strip.said.text()


def test_pressing_the_echo_test_again_takes_it_back(eyes) -> None:
    eyes.seeing.open_panel()
    eyes.seeing.panel.asking.echo.click()
    assert eyes.sights.question == Echo()
    eyes.seeing.panel.asking.echo.click()
    assert eyes.sights.is_whole


# ------------------------------------------------------------------------------------------------------- the marks


def test_the_legend_names_the_marks_that_are_on_show_and_no_others(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    told = eyes.room.legend.accessibleDescription()
    assert "disputed" in told
    assert "high risk" in told
    assert "one source" not in told
    eyes.sights.mark(SIGNED)
    assert "One witness is enough" in eyes.room.legend.accessibleDescription()
    eyes.sights.mark(())
    assert "disputed" not in eyes.room.legend.accessibleDescription()


def test_a_mark_is_seen_on_its_card_and_makes_no_card_fainter(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    eyes.sights.mark(())
    before = eyes.picture()
    eyes.sights.mark(("high_risk",))
    assert eyes.picture() != before
    assert not eyes.dim()


def test_the_choices_follow_the_case(eyes) -> None:
    eyes.seeing.open_panel()
    assert "agencies" not in eyes.seeing.panel.ticks
    assert Naming(eyes.session.case, veiled=False).children
    assert set(eyes.seeing.panel.ticks) >= {"kinds", "people", "children", "categories", "statuses"}


def test_a_card_speaks_its_marks_and_what_a_question_says_of_it(qtbot) -> None:
    eyes = Eyes(qtbot, disputed_case())
    eyes.sights.ask(Accounts("School", "Police"))
    spoken = eyes.room.speech.spoken("B1")
    assert spoken is not None
    assert "only School; disputed" in spoken.more


# -------------------------------------------------------------------------------------------------- the small map


def test_a_press_on_the_small_map_brings_that_place_into_view(qtbot) -> None:
    eyes = Eyes(qtbot, case_of(*(behaviour(f"B{number}", "took her keys") for number in range(1, 60))))
    view, mini = eyes.room.view, eyes.room.mini
    mini.turn()
    before = view.mapToScene(view.viewport().rect().center()).y()
    qtbot.mouseClick(mini, Qt.MouseButton.LeftButton, pos=mini.rect().center() + mini.rect().bottomLeft() / 3)
    after = view.mapToScene(view.viewport().rect().center()).y()
    assert after > before
    qtbot.keyClick(mini, Qt.Key.Key_Up)
    assert view.mapToScene(view.viewport().rect().center()).y() < after
    mini.turn()
    assert mini.isHidden()


def test_where_cards_are_left_out_no_lane_is_called_empty(eyes) -> None:
    eyes.sights.look(ONLY_HIS)
    assert not [each for each in eyes.scene.plates if each.startswith("words/")]


# ---------------------------------------------------------------------------------------------- what is remembered


def test_the_chosen_marks_and_what_is_recent_are_there_again_in_the_next_case(qtbot, eyes) -> None:
    eyes.seeing.open_panel()
    eyes.seeing.panel.marks["one_source"].click()
    eyes.seeing.panel.days.setValue(30)
    other = Eyes(qtbot, disputed_case())
    again = Seeing(other.session, eyes.shelf, other.room)
    assert set(again.sights.rules) == {*eyes.sights.rules} >= {"one_source"}
    assert again.sights.days == 30
    again.open_panel()
    assert "in the last 30 days" in again.panel.marks["recent"].text()


def test_marks_that_are_not_known_here_are_passed_over(qtbot, eyes) -> None:
    eyes.shelf.kept["map marks", None] = {"rules": ["stars", "disputed"], "days": "soon"}
    other = Eyes(qtbot, small_case())
    again = Seeing(other.session, eyes.shelf, other.room)
    assert again.sights.rules == ("disputed",)
    assert again.sights.days == 90


def test_a_question_that_has_its_answer_counts_neither_among_what_is_shown_nor_among_all(qtbot) -> None:
    gaps = Gap(id="N1", title="who drives her?", state="kept_elsewhere"), Gap(id="N2", title="who rang?")
    eyes = Eyes(qtbot, case_of(behaviour("B1", "took her keys"), *gaps))
    assert eyes.room.status_text() == "2 of 2 shown"
    eyes.sights.look(ONLY_HIS)
    assert eyes.room.status_text() == "1 of 2 shown"


def heard(monkeypatch) -> list[str]:
    """What is announced of how much is shown, from now on."""
    said: list[str] = []
    monkeypatch.setattr("app.seeing.strip.say_aloud", lambda _widget, words: said.append(words))
    return said


def test_what_is_folded_away_is_in_the_sentence_and_show_all_takes_it_out(eyes) -> None:
    eyes.session.select(("I1",))
    eyes.room.folding.group()
    assert eyes.seeing.strip.shown.text() == "7 of 8 shown, 1 folded away"
    assert eyes.room.status_text() == "7 of 8 shown, 1 folded away"
    eyes.sights.look(Sight(kinds=("child_impact",)))
    assert eyes.seeing.strip.shown.text().startswith("1 of 8 shown, 1 folded away: ")
    eyes.seeing.show_all()
    assert len(eyes.scene.shown()) == 8
    assert eyes.seeing.strip.isHidden()


def test_how_much_is_shown_is_announced_when_a_fold_a_filter_or_a_kept_view_changes_it(eyes, monkeypatch) -> None:
    said = heard(monkeypatch)
    eyes.session.select(("I1",))
    eyes.room.folding.group()
    eyes.room.folding.all_out()
    eyes.sights.look(ONLY_HIS)
    eyes.seeing.panel.kept.chosen.emit(Sight(kinds=("goal",)))
    eyes.seeing.show_all()
    whole = "The whole map is shown"
    assert [each.split(":")[0] for each in said] == [
        "7 of 8 shown, 1 folded away", whole, "2 of 8 shown", "1 of 8 shown", whole,
    ]  # fmt: skip


def test_neither_the_veil_nor_a_lock_is_announced_as_if_all_were_shown(eyes, monkeypatch) -> None:
    eyes.sights.look(ONLY_HIS)
    said = heard(monkeypatch)
    eyes.session.veil(True)
    assert all(each.startswith("2 of 8 shown") for each in said)
    eyes.session.locking.emit()
    assert "The whole map is shown" not in said
