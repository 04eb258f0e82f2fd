"""The locked door, the making of a vault and the list of its cases, as a worker meets them."""

import re
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from app import theme
from app.handingback import ACT as HANDED_BACK
from app.settings import Settings
from app.vault.care.record import RecordSection
from app.vault.cases import CasesRoom
from app.vault.door import Door, Entered
from app.vault.making import Making
from app.vault.newcase import Beginning, begun
from app.vault.rescue import Rescue
from app.window import Window
from app.worker import name_worker, who_works
from mapping.entries import Behaviour, Person
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.veil import veiled_text
from storage.errors import VaultClosed, WrongKeyOrDamaged
from storage.vault import KeyCost, Vault
from tests.app.rooms import button, field, show, shown, words

PASSPHRASE = "copper lantern under seven rivers"
CHEAP = KeyCost(memory=64, iterations=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault, code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.close()
    (tmp_path / "code").write_text(code)
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path):
    opened = Vault.unlock(folder, PASSPHRASE)
    yield opened
    opened.close()


# ------------------------------------------------------------------------------------------------------- door


def test_the_door_says_nothing_but_its_own_name(qtbot, folder: Path) -> None:
    door = show(qtbot, Door(folder))
    assert set(words(door).split("\n")) == {
        *("Throughline", "Locked.", "Passphrase", "Show", "Open", "Use the recovery code"),
        *("Another vault", "·", "Make a new vault"),
    }


def test_the_right_passphrase_opens_the_vault_while_the_window_lives_on(qtbot, folder: Path, monkeypatch) -> None:
    door, threads = show(qtbot, Door(folder)), []
    unlock = Vault.unlock
    monkeypatch.setattr(Vault, "unlock", lambda *args: threads.append(threading.current_thread()) or unlock(*args))
    qtbot.keyClicks(field(door, "Passphrase"), PASSPHRASE)
    with qtbot.waitSignal(door.opened) as opened:
        qtbot.keyClick(field(door, "Passphrase"), Qt.Key.Key_Return)
        assert not door._open.isEnabled()
    entered: Entered = opened.args[0]
    assert threads == [each for each in threads if each is not threading.main_thread()]
    assert (entered.folder, entered.remember, entered.by_recovery) == (folder, True, False)
    entered.vault.add(begun(Beginning("Case 1")), "K")
    assert [line.title for line in entered.vault.cases()] == ["Case 1"]
    assert field(door, "Passphrase").text() == ""
    entered.vault.close()


def refused(qtbot, door: Door, secret: str, name: str = "Passphrase") -> str:
    field(door, name).setText(secret)
    button(door, "Open").click()
    qtbot.waitUntil(lambda: door._word.text() != "", timeout=20_000)
    return door._word.text()


def test_a_wrong_passphrase_is_told_alike_whatever_lies_there(qtbot, folder: Path) -> None:
    door = show(qtbot, Door(folder))
    wrong = refused(qtbot, door, "something else")
    (folder / "vault.db").write_bytes(b"x" * 8192)
    door._say("")
    assert refused(qtbot, door, "something else") == wrong == str(WrongKeyOrDamaged())
    assert door._open.isEnabled()


def test_the_recovery_code_opens_the_vault_too(qtbot, folder: Path) -> None:
    door = show(qtbot, Door(folder))
    button(door, "Use the recovery code").click()
    code = (folder.parent / "code").read_text().lower().replace("-", " ")
    with qtbot.waitSignal(door.opened) as opened:
        field(door, "Recovery code").setText(code)
        button(door, "Open").click()
    assert opened.args[0].by_recovery
    opened.args[0].vault.close()


def test_a_passphrase_may_be_pasted_and_looked_at(qtbot, folder: Path) -> None:
    door = show(qtbot, Door(folder))
    line = field(door, "Passphrase")
    QGuiApplication.clipboard().setText("pasted words")
    line.paste()
    assert line.displayText() != "pasted words"
    button(door, "Show").click()
    assert line.displayText() == "pasted words"
    QGuiApplication.clipboard().clear()


def test_without_a_vault_there_is_nothing_to_type(qtbot) -> None:
    door = show(qtbot, Door(None))
    assert shown(door, QLineEdit) == []
    with qtbot.waitSignal(door.wants_making):
        button(door, "Make a new vault").click()


def test_another_vault_is_remembered_only_where_that_is_ticked(qtbot, folder: Path) -> None:
    door = show(qtbot, Door(None))
    door.take_folder(folder)
    field(door, "Passphrase").setText(PASSPHRASE)
    with qtbot.waitSignal(door.opened) as opened:
        button(door, "Open").click()
    assert opened.args[0].remember is False
    opened.args[0].vault.close()


