"""Not known yet: every question with its reason and what answers it, in place; nothing is counted, nothing presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.answering import AddPanel, AnswerPanel, AskPanel
from app.chips import ChipButton
from app.entrylink import EntryLink
from app.openquestion import OpenQuestion
from app.session import Session
from app.unknowns.grouping import grouped
from app.unknowns.room import UnknownsRoom
from app.unknowns.waiting import GapRow
from mapping.casemap import CaseMap
from mapping.checks import findings
from mapping.entries import Behaviour, ChildImpact, Gap, Header, ProtectiveEffort
from mapping.naming import Naming
from tests.app.memory import MemoryStore
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, cited, effort, goal, person, published, source

ELSEWHERE = "Known, and deliberately not written here"
LATER, ASKED = "Ask someone by a day…", "Asked already…"


def small() -> CaseMap:
    return case_of(
        behaviour("B1", "took her wages"),
        behaviour("B2", "hid her post", cites=cited("s1")),
        effort("E1"),
        source("s1", "perpetrator", person="p1"),
        goal("G1", "attends a course"),
        person("p4", "child", label="Unborn child", name="Mika", unborn=True),
    )


class Desk:
    """The room on the screen, and a hand."""

    def __init__(self, qtbot: QtBot, case: CaseMap) -> None:
        self.qtbot, self.store = qtbot, MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.room = UnknownsRoom(self.session)
        qtbot.addWidget(self.room)
        self.room.resize(886, 700)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.renew()

    def renew(self) -> None:
        """Wait until the room shows what is open after the last act."""
        self.room.questions.catch_up()
        self.room._renew()
        QApplication.processEvents()

    def question(self, check: str, about: str = "") -> OpenQuestion:
        rows = (row for row in self.room.rows.values() if isinstance(row, OpenQuestion))
        return next(row for row in rows if row.finding.check == check and (not about or about in row.finding.about))

    def gaps(self) -> list[GapRow]:
        return [row for row in self.room.rows.values() if isinstance(row, GapRow)]

    def press(self, row: QWidget, words: str) -> None:
        found = [each for each in row.findChildren(QAbstractButton) if _said(each) == words and not each.isHidden()]
        found[0].click()

    def words(self) -> str:
        labels = [each.text() for each in self.room.findChildren(QLabel) if each.isVisible()]
        links = [each.accessibleName() for each in self.room.findChildren(EntryLink) if each.isVisible()]
        return "\n".join((*labels, *links))

    def checks(self) -> set[str]:
        return {row.finding.check for row in self.room.rows.values() if isinstance(row, OpenQuestion)}


def _said(button: QAbstractButton) -> str:
    return button.words if isinstance(button, ChipButton) else button.text().replace("&&", "&")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, small())


# --------------------------------------------------------------------------------------------------- what is shown


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_finding_is_shown_with_its_question_and_its_reason(qtbot: QtBot, name: str) -> None:
    desk = Desk(qtbot, published(name))
    words = desk.words()
    found = desk.room.questions.findings
    assert found
    for finding in found:
        assert finding.text in words
        assert finding.why in words


def test_questions_stand_under_the_one_whom_they_are_about(desk: Desk) -> None:
    case = desk.session.case
    naming = Naming(case, False)
    groups = grouped(case, findings(case, naming), naming)
    assert [group.title for group in groups] == ["Noor", "Mika", "Daniel", "Amira", "The record"]
    assert {finding.check for finding in groups[3].findings} >= {"survivor_view_not_asked", "behaviour_unanswered"}
    shown = desk.words()
    assert [title in shown for title in ("Noor", "Daniel", "Amira", "The record")] == [True] * 4


def test_nothing_counts_or_scores_what_is_open(desk: Desk) -> None:
    headings = [each.text() for each in desk.room.findChildren(QLabel) if each.text() in ("Noor", "To be asked")]
    assert all(not any(letter.isdigit() for letter in text) for text in headings)
    assert "%" not in desk.words()


def test_an_empty_case_is_told_what_will_stand_here(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CaseMap(Header(id="c1", title="New"), {}, {}))
    assert "once the map has begun" in desk.words()
    assert desk.room.rows == {}


def test_a_card_that_a_question_is_about_leads_to_the_field_where_the_answer_belongs(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    with desk.qtbot.waitSignal(desk.room.wants_field) as asked:
        row.links[0].pressed.emit()
    assert asked.args == ["B1", "cites"]


def test_of_many_cards_a_few_are_shown_and_the_others_on_asking(qtbot: QtBot) -> None:
    case = case_of(*(behaviour(f"B{number}", "took her wages") for number in range(1, 10)))
    desk = Desk(qtbot, case)
    row = desk.question("behaviour_without_source")
    assert len(row.links) == 4
    desk.press(row, "and 5 more")
    assert len(row.links) == 9


# --------------------------------------------------------------------------------------------------- what answers


def test_a_secret_is_kept_by_one_press_and_nothing_is_asked(desk: Desk) -> None:
    desk.press(desk.question("behaviour_without_source", "B1"), ELSEWHERE)
    desk.renew()
    gap = desk.session.case.of(Gap)[0]
    assert (gap.state, gap.asked_of, gap.asked_on, gap.account, gap.by) == ("kept_elsewhere", "", "", "", "")
    assert "behaviour_without_source" not in desk.checks()
    assert len(desk.store.acts) == 1
    desk.session.undo()
    desk.renew()
    assert "behaviour_without_source" in desk.checks()


def test_asked_and_not_known_says_when_and_of_whom(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, ASKED)
    panel = row.panel
    assert isinstance(panel, AnswerPanel)
    panel.of.setText("her sister")
    panel.on.setText("9 Feb 2026")
    desk.press(panel, "Asked, not known")
    gap = desk.session.case.of(Gap)[0]
    assert (gap.state, gap.asked_of, gap.asked_on) == ("asked_unknown", "her sister", "2026-02-09")
    desk.renew()
    assert "of her sister" in desk.gaps()[0].link.accessibleName()


def test_none_observed_is_another_answer(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, ASKED)
    desk.press(row.panel, "None observed")
    assert desk.session.case.of(Gap)[0].state == "none_observed"


def test_a_day_that_is_none_is_not_kept_and_the_panel_says_so(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, ASKED)
    row.panel.on.setText("soonish")
    desk.press(row.panel, "None observed")
    assert desk.store.acts == []
    assert "not understood as a day" in row.panel.note.text()


def test_someone_is_to_be_asked_by_a_day_by_keys_alone(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    chip = next(each for each in row.acts.widgets if _said(each) == LATER)
    chip.setFocus()
    desk.qtbot.keyClick(chip, Qt.Key.Key_Return)
    panel = row.panel
    assert isinstance(panel, AskPanel)
    desk.qtbot.waitUntil(panel.who.hasFocus)
    desk.qtbot.keyClicks(panel.who, "the midwife")
    desk.qtbot.keyClick(panel.who, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(panel.by, "9 March 2027")
    desk.qtbot.keyClick(panel.by, Qt.Key.Key_Return)
    gap = desk.session.case.of(Gap)[0]
    assert (gap.who_might_know, gap.by, gap.state) == ("the midwife", "2027-03-09", "not_asked")
    desk.renew()
    assert "the midwife · by 9 Mar 2027" in desk.gaps()[0].link.accessibleName()
    assert len(desk.store.acts) == 1


def test_a_question_for_nobody_says_what_is_missing(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, LATER)
    desk.press(row.panel, "Keep this question")
    assert "needs a person and a day" in row.panel.note.text()
    assert desk.store.acts == []


def test_escape_shuts_a_panel_and_changes_nothing(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, LATER)
    desk.qtbot.keyClick(row.panel.who, Qt.Key.Key_Escape)
    assert row.panel is None
    assert desk.store.acts == []


def test_what_is_missing_is_written_where_it_is_asked_with_its_arrow_in_one_act(desk: Desk) -> None:
    row = desk.question("behaviour_unanswered", "B1")
    with desk.qtbot.waitSignal(desk.room.wants_open) as opened:
        chip = next(each for each in row.findChildren(ChipButton) if "answers it" in each.words)
        chip.click()
        assert isinstance(row.panel, AddPanel)
        row.panel.text.setText("walks the long way home")
        desk.press(row.panel, "Put it on the map")
    made = desk.session.case.entry(opened.args[0])
    assert isinstance(made, ProtectiveEffort)
    assert (made.title, made.by, made.sensitivity) == ("walks the long way home", "p2", "survivor_private")
    links = [(link.kind, link.to_id) for link in desk.session.case.links_from(made.id)]
    assert links[0][0] == "answers"
    assert len(desk.store.acts) == 1


def test_a_line_for_a_child_knows_the_child_and_a_line_for_him_leaves_him_out(desk: Desk) -> None:
    row = desk.question("child_without_impact", "p4")
    desk.press(row, "Write down what has changed in this child…")
    row.panel.text.setText("is not growing as it should")
    desk.press(row.panel, "Put it on the map")
    impact = desk.session.case.of(ChildImpact)[-1]
    assert (impact.title, impact.child) == ("is not growing as it should", "p4")


def test_a_line_that_begins_with_several_people_is_asked_about_and_kept_if_the_worker_insists(qtbot: QtBot) -> None:
    desk = Desk(qtbot, published("open-01-after-prison"))
    row = desk.question("earlier_relationship_not_searched")
    desk.press(row, "Write down what was done in an earlier relationship…")
    row.panel.text.setText("they argued")
    desk.press(row.panel, "Put it on the map")
    assert desk.store.acts == []
    assert "Who did what?" in row.panel.note.text()
    desk.press(row.panel, "Keep as typed")
    made = desk.session.case.of(Behaviour)[-1]
    assert (made.title, made.setting) == ("they argued", "earlier_relationship")


def test_an_answer_can_be_taken_back(desk: Desk) -> None:
    desk.press(desk.question("behaviour_without_source", "B1"), ELSEWHERE)
    desk.renew()
    assert "Answered" in desk.words()
    desk.press(desk.gaps()[0], "Ask again")
    desk.renew()
    assert desk.gaps() == []
    assert "behaviour_without_source" in desk.checks()


def test_a_question_of_the_workers_own_is_answered_and_asked_again_without_being_lost(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_of(behaviour("B1"), Gap(id="N1", title="who drives her to work?")))
    desk.press(desk.gaps()[0], "Asked, not known")
    desk.renew()
    assert desk.session.case.entries["N1"].state == "asked_unknown"
    desk.press(desk.gaps()[0], "Ask again")
    assert desk.session.case.entries["N1"].state == "not_asked"


def test_where_the_disk_refuses_the_reason_stands_under_the_question(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.store.fails = True
    desk.press(row, ELSEWHERE)
    assert row._refusal.text()
    assert desk.session.case.of(Gap) == ()


def test_what_is_being_written_stays_while_something_else_changes(desk: Desk) -> None:
    row = desk.question("behaviour_without_source", "B1")
    desk.press(row, LATER)
    row.panel.who.setText("the mid")
    desk.press(desk.question("child_view_not_asked", "p3"), ELSEWHERE)
    desk.renew()
    assert desk.question("behaviour_without_source", "B1") is row
    assert row.panel.who.text() == "the mid"


# ----------------------------------------------------------------------------------------------- names, sizes, locking


def test_no_name_is_shown_while_names_are_hidden(desk: Desk) -> None:
    desk.session.veil(True)
    desk.renew()
    assert not any(name in desk.words() for name in ("Daniel", "Amira", "Noor", "Mika"))


def test_every_control_has_a_name_and_a_target_of_a_finger_at_twice_the_size(desk: Desk, qapp) -> None:
    theme.apply(qapp, theme.Theme("dark", 2.0))
    try:
        desk.renew()
        row = desk.question("behaviour_without_source", "B1")
        desk.press(row, ASKED)
        buttons = [
            each for each in desk.room.findChildren(QAbstractButton) if isinstance(each, ChipButton | QPushButton)
        ]
        assert buttons
        assert all(each.accessibleName() for each in buttons)
        assert all(each.sizeHint().height() >= 24 for each in buttons)
    finally:
        theme.apply(qapp, theme.Theme())


def test_text_of_the_case_is_never_read_as_markup(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_of(Gap(id="N1", title="<b>who</b> drives?")))
    assert desk.gaps()[0].link.words == "<b>who</b> drives?"
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in desk.room.findChildren(QLabel))


def test_locking_takes_every_word_away(desk: Desk) -> None:
    desk.session.locking.emit()
    assert desk.room.rows == {}
    assert desk.room.column.count() == 0


def test_what_is_opened_under_a_question_can_be_seen_after_another_was_answered(qtbot: QtBot) -> None:
    desk = Desk(qtbot, published("open-01-after-prison"))
    qtbot.waitUntil(lambda: bool(desk.room.rows))
    first, later, *_ = [row for row in desk.room.rows.values() if isinstance(row, OpenQuestion)]
    desk.press(first, ELSEWHERE)
    desk.renew()
    desk.press(later, LATER)
    panel = later.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.height() >= panel.heightForWidth(panel.width()))


def in_sight(desk: Desk, widget: QWidget) -> bool:
    """Whether the whole height of a widget is inside the part of the page that is shown."""
    viewport = desk.room.page.viewport()
    top = widget.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= viewport.height()


def test_the_page_ends_where_its_last_question_ends(qtbot: QtBot) -> None:
    desk = Desk(qtbot, published("open-01-after-prison"))
    last = [*desk.room.rows.values()][-1]
    bar = desk.room.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert in_sight(desk, last.acts)


def test_what_is_opened_is_scrolled_to_with_all_that_can_be_pressed_in_it(qtbot: QtBot, qapp) -> None:
    theme.apply(qapp, theme.Theme("contrast", 2.0))
    try:
        desk = Desk(qtbot, published("open-01-after-prison"))
        row = [row for row in desk.room.rows.values() if isinstance(row, OpenQuestion)][5]
        assert not in_sight(desk, row.acts)
        desk.press(row, LATER)
        qtbot.waitUntil(lambda: in_sight(desk, row.panel))
        assert in_sight(desk, row.panel.yes)
        assert row.panel.who.hasFocus()
    finally:
        theme.apply(qapp, theme.Theme())
