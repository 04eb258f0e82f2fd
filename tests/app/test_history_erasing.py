"""Erasing from the history: asked for with a reason, asked once more, done for good, and put on a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app import theme
from app.find.bar import FindBar
from app.history.erasing import ErasePage
from app.keptviews import Views
from exports.erasure import LAW, SAFETY
from mapping import commands
from mapping.entries import Person
from mapping.records import record_of
from mapping.sight import Sight
from storage import backup
from storage.vault import Vault
from tests.app.history_desk import WHO, HistoryDesk, button, seen
from tests.storage.sample import PASSPHRASE

HIDING = "hides in the flat above the bakery"


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryDesk]:
    made = HistoryDesk(qtbot, tmp_path / "vault")
    made.edit("B1", account=HIDING)
    made.edit("B1", account="Nothing of it.")
    yield made
    made.close()


def asked(desk: HistoryDesk, thing: str, *, whole: bool, reason: str = SAFETY) -> ErasePage:
    """The page with a reason and a name on it, and whatever it looks for found."""
    panel = desk.open(thing)
    panel.ask_to_erase(whole=whole)
    page = panel.erasing
    assert page is not None
    page.reasons[reason].setChecked(True)
    page.decided.setText("M. Adeyemi")
    if page.others is not None:
        desk.until(lambda: page.others.looked)
    return page


def erased(desk: HistoryDesk, thing: str, *, whole: bool, reason: str = SAFETY) -> ErasePage:
    """The same, gone through to the end."""
    page = asked(desk, thing, whole=whole, reason=reason)
    page.go.click()
    page.now.click()
    assert page.done is not None
    desk.until(lambda: page.done is not None and page.done.facts is not None)
    return page


def told(vault: Vault) -> str:
    """All that the record still tells."""
    acts = vault.records("c1")
    return repr(
        [record_of(thing) for act in acts for each in act.touched for thing in (each.before, each.after) if thing]
    )


def test_before_it_is_erased_the_slip_is_in_the_record(desk: HistoryDesk) -> None:
    assert HIDING in told(desk.vault)


def test_earlier_words_are_erased_and_the_card_stays(desk: HistoryDesk) -> None:
    before = desk.session.case
    erased(desk, "B1", whole=False)
    assert desk.session.case == before
    assert HIDING not in told(desk.vault)
    assert desk.vault.check() == ()


def test_nothing_is_erased_without_a_reason_and_somebody_who_decided(desk: HistoryDesk) -> None:
    panel = desk.open("B1")
    panel.erase_before.click()
    page = panel.erasing
    assert page is not None
    assert not page.go.isEnabled()
    page.reasons[LAW].setChecked(True)
    assert not page.go.isEnabled()
    page.decided.setText("   ")
    assert not page.go.isEnabled()
    page.decided.setText("M. Adeyemi")
    assert page.go.isEnabled()


def test_it_is_asked_once_more_plainly_and_can_be_left(desk: HistoryDesk) -> None:
    desk.vault.back_up()
    page = asked(desk, "B1", whole=False)
    page.go.click()
    words = seen(page)
    for each in ("cannot be undone", "Undo will begin here", "Backups made before still hold it"):
        assert each in words
    assert page.keep.hasFocus() or page.keep.isVisible()
    page.keep.click()
    assert HIDING in told(desk.vault)
    assert "History of" in seen(desk.panel)


def test_undo_leads_no_further_back_than_to_the_erasure(desk: HistoryDesk) -> None:
    announced = []
    desk.session.changed.connect(lambda changes, _origin: announced.append(changes.act))
    erased(desk, "B1", whole=False)
    assert desk.session.next_undo is None
    assert announced == ["erase"]
    desk.edit("B2", title="reads her post")
    assert desk.session.undo()
    assert not desk.session.undo()


def test_a_card_is_taken_off_with_its_arrows_and_erased(desk: HistoryDesk) -> None:
    page = erased(desk, "B1", whole=True)
    assert desk.session.case.entry("B1") is None
    assert desk.session.case.links_from("B1") == ()
    assert "takes her wages" not in told(desk.vault)
    facts = page.done.facts
    assert dict(facts.gone)["Behaviour"] == ("B1",)
    assert len(dict(facts.gone)["Arrow"]) == 2


def test_the_record_says_afterwards_that_it_was_erased_and_when(desk: HistoryDesk) -> None:
    page = erased(desk, "B1", whole=False)
    page.done.close_button.click()
    panel = desk.panel
    sentences = panel.listing.sentences()
    assert sentences[0].startswith(f"{WHO} erased what stood in “takes her wages” before")
    assert "what it said was erased" in sentences[1]
    panel.listing.list.setCurrentRow(1)
    desk.until(lambda: "What stood here was erased at" in seen(panel))
    assert HIDING not in seen(panel)


def test_the_certificate_says_what_was_done_and_holds_no_case_text(desk: HistoryDesk, tmp_path: Path) -> None:
    page = erased(desk, "B1", whole=False, reason=LAW)
    page.done.write(tmp_path / "certificate.pdf")
    words = " ".join(pypdf.PdfReader(tmp_path / "certificate.pdf").pages[0].extract_text().split())
    for each in ("Behaviour: 1", "B1", "By law", "M. Adeyemi", WHO, "It holds together", desk.vault.mark):
        assert each in words
    assert "takes her wages" not in words
    assert "bakery" not in words
    assert page.done.facts.after == desk.vault.head()
    assert page.done.facts.before[0] == page.done.facts.act - 1


def test_whose_decision_it_was_stands_nowhere_in_the_vault(desk: HistoryDesk) -> None:
    erased(desk, "B1", whole=False)
    assert "Adeyemi" not in told(desk.vault) + repr([act.who for act in desk.vault.records("c1")])


def test_older_backups_go_if_that_is_wanted_and_a_fresh_one_is_there(desk: HistoryDesk) -> None:
    old = desk.vault.back_up()
    page = asked(desk, "B1", whole=False)
    page.older.setChecked(True)
    page.go.click()
    page.now.click()
    desk.until(lambda: page.done is not None and page.done.facts is not None)
    assert old not in backup.backups(desk.folder)
    assert len(backup.backups(desk.folder)) == 1
    assert page.done.facts.backups == ()
    assert "older backups are deleted" in seen(page)


def test_backups_that_are_left_are_named_and_can_be_deleted_afterwards(desk: HistoryDesk) -> None:
    desk.vault.back_up()
    page = erased(desk, "B1", whole=False)
    assert len(page.done.facts.backups) == 1
    page.done.delete_older.click()
    desk.until(lambda: page.done.facts.backups == ())
    assert not page.done.delete_older.isVisible()


# ------------------------------------------------------------------------------------------------- a person


def items(page: ErasePage) -> dict[str, str]:
    """What else names the person, by its id."""
    listed = page.others.list
    return {listed.item(row).data(Qt.ItemDataRole.UserRole): listed.item(row).text() for row in range(listed.count())}


def test_what_else_names_a_person_is_listed_now_and_earlier(desk: HistoryDesk) -> None:
    desk.edit("B2", account="Ania said so.")
    desk.edit("L1", title="rent of 12 Mill Lane unpaid")
    desk.edit("L1", title="rent unpaid")
    desk.vault.keep_draft("c1", "E1", "account", "Anna says")
    found = items(asked(desk, "p2", whole=True))
    assert "names them now" in found["B2"]
    assert "named them earlier" in found["L1"]
    assert "names them now" not in found.get("I1", "")
    assert "p2" not in found


def test_a_person_is_erased_with_the_earlier_words_of_what_was_ticked(desk: HistoryDesk) -> None:
    desk.edit("L1", title="rent of Ania unpaid")
    desk.edit("L1", title="rent unpaid")
    desk.edit("B1", account="Somebody was left with nothing.")
    page = erased(desk, "p2", whole=True, reason=LAW)
    left = told(desk.vault)
    assert [word for word in ("Ania", "Anna", "12 Mill Lane") if word in left] == []
    assert desk.session.case.entry("L1").title == "rent unpaid"
    assert desk.session.case.entry("p2") is None
    assert dict(page.done.facts.gone)["Person"] == ("p2",)
    assert desk.vault.check() == ()


def test_what_was_not_ticked_keeps_its_earlier_words(desk: HistoryDesk) -> None:
    desk.edit("L1", title="rent of Ania unpaid")
    desk.edit("L1", title="rent unpaid")
    page = asked(desk, "p2", whole=True)
    for row in range(page.others.list.count()):
        page.others.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    page.go.click()
    page.now.click()
    assert "Ania" in told(desk.vault)


def test_a_card_that_names_them_is_opened_to_be_changed_first(desk: HistoryDesk) -> None:
    desk.edit("B2", account="Ania said so.")
    page = asked(desk, "p2", whole=True)
    wanted = []
    desk.panel.wants_open.connect(wanted.append)
    item = page.others.list.item(list(items(page)).index("B2"))
    page.others.list.itemActivated.emit(item)
    assert wanted == ["B2"]
    assert not desk.panel.isVisible()


def test_a_person_cannot_be_erased_before_it_was_looked_who_names_them(desk: HistoryDesk) -> None:
    panel = desk.open("p2")
    panel.ask_to_erase(whole=True)
    page = panel.erasing
    page.reasons[LAW].setChecked(True)
    page.decided.setText("M. Adeyemi")
    assert not page.go.isEnabled()
    desk.until(lambda: page.go.isEnabled())


def test_how_much_goes_with_it_is_said(desk: HistoryDesk) -> None:
    assert "Without it 1 other card and 1 arrow of the map cannot stand" in seen(asked(desk, "p3", whole=True))


# ------------------------------------------------------------------------------------------------- elsewhere


def test_the_clipboard_and_the_index_for_finding_forget(
    desk: HistoryDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QClipboard.ownsClipboard", lambda _self: True)
    finding = FindBar(desk.session)
    qtbot.addWidget(finding)
    finding.show()
    finding.field.setText("wages")
    assert "B1" in finding._finder._read
    field = QPlainTextEdit(HIDING)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == HIDING
    erased(desk, "B1", whole=True)
    assert QGuiApplication.clipboard().text() == ""
    assert "B1" not in finding._finder._read
    assert finding.hits.rowCount() == 0


def test_what_was_begun_in_it_goes_too(desk: HistoryDesk) -> None:
    desk.vault.keep_draft("c1", "B1", "account", HIDING)
    erased(desk, "B1", whole=True)
    assert desk.vault.drafts("c1") == {}


def test_a_disk_that_refuses_leaves_everything_as_it_was_and_says_why(
    desk: HistoryDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = asked(desk, "B1", whole=True)
    before = desk.session.case

    def refuse(point: str) -> None:
        if point == "commit":
            raise OSError(28, "No space left on device")

    desk.vault._store._fault = refuse
    page.go.click()
    page.now.click()
    assert page.done is None
    assert page.word.isVisible()
    assert desk.session.case == before == desk.vault.load("c1")
    assert HIDING in told(desk.vault)


def test_an_erasure_survives_a_lock(desk: HistoryDesk) -> None:
    erased(desk, "B1", whole=False)
    desk.vault.close()
    with Vault.unlock(desk.folder, PASSPHRASE) as vault:
        assert HIDING not in told(vault)
        assert vault.check() == ()
        assert vault.history("c1").depth == (0, 0)


def test_an_erasure_of_what_is_already_gone_from_the_map(desk: HistoryDesk) -> None:
    assert desk.session.attempt(commands.remove, "B1")
    panel = desk.open("B1")
    button(panel, "Erase what is left of it…").click()
    page = panel.erasing
    page.reasons[SAFETY].setChecked(True)
    page.decided.setText("M. Adeyemi")
    page.go.click()
    page.now.click()
    desk.until(lambda: page.done is not None and page.done.facts is not None)
    assert HIDING not in told(desk.vault)
    assert dict(page.done.facts.gone) == {"No longer on the map": ("B1",)}


def test_escape_leaves_the_question_and_then_the_panel(desk: HistoryDesk) -> None:
    page = asked(desk, "B1", whole=False)
    desk.qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert desk.panel.erasing is None
    assert desk.panel.isVisible()
    assert HIDING in told(desk.vault)


# ------------------------------------------------------------------------------------------- what lies beside the map


def test_a_page_of_notes_with_the_words_of_a_card_is_told_and_goes_with_it(desk: HistoryDesk) -> None:
    words = desk.session.case.thing("B1").title
    desk.session.keep_draft("c1", "page", f"She says that he {words} every day.")
    page = asked(desk, "B1", whole=True)
    assert [tick.text() for tick in page.aside.ticks] == ["A page of notes"]
    page.go.click()
    page.now.click()
    desk.until(lambda: page.done is not None and page.done.facts is not None)
    assert desk.session.draft("c1", "page") == ""


def test_a_page_that_is_not_ticked_stays(desk: HistoryDesk) -> None:
    words = desk.session.case.thing("B1").title
    desk.session.keep_draft("c1", "page", f"She says that he {words} every day.")
    page = asked(desk, "B1", whole=False)
    page.aside.ticks[0].setChecked(False)
    page.go.click()
    page.now.click()
    desk.until(lambda: page.done is not None and page.done.facts is not None)
    assert words in desk.session.draft("c1", "page")


def test_a_kept_view_that_is_called_after_somebody_goes_with_them(desk: HistoryDesk) -> None:
    name = next(each.name for each in desk.session.case.of(Person) if each.name)
    views = Views(desk.vault, "c1")
    views.keep(f"What {name} saw", Sight())
    views.keep("What he does", Sight())
    thing = next(each.id for each in desk.session.case.of(Person) if each.name == name)
    page = asked(desk, thing, whole=False)
    assert [tick.text() for tick in page.aside.ticks] == [f"The kept view “What {name} saw”"]
    page.aside.drop()
    assert views.names() == ("What he does",)


def test_where_nothing_lies_beside_the_map_nothing_is_said_of_it(desk: HistoryDesk) -> None:
    page = asked(desk, "B1", whole=True)
    assert not page.aside.holds
    assert "Beside the map" not in seen(page)
