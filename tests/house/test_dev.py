"""What dev.py decides before it does anything: who may come in, what is missing, what is done already."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev
from tests.house.source import ROOT


@pytest.mark.parametrize(("version", "enough"), [((3, 10, 13), False), ((3, 11, 0), True), ((4, 0), True)])
def test_python_must_be_new_enough(version: tuple[int, ...], enough: bool) -> None:
    assert dev.is_new_enough(version) is enough


@pytest.mark.parametrize(
    ("system", "environ", "seen"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_screen_is_seen_where_there_is_one(system: str, environ: dict[str, str], seen: bool) -> None:
    assert dev.has_screen(system, environ) is seen


def test_children_are_spared_what_a_machine_sets_for_python() -> None:
    given = {"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "/elsewhere", "QT_QPA_PLATFORM": "xcb"}
    assert dev.child_environment(given) == {"PATH": "/bin", "QT_QPA_PLATFORM": "xcb"}
    assert dev.child_environment(given, **dev.UNSEEN) == {"PATH": "/bin", "QT_QPA_PLATFORM": "offscreen"}


LISTING = "\n".join(
    [
        "install ok installed\tlibegl1\t",
        "deinstall ok config-files\tlibgl1\t",
        "install ok installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0), libglib2.0-0-compat",
    ]
)


def test_a_removed_package_is_missing_and_a_renamed_one_is_not() -> None:
    wanted = ("libegl1", "libgl1", "libglib2.0-0", "xauth")
    assert dev.missing_packages(wanted, LISTING) == ["libgl1", "xauth"]


def test_the_line_to_type_asks_for_rights_only_where_they_are_lacking() -> None:
    install = "apt-get install -y --no-install-recommends libgl1 xauth"
    assert dev.apt_line(["libgl1", "xauth"], root=True) == f"apt-get update && {install}"
    assert dev.apt_line(["libgl1", "xauth"], root=False) == f"sudo apt-get update && sudo {install}"


@pytest.mark.parametrize(
    "other", [(b"b", "3.11.7", "linux x86_64"), (b"a", "3.12.1", "linux x86_64"), (b"a", "3.11.7", "darwin arm64")]
)
def test_setup_runs_again_when_the_lock_the_python_or_the_machine_changes(other: tuple[bytes, str, str]) -> None:
    stamp = dev.stamp_of(b"a", "3.11.7", "linux x86_64")
    assert stamp == dev.stamp_of(b"a", "3.11.7", "linux x86_64")
    assert stamp != dev.stamp_of(*other)


def test_the_interpreter_is_looked_for_where_each_system_keeps_it() -> None:
    assert dev.venv_python(Path("v"), "nt") == Path("v/Scripts/python.exe")
    assert dev.venv_python(Path("v"), "posix") == Path("v/bin/python")


def test_a_long_run_goes_on_only_with_the_tree_it_began_with(tmp_path: Path) -> None:
    (tmp_path / "mapping").mkdir()
    module = tmp_path / "mapping" / "dates.py"
    for place in ("main.py", "pyproject.toml"):
        (tmp_path / place).touch()
    module.write_text("a = 1")
    before = dev.fingerprint(tmp_path)
    assert dev.fingerprint(tmp_path) == before
    module.write_text("a = 2")
    assert dev.fingerprint(tmp_path) != before


def test_progress_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    kept = tmp_path / "progress.json"
    kept.write_text(json.dumps({"a mark": 12.5}))
    assert dev.read_progress(kept) == {"a mark": 12.5}
    kept.write_text("cut of")
    assert dev.read_progress(kept) == {}
    assert dev.read_progress(tmp_path / "nowhere.json") == {}


@pytest.fixture
def three_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Long tests of which nothing is run; what each group proves has a mark that may be changed."""
    told = SimpleNamespace(marks={"drill": "d1", "kill": "k1", "elsewhere": "e1"}, open={}, run=[], fails=set())
    monkeypatch.setattr(dev, "PROGRESS", tmp_path / "passed.json")
    monkeypatch.setattr(dev, "setup", lambda: 0)
    monkeypatch.setattr(dev, "figures", lambda _arguments: 0)
    monkeypatch.setattr(dev, "long_groups", lambda: list(told.marks))
    monkeypatch.setattr(dev, "long_group", lambda name: told.run.append(name) or name not in told.fails)
    answers = {"--mark": lambda name: [told.marks[name]], "--unmet": lambda name: told.open.get(name, [])}
    monkeypatch.setattr(dev, "ask_figures", lambda what, name: answers[what](name))
    return told


def test_a_long_run_goes_on_with_the_groups_that_have_not_passed_and_those_whose_rooms_have_changed(
    three_groups: SimpleNamespace,
) -> None:
    three_groups.open["kill"] = ["at random: 5 of 10 kills"]
    assert dev.test_long(None) == 2
    assert three_groups.run == ["drill", "kill", "elsewhere"]
    three_groups.run.clear()
    three_groups.marks["drill"] = "d2"
    assert dev.test_long(None) == 2
    assert three_groups.run == ["drill", "kill"]
    three_groups.run.clear()
    three_groups.open.clear()
    assert dev.test_long(None) == 0
    assert three_groups.run == ["kill"]


def test_a_long_run_stops_where_a_group_fails_and_says_so(
    three_groups: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    three_groups.fails.add("kill")
    assert dev.test_long(None) == 1
    assert three_groups.run == ["drill", "kill"]
    assert "kill: FAILED" in capsys.readouterr().out


def test_long_groups_are_the_folders_that_hold_tests(tmp_path: Path) -> None:
    for folder in ("vault", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "vault" / "test_power_cuts.py").touch()
    assert dev.long_groups(tmp_path) == ["vault", "elsewhere"]


def test_a_failing_stage_stops_the_rest(capfd: pytest.CaptureFixture[str]) -> None:
    good, bad = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(3)"]
    assert dev.stages([("first", good), ("second", bad), ("third", good)]) == 1
    told = capfd.readouterr().out
    assert "first: " in told
    assert "second: FAILED" in told
    assert "third" not in told


def test_an_unknown_command_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        dev.main(["tidy"])
    assert left.value.code == 2
    assert "tidy" in capsys.readouterr().err


LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_names_every_library_with_hashes_and_no_place_to_fetch_from() -> None:
    libraries = [line for line in LOCK.splitlines() if line and line[0].isalpha()]
    assert [line for line in libraries if "==" not in line or not line.endswith("\\")] == []
    assert [line for line in LOCK.splitlines() if "://" in line or line.startswith("-")] == []


def test_the_lock_holds_the_versions_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    locked = re.findall(r"^[\w.-]+==[\w.]+", LOCK, flags=re.MULTILINE)
    assert [library for library in asked if library.lower() not in locked] == []


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script, and the right to run it, are of Unix")
def test_the_check_that_guards_every_change_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert script.stat().st_mode & 0o111
