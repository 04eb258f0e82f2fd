"""The menu of the map: what can be done with a card, an arrow, several, or the paper, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.actions import keys_of
from mapping.casemap import CaseMap

_OPEN = "open"
_CARD = (
    _OPEN,
    "rewrite",
    "duplicate",
    "link",
    "near",
    "fold",
    "fold_branch",
    "tie",
    "evidence",
    "card_history",
    "free",
    "remove",
)
_ARROW = (_OPEN, "card_history", "remove")
_IN_LINE = ("align_left", "align_right", "align_top", "align_middle", "align_bottom", "apart_across", "apart_down")
_SEVERAL = ("duplicate", "arrange_these", *_IN_LINE, "free", "remove")
_PAPER = (
    "quick", "paste", "vocabulary", "notes", "all", "see", "whole", "mini", "lens", "picture", "fit",
    "in", "out", "actual", "arrange", "arrange_new", "rail", "unfold",
)  # fmt: skip
"""What each menu offers, by the names of `app.actions`; a name that no action bears is passed over."""


def names_for(case: CaseMap, identities: tuple[str, ...]) -> tuple[str, ...]:
    """What is offered for what is selected."""
    if not identities:
        return _PAPER
    if len(identities) > 1:
        return _SEVERAL
    return _CARD if case.entry(identities[0]) is not None else _ARROW


def map_menu(owner: QWidget, names: tuple[str, ...], keys: Mapping[str, QAction], open_it: Callable[[], None]) -> QMenu:
    """A menu of these acts that goes when it is closed."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        if name == _OPEN:
            # Enter means other things too while an arrow is led by keys, so it is no key of an action.
            opening = QAction("Open", menu)
            opening.setShortcut(QKeySequence(keys_of(_OPEN)))
            opening.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            opening.triggered.connect(open_it)
            menu.addAction(opening)
        elif name in keys:
            menu.addAction(keys[name])
    return menu
