"""Brings in Qt's bindings, and gives Python its own import back; it knows no case and no window.

The bindings put a function in its place that looks, at each import anywhere in the process, whether a module asked for
names in another spelling, and for that reads the source of every module and keeps it: 10 MiB more with an open case,
and a slower start. No module here asks for that. It does nothing where Qt was brought in before.
"""

from __future__ import annotations

import builtins

_PLAIN = builtins.__import__

import PySide6.QtCore  # noqa: E402 - what it replaces is held first

QT = PySide6.QtCore.qVersion()
"""Which Qt that is."""

builtins.__import__ = _PLAIN
