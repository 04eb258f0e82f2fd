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
LISTEN = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,socketpair", "-e", "signal=none", "-o"]
ALONE = ["unshare", "--map-root-user", "--net"]


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
    figures.record(GROUP, "commands", commands=len(commands), sockets_that_lead_out=0)


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
    for line in log.read_text(errors="replace").splitlines():
        call = re.search(r"socket(?:pair)?\((\w+).*\)\s+= (-?\d+)", line)
        if call:
            found[call[1] + ("" if int(call[2]) >= 0 else " (refused)")] += 1
    return found


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to be where there is no network")
def test_the_whole_suite_runs_where_there_is_no_network_and_asks_for_none(tmp_path: Path) -> None:
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody leave its network")
    log = tmp_path / "calls"
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--maxfail=5", "tests"]
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
    figures.record(GROUP, "whole suite without a network", most_tests=int(passed[1]), runs=1, sockets_that_lead_out=out)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to be where there is no network")
def test_a_child_of_a_test_that_opens_a_socket_would_be_counted(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    opens = "import socket; socket.socket(socket.AF_INET).close()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {opens!r}], check=True)"
    subprocess.run([*LISTEN, str(log), sys.executable, "-c", code], check=True)
    assert families(log)["AF_INET"] == 1
