"""Colours, pens and type of the map, made once for each theme; every colour is opaque."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from app import theme

CALM, LIT, DIM, QUIET = "calm", "lit", "dim", "quiet"
"""How strongly something is drawn: as usual, on the lit path, out of focus, in the background."""

_SHARES = {CALM: 0.8, LIT: 1.0, DIM: 0.24, QUIET: 0.3}
_THICK = 2.4
"""Arrows on the lit path; all others are one pixel wide, which Qt draws many times faster than any other width."""
_INVITING, _AIMED = 2.0, 4.0
"""The rings around what an arrow may end at, and around the one at which it is aimed."""
_LARGE = 1.5
"""From this text size on, and in high contrast, they are two pixels wide all the same."""
_TEXT_WHEN_DIM = 0.55
_CONTRAST = 0.6
"""In the theme of high contrast nothing is fainter than this."""


def colour(role: str, *, dim: bool = False, ground: str = "card") -> QColor:
    """A role's colour, or, out of focus, its opaque mix with the ground."""
    return _colour(theme.current().name, role, dim, ground)


@lru_cache(maxsize=256)
def _colour(name: str, role: str, dim: bool, ground: str) -> QColor:
    look = theme.Theme(name)
    if not dim:
        return look.colour(role)
    return look.blend(role, ground, _TEXT_WHEN_DIM if name != "contrast" else _CONTRAST)


def ground(role: str) -> QColor:
    """The ground of a frame or a band: a card's, with a little of a role's colour; none in high contrast."""
    return theme.current().blend(role, "card", 0.0 if theme.current().name == "contrast" else 0.055)


def edge(role: str) -> QColor:
    """The line around a frame or a band."""
    return theme.current().blend(role, "card", 1.0 if theme.current().name == "contrast" else 0.3)


def pen(role: str, strength: str, *, dashed: bool = False) -> QPen:
    """The pen for an arrow."""
    look = theme.current()
    broad = look.scale >= _LARGE or look.name == "contrast"
    thin = 2.0 if broad and strength != DIM else 1.0  # beside a lit path what is out of focus is thin in any case
    return _pen(look.name, role, strength, dashed, thin)


@lru_cache(maxsize=256)
def _pen(name: str, role: str, strength: str, dashed: bool, thin: float) -> QPen:
    share = max(_SHARES[strength], _CONTRAST) if name == "contrast" else _SHARES[strength]
    made = hairline(theme.Theme(name).blend(role, "paper", share), thin)
    if strength == LIT:
        made.setWidthF(_THICK)
        made.setCosmetic(False)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        made.setDashPattern([4.0, 3.0] if strength == LIT else [7.0, 5.0])
    return made


def ring(role: str) -> QPen:
    """The pen for a ring around something."""
    return pen(role, LIT)


def invitation(*, aimed: bool = False) -> QPen:
    """The pen for a ring around what an arrow may end at, and a strong one around what it is aimed at."""
    return hairline(colour("focus"), _AIMED if aimed else _INVITING)


def hairline(tone: QColor, width: float = 1.0) -> QPen:
    """A thin pen whose width does not grow when the map is seen from near."""
    made = QPen(tone, width)
    made.setCosmetic(True)
    return made


@lru_cache(maxsize=16)
def font(role: str, *, bold: bool = False) -> QFont:
    """The type of a role at 100 %: on the map text grows with the map, not by itself."""
    made = replace(theme.current(), scale=1.0).font(role)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setBold(bold or made.bold())
    return made


@lru_cache(maxsize=16)
def metrics(role: str, *, bold: bool = False) -> QFontMetricsF:
    """The measures of that type."""
    return QFontMetricsF(font(role, bold=bold))


def forget() -> None:
    """Make everything anew when it is next asked for: the theme is another one."""
    for made in (_colour, _pen, font, metrics):
        made.cache_clear()
