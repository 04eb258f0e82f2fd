"""Choosing, changing and losing a passphrase on the screen, and the code and the sheet that go with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.files import FileChooser
from app.vault.care.passphrase import PassphraseSection
from app.vault.door import Door
from app.vault.making import Making
from app.vault.passphrase import PassphrasePage
from app.vault.patience import Patience, pause_after
from app.vault.recoverycode import RecoveryCode
from app.vault.rescue import Rescue
from app.vault.sheet import SAVED, write_sheet
from app.worker import name_worker
from storage.errors import DiskFull, WrongKeyOrDamaged
from storage.recovery import new_code
from storage.vault import Vault
from tests.app.rooms import button, field, show, shown, words
from tests.storage.sample import CHEAP, small_case

PASSPHRASE = "copper lantern under seven rivers"
OTHER = "nine new words of tin"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)


@pytest.fixture
def vault(tmp_path: Path):
    made, code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "worker")
    name_worker(made, "K. L.")
    (tmp_path / "code").write_text(code)
    yield made
    made.close()


def opens(folder: Path, secret: str, way=Vault.unlock) -> bool:
    try:
        way(folder, secret).close()
    except WrongKeyOrDamaged:
        return False
    return True


# --------------------------------------------------------------------------------------------------------- choosing


def test_the_passphrase_is_judged_as_it_is_typed(qtbot) -> None:
    page = show(qtbot, PassphrasePage())
    first, second = field(page, "Passphrase"), field(page, "The same once more")
    qtbot.keyClicks(first, "password")
    assert "Still short" in words(page)
    qtbot.keyClicks(first, "1234")
    assert "Many people use this one" in words(page)
    second.setText(first.text())
    assert not button(page, "Make the vault").isEnabled()
    for weak_or_good, told in (("kitchen table", "could still guess it"), (PASSPHRASE, "")):
        first.setText(weak_or_good)
        assert "not the same yet" in words(page)
        second.setText(weak_or_good)
        assert told in words(page)
        assert button(page, "Make the vault").isEnabled()
    assert "Many people" not in words(page)
    assert "could still" not in words(page)


def test_a_passphrase_may_be_pasted_into_both_fields(qtbot) -> None:
    page = show(qtbot, PassphrasePage())
    QGuiApplication.clipboard().setText(PASSPHRASE)
    for name in ("Passphrase", "The same once more"):
        field(page, name).paste()
        assert field(page, name).displayText() != PASSPHRASE
    with qtbot.waitSignal(page.done) as done:
        button(page, "Make the vault").click()
    assert done.args == [PASSPHRASE]
    QGuiApplication.clipboard().clear()


def test_the_advice_says_what_no_estimator_knows(qtbot) -> None:
    told = words(show(qtbot, PassphrasePage()))
    assert "names, birthdays, pets, schools and places of the family" in told


# ------------------------------------------------------------------------------------------------- the code on paper


def answer(part: QWidget, code: str) -> None:
    button(part, "It is on paper").click()
    for line in shown(part, QLineEdit):
        if line.accessibleName().startswith("Group "):
            line.setText(code.split("-")[int(line.accessibleName().split()[1]) - 1].lower())


def choose(part: QWidget, path: Path) -> None:
    button(part, "Save a sheet to print").click()
    chooser = part.window().findChild(FileChooser)
    chooser._path.setText(str(path))
    button(chooser, "Save the sheet").click()


def test_a_sheet_to_print_is_offered_with_the_code(qtbot, tmp_path: Path) -> None:
    code = new_code()
    part = show(qtbot, RecoveryCode(code, "3F9A2C", "Go on"))
    choose(part, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o077 == 0
    assert "not encrypted" in words(part)
    assert "delete the file" in words(part)


def test_the_name_offered_for_the_sheet_says_nothing(qtbot) -> None:
    part = show(qtbot, RecoveryCode(new_code(), "3F9A2C", "Go on"))
    button(part, "Save a sheet to print").click()
    assert part.window().findChild(FileChooser)._path.text().endswith("/sheet.pdf")


def test_a_sheet_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert write_sheet(new_code(), "3F9A2C", tmp_path / "sheet.pdf") == SAVED.format(tmp_path / "sheet.pdf")
    assert "no folder" in write_sheet(new_code(), "3F9A2C", tmp_path / "not there" / "sheet.pdf")


def test_a_new_vaults_sheet_bears_its_letters(qtbot, tmp_path: Path) -> None:
    making = show(qtbot, Making())
    field(making, "Your name or initials").setText("K. L.")
    field(making, "Folder of the vault").setText(str(tmp_path / "new"))
    button(making, "Go on").click()
    making.passphrase.done.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: making.recovery is not None)
    assert making.recovery.part._mark == making._vault.mark
    making.recovery.forget()
    assert making.recovery.part.code.text() == ""
    making._vault.close()


# -------------------------------------------------------------------------------------------------- after recovery


def test_a_word_of_a_case_is_refused_in_the_rescue(qtbot, vault: Vault) -> None:
    rescue = show(qtbot, Rescue(vault))
    qtbot.waitUntil(lambda: not rescue._reading.busy)
    field(rescue, "Passphrase").setText("seven Zoë tins of copper rain")
    assert "stands in one of the cases" in words(rescue)
    assert "Zoë" not in words(rescue)


def test_a_word_of_a_case_is_refused_although_the_cases_were_not_read_in_time(qtbot, vault: Vault) -> None:
    rescue = show(qtbot, Rescue(vault))
    qtbot.waitUntil(lambda: not rescue._reading.busy)
    rescue.page.know(frozenset())
    rescue.page.done.emit("seven Zoë tins of copper rain")
    qtbot.waitUntil(lambda: "stands in one of the cases" in words(rescue))
    assert vault.opens_with(PASSPHRASE)


def rescued(qtbot, vault: Vault) -> Rescue:
    rescue = show(qtbot, Rescue(vault))
    for name in ("Passphrase", "The same once more"):
        field(rescue, name).setText(OTHER)
    button(rescue, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: rescue.currentWidget() is rescue.about)
    return rescue


def test_after_the_rescue_the_paper_may_go_back(qtbot, vault: Vault, tmp_path: Path) -> None:
    rescue = rescued(qtbot, vault)
    with qtbot.waitSignal(rescue.done):
        button(rescue, "It goes back in its place").click()
    vault.close()
    assert opens(vault.folder, OTHER)
    assert opens(vault.folder, (tmp_path / "code").read_text(), Vault.unlock_with_recovery)


def test_after_the_rescue_a_new_code_counts_once_it_is_on_paper(qtbot, vault: Vault, tmp_path: Path) -> None:
    rescue = rescued(qtbot, vault)
    old = (tmp_path / "code").read_text()
    button(rescue, "Make a new code").click()
    code = "-".join(rescue.recovery.part.code.text().split())
    assert vault.opens_with(old)
    assert not vault.opens_with(code)
    answer(rescue, code)
    with qtbot.waitSignal(rescue.done):
        button(rescue, "Keep the new code").click()
    assert not vault.opens_with(old)
    assert vault.opens_with(code)
    assert [record.who for record in vault.records(None)[:2]] == ["K. L.", "K. L."]


# ------------------------------------------------------------------------------------------------------------- care


@pytest.fixture
def section(qtbot, vault: Vault) -> PassphraseSection:
    return show(qtbot, PassphraseSection(vault))


def fill(section: PassphraseSection, present: str, new: str = OTHER) -> None:
    button(section, "Change the passphrase").click()
    field(section, "The present passphrase").setText(present)
    for name in ("The new passphrase", "The same once more"):
        field(section, name).setText(new)


def test_the_passphrase_is_changed_by_who_knows_it(qtbot, section: PassphraseSection, vault: Vault) -> None:
    fill(section, PASSPHRASE)
    button(section, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: "is in force" in words(section))
    assert "still open with the old one" not in words(section), "there are no backups"
    assert shown(section, QLineEdit) == []
    vault.close()
    assert opens(vault.folder, OTHER)
    assert not opens(vault.folder, PASSPHRASE)


def test_a_computer_left_open_is_not_enough(qtbot, section: PassphraseSection, vault: Vault) -> None:
    before = (vault.folder / "keys.json").read_bytes()
    fill(section, "something else entirely")
    button(section, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: "Nothing was changed" in words(section))
    button(section, "Leave it as it is").click()
    button(section, "Make a new recovery code").click()
    field(section, "The present passphrase").setText("something else entirely")
    button(section, "Show the new code").click()
    qtbot.waitUntil(lambda: "Nothing was changed" in words(section))
    assert (vault.folder / "keys.json").read_bytes() == before


def test_who_has_lost_the_passphrase_may_give_the_code(qtbot, section, vault: Vault, tmp_path: Path) -> None:
    fill(section, (tmp_path / "code").read_text().lower())
    button(section, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: "is in force" in words(section))
    assert vault.opens_with(OTHER)


def test_the_care_page_refuses_words_of_the_cases_as_they_are_typed(qtbot, section: PassphraseSection) -> None:
    fill(section, PASSPHRASE, "the Bell and nine copper tins")
    qtbot.waitUntil(lambda: "stands in one of the cases" in words(section))
    assert not button(section, "Keep the new passphrase").isEnabled()


def test_a_new_code_counts_only_when_it_is_on_paper(qtbot, section, vault: Vault, tmp_path: Path) -> None:
    old = (tmp_path / "code").read_text()
    button(section, "Make a new recovery code").click()
    field(section, "The present passphrase").setText(PASSPHRASE)
    qtbot.keyClick(field(section, "The present passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(section._form, RecoveryCode))
    code = "-".join(section._form.code.text().split())
    assert vault.opens_with(old)
    answer(section, code)
    button(section, "Keep the new code").click()
    qtbot.waitUntil(lambda: "is in force" in words(section))
    assert "Shred the old paper" in words(section)
    assert code.split("-")[0] not in words(section)
    assert vault.opens_with(code)
    assert not vault.opens_with(old)


def test_a_disk_that_refuses_leaves_the_old_code_and_says_so(qtbot, section, vault, tmp_path, monkeypatch) -> None:
    def full(_path: Path, _keys: object) -> None:
        raise DiskFull

    button(section, "Make a new recovery code").click()
    field(section, "The present passphrase").setText(PASSPHRASE)
    button(section, "Show the new code").click()
    qtbot.waitUntil(lambda: isinstance(section._form, RecoveryCode))
    answer(section, "-".join(section._form.code.text().split()))
    monkeypatch.setattr("storage.vault.write_keys", full)
    button(section, "Keep the new code").click()
    qtbot.waitUntil(lambda: "The old recovery code still holds" in words(section))
    assert str(DiskFull()) in words(section)
    assert vault.opens_with((tmp_path / "code").read_text())


def test_what_was_begun_can_be_left(section: PassphraseSection) -> None:
    for way in ("Change the passphrase", "Make a new recovery code"):
        button(section, way).click()
        button(section, "Leave it as it is").click()
        assert shown(section, QLineEdit) == []


def test_every_control_of_the_section_has_a_name(section: PassphraseSection, vault: Vault) -> None:
    fill(section, PASSPHRASE)
    for kind in (QPushButton, QLineEdit):
        assert all(each.accessibleName() for each in shown(section, kind))
    assert vault.mark in words(section)


# ---------------------------------------------------------------------------------------------- wrong at the door


def test_pauses_grow_to_a_few_seconds() -> None:
    assert [pause_after(failures) for failures in range(1, 9)] == [0, 0, 1, 2, 4, 5, 5, 5]
    assert pause_after(10_000) == 5


def test_after_some_refusals_the_door_waits_and_can_still_be_typed_into(qtbot, vault: Vault) -> None:
    vault.close()
    door = show(qtbot, Door(vault.folder))
    for _ in range(3):
        field(door, "Passphrase").setText("wrong")
        button(door, "Open").click()
        qtbot.waitUntil(lambda: not door._work.busy)
    assert door._patience.is_waiting
    assert not door._open.isEnabled()
    line = field(door, "Passphrase")
    assert line.isEnabled()
    line.setText(PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not door._work.busy
    door._patience._timer.stop()
    door._patience._timer.timeout.emit()
    with qtbot.waitSignal(door.opened) as opened:
        button(door, "Open").click()
    opened.args[0].vault.close()


def test_the_first_slips_cost_no_pause(qtbot) -> None:
    patience = Patience(None)
    with qtbot.assertNotEmitted(patience.waiting_changed):
        patience.refused()
        patience.refused()
    with qtbot.waitSignal(patience.waiting_changed) as begun:
        patience.refused()
    assert begun.args == [True]
    assert patience.is_waiting
