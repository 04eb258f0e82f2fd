"""A thousand errors with words of a case in them, raised within every command: none of these is printed or logged."""

import contextlib
import io
import logging
import sys
import warnings
from pathlib import Path

import pytest

from app import errors
from exports.interchange import write_text
from tests.long import figures
from tests.traces.test_faults import COMMANDS, Birds, as_main_does, made_with

ERRORS = 1000


def raised_everywhere(file: Path, birds: Birds, word: str) -> tuple[int, str]:
    """Raise every kind of error within every command; how many, and all that was said."""
    said, count = io.StringIO(), 0
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said), pytest.MonkeyPatch.context() as patched:
        # To read the file a thousand times would prove nothing more.
        for room in ("analysis", "documents"):
            patched.setattr(f"app.commands.{room}.case_from", lambda _path: birds.case)
        for name, (place, arguments) in COMMANDS.items():
            with patched.context() as within:
                for error in made_with(word):

                    def fail(*_given: object, _error: Exception = error, **_more: object) -> None:
                        raise _error

                    within.setattr(place, fail)
                    errors._Printed.lines = 0
                    given = [each.replace("FILE", str(file)).replace("OUT", f"{file}.out") for each in arguments]
                    as_main_does([name, *given])
                    count += 1
    return count, said.getvalue()


def test_a_thousand_errors_say_no_word_of_a_case(tmp_path: Path) -> None:
    hooks = sys.excepthook, sys.unraisablehook
    file = tmp_path / "family.case.json"
    birds = Birds()
    file.write_text(write_text(birds.case), encoding="utf-8")
    try:
        with warnings.catch_warnings():
            errors.install()
            for _so_far in figures.rounds("canary", "errors raised in commands", "errors", ERRORS, 900):
                count, said = raised_everywhere(file, birds, birds.one)
                hits = len(birds.in_text(said))
                assert said.count("\n") >= count
                assert hits == 0
                figures.record("canary", "errors raised in commands", errors=count, hits=hits)
    finally:
        sys.excepthook, sys.unraisablehook = hooks
        logging.getLogger().removeHandler(errors._REDUCED)
