"""A case that was closed is not kept in memory by any view of it, whichever of them was looked at."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.window import Window
from mapping.history import History
from storage.vault import Vault
from tests.cheap import cheap_vault
from tests.cases import PUBLISHED_NAMES, published

VIEWS = ("outline", "words", "unknowns", "language", "report", "guided")


def turn() -> None:
    """Let Qt do what waits, and take away what is to go."""
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def kept() -> int:
    """How many open cases Python holds: each has one history."""
    gc.collect()
    return sum(isinstance(each, History) for each in gc.get_objects())
