"""The last net under the program: a fault that nobody caught becomes one line of types and places, never of values.

Exception messages may quote a case, so no message, argument or local variable is ever printed here. The same is done
to what libraries warn of or log, and to Qt's own messages, which quote what they stumble over. Nothing is written to a
file: there is no log. What is printed ends after so many lines, since a desktop may keep it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

ROOT = Path(__file__).resolve().parents[1]
_TRAIL = 6
"""How many places of our own source are named."""

_NO_SCREEN = "This plugin does not support"
"""How the platform without a screen begins to say what it lacks; that is no fault of anyone."""

_MOST_LINES = 200
"""How many lines are printed: a fault that comes at every repaint would fill whatever the desktop keeps of them."""

_listeners: list[Callable[[str], None]] = []


class _Printed:
    """How many lines have been printed."""

    lines = 0


def install() -> None:
    """Catch what nobody caught: in the main thread, in other threads, and in what Python would merely report.

    What libraries warn of or log is reduced to its kind, since both quote values.
    """
    _Printed.lines = 0
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned
    logging.getLogger().addHandler(_REDUCED)


def install_for_qt() -> None:
    """Reduce Qt's messages to their kind and category: their text may quote what was being shown."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_qt_message)


def on_fault(listener: Callable[[str], None]) -> None:
    """Tell this listener each fault too, as the line that is printed."""
    _listeners.append(listener)


def forget_listeners() -> None:
    """Tell nobody any more: the window that listened is gone."""
    _listeners.clear()


def line_for(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What may be said of a fault: its type, and the modules and lines of our own it came through."""
    places = [_place(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(trace)]
    ours = [place for place in places if place]
    return f"{kind.__name__} at {' > '.join(ours[-_TRAIL:]) or 'a place outside the program'}"


def _place(path: Path, line: int | None) -> str:
    if not path.is_relative_to(ROOT) or ".venv" in path.parts:
        return ""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return f"{module}:{line}"


def _uncaught(kind: type[BaseException], _value: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _say(line_for(kind, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if not issubclass(args.exc_type, SystemExit):
        _say(line_for(args.exc_type, args.exc_traceback))


def _unraisable(args: Any) -> None:
    _say(line_for(args.exc_type, args.exc_traceback))


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    place = _place(Path(filename), lineno) or "a place outside the program"
    _print(f"A library warned of something: {category.__name__} at {place}")


class _Reduced(logging.Handler):
    """Prints of each record that some library logs who it was and how grave, and nothing of what it says."""

    def emit(self, record: logging.LogRecord) -> None:
        """Logging: one record."""
        _print(f"A library logged something: {record.levelname} in {record.name}")


_REDUCED = _Reduced(logging.WARNING)


def _say(line: str) -> None:
    _print(f"Throughline met a fault: {line}")
    for listener in tuple(_listeners):
        try:
            listener(line)
        except Exception as error:
            # A net that tears while it catches would hide both faults.
            _print(f"Throughline met a fault while telling of one: {type(error).__name__}")


def _print(line: str) -> None:
    # A program started from a desktop may have no standard error at all, or a closed one.
    if sys.stderr is None or _Printed.lines > _MOST_LINES:
        return
    _Printed.lines += 1
    if _Printed.lines > _MOST_LINES:
        line = "There was more; it is not printed."
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    from PySide6.QtCore import QtMsgType

    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or text.startswith(_NO_SCREEN):
        return
    _print(f"Qt said something it should not have to: {kind.name} in {context.category or 'no category'}")
