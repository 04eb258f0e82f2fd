"""The sandbox: bytes in, bytes out; whatever else is tried in it is stopped, told in a sentence, and did nothing."""

import json
import platform
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.sandbox import framing, syscalls
from app.sandbox.running import SandboxError, Stop, run
from tests.house.source import ROOT
from tests.house.test_walls import brought_in, names_of

WORKER = "tests.app.misbehaving"
LINUX = sys.platform.startswith("linux")
FILTERED = LINUX and platform.machine() in ("x86_64", "aarch64")


def told(act: str, **limits: int) -> SandboxError:
    """What is said of an act that is stopped."""
    with pytest.raises(SandboxError) as caught:
        run(WORKER, act.encode(), **limits)
    return caught.value


def open_files() -> set[str]:
    """The numbers of the files that are open here, but for the one that is opened to look."""
    return {each.name for each in Path("/proc/self/fd").iterdir()} if LINUX else set()


def test_a_worker_answers_with_bytes() -> None:
    answer = run("case", (ROOT / "resources/sample/hale.case.json").read_bytes())
    assert json.loads(answer[1:])["format"] == "throughline.case"


def test_a_large_payload_goes_in_while_nothing_is_read_yet() -> None:
    assert run("case", b" " * 30_000_000) == b'F[1, [["", "The file is empty."]]]'


@pytest.mark.parametrize(
    "act",
    ["read_a_file", "write_a_file", "start_a_program", "fork", "look_around", "open_a_socket", "import_a_module",
     "load_a_library", "hide_that_it_tried"],
)  # fmt: skip
def test_what_a_file_has_no_business_with_is_refused_and_told(act: str) -> None:
    error = told(act)
    assert error.reason == "refused"
    assert "no business with" in str(error)
    assert "nothing has changed" in str(error)
    assert not Path("/tmp/throughline-misbehaved").exists()


@pytest.mark.skipif(not FILTERED, reason="only Linux lets a process give up its system calls")
def test_the_kernel_refuses_what_python_cannot_hear() -> None:
    answers, not_permitted = json.loads(run(WORKER, b"go_beneath_python"))
    assert len(answers) == 9
    assert {name: answer for name, answer in answers.items() if answer != not_permitted} == {}


@pytest.mark.skipif(not FILTERED, reason="only Linux lets a process give up its system calls")
def test_without_the_filter_the_same_calls_would_go_through() -> None:
    code = "from tests.app import misbehaving as m; m.prepare(); m.LIBC.fork = lambda: 0; m.LIBC.execv = lambda *_: 0\n"
    code += "m.LIBC.mkdir = m.LIBC.unlink = m.LIBC.syscall = lambda *_: 0; print(m.go_beneath_python().decode())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    answers, not_permitted = json.loads(done.stdout)
    Path("/tmp/throughline-misbehaved").unlink(missing_ok=True)
    assert answers["socket"] == answers["open to read"] == answers["open to write"] == 0
    assert not_permitted not in answers.values()


@pytest.mark.parametrize("act", ["take_one_large_piece", "take_more_and_more"])
@pytest.mark.skipif(not LINUX, reason="the system sets no limit of memory")
def test_a_worker_that_wants_too_much_memory_is_told_as_that(act: str) -> None:
    error = told(act, megabytes=256)
    assert error.reason == "memory"
    assert "more memory than a real one" in str(error)


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit of processor time")
def test_a_worker_that_thinks_for_ever_is_ended() -> None:
    error = told("think_for_ever", seconds=1)
    assert error.reason == "time"
    assert "did not come to an end" in str(error)


def test_a_worker_that_waits_for_ever_is_ended_by_the_clock() -> None:
    assert told("wait_for_ever", seconds=1).reason == "time"


@pytest.mark.parametrize("act", ["end_quietly", "raise_something", "babble", "answer_twice", *("crash",) * LINUX])
def test_a_worker_that_dies_or_talks_nonsense_is_told_as_broken_off(act: str) -> None:
    error = told(act)
    assert error.reason == "broken"
    assert "Rosalind" not in str(error)


def test_an_answer_that_is_too_long_is_not_taken() -> None:
    assert told("answer_at_length", longest=1_000_000).reason == "broken"
    assert len(run(WORKER, b"answer_at_length")) == 5_000_000


def test_a_worker_that_is_not_there_is_told_as_broken_off() -> None:
    with pytest.raises(SandboxError) as caught:
        run("nothing_of_the_kind", b"")
    assert caught.value.reason == "broken"


def test_a_child_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(ROOT / "nowhere"))
    with pytest.raises(SandboxError, match="was not read") as caught:
        run("case", b"")
    assert caught.value.reason == "start"


def test_reading_can_be_stopped_from_another_thread() -> None:
    stop, error = Stop(), []

    def read() -> None:
        with pytest.raises(SandboxError) as caught:
            run(WORKER, b"wait_for_ever", stop=stop)
        error.append(caught.value)

    reading = threading.Thread(target=read)
    reading.start()
    stop.now()
    reading.join(10)
    assert error[0].reason == "stopped"
    assert str(error[0]) == "Reading was stopped. Nothing was taken from the file."


