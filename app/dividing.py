"""How an open case is divided: one below the other, and a view beside the inspector, whose width is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app import theme
from storage.errors import VaultError
from storage.vault import Vault

_WIDTH = "inspector width"
_NARROWEST, _USUAL = 300, 480
"""Widths of the inspector, in pixels at 100 %."""


def keep_width(shelf: Vault, inspector: QWidget) -> None:
    """Keep how wide the inspector is; it is no loss where that cannot be kept."""
    with suppress(VaultError):
        shelf.keep_setting(_WIDTH, round(inspector.width() / theme.current().scale))


def divide(split: QSplitter, width: int, shelf: Vault, say: Callable[[str], None]) -> None:
    """Give the inspector the width that it had, or half of it all at most."""
    try:
        kept = shelf.setting(_WIDTH)
    except VaultError as error:
        say(str(error))
        kept = None
    wanted = kept if isinstance(kept, int) and not isinstance(kept, bool) else _USUAL
    look = theme.current()
    wide = max(look.px(_NARROWEST), min(look.px(wanted), round(width * 0.5)))
    split.setSizes([max(1, width - wide), wide])


def column(owner: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Put these one below the other, with nothing between them."""
    made = QVBoxLayout(owner)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    for widget in widgets:
        made.addWidget(widget)
    return made
