"""The program has no door to a network: none is imported, none opens if it were, and none is asked for when it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import DOORS, ROOMS, ROOT, modules
from tests.house.test_walls import names_of
from tests.traces.listening import can_listen

DOORS_OUT = (
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "aiohttp", "ftplib", "http.client",
    "http.server", "httpx", "imaplib", "multiprocessing.connection", "poplib", "requests", "smtplib", "socketserver",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc.client",
)  # fmt: skip
"""Modules with which a connection could be made."""

BROUGHT_BY_OTHERS = {
    "asyncio": "SQLAlchemy imports it for databases that are spoken to over a network; ours is a file",
    "socket": "asyncio and ssl stand on it",
    "ssl": "asyncio imports it",
    "urllib.request": "ReportLab and pikepdf import it for pictures and papers that lie elsewhere; they get none",
    "http.client": "urllib.request stands on it",
}
"""What comes with the libraries although nobody here asks for it, and why; `hardening` stops what it would do."""


def imported(names: list[str]) -> set[str]:
    """Import these in a fresh interpreter and return every module that is there then, and the libraries of Qt too."""
    code = (
        "import importlib, pathlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(*sys.modules)\n"
        "maps = pathlib.Path('/proc/self/maps')\n"
        "lines = maps.read_text().splitlines() if maps.exists() else ()\n"
        "print(*{line.rpartition('/')[2] for line in lines if '/' in line})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def everything() -> set[str]:
    """What is there when the whole program is, and the libraries that it draws on at first use."""
    later = ["reportlab.pdfgen.canvas", "pikepdf", "uharfbuzz", "bidi", "PIL.Image", "alembic.migration", "networkx"]
    return imported([*names_of(*ROOMS), "main", *later])


def test_nothing_that_could_make_a_connection_comes_with_the_program(everything: set[str]) -> None:
    assert everything & {*DOORS_OUT, *BROUGHT_BY_OTHERS} <= set(BROUGHT_BY_OTHERS)


def test_the_network_of_qt_is_not_even_loaded(everything: set[str]) -> None:
    assert [name for name in everything if "Qt6Network" in name or "QtNetwork" in name] == []
    assert any("Qt6Widgets" in name for name in everything) or not Path("/proc/self/maps").exists()


def test_a_door_that_is_imported_would_be_seen() -> None:
    found = imported(["PySide6.QtNetwork", "smtplib"])
    assert {"PySide6.QtNetwork", "smtplib"} <= found


def test_no_source_of_ours_names_a_way_out() -> None:
    words = ("QNetworkAccessManager", "QTcpSocket", "QUdpSocket", "QSslSocket", "openUrl", "QDesktopServices")
    found = [(path, word) for path, text in modules(*ROOMS, *DOORS) for word in words if word in text]
    assert found == []


# ------------------------------------------------------------------------------------------- the guard within

TRIES = """
import socket, sys, webbrowser
from urllib.request import urlopen

def tried(act):
    try:
        act()
    except BaseException as error:
        while getattr(error, "reason", None): error = error.reason
        print(type(error).__name__)
    else:
        print("went through")

if sys.argv[1] == "hardened":
    from app.hardening import harden
    harden()
tried(lambda: socket.socket(socket.AF_INET))
tried(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
tried(lambda: socket.getaddrinfo("localhost", 80))
tried(lambda: socket.gethostbyname("localhost"))
tried(lambda: socket.create_server(("127.0.0.1", 0)).close())
tried(lambda: urlopen(sys.argv[2], timeout=2).read())
tried(lambda: socket.socketpair()[0].close())
"""


def tries(how: str, *more: str) -> list[str]:
    command = [sys.executable, "-c", TRIES, how, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes its pairs of sockets in another way")
def test_a_hardened_process_opens_no_connection_and_asks_for_no_name() -> None:
    assert tries("hardened", "http://127.0.0.1:9/") == ["NetworkRefused"] * 6 + ["went through"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes its pairs of sockets in another way")
def test_without_the_guard_the_same_would_go_through(tmp_path: Path) -> None:
    told = tries("as it comes", tmp_path.as_uri())
    assert told[0] == told[4] == "went through"


# ------------------------------------------------------------------------------------- what the system is asked for

FAMILIES = {"AF_UNIX", "AF_LOCAL"}
WINDOW = """
import sys
from app import gui, hardening, errors
hardening.harden()
errors.install()
bring_in = gui.bring_in_rooms
def then_close():
    bring_in()
    from PySide6.QtWidgets import QApplication
    QApplication.closeAllWindows()
gui.bring_in_rooms = then_close
from app import commandline
sys.exit(commandline.run(["--demo"]))
"""


needs_strace = pytest.mark.skipif(not can_listen(), reason="needs strace, and nobody else who listens")


def asked_for(tmp_path: Path, *command: str, platform: str = "offscreen") -> set[str]:
    """Run a command, and return the families of all sockets that it and its children asked the system for."""
    told = tmp_path / "calls"
    listen = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,socketpair,connect,bind", "-o", str(told)]
    environ = {**os.environ, "QT_QPA_PLATFORM": platform, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run([*listen, *command], cwd=ROOT, capture_output=True, text=True, env=environ, check=False)
    assert done.returncode == 0, done.stderr
    calls = [line.partition("(")[2].partition(",")[0].partition(")")[0] for line in told.read_text().splitlines()]
    return {call for call in calls if call.startswith(("AF_", "PF_"))}


@needs_strace
def test_a_report_is_made_without_asking_for_a_socket(tmp_path: Path) -> None:
    case = next(iter(sorted((ROOT / "resources/sample").glob("*.case.json"))))
    out = tmp_path / "report.pdf"
    command = [sys.executable, "main.py", "report", str(case), "--audience", "own_agency", "-o", str(out)]
    assert asked_for(tmp_path, *command) <= FAMILIES
    assert out.exists()


@needs_strace
def test_the_window_opens_a_case_without_asking_for_a_socket_out_of_the_machine(tmp_path: Path) -> None:
    assert asked_for(tmp_path, sys.executable, "-c", WINDOW) <= FAMILIES


@needs_strace
def test_a_socket_that_is_asked_for_would_be_seen(tmp_path: Path) -> None:
    opens = "import socket; socket.socket(socket.AF_INET6).close()"
    through = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {opens!r}])"
    assert "AF_INET6" in asked_for(tmp_path, sys.executable, "-c", through)
