"""Two programs on one screen that nobody sees, one of them with our clipboard, the other with nobody's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = "what she told the school"

OURS = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLineEdit
from app.clipboard import Copies, empty_clipboard
application = QApplication([])
copies = Copies(application.clipboard())
line = QLineEdit(sys.argv[1])
line.show()
def obey():
    match sys.stdin.readline().strip():
        case "copy":
            line.selectAll()
            line.copy()
        case "wait":
            for life in copies._lives.values():
                life.timeout.emit()
        case "empty":
            empty_clipboard()
    application.processEvents()
    print("ours" if application.clipboard().ownsClipboard() else "not ours", flush=True)
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(obey)
print("ready", flush=True)
application.exec()
"""

THEIRS = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
clipboard = application.clipboard()
window = QWidget()
window.show()
def obey():
    asked = sys.stdin.readline().strip()
    if asked == "look":
        application.processEvents()
        print(clipboard.text(), "|", *sorted(clipboard.mimeData().formats()), flush=True)
    else:
        clipboard.setText(asked)
        application.processEvents()
        print("done", flush=True)
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(obey)
print("ready", flush=True)
application.exec()
"""


class Program:
    """One of two programs on the same screen; does a thing and says that it did, or what it sees."""

    def __init__(self, code: str, *given: str, display: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-c", code, *given],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        )
        assert self.hear() == "ready"

    def hear(self) -> str:
        assert self._child.stdout is not None
        return self._child.stdout.readline().strip()

    def ask(self, what: str) -> str:
        assert self._child.stdin is not None
        self._child.stdin.write(what + "\n")
        self._child.stdin.flush()
        return self.hear()

    def end(self) -> None:
        self._child.kill()
        self._child.communicate()


@contextmanager
def unseen_screen() -> Iterator[str]:
    """The name of a screen of X11 that nobody sees; needs `Xvfb`."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.communicate()
