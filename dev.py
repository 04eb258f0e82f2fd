"""One door for people who work on Throughline; it knows the tools, and nothing of what the program is about.

Standard library only, and readable by older Pythons, so that it can say in a sentence which Python is needed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / ".ci" / "requirements.lock"
STAMP = VENV / "throughline-setup"
PROGRESS = VENV / "throughline-passed.json"
LONG = ROOT / "tests" / "long"
ACCEPTANCE = ROOT.parent / "shared"  # black-box checks that some of us keep beside the project
PERPETRATOR_CHECKS = "the perpetrator may see"
PHRASES = ("--precision", "0.97", "--recall", "0.95")  # how well the reader of practice language must read

OLDEST_PYTHON = (3, 11)
# What Qt loads at start on a Debian that has no desktop. Each was dropped in turn and missed.
LIBRARIES = (
    *("libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon-x11-0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"),
)
# What the tests read finished documents with, the screen that some of them draw on, and what hears and types there.
TEST_TOOLS = ("poppler-utils", "xvfb", "xauth", "strace", "dbus-daemon", "at-spi2-core", "xdotool")
UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}
ALL_CORES = ("-n", "auto", "--dist", "worksteal")  # each core takes what another has not come to yet
SOURCES = ("mapping", "storage", "exports", "app", "main.py")
PROVEN_WITH = (*SOURCES, "resources", "tests", "pyproject.toml", ".ci/requirements.lock")


class ToolError(Exception):
    """A sentence for the person at the keyboard: what is wrong and what to do."""


def is_new_enough(version: tuple[object, ...]) -> bool:
    """Tell whether this Python can run the program."""
    return version[:2] >= OLDEST_PYTHON


def venv_python(venv: Path, system: str = os.name) -> Path:
    """Return where a virtual environment keeps its interpreter."""
    return venv / ("Scripts/python.exe" if system == "nt" else "bin/python")


def has_screen(system: str, environ: Mapping[str, str]) -> bool:
    """Tell whether a window could be seen here: always on Windows and macOS, elsewhere if a display is named."""
    return system in ("win32", "darwin") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def child_environment(environ: Mapping[str, str], **more: str) -> dict[str, str]:
    """Return our children's environment: no PYTHON* surprises, so bytecode is kept and only our code is found."""
    return {name: value for name, value in environ.items() if not name.upper().startswith("PYTHON")} | more


def missing_packages(wanted: Iterable[str], listing: str) -> list[str]:
    """Return what of the wanted is not in dpkg-query's lines "status<tab>name<tab>provides", in the order given."""
    present: set[str] = set()
    for line in listing.splitlines():
        status, _, names = line.partition("\t")
        if status.endswith(" installed"):
            # Newer Debians provide libglib2.0-0 by libglib2.0-0t64; a version in brackets may follow each name.
            present.update(part.split()[0] for part in names.replace("\t", ",").split(",") if part.strip())
    return [name for name in wanted if name not in present]


def apt_line(missing: Sequence[str], root: bool) -> str:
    """Return the line that installs these system packages, for a person to type."""
    sudo = "" if root else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(missing)}"


def stamp_of(lock: bytes, version: str, machine: str) -> str:
    """Return the line that says what an environment was set up from; if it differs, setup runs again."""
    return f"{hashlib.sha256(lock).hexdigest()} {version} {machine}\n"


def fingerprint(root: Path, rooms: Sequence[str] = PROVEN_WITH) -> str:
    """Return a hash over what lies in these folders, files or patterns: a long run goes on only with what it proved."""
    digest = hashlib.sha256()
    for place in sorted({place for room in rooms for place in root.glob(room)}):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def say(sentence: str) -> None:
    """Print now, so that our lines stand in order among those of our children."""
    print(sentence, flush=True)


def call(command: Sequence[object], **more: str) -> int:
    """Run a child from the project's root, with more in its environment, and return its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=child_environment(os.environ, **more))


def python(*arguments: object, **more: str) -> int:
    """Run the environment's Python and return its exit code."""
    return call([venv_python(VENV), *arguments], **more)


