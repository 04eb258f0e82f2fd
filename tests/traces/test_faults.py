"""Whatever goes wrong, with a case in its message: what is printed, logged and shown of it holds no word of that."""

import builtins
import itertools
import json
import logging
import sqlite3
import subprocess
import sys
import tarfile
import threading
import tomllib
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import alembic.util
import cryptography.exceptions
import networkx
import pikepdf
import PIL
import pytest
import sqlalchemy.exc
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlcipher3 import dbapi2

from app import commandline, errors
from app.session import Session
from app.settings import Settings
from app.window import Window
from app.work import Work
from exports.interchange import read_bytes, write_text
from mapping import commands
from mapping.entries import Person
from mapping.errors import CaseError
from mapping.rules import LINKS
from tests.app.memory import MemoryStore
from tests.traces.canaries import Flock, Search, canary_case

EXPECTED_BY_DESIGN = (KeyboardInterrupt, SystemExit, GeneratorExit, BrokenPipeError)


class Birds:
    """A flock, the case that is full of it, and an eye for what of it has come out."""

    def __init__(self) -> None:
        self.flock = Flock(14)
        self.case = canary_case(self.flock)
        self.one = self.flock.new()
        self._search = Search(self.flock)

    def beyond_roles(self, text: str) -> set[str]:
        """What has come out but for what a refusal calls a person by: "father" and "he" are fields of their own."""
        return set(self.in_text(text)) - {
            each for person in self.case.of(Person) for each in (person.label, person.pronouns)
        }

    def in_text(self, text: str) -> list[str]:
        return [hit.canary for hit in self._search.in_bytes(text.encode(), "", "")]


@pytest.fixture(scope="module")
def birds() -> Birds:
    return Birds()


@pytest.fixture
def net(capfd) -> Iterator[pytest.CaptureFixture]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    with warnings.catch_warnings():
        errors.install()
        yield capfd
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.getLogger().removeHandler(errors._REDUCED)
    errors._Printed.lines = 0
    errors.forget_listeners()


def plain_kinds() -> Iterator[type[BaseException]]:
    """Errors that are made of a message alone: Python's own, and those of every library that we stand on."""
    rooms = (
        builtins,
        sqlite3,
        dbapi2,
        sqlalchemy.exc,
        pikepdf,
        networkx,
        cryptography.exceptions,
        PIL,
        zipfile,
        tarfile,
    )
    others = (zlib.error, alembic.util.CommandError, tomllib.TOMLDecodeError, subprocess.SubprocessError)
    seen: set[type[BaseException]] = set(EXPECTED_BY_DESIGN)
    for kind in (*(each for room in rooms for each in vars(room).values()), *others):
        if isinstance(kind, type) and issubclass(kind, Exception) and kind not in seen:
            seen.add(kind)
            try:
                if str(kind("x")) == "x" or kind("x").args:
                    yield kind
            except (TypeError, ValueError, AttributeError):
                continue  # wants more than a message; the gravest of these are among the makers below


def made_with(word: str) -> list[Exception]:
    """An error of every kind, with this word wherever it can hold one."""
    found: list[Exception] = [kind(word) for kind in plain_kinds()]
    found += [
        UnicodeDecodeError("utf-8", word.encode(), 0, 1, word),
        UnicodeEncodeError("ascii", word, 0, 1, word),
        OSError(5, "Input/output error", word),
        FileNotFoundError(2, "No such file or directory", f"/home/{word}"),
        json.JSONDecodeError(word, word, 0),
        subprocess.CalledProcessError(1, [word], word, word),
        subprocess.TimeoutExpired([word], 1, word.encode()),
        sqlalchemy.exc.StatementError(word, f"INSERT {word}", {"body": word}, ValueError(word)),
        sqlalchemy.exc.IntegrityError(f"INSERT {word}", {"body": word}, dbapi2.IntegrityError(word)),
        ExceptionGroup(word, [ValueError(word), ExceptionGroup(word, [KeyError(word)])]),
        KeyError({word: [word]}),
    ]
    noted = ValueError(word)
    noted.add_note(word)
    caused = RuntimeError(word)
    caused.__cause__ = noted
    return [*found, noted, caused]


