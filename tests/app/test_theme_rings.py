"""A new look goes through every widget there is, and comes to its end while widgets that hold themselves are let go."""

import os
import subprocess
import sys

from tests.house.source import ROOT

_PROGRAM = """
import gc
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from app import rings, theme

class Ring(QWidget):
    def __init__(self):
        super().__init__()
        self.itself = self
        column = QVBoxLayout(self)
        for _ in range(20):
            column.addWidget(QLabel("x"))

class Needing(QLabel):
    def changeEvent(self, event):
        super().changeEvent(event)
        self.much = [[] for _ in range(6000)]

application = QApplication([])
theme.apply(application, theme.Theme())
LEFT_OUT
seen = [Needing("a") for _ in range(30)]
gc.set_threshold(50, 1, 1)
for number in range(20):
    for _ in range(40):
        Ring()
    theme.apply(application, theme.Theme("dark" if number % 2 else "light"))
assert gc.isenabled()
print("whole", flush=True)
import os
os._exit(0)
"""
_LEFT_OUT = "import contextlib\ntheme.none_looked_for = contextlib.nullcontext"


def end_of(program: str) -> tuple[int, str]:
    """How a program of its own came out, and what it said."""
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout.strip()


def test_a_new_look_while_widgets_that_hold_themselves_are_let_go_brings_nothing_down() -> None:
    assert end_of(_PROGRAM.replace("LEFT_OUT", "")) == (0, "whole")


def test_without_that_care_the_same_program_falls() -> None:
    assert end_of(_PROGRAM.replace("LEFT_OUT", _LEFT_OUT))[0] != 0