def stages(plan: Iterable[tuple[str, Sequence[object]]]) -> int:
    """Run the named commands in order, with the time each took; stop at the first that fails and return 1."""
    for name, command in plan:
        begun = time.monotonic()
        code = call(command, **UNSEEN)
        if code:
            say(f"{name}: FAILED after {time.monotonic() - begun:.1f} s")
            return 1
        # The tests come last and close with their own line, which stays the last one.
        if not name.startswith("tests"):
            say(f"{name}: {time.monotonic() - begun:.1f} s")
    return 0


def install_system(wanted: Sequence[str]) -> None:
    """Install what a Debian-like system lacks, if we are root; else print the line that does, and go on."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    query = ["dpkg-query", "-W", "-f=${Status}\t${Package}\t${Provides}\n"]
    missing = missing_packages(wanted, subprocess.run(query, capture_output=True, text=True, check=False).stdout)
    if not missing:
        return
    root = sys.platform != "win32" and os.geteuid() == 0
    say(f"System packages are missing: {', '.join(missing)}.")
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing])
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    codes = (subprocess.call(step, env=quiet, stdout=subprocess.DEVNULL) for step in steps)
    if not root or any(codes):
        say(f"Run this line once, then this command again:\n    {apt_line(missing, root)}")


def venv_version() -> str:
    """Ask the environment which Python it has; empty if there is none, or it no longer runs, or it has no pip."""
    ask = [str(venv_python(VENV)), "-c", "import platform, pip; print(platform.python_version())"]
    try:
        return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def make_venv() -> None:
    """Make the virtual environment, unless one with this very Python stands there already."""
    if venv_version() == platform.python_version():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise ToolError("This Python cannot make virtual environments, for want of ensurepip. Install that.")
    if call([sys.executable, "-m", "venv", "--clear", VENV]):
        raise ToolError("The virtual environment .venv could not be made. The lines above say why.")


def setup(system: Sequence[str] = (*LIBRARIES, *TEST_TOOLS)) -> int:
    """Make .venv hold what the lock names, compiled; quick when nothing changed, and then without a network."""
    # Debian keeps what makes virtual environments in a package of its own.
    bare = importlib.util.find_spec("ensurepip") is None
    install_system([*system, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"] if bare else system)
    importlib.invalidate_caches()
    stamp = stamp_of(LOCK.read_bytes(), platform.python_version(), f"{sys.platform} {platform.machine()}")
    if STAMP.exists() and STAMP.read_text() == stamp and venv_python(VENV).exists():
        return 0
    begun = time.monotonic()
    make_venv()
    STAMP.unlink(missing_ok=True)
    say("Installing the libraries into .venv (once; about 150 MB to fetch) ...")
    # Wheels only: building from source would fetch build tools that no hash vouches for.
    options = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile", "--disable-pip-version-check")
    if python("-m", "pip", "install", "-qq", *options, "-r", LOCK):
        raise ToolError("The libraries could not be installed; the lines above say why. A Mac needs macOS 15.")
    # Without bytecode every start is a second slower; some libraries carry templates that do not compile, and need not.
    packages = VENV / ("Lib" if os.name == "nt" else "lib")
    python("-m", "compileall", "-qq", "-j", "0", packages, *(ROOT / source for source in SOURCES))
    STAMP.write_text(stamp)
    say(f"setup: {time.monotonic() - begun:.1f} s")
    return 0


def sample_case() -> Path:
    """Return the sample case that comes with the program."""
    found = sorted((ROOT / "resources" / "sample").glob("*.case.json"))
    if not found:
        raise ToolError("There is no sample case in resources/sample. Fetch the project anew, or give a case file.")
    return found[0]


def run(arguments: Sequence[str]) -> int:
    """Start the program on the sample case; where no window can be seen, make the sample's report and picture."""
    setup(LIBRARIES)
    if arguments or has_screen(sys.platform, os.environ):
        return python("main.py", *(arguments or ["--demo"]))
    folder = ROOT / "throughline-sample"
    folder.mkdir(exist_ok=True)
    sample, report, picture = sample_case(), folder / "report.pdf", folder / "map.svg"
    say("There is no screen here, so the sample case is written to files instead of being opened.")
    code = python("main.py", "report", sample, "--audience", "own_agency", "-o", report, **UNSEEN)
    code = code or python("main.py", "picture", sample, "-o", picture, **UNSEEN)
    if not code:
        say(f"Its report: {report}\nIts map:    {picture}")
    return code