def shown() -> str:
    """All that can be read on any window, and all that is said of it to a screen reader."""
    words = []
    for widget in QApplication.allWidgets():
        words += [widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        words += [widget.windowRole(), widget.text() if isinstance(widget, QLabel) else ""]
    return "\n".join(words)


def test_a_hundred_kinds_of_error_are_tried(birds: Birds) -> None:
    found = made_with(birds.one)
    assert len({type(each) for each in found}) >= 100
    assert all(birds.in_text(repr(each) + str(each) + str(vars(each))) for each in found if each.args)


class Uncaught:
    """What nobody catches here falls into the last net, as it would at the end of a process."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            sys.excepthook(kind, error, trace)
        return True


class Button(QObject):
    pressed = Signal()


def test_no_error_in_a_slot_says_a_word_of_the_case_anywhere(birds: Birds, qtbot, net) -> None:
    window = Window(Settings(), lambda: None)
    qtbot.addWidget(window)
    window.show()
    errors.on_fault(window.fault_met.emit)
    for error in made_with(birds.one):
        button = Button()

        def fail(error: Exception = error) -> None:
            here = birds.case
            raise error.with_traceback(None) from ValueError(repr(here) + birds.one)

        button.pressed.connect(fail)
        button.pressed.emit()
        QApplication.processEvents()
    said = net.readouterr()
    assert said.err.count("Throughline met a fault: ") >= 100
    assert birds.in_text(said.out + said.err) == []
    assert "The program met a fault of its own." in shown()
    assert birds.in_text(shown()) == []


def test_no_error_in_a_thread_or_in_long_work_says_a_word_of_the_case(birds: Birds, qtbot, net) -> None:
    told: list[str] = []
    parent = QObject()
    for error in made_with(birds.one):
        work = Work(parent)

        def fail(error: Exception = error) -> None:
            raise error

        work.start(fail, told.append, told.append)
        qtbot.waitUntil(lambda work=work: not work.busy)
    said = net.readouterr()
    assert len(told) >= 100
    assert birds.in_text("\n".join([*told, said.out, said.err])) == []


COMMANDS: dict[str, tuple[str, list[str]]] = {
    "validate": ("app.commands.analysis.case_from", ["FILE"]),
    "pathways": ("mapping.pathways.pathways", ["FILE", "--json"]),
    "checks": ("mapping.checks.findings", ["FILE", "--json"]),
    "language": ("mapping.language.read", ["FILE", "--json"]),
    "report": ("app.commands.documents.asked_before_report", ["FILE", "--audience", "own_agency", "-o", "OUT.pdf"]),
    "picture": ("app.commands.documents.picture_copy", ["FILE", "-o", "OUT.svg"]),
    "audience": ("app.commands.documents.case_copy", ["FILE", "--audience", "own_agency", "-o", "OUT.json"]),
}
"""Each command that reads a case: what fails within it, and how it is called."""


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_that_fails_says_a_word_of_the_case(
    birds: Birds, net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / "family.case.json"
    file.write_text(write_text(birds.case), encoding="utf-8")
    place, arguments = COMMANDS[name]
    given = [name, *(each.replace("FILE", str(file)).replace("OUT", str(tmp_path / "out")) for each in arguments)]
    # Every kind is tried in some command, and every command with many kinds.
    tried = made_with(birds.one)[list(COMMANDS).index(name) :: len(COMMANDS)]
    for error in tried:

        def fail(*_given: object, _error: Exception = error, **_more: object) -> None:
            raise _error

        monkeypatch.setattr(place, fail)
        as_main_does(given)
    said = net.readouterr()
    assert birds.in_text(said.out + said.err) == []
    assert said.err.count("\n") >= len(tried) > 10
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def as_main_does(given: list[str]) -> None:
    """Run a command as main.py does."""
    with Uncaught():
        commandline.run(given)


VERBS: dict[str, Callable[[Session], bool]] = {
    "add": lambda session: session.attempt(commands.add, session.case.entries["B1"]),
    "edit": lambda session: session.attempt(commands.edit, "B1", title=""),
    "link": lambda session: session.attempt(commands.link, "harms", "I1", "B1"),
    "remove": lambda session: session.attempt(commands.remove, "nothing"),
    "rename": lambda session: session.attempt(commands.rename, ""),
    "move": lambda session: session.attempt(commands.move, {"nothing": None}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_is_refused_or_fails_prints_and_logs_nothing_of_the_case(
    birds: Birds, qtbot, net, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(MemoryStore(birds.case), "canary", "worker", lambda: None)
    refused: list[str] = []
    session.refused.connect(lambda sentence, _offers: refused.append(sentence))
    VERBS[verb](session)
    for error in made_with(birds.one):
        monkeypatch.setattr(session, "_commit", lambda *_given, _error=error: (_ for _ in ()).throw(_error))
        with Uncaught():
            session.do(commands.edit(birds.case, "B1", account="another"))
    said = net.readouterr()
    assert birds.in_text(said.out + said.err) == []
    assert birds.beyond_roles("\n".join(refused)) == set()


def test_no_refusal_of_an_arrow_says_what_stands_on_a_card(birds: Birds) -> None:
    case, refusals = birds.case, set()
    ids = {entry.kind: entry.id for entry in case.ordered_entries}
    kinds = list(LINKS)
    for number, (start, end) in enumerate(itertools.product(ids.values(), repeat=2)):
        try:
            commands.link(case, kinds[number % len(kinds)], start, end)
        except CaseError as error:
            refusals.add("\n".join((str(error), *error.offers)))
    assert len(refusals) > 5
    assert [words for words in refusals if birds.beyond_roles(words)] == []


def broken(case: dict) -> Iterator[bytes]:
    """The file of a case with something wrong in it, here and there; always with canaries around and in the fault."""
    for number, entry in list(enumerate(case["entries"]))[::3]:
        for field, value in list(entry.items()):
            if isinstance(value, str) and field != "id":
                for wrong in ([value], {value: value}, f"{value}\ud800", 7):
                    changed = json.loads(json.dumps(case))
                    changed["entries"][number][field] = wrong
                    yield json.dumps(changed).encode()
                break
        changed = json.loads(json.dumps(case))
        changed["entries"][number]["unheard of"] = "x"
        changed["entries"][number]["kind"] = next(iter(entry.values()))
        yield json.dumps(changed).encode()


def test_no_fault_in_a_case_file_is_told_with_what_the_file_says(birds: Birds) -> None:
    told = []
    for raw in broken(json.loads(write_text(birds.case))):
        with pytest.raises(CaseError) as caught:
            read_bytes(raw)
        told.append(str(caught.value))
    assert len(told) >= 50
    assert [words for words in told if birds.in_text(words)] == []


def test_a_word_that_came_out_would_be_seen(birds: Birds, qtbot) -> None:
    label = QWidget()
    qtbot.addWidget(label)
    label.setAccessibleDescription(f"it met {birds.one.upper()}")
    assert birds.in_text(shown()) == [birds.one]
