"""Qt's bindings must not stand between Python and its imports: they read the source of all that is brought in."""

import subprocess
import sys
from pathlib import Path

_HOUSE = Path(__file__).parents[2]


def _import_after(first: str) -> str:
    """What Python's import is called in a fresh process that has brought in this module."""
    script = f"import builtins, {first}; print(builtins.__import__.__name__)"
    done = subprocess.run([sys.executable, "-c", script], cwd=_HOUSE, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_program_imports_by_pythons_own_means() -> None:
    """With the window's module the import is Python's own."""
    assert _import_after("app.gui") == "__import__"


def test_the_bindings_alone_would_not() -> None:
    """The control: without it another function would stand there."""
    assert _import_after("PySide6.QtCore") != "__import__"