def quality() -> list[tuple[str, Sequence[object]]]:
    """Return the stages that read the source without running it."""
    interpreter = venv_python(VENV)
    walls = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return [
        ("style (ruff)", [interpreter, "-m", "ruff", "check", "."]),
        ("types (mypy)", [interpreter, "-m", "mypy"]),
        ("walls (import-linter)", [interpreter, "-c", walls]),
    ]


def acceptance() -> list[tuple[str, Sequence[object]]]:
    """Return a stage for each case that the black-box checks hold, if they lie beside the project."""
    script = ACCEPTANCE / "accept" / "accept.py"
    if not script.exists():
        return []
    command = [venv_python(VENV), script, "--python", venv_python(VENV), "--skip", PERPETRATOR_CHECKS]
    cases = sorted((ACCEPTANCE / "cases").glob("*.case.json"))
    phrases = [*command, "--phrases", ACCEPTANCE / "practice" / "phrases-open.tsv", *PHRASES]
    named = [(f"acceptance ({case.name.removesuffix('.case.json')})", [*command, case]) for case in cases]
    return [*named, ("acceptance (practice language)", phrases)]


def check() -> int:
    """Style, types, walls and the house tests: quick enough for every commit."""
    setup()
    return stages([*quality(), ("tests (house)", [venv_python(VENV), "-m", "pytest", "-q", "tests/house"])])


def test() -> int:
    """Everything that must hold before a change is handed over, except the long tests."""
    setup()
    return stages([*quality(), *acceptance(), ("tests", [venv_python(VENV), "-m", "pytest", "-q", *ALL_CORES])])


def long_groups(long: Path = LONG) -> list[str]:
    """Return the groups of long tests: a folder each under tests/long, then those marked long elsewhere."""
    folders = sorted(place.name for place in long.glob("*") if any(place.glob("**/test_*.py")))
    return [*folders, "elsewhere"]


def long_group(name: str, **limits: str) -> bool:
    """Run one group of long tests, within limits that its children read, and return whether nothing failed."""
    where = ["tests", "--ignore=tests/long"] if name == "elsewhere" else [f"tests/long/{name}"]
    options = ["-m", "long", "--hypothesis-profile=long", "-o", "faulthandler_timeout=3600"]
    code = python("-m", "pytest", "-q", *options, *where, **UNSEEN, **limits)
    nothing_there = 5  # pytest's exit code; a folder without tests is a fault, a tree without stray long tests is not
    return code == 0 or (name == "elsewhere" and code == nothing_there)


def ask_figures(*question: str) -> list[str]:
    """Ask the table of figures about a group: its mark, or which of its proofs have not come to their goal."""
    ask = [str(venv_python(VENV)), "-m", "tests.long.figures", *question]
    return subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def unmet(name: str) -> list[str]:
    """Return the proofs of a group that have not come to their goal, each as a line; elsewhere none are counted."""
    return [] if name == "elsewhere" else ask_figures("--unmet", name)


def read_progress(path: Path) -> dict[str, float]:
    """Return the seconds of the groups that passed, by the mark of what each of them proved."""
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError):
        return {}


