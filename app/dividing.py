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
_STEP = 40
"""How far a key moves the edge between two parts, in pixels at 100 %."""


class Divided(QSplitter):
    """Parts beside one another, whose edges are pulled by hand; that of the last one in view moves by keys too."""

    def widen_last(self) -> None:
        """Give the last part a little of the room of the first."""
        self._move(theme.current().px(_STEP))

    def narrow_last(self) -> None:
        """Give a little of the room of the last part to the first."""
        self._move(-theme.current().px(_STEP))

    def _move(self, more: int) -> None:
        sizes = self.sizes()
        seen = [at for at, size in enumerate(sizes) if size]
        if len(seen) > 1:
            sizes[seen[0]] -= more
            sizes[seen[-1]] += more
            self.setSizes([max(0, size) for size in sizes])


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


def widen(split: QSplitter, part: QWidget, first_keeps: int) -> None:
    """Give a part the width that it reads well in, if the first part can spare it."""
    sizes, number = split.sizes(), split.indexOf(part)
    more = min(part.sizeHint().width() - sizes[number], sizes[0] - first_keeps)
    if more > 0:
        sizes[0], sizes[number] = sizes[0] - more, sizes[number] + more
        split.setSizes(sizes)
