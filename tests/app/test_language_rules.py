"""Every rule can be read and switched off with a reason; a team's own rules come in from a file that is tried first."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.language.rulespage import RulesPage
from app.language.team import TEMPLATE
from app.markedwords import MarkedWords
from app.readings import Readings, readings_of
from app.session import Session
from mapping.language import load_rules
from tests.app.memory import MemoryStore
from tests.app.wording import MARKED, Shelf, case_with


class Bench:
    """The page of rules on the screen; `shelf` holds what a vault would."""

    def __init__(self, qtbot: QtBot, shelf: Shelf | None = None) -> None:
        self.qtbot, self.shelf = qtbot, shelf or Shelf()
        case = case_with(MARKED)
        self.session = Session(MemoryStore(case), case.header.id, "worker", lambda: None)
        self.readings = Readings(self.session, self.shelf)
        self.page = RulesPage(self.session, self.readings)
        qtbot.addWidget(self.page)
        self.page.resize(800, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def rule(self) -> str:
        """The key of the rule that marks the text of the case."""
        return self.readings.read(MARKED).findings[0].rule

    def switch_off(self, key: str, reason: str) -> None:
        fold = self.page.fold(key)
        fold.button.setChecked(True)
        fold.body.reason.setFocus()
        self.qtbot.keyClicks(fold.body.reason, reason)
        self.qtbot.keyClick(fold.body.reason, Qt.Key.Key_Return)

    def file(self, folder: Path, text: str) -> Path:
        path = folder / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def words(widget: QWidget) -> str:
    found = [each.words for each in widget.findChildren(MarkedWords)]
    return "\n".join(found + [each.text() for each in widget.findChildren(QLabel)])


def test_every_rule_stands_there_and_says_what_it_looks_for_and_what_is_fine(bench: Bench) -> None:
    assert [fold.rule.key for fold in bench.page.folds] != []
    assert {fold.rule.key for fold in bench.page.folds} == {rule.key for rule in load_rules().all}
    for fold in bench.page.folds:
        fold.button.setChecked(True)
        told = words(fold)
        assert fold.rule.hits[0] in told
        assert "It looks for" in told
        assert not fold.rule.fine or "It is fine" in told
        assert all(each in told for each in (*fold.rule.hits, *fold.rule.misses))
        assert "[S]" not in told
        assert "[P]" not in told


def test_a_rule_is_found_by_a_word_of_its_examples(bench: Bench) -> None:
    rule = bench.readings.rules.named(bench.rule())
    bench.qtbot.keyClicks(bench.page.line, rule.hits[0].upper())
    shown = [fold.rule.key for fold in bench.page.folds if fold.isVisible()]
    assert rule.key in shown
    assert len(shown) < len(bench.page.folds) or len(bench.page.folds) == 1
    bench.page.line.setText("no rule has ever had these words")
    assert bench.page.nothing.isVisible()


def test_a_rule_is_switched_off_with_a_reason_and_on_again(bench: Bench) -> None:
    key = bench.rule()
    bench.switch_off(key, "our court uses it")
    assert key not in [each.rule for each in bench.readings.read(MARKED).findings]
    fold = bench.page.fold(key)
    assert "our court uses it" in words(fold)
    assert "switched off" in fold.button.text()
    fold.body.turn.click()
    assert bench.readings.read(MARKED).findings[0].rule == key
    assert "switched off" not in fold.button.text()


def test_a_rule_is_not_switched_off_without_a_reason(bench: Bench) -> None:
    key = bench.rule()
    bench.switch_off(key, "  ")
    assert bench.rule() == key
    assert "why" in bench.page.fold(key).body.note.text()


def test_what_is_switched_off_is_off_in_the_next_sitting_with_its_reason(qtbot: QtBot, bench: Bench) -> None:
    key = bench.rule()
    bench.switch_off(key, "our court uses it")
    again = Bench(qtbot, bench.shelf)
    assert again.readings.rules.off == {key: "our court uses it"}
    assert key not in [each.rule for each in again.readings.read(MARKED).findings]


def test_the_template_is_a_file_of_rules_that_works(bench: Bench, tmp_path: Path) -> None:
    bench.page.team.take_file(bench.file(tmp_path, TEMPLATE))
    assert "T1" in [fold.rule.key for fold in bench.page.folds]
    assert [each.rule for each in bench.readings.read("Anna was spoken to.").findings] == ["T1"]
    assert "In this vault" in bench.page.team.state.text()


def test_the_teams_rules_are_there_in_the_next_sitting_and_can_be_taken_away(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    bench.page.team.take_file(bench.file(tmp_path, TEMPLATE))
    bench.switch_off("T1", "not now")
    again = Bench(qtbot, bench.shelf)
    assert "T1" in [fold.rule.key for fold in again.page.folds]
    again.page.team.remove.click()
    assert "T1" not in [fold.rule.key for fold in again.page.folds]
    assert again.readings.rules.off == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[T1\n", "cannot be read"),
        ("", "no rule"),
        (TEMPLATE.replace('severity = "B"', 'severity = "X"'), "one of A, B and C"),
        (TEMPLATE.replace("[S] (is | be)", "[Q] (is | be)"), "[Q]"),
        (TEMPLATE.replace('"She was also spoken to at home."', '"She was at home."'), "does not find"),
        (TEMPLATE.replace("[T1]", "[L31]"), "there already"),
    ],
)
def test_a_file_that_is_no_file_of_rules_is_refused_in_a_sentence(
    bench: Bench, tmp_path: Path, text: str, said: str
) -> None:
    before = bench.readings.rules
    bench.page.team.take_file(bench.file(tmp_path, text))
    assert said in bench.page.team.word.text()
    assert bench.readings.rules is before
    assert bench.shelf.kept == {}


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(bench: Bench, tmp_path: Path) -> None:
    bench.page.team.take_file(tmp_path / "gone.toml")
    assert "could not be read" in bench.page.team.word.text()
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00")
    bench.page.team.take_file(tmp_path / "picture.toml")
    assert "not plain text" in bench.page.team.word.text()


def test_team_rules_in_the_vault_that_cannot_be_used_any_more_leave_ours_in_force(qtbot: QtBot) -> None:
    shelf = Shelf()
    shelf.kept["team language rules"] = "[T1]\nseverity = 'X'\n"
    bench = Bench(qtbot, shelf)
    assert bench.rule()
    assert bench.page.team.state.text() == bench.readings.trouble
    assert bench.page.team.remove.isVisibleTo(bench.page.team)


def test_every_room_of_a_session_shares_one_reading(bench: Bench) -> None:
    assert readings_of(bench.session) is bench.readings
