"""Every command, the window, and the whole suite, with an ear on each socket that is asked for: none leads out.

The suite runs where there is no network at all, so that nothing of it needs one. Left out of it are the tests that open
sockets on purpose, to show that they would be seen.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import dev
from tests.house.source import ROOT
from tests.house.test_no_network import FAMILIES, WINDOW, asked_for
from tests.long import figures
from tests.long.canary.test_canary import screen
from tests.storage.sample import PASSPHRASE
from tests.traces.listening import can_listen

pytestmark = pytest.mark.skipif(not can_listen(), reason="needs strace (Linux), and nobody else who listens")

GROUP = "network"
ON_PURPOSE = ("tests/house/test_no_network.py", "tests/app/test_sandbox.py")
"""Where sockets are asked for on purpose, and refused; or given, as a positive control."""
LISTEN = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,socketpair,execve", "-e", "signal=none", "-o"]
ALONE = ["unshare", "--map-root-user", "--net"]
BUS = ("dbus-daemon", "NETLINK_AUDIT")
"""The bus that some tests start for themselves asks the kernel for leave to report to its audit; that leads nowhere."""


def test_no_command_asks_for_a_socket(tmp_path: Path) -> None:
    case = str(next(iter(sorted((ROOT / "resources/sample").glob("*.case.json")))))
    secret, vault, words = tmp_path / "secret", str(tmp_path / "vault"), tmp_path / "words.txt"
    secret.write_text(PASSPHRASE)
    words.write_text("There was violence between the parents.\n")
    key = ["--passphrase-file", str(secret)]
    commands = [
        ["validate", case],
        ["pathways", case, "--json"],
        ["checks", case, "--json"],
        ["language", str(words), "--case", case],
        ["report", case, "--audience", "own_agency", "-o", str(tmp_path / "report.pdf")],
        ["picture", case, "-o", str(tmp_path / "map.png")],
        ["audience", case, "--audience", "own_agency", "-o", str(tmp_path / "smaller.json")],
        ["screens", case, "-o", str(tmp_path / "screens"), "--size", "1366x768", "--theme", "light", "--text", "100"],
        ["vault", "create", vault, *key],
        ["vault", "add", vault, case, *key],
        ["vault", "list", vault, *key],
        ["vault", "backup", vault, *key],
        ["vault", "check", vault, *key],
    ]
    for command in commands:
        assert asked_for(tmp_path, sys.executable, "main.py", *command) <= FAMILIES, command[0]
    figures.record(GROUP, "commands", times=1, most_commands=len(commands), sockets_that_lead_out=0)


def test_the_window_on_a_real_screen_asks_for_none_that_leads_out(tmp_path: Path, monkeypatch) -> None:
    with screen(True) as shown:
        if not shown:
            pytest.skip("needs Xvfb")
        for name, value in shown.items():
            monkeypatch.setenv(name, value)
        assert asked_for(tmp_path, sys.executable, "-c", WINDOW, platform="xcb") <= FAMILIES
    figures.record(GROUP, "window on a screen", windows=1, sockets_that_lead_out=0)


def families(log: Path) -> Counter[str]:
    """How many sockets of each family were given, and of those that were asked for in vain."""
    found: Counter[str] = Counter()
    runs: dict[str, str] = {}
    for line in log.read_text(errors="replace").splitlines():
        process = line.split(maxsplit=1)[0]
        if program := re.search(r'execve\("([^"]+)"', line):
            runs[process] = Path(program[1]).name
        # A call that another one interrupts has its end on a line of its own.
        call = re.search(r"\bsocket(?:pair)?\((\w+)", line)
        if call and not (runs.get(process) == BUS[0] and BUS[1] in line):
            found[call[1] + (" (refused)" if re.search(r"\)\s+= -1", line) else "")] += 1
    return found


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to be where there is no network")
def test_the_whole_suite_runs_where_there_is_no_network_and_asks_for_none(tmp_path: Path) -> None:
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody leave its network")
    log = tmp_path / "calls"
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--maxfail=5", *dev.ALL_CORES, "tests"]
    suite += [f"--ignore={each}" for each in ON_PURPOSE]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*LISTEN, str(log), *ALONE, *suite], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    asked = families(log)
    assert set(asked) <= FAMILIES
    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0 and passed, done.stdout[-4000:]
    out = sum(number for family, number in asked.items() if family not in FAMILIES)
    figures.record(GROUP, "whole suite without a network", runs=1, most_tests=int(passed[1]), sockets_that_lead_out=out)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to be where there is no network")
def test_a_child_of_a_test_that_opens_a_socket_would_be_counted(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    opens = "import socket; socket.socket(socket.AF_INET).close()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {opens!r}], check=True)"
    subprocess.run([*LISTEN, str(log), sys.executable, "-c", code], check=True)
    assert families(log)["AF_INET"] == 1


def test_a_socket_counts_though_another_call_came_between_and_only_the_bus_asks_for_the_audit(tmp_path: Path) -> None:
    lines = (
        '7 execve("/usr/bin/dbus-daemon", ["dbus-daemon"], 0x1 /* 9 vars */) = 0',
        "7 socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT) = 5",
        "7 socket(AF_INET6, SOCK_STREAM, IPPROTO_IP <unfinished ...>",
        "8 socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT) = 5",
        "7 <... socket resumed>) = 6",
        "8 socketpair(AF_UNIX, SOCK_STREAM, 0, [7, 8]) = 0",
        "8 socket(AF_PACKET, SOCK_RAW, 0) = -1 EPERM (Operation not permitted)",
    )
    (tmp_path / "calls").write_text("\n".join(lines))
    assert families(tmp_path / "calls") == {"AF_INET6": 1, "AF_NETLINK": 1, "AF_UNIX": 1, "AF_PACKET (refused)": 1}