def test_what_was_stopped_before_it_began_does_not_begin() -> None:
    stop = Stop()
    stop.now()
    with pytest.raises(SandboxError, match="stopped"):
        run(WORKER, b"wait_for_ever", stop=stop)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps one name in every environment")
def test_the_child_knows_nothing_of_whoever_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("SECRET", "Rosalind Franklin")
    known, arguments, isolated, no_bytecode = json.loads(run(WORKER, b"tell_surroundings"))
    assert known == {}
    assert arguments == [WORKER, "20", "512"]
    assert (isolated, no_bytecode) == (1, 1)


def test_nothing_of_the_child_outlives_a_reading() -> None:
    before = open_files()
    run("case", b"{}")
    told("raise_something")
    assert open_files() == before
    assert [each for each in threading.enumerate() if isinstance(each, threading.Timer)] == []


@pytest.mark.skipif(not LINUX, reason="only Linux has networks of one's own")
def test_the_child_is_in_a_network_of_its_own_where_the_system_lets_it() -> None:
    code = "import os; from app.sandbox import limits; before = os.readlink('/proc/self/ns/net'); "
    code += "limits.leave_network(); print(before, os.readlink('/proc/self/ns/net'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    before, after = done.stdout.split()
    try:
        can = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        can = before != after
    assert (before != after) == can


def test_the_child_and_its_workers_bring_in_no_screen_and_no_vault() -> None:
    inside = [name for name in names_of("app/sandbox") if name.rpartition(".")[2] not in ("running", "casefile")]
    assert {"app.sandbox.child", "app.sandbox.workers.case"} <= set(inside)
    assert brought_in(inside, ("PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "storage", "socket")) == set()


STARTS_A_READING = """
import os, sys, threading
from app.sandbox.running import Stop, run
stop = Stop()
given = {"args": ("tests.app.misbehaving", b"wait_for_ever"), "kwargs": {"stop": stop}}
threading.Thread(target=run, daemon=True, **given).start()
while stop._child is None or stop._child.stdin is None or not stop._child.stdin.closed:
    pass
print(stop._child.pid, flush=True)
sys.stdin.readline()
os.execv("/bin/cat", ["cat"])
"""


@pytest.mark.skipif(not LINUX, reason="only Linux lets a process end with whoever started it")
def test_a_reading_ends_with_the_process_that_asked_for_it_also_where_that_becomes_another() -> None:
    """The lock of the window turns its process into a new one; nothing of a file may outlive that."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_A_READING], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as asking:
        assert asking.stdout is not None
        assert asking.stdin is not None
        state = Path(f"/proc/{int(asking.stdout.readline())}/stat")
        assert state.read_text().rpartition(")")[2].split()[0] in ("R", "S")
        asking.stdin.write("\n")
        asking.stdin.flush()
        begun = time.monotonic()
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z":
            assert time.monotonic() - begun < 10
        asking.stdin.close()


def test_every_worker_there_is_can_be_prepared() -> None:
    for path in sorted((ROOT / "app/sandbox/workers").glob("[!_]*.py")):
        code = f"import app.sandbox.workers.{path.stem} as w; assert w.work; getattr(w, 'prepare', lambda: None)()"
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0, path.stem


# ----------------------------------------------------------------------------------------------------- framing


@pytest.mark.parametrize(
    "answer",
    [b"", b"throughline", framing.framed(framing.GOOD, b"abc")[:-1], framing.framed(framing.GOOD, b"abc") + b"d",
     b"x" + framing.framed(framing.GOOD), framing.framed(framing.GOOD).replace(b"G", b"X"), b"\xff" * 100],
)  # fmt: skip
def test_whatever_is_not_one_whole_answer_counts_as_broken_off(answer: bytes) -> None:
    assert framing.opened(answer, 1000) == (framing.BROKEN, b"")


def test_an_answer_is_opened_as_it_was_framed() -> None:
    assert framing.opened(framing.framed(framing.GOOD, b"abc"), 3) == (framing.GOOD, b"abc")
    assert framing.opened(framing.framed(framing.GOOD, b"abcd"), 3) == (framing.BROKEN, b"")
    assert framing.opened(framing.framed(framing.MEMORY), 3) == (framing.MEMORY, b"")


def test_the_filter_lets_through_what_is_on_its_list_and_nothing_else() -> None:
    steps = syscalls.program(7, (3, 5))
    assert {number: _filtered(steps, 7, number) for number in (3, 5)} == {3: "goes through", 5: "goes through"}
    assert {_filtered(steps, 7, number) for number in (0, 4, 6, 0x40000003)} == {"fails"}
    assert _filtered(steps, 8, 3) == "ends"


def _filtered(steps: bytes, kind: int, number: int) -> str:
    """What the filter says of a call, worked out as the kernel does."""
    import struct

    at, held = 0, 0
    while True:
        code, if_so, if_not, value = struct.unpack_from("=HBBI", steps, at * 8)
        at += 1
        match code:
            case 0x20:
                held = {0: number, 4: kind}[value]
            case 0x15:
                at += if_so if held == value else if_not
            case 0x35:
                at += if_so if held >= value else if_not
            case 0x06:
                return {0x7FFF0000: "goes through", 0x80000000: "ends", 0x00050001: "fails"}[value]
