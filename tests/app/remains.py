"""A program that really locks, in processes of its own, and what is left in their memory; Linux alone shows that."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mapping.casemap import CaseMap
from storage.vault import Vault
from tests.cases import published
from tests.storage.sample import CHEAP

ROOT = Path(__file__).resolve().parents[2]
CASE = "open-01-after-prison"
NOWHERE = "unix:path=/nowhere/at/all"
ENCODINGS = ("utf-8", "utf-16-le")

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QLineEdit
from app import gui
from app.clipboard import Copies
from app.ending import into_locked_window
from app.settings import Settings
from app.vault.door import Door
from app.window import Window

folder, case, how = sys.argv[1:]
application = gui.make_application(Settings())
Copies(application.clipboard(), application)
window = Window(Settings(vault=folder), into_locked_window if how == "ends" else lambda: print("stayed", flush=True))
watch = gui._watched(application, window)
watch.begin(0)


def show_all(_vault):
    QTimer.singleShot(0, open_case)


def open_case():
    window.open_case(case)
    page = window.page
    for show in (page.show_outline, page.show_words, page.show_unknowns, page.show_map):
        show()
        application.processEvents()
    page.session.select((next(iter(page.map.scene.cards)),))
    application.processEvents()
    print("open", flush=True)


def obey():
    watch.must_lock.emit(sys.stdin.readline().strip())


window.vault_opened.connect(show_all)
window.show()
door = window.findChild(Door)
line = next(each for each in door.findChildren(QLineEdit))
line.setText(sys.stdin.readline().strip())
line.returnPressed.emit()
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(obey)
application.exec()
"""


@dataclass(frozen=True)
class Secrets:
    """What must not be found: every word of the case that we put there begins with `canary`."""

    canary: str
    passphrase: str


def new_secrets() -> Secrets:
    return Secrets(f"canary{secrets.token_hex(9)}", f"four kettles {secrets.token_hex(9)}")


def marked_case(canary: str) -> CaseMap:
    """A published case with a canary in the title and the account of every entry that has them."""
    case = published(CASE)
    for number, entry in enumerate(case.ordered_entries):
        words = {name: f"{canary}{number:06}" for name in ("title", "account") if getattr(entry, name, None)}
        case = replace(case, entries={**case.entries, entry.id: replace(entry, **words)})
    return case


def make_vault(folder: Path, known: Secrets) -> None:
    vault, _code = Vault.create(folder, known.passphrase, cost=CHEAP)
    with vault:
        vault.add(marked_case(known.canary), "K")


@contextmanager
def opened(folder: Path, known: Secrets, how: str = "ends", bus: str = NOWHERE) -> Iterator[subprocess.Popen[str]]:
    """The program with the case open in it, listening to that bus; whatever is left of it is ended at last."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), CASE, how],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DBUS_SYSTEM_BUS_ADDRESS": bus, "DBUS_SESSION_BUS_ADDRESS": bus},
        start_new_session=True,
    )
    assert program.stdin is not None and program.stdout is not None
    try:
        program.stdin.write(known.passphrase + "\n")
        program.stdin.flush()
        assert program.stdout.readline() == "open\n"
        yield program
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        program.stdin.close()
        program.stdout.close()


def ask_to_lock(program: subprocess.Popen[str], reason: str) -> None:
    assert program.stdin is not None
    program.stdin.write(reason + "\n")
    program.stdin.flush()


def is_another(pid: int) -> bool:
    """Whether the process has become the program's own front door: all that it held is gone by then."""
    return b"main.py" in Path(f"/proc/{pid}/cmdline").read_bytes()


def is_locked_window(pid: int) -> bool:
    """Whether it is that, and far enough to have a window."""
    return is_another(pid) and b"QtWidgets" in Path(f"/proc/{pid}/maps").read_bytes()


def family(session: int) -> list[int]:
    """Every process of this session: the program, and whatever it started."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[3]) == session and after_name[0] != "Z":
            found.append(int(place.name))
    return found


def left_in(pids: list[int], known: Secrets) -> dict[str, int]:
    """How often each secret stands in the memory of these processes, in the encodings of Python and of Qt.

    Raises PermissionError where this system does not let us look.
    """
    found = {"canaries": 0, "passphrases": 0}
    for pid in pids:
        for memory in _memory(pid):
            for name, words in (("canaries", known.canary), ("passphrases", known.passphrase)):
                found[name] += sum(
                    memory.count(words.encode(encoding)) for encoding in ("utf-8", "utf-16-le", "utf-32-le")
                )
    return found


def _memory(pid: int) -> Iterator[bytes]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        place, rights = line.split()[:2]
        if "r" not in rights or "[vvar" in line or "[vsyscall" in line:
            continue
        start, end = (int(each, 16) for each in place.split("-"))
        with Path(f"/proc/{pid}/mem").open("rb") as memory:
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except PermissionError:
                raise
            except (OSError, ValueError, OverflowError):
                # Memory of a device cannot be read so, and holds nothing of ours.
                continue