def test_a_lost_passphrase_is_replaced_after_recovery(qtbot, vault: Vault, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)
    rescue = show(qtbot, Rescue(vault))
    for name in ("Passphrase", "The same once more"):
        field(rescue, name).setText("nine new words of tin")
    button(rescue, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: rescue.currentWidget() is rescue.about)
    with qtbot.waitSignal(rescue.done):
        button(rescue, "It goes back in its place").click()
    vault.close()
    Vault.unlock(folder, "nine new words of tin").close()
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(folder, PASSPHRASE)


# ----------------------------------------------------------------------------------------------------- making


def through_the_first_page(making: Making, place: Path) -> None:
    field(making, "Your name or initials").setText("K. L.")
    field(making, "Folder of the vault").setText(str(place))
    button(making, "Go on").click()


def test_a_vault_is_made_in_three_pages(qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)
    making = show(qtbot, Making())
    assert "the person who abuses" in words(making)
    through_the_first_page(making, tmp_path / "new")
    field(making, "Passphrase").setText(PASSPHRASE)
    field(making, "The same once more").setText(PASSPHRASE)
    button(making, "Make the vault").click()
    qtbot.waitUntil(lambda: making.recovery is not None, timeout=20_000)
    code = making.recovery.part.code.text().split()
    button(making, "It is on paper").click()
    assert not making.recovery.part.code.isVisible()
    for line in shown(making, QLineEdit):
        number = int(line.accessibleName().split()[1])
        line.setText(code[number - 1].lower())
    with qtbot.waitSignal(making.made) as made:
        button(making, "Open the vault").click()
    result = made.args[0]
    assert (result.who, result.folder, result.remember) == ("K. L.", tmp_path / "new", True)
    result.vault.close()
    Vault.unlock_with_recovery(tmp_path / "new", "-".join(code)).close()


def test_a_code_that_is_not_on_paper_does_not_open_the_vault(qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)
    making = show(qtbot, Making())
    through_the_first_page(making, tmp_path / "new")
    making.passphrase.done.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: making.recovery is not None, timeout=20_000)
    button(making, "It is on paper").click()
    with qtbot.assertNotEmitted(making.made):
        button(making, "Open the vault").click()
    assert "not what the code says" in words(making)
    button(making, "Show the code again").click()
    assert making.recovery.part.code.isVisible()
    making._vault.close()


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("short", "short", "Still short"), (PASSPHRASE, PASSPHRASE + "x", "not the same"), (" " * 20, " " * 20, "")],
)
def test_a_passphrase_that_will_not_do_makes_no_vault(qtbot, first: str, second: str, told: str, tmp_path) -> None:
    making = show(qtbot, Making())
    through_the_first_page(making, tmp_path / "new")
    field(making, "Passphrase").setText(first)
    field(making, "The same once more").setText(second)
    assert not button(making, "Make the vault").isEnabled()
    assert told in words(making)