def test_long(only: str | None, **limits: str) -> int:
    """Run the long tests group by group; what was done is remembered, so that a run may stop and go on."""
    setup()
    groups = long_groups()
    if only is not None and only not in groups:
        raise ToolError(f"There is no group {only}. There are: {', '.join(groups)}.")
    passed, unfinished = read_progress(PROGRESS), False
    for name in [only] if only else groups:
        (mark,), begun = ask_figures("--mark", name), time.monotonic()
        if mark in passed and not only:
            say(f"{name}: passed already, in {passed[mark]:.0f} s")
            continue
        if not long_group(name, **limits):
            say(f"{name}: FAILED after {time.monotonic() - begun:.0f} s")
            return 1
        seconds, open_yet = time.monotonic() - begun, unmet(name)
        if open_yet:
            unfinished = True
            say("\n".join([f"{name}: {seconds:.0f} s, not whole yet; run it again to go on", *open_yet]))
            continue
        passed[mark] = seconds
        PROGRESS.write_text(json.dumps(passed))
        say(f"{name}: {seconds:.0f} s")
    figures([])
    if not only and not unfinished:
        PROGRESS.unlink(missing_ok=True)
    return 2 if unfinished else 0


def figures(arguments: Sequence[str]) -> int:
    """Print the table of what the long tests have done and found, or write it into a Markdown file."""
    return python("-m", "tests.long.figures", *arguments)


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks; they measure and print, and judge nothing."""
    setup()
    return python("-m", "tests.bench", *arguments, **UNSEEN)


def screens(arguments: Sequence[str]) -> int:
    """Write a picture of every view of the sample case to screens/, for the guide and for review."""
    setup(LIBRARIES)
    return python("main.py", "screens", sample_case(), "-o", ROOT / "screens", *arguments, **UNSEEN)


def lock() -> int:
    """Write .ci/requirements.lock anew from pyproject.toml: every library, for every platform, with its hashes."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(venv_python(VENV).parent))
    if uv is None:
        raise ToolError("Writing the lock needs uv. Install it with:\n    .venv/bin/python -m pip install uv==0.13.9")
    options = ["--group", "test", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    note = ["--custom-compile-command", "python3 dev.py lock", "--quiet", "-o", LOCK.relative_to(ROOT)]
    return call([uv, "pip", "compile", "pyproject.toml", *options, *note])


def arguments_parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("setup", help="make .venv with everything the project stands on")
    commands.add_parser("run", help="start the program on the sample case; further arguments go to main.py instead")
    tests = commands.add_parser("test", help="style, types, walls, acceptance and all tests but the long ones")
    tests.add_argument("--long", action="store_true", help="the long tests instead; stop and go on as you like")
    tests.add_argument("--group", metavar="NAME", help="one group of the long tests")
    tests.add_argument("--share", metavar="N", help="how much of every goal is enough for now: 0.01 for a look")
    tests.add_argument("--minutes", metavar="N", help="stop each group after so long; the next run goes on from there")
    commands.add_parser("check", help="style, types, walls and the house tests")
    commands.add_parser("bench", help="the benchmarks; further arguments go to them")
    commands.add_parser("screens", help="pictures of every view; further arguments go to main.py screens")
    commands.add_parser("figures", help="the table of the long tests; give a Markdown file to write it there")
    commands.add_parser("lock", help="write .ci/requirements.lock anew from pyproject.toml")
    return parser


def main(given: Sequence[str]) -> int:
    """Do one command and return the exit code."""
    if not is_new_enough(sys.version_info):
        raise ToolError(f"Throughline needs Python 3.11 or newer; this is {platform.python_version()}.")
    parser = arguments_parser()
    chosen, rest = parser.parse_known_args(given)
    passing_on = {"run": run, "bench": bench, "screens": screens, "figures": figures}
    if chosen.command in passing_on:
        return passing_on[chosen.command](rest)
    if rest:
        parser.error(f"unrecognised arguments: {' '.join(rest)}")
    if chosen.command == "test" and (chosen.long or chosen.group):
        given_limits = {"THROUGHLINE_SHARE": chosen.share, "THROUGHLINE_MINUTES": chosen.minutes}
        return test_long(chosen.group, **{name: limit for name, limit in given_limits.items() if limit})
    return {"setup": setup, "test": test, "check": check, "lock": lock}[chosen.command]()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ToolError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
