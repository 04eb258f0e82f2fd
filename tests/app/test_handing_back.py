"""A case that is handed back lies whole in one locked file before anything of it leaves the vault."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.files import FileChooser
from app.vault.caselist import DUE, CaseList, words_of
from app.vault.cases import CasesRoom
from app.vault.handback import HandBack
from app.vault.keeping import KeepingForm
from exports.interchange import read_bytes
from storage.keeping import Keeping
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case

SECRET = "seven slow herons at the weir"


@pytest.fixture
def vault(tmp_path: Path):
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "R. Okafor")
    yield made
    made.close()


def seen(room: QWidget, kind: type) -> list:
    return [each for each in room.findChildren(kind) if each.isVisibleTo(room)]


def words(room: QWidget) -> str:
    return "\n".join(each.text() for kind in (QLabel, QPushButton) for each in seen(room, kind))


def press(room: QWidget, name: str) -> None:
    next(each for each in seen(room, QPushButton) if each.text() == name).click()


def fill(room: QWidget, name: str, text: str) -> None:
    next(each for each in seen(room, QLineEdit) if each.accessibleName() == name).setText(text)


@pytest.fixture
def steps(qtbot, vault: Vault) -> HandBack:
    """The panel, shown."""
    panel = HandBack(vault, "c1")
    qtbot.addWidget(panel)
    panel.show()
    return panel


def make(qtbot, steps: HandBack, path: Path) -> bytes:
    """Go through the panel until the package lies there."""
    fill(steps, "Passphrase of the package", SECRET)
    fill(steps, "The same once more", SECRET)
    press(steps, "Choose where it goes…")
    chooser = steps.findChild(FileChooser)
    chooser.show_path(path)
    press(chooser, "Put it here")
    qtbot.waitUntil(lambda: "was read back whole" in words(steps), timeout=20_000)
    return path.read_bytes()


def test_the_package_holds_the_case_its_evidence_and_who_did_what(qtbot, vault, steps, tmp_path) -> None:
    desk = Desk(vault)
    desk.edit("B1", title="keeps the keys of the car")
    vault.attach("c1", "B1", b"seen at the gate", "text/plain", "Note of 3 May", "R. Okafor")
    made = make(qtbot, steps, tmp_path / "package.pdf")
    held = pypdf.PdfReader(BytesIO(made), password=SECRET).attachments
    assert read_bytes(held["case.case.json"][0]) == desk.case
    assert held["evidence-01.txt"][0] == b"seen at the gate"
    assert json.loads(held["evidence.json"][0])[0]["title"] == "Note of 3 May"
    acts = json.loads(held["acts.json"][0])
    assert [(act["act"], act["who"]) for act in acts][-1] == ("open", "R. Okafor")
    assert acts[1]["touched"][0]["became"]["title"] == "keeps the keys of the car"


def test_the_case_stays_until_the_worker_says_that_it_may_go(qtbot, vault, steps, tmp_path) -> None:
    make(qtbot, steps, tmp_path / "package.pdf")
    assert [line.id for line in vault.cases()] == ["c1"]
    press(steps, "Take the case out of this vault")
    qtbot.waitUntil(lambda: "no longer in this vault" in words(steps), timeout=20_000)
    assert vault.cases() == ()
    assert "cannot take away" in words(steps)


def test_the_older_backups_go_too_if_the_worker_wants_that(qtbot, vault, steps, tmp_path) -> None:
    vault.back_up()
    make(qtbot, steps, tmp_path / "package.pdf")
    press(steps, "Take the case out of this vault")
    qtbot.waitUntil(lambda: "no longer in this vault" in words(steps), timeout=20_000)
    press(steps, "Take the older backups away too")
    qtbot.waitUntil(lambda: "were taken away" in words(steps), timeout=20_000)
    (only,) = vault.copies()
    with Vault.unlock(only.place, PASSPHRASE) as copy:
        assert copy.cases() == ()


def test_nothing_is_made_under_a_passphrase_that_can_be_guessed(vault, steps) -> None:
    fill(steps, "Passphrase of the package", "password1234")
    fill(steps, "The same once more", "password1234")
    assert not steps.buttons[0].isEnabled()


def test_a_package_that_cannot_be_put_there_leaves_the_case_and_says_why(qtbot, vault, steps, tmp_path) -> None:
    fill(steps, "Passphrase of the package", SECRET)
    fill(steps, "The same once more", SECRET)
    steps._make(tmp_path / "nowhere" / "package.pdf")
    qtbot.waitUntil(lambda: "Passphrase of the package" in words(steps), timeout=20_000)
    assert "nowhere" in words(steps)
    assert [line.id for line in vault.cases()] == ["c1"]


def test_a_case_is_kept_until_a_day_by_somebodys_word(qtbot, vault) -> None:
    form = KeepingForm(vault, "c1")
    qtbot.addWidget(form)
    fill(form, "Until", "next spring")
    press(form, "Keep this day")
    assert "That is no day" in words(form)
    fill(form, "Until", "2031-05-01")
    press(form, "Keep this day")
    assert "by whose rule" in words(form)
    fill(form, "By whose rule or decision", "Table of the county")
    with qtbot.waitSignal(form.done):
        press(form, "Keep this day")
    assert vault.kept_until("c1") == Keeping(date(2031, 5, 1), "Table of the county")


@pytest.mark.parametrize(("until", "told"), [(date(2020, 1, 1), True), (date(2090, 1, 1), False)])
def test_the_list_says_of_a_case_that_its_day_has_come(qtbot, vault, until: date, told: bool) -> None:
    vault.keep_until("c1", Keeping(until, "Table of the county"), "R. Okafor")
    room = CasesRoom(vault)
    qtbot.addWidget(room)
    row = room.findChild(CaseList).item(0)
    said = row.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert ("Kept as long as it was to be" in said) is told
    assert ("keep until 1 January 2090" in said) is not told
    assert words_of(vault.cases()[0], datetime.now().astimezone(), vault.kept_until("c1"))[0] == (DUE if told else "")


def test_a_case_of_which_nobody_said_how_long_says_nothing_of_it(qtbot, vault) -> None:
    room = CasesRoom(vault)
    qtbot.addWidget(room)
    assert "until" not in room.findChild(CaseList).item(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_the_list_behind_does_not_show_a_case_that_was_handed_back(qtbot, vault, tmp_path) -> None:
    room = CasesRoom(vault)
    qtbot.addWidget(room)
    room.show()
    room.hand_back("c1")
    steps = room.findChild(HandBack)
    assert room.window().focusWidget() is not None and steps.isAncestorOf(room.window().focusWidget())
    make(qtbot, steps, tmp_path / "package.pdf")
    press(steps, "Take the case out of this vault")
    qtbot.waitUntil(lambda: "no longer in this vault" in words(steps), timeout=20_000)
    assert room.list.count() == 0