def test_a_folder_that_is_taken_is_refused_before_a_passphrase_is_asked_for(qtbot, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("")
    making = show(qtbot, Making())
    through_the_first_page(making, tmp_path / "full")
    assert "there already" in words(making)
    assert making.currentWidget() is making.place


# ------------------------------------------------------------------------------------------------------ cases


@pytest.fixture
def room(qtbot, vault: Vault) -> CasesRoom:
    for number in (1, 2):
        vault.add(begun(Beginning(f"Case {number}", children=("Child",))), "K")
    return show(qtbot, CasesRoom(vault))


def titles(room: CasesRoom) -> set[str]:
    return {room.list.item(number).text() for number in range(room.list.count())}


def identity(room: CasesRoom, title: str) -> str:
    return next(line.id for line in room._vault.cases() if line.title == title)


def test_an_empty_vault_says_how_to_begin(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    assert "No cases yet" in words(room)
    assert not room.list.isVisible()


def test_a_new_case_begins_with_its_people_by_role(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    button(room, "New case").click()
    field(room, "What shall it be called?").setText("Case 7")
    field(room, "The children").setText("elder child, baby")
    with qtbot.waitSignal(room.wants_open) as opened:
        button(room, "Begin").click()
    case = vault.load(opened.args[0])
    assert [person.label for person in case.of(Person)] == ["Father", "Mother", "Elder child", "Baby"]
    assert case.header.label("perpetrator") == "father"
    assert case.of(Behaviour) == ()


def test_a_name_typed_for_somebody_is_a_name_and_is_hidden_with_the_others(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    button(room, "New case").click()
    field(room, "What shall it be called?").setText("Case 8")
    field(room, "Whose behaviour is it about?").setText("Darren")
    field(room, "The children").setText("Ola (3), Faith, 9 months, elder child (11), baby, unborn child")
    with qtbot.waitSignal(room.wants_open) as opened:
        button(room, "Begin").click()
    case = vault.load(opened.args[0])
    him, her, *children = case.of(Person)
    assert (him.name, her.name, her.label) == ("Darren", "", "Mother")
    assert [child.name for child in children] == ["Ola", "Faith", "", "", ""]
    assert [child.label for child in children] == ["Child 1", "Child 2", "Elder child", "Baby", "Unborn child"]
    assert [bool(child.born) for child in children] == [True, True, True, False, False]
    assert children[4].unborn
    naming = Naming(case, veiled=True)
    assert "Darren" not in naming.fill("{P} hits {S}")
    for text in ("Darren hid Ola’s shoes", "Faith cried"):
        assert not {"Darren", "Ola", "Faith"} & set(re.findall(r"\w+", veiled_text(text, naming)))


def test_a_case_without_a_title_is_not_begun(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    room.begin()
    button(room, "Begin").click()
    assert "needs a title" in words(room)
    assert vault.cases() == ()
    with pytest.raises(CaseError, match="cannot be kept"):
        begun(Beginning("x" * 400))


def test_the_enter_key_opens_the_selected_case(qtbot, room: CasesRoom) -> None:
    room.list.setFocus()
    with qtbot.waitSignal(room.wants_open) as opened:
        qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert opened.args[0] == room.list.chosen.id


def test_a_case_is_given_another_title(qtbot, room: CasesRoom) -> None:
    room.rename(identity(room, "Case 1"))
    field(room, "Another title").setText("Case 1, second family")
    qtbot.keyClick(field(room, "Another title"), Qt.Key.Key_Return)
    assert titles(room) == {"Case 1, second family", "Case 2"}


def test_deleting_says_what_goes_and_asks_first(qtbot, room: CasesRoom) -> None:
    room.ask_delete(identity(room, "Case 1"))
    told = words(room)
    assert "Delete “Case 1”?" in told
    assert "3 entries" in told
    assert "Backups made before still hold it" in told
    button(room, "Leave it as it is").click()
    assert titles(room) == {"Case 1", "Case 2"}
    room.ask_delete(identity(room, "Case 1"))
    button(room, "Delete it for good").click()
    assert titles(room) == {"Case 2"}


def test_that_a_case_was_deleted_or_handed_back_stays_in_the_record_of_the_vault(
    qtbot, room: CasesRoom, vault: Vault
) -> None:
    name_worker(vault, "R. Okafor")
    room.ask_delete(identity(room, "Case 1"))
    button(room, "Delete it for good").click()
    qtbot.waitUntil(lambda: len(vault.cases()) == 1)
    vault.forget_case(identity(room, "Case 2"), "S. Mbeki", HANDED_BACK)
    record = show(qtbot, RecordSection(vault))
    qtbot.waitUntil(lambda: "R. Okafor" in words(record))
    handed, deleted = (line for line in words(record).split("\n") if "R. Okafor" in line or "S. Mbeki" in line)
    assert handed.endswith(": S. Mbeki handed a case back and took it out of this vault.")
    assert deleted.endswith(": R. Okafor deleted a case.")
    assert " today: " in deleted
    assert "Case 1" not in words(record)


def test_the_delete_key_asks_and_does_not_delete(qtbot, room: CasesRoom) -> None:
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert "Delete “" in words(room)
    assert len(titles(room)) == 2


def test_a_vault_that_cannot_be_read_says_so_and_the_list_stays(qtbot, room: CasesRoom, vault: Vault) -> None:
    first = identity(room, "Case 1")
    room.ask_delete(first)
    vault.close()
    button(room, "Delete it for good").click()
    assert str(VaultClosed()) in words(room)
    button(room, "Leave it as it is").click()
    for act in (room.rename, room.ask_delete):
        act(first)
        assert str(VaultClosed()) in words(room)
    assert titles(room) == {"Case 1", "Case 2"}
    unread = show(qtbot, CasesRoom(vault))
    assert str(VaultClosed()) in words(unread)
    assert "No cases yet" not in words(unread)


def test_the_worker_is_called_as_was_said_when_the_vault_was_made(vault: Vault) -> None:
    name_worker(vault, "K. L.")
    assert who_works(vault) == "K. L."


# -------------------------------------------------------------------------------------- where the keyboard is


def test_at_the_locked_door_the_passphrase_can_be_typed_at_once(qtbot, folder: Path) -> None:
    window = show(qtbot, Window(Settings(vault=str(folder)), lambda: None))
    window.activateWindow()
    assert window.focusWidget() is field(window, "Passphrase")


def test_who_makes_a_vault_can_type_a_name_at_once(qtbot) -> None:
    window = show(qtbot, Window(Settings(), lambda: None))
    window.show_making()
    assert window.focusWidget() is field(window, "Your name or initials")


def test_in_an_empty_vault_the_enter_key_begins_a_case_and_does_not_hide_the_window(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    room.setFocus()
    assert room.window().focusWidget() is button(room, "New case")


def test_the_list_is_as_high_as_its_rows_after_the_text_was_made_larger(qtbot, vault: Vault) -> None:
    vault.add(begun(Beginning("24-117")), "R. Okafor")
    room = show(qtbot, CasesRoom(vault))
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(before.name, 2.0))
    assert room.list.viewport().height() >= room.list.sizeHintForRow(0)
    theme.apply(QApplication.instance(), before)
