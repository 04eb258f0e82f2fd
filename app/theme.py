"""How the program looks: colours by what they stand for, type and sizes that grow with the worker's setting, signs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QApplication

from app.rings import none_looked_for
from mapping.signs import THICK, Outline, sign_of

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FACE = "Atkinson Hyperlegible Next"
THEMES = ("light", "dark", "contrast")

_FONTS = {
    "body": (13.0, False),
    "strong": (13.0, True),
    "title": (18.0, True),
    "heading": (14.0, True),
    "muted": (11.5, False),
    "card": (13.0, True),
    "card_muted": (11.0, False),
}
"""Size in pixels at 100 % and weight of each role of type."""

_KINDS_WITH_COLOUR = frozenset(
    ("behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response", "intersection",
     "gap")
)  # fmt: skip


class Notice(QObject):
    """Tells whoever paints that the theme or the text size is another one now, and which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme


NOTICE = Notice()


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: its name (light, dark, contrast) and how much larger than usual everything is (1.0 to 2.0)."""

    name: str = "light"
    scale: float = 1.0

    def colour(self, role: str) -> QColor:
        """The colour that stands for a role; KeyError for a role that does not exist."""
        return QColor(_colours()[self.name][role])

    def blend(self, role: str, other: str, share: float) -> QColor:
        """An opaque mix: `share` of the first role (0 to 1), the rest of the other."""
        return _blended(self.name, role, other, share)

    def px(self, pixels: float) -> int:
        """A length in pixels, grown with the text."""
        return round(pixels * self.scale)

    def font(self, role: str = "body") -> QFont:
        """The type for a role of text."""
        return QFont(_font(role, self.scale))


NOTICE.theme = Theme()


def current() -> Theme:
    """The look of the program now."""
    return NOTICE.theme


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program this look, and tell everyone who paints."""
    NOTICE.theme = theme
    _load_faces()
    _font.cache_clear()
    with none_looked_for():
        app.setStyle("Fusion")
        app.setEffectEnabled(Qt.UIEffect.UI_General, False)  # no menu slides or fades: nothing here moves by itself
        scheme = Qt.ColorScheme.Dark if theme.name == "dark" else Qt.ColorScheme.Light
        QGuiApplication.styleHints().setColorScheme(scheme)
        app.setPalette(_palette(theme))
        app.setFont(theme.font("body"))
        app.setStyleSheet(_sheet(theme))
    NOTICE.changed.emit()


def kind_role(kind: str) -> str:
    """The colour role that stands for a kind of entry."""
    if kind == "order":
        return "response"
    return kind if kind in _KINDS_WITH_COLOUR else "muted"


def paint_sign(painter: QPainter, kind: str, box: QRectF, colour: QColor) -> None:
    """Draw the sign of a kind into a box, in one colour."""
    sign = sign_of(kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(_path(sign.fill))
    painter.setPen(QPen(colour, THICK))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(sign.line))
    painter.restore()


@lru_cache(maxsize=64)
def _path(outlines: tuple[Outline, ...]) -> QPainterPath:
    """Outlines in a square from 0 to 1 as a path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for name, *at in (step for outline in outlines for step in outline):
        points = [QPointF(x, y) for x, y in zip(at[::2], at[1::2], strict=True)]
        if name == "M":
            path.moveTo(*points)
        elif name == "L":
            path.lineTo(*points)
        elif name == "C":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    return path


@cache
def _colours() -> dict[str, dict[str, str]]:
    return tomllib.loads((RESOURCES / "themes" / "colours.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _font(role: str, scale: float) -> QFont:
    size, bold = _FONTS[role]
    font = QFont(FACE)
    font.setPixelSize(max(11, round(size * scale)))
    font.setBold(bold)
    return font


@lru_cache(maxsize=512)
def _blended(name: str, role: str, other: str, share: float) -> QColor:
    one, two = QColor(_colours()[name][role]), QColor(_colours()[name][other])
    rest = 1 - share
    return QColor(
        round(one.red() * share + two.red() * rest),
        round(one.green() * share + two.green() * rest),
        round(one.blue() * share + two.blue() * rest),
    )


@cache
def _load_faces() -> tuple[int, ...]:
    """Make the program's own type known to Qt; the wide faces for other scripts are fall-backs."""
    return tuple(QFontDatabase.addApplicationFont(str(path)) for path in sorted((RESOURCES / "fonts").glob("*.ttf")))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "paper",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "focus",
        QPalette.ColorRole.HighlightedText: "card",
        QPalette.ColorRole.Link: "focus",
        QPalette.ColorRole.Mid: "line",
    }
    for role, name in roles.items():
        palette.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.blend("muted", "paper", 0.7))
    return palette


def _sheet(theme: Theme) -> str:
    """The few rules of style that a palette cannot say: quiet borders, targets of at least 24 pixels."""
    ink, line, card, focus, muted = (theme.colour(role).name() for role in ("ink", "line", "card", "focus", "muted"))
    pressed, resting = theme.blend("ink", "card", 0.14).name(), theme.blend("muted", "card", 0.16).name()
    chosen = theme.blend("focus", "card", 0.1).name()
    small, wide, radius = theme.px(4), theme.px(10), theme.px(5)
    return f"""
    QPushButton, QToolButton {{ border: 1px solid {line}; border-radius: {radius}px; background: {card}; color: {ink};
        padding: {small}px {wide}px; min-height: {theme.px(20)}px; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {muted}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {focus}; padding: {small - 1}px {wide - 1}px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {muted}; }}
    QPushButton:checked {{ background: {pressed}; border-color: {ink}; }}
    QPushButton[primary="true"] {{ background: {ink}; color: {card}; border-color: {ink}; }}
    QPushButton[primary="true"]:focus {{ background: {focus}; border-color: {focus}; }}
    QPushButton[primary="true"]:disabled {{ background: {resting}; color: {muted}; border-color: {resting}; }}
    QPushButton[flat="true"], QToolButton[flat="true"] {{ border-color: transparent; background: transparent; }}
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{ border: 1px solid {line}; border-radius: {radius}px;
        background: {card}; color: {ink}; padding: {small}px; selection-background-color: {focus};
        placeholder-text-color: {muted};
        selection-color: {card}; }}
    QLineEdit, QComboBox {{ min-height: {theme.px(20)}px; }}
    Combo::drop-down {{ border: none; width: {theme.px(24)}px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {focus}; padding: {small - 1}px; }}
    QListWidget {{ border: 1px solid {line}; padding: 1px; background: {card}; outline: 0; }}
    QListWidget:focus {{ border: 2px solid {focus}; padding: 0; }}
    QListWidget::item {{ padding-left: {theme.px(8)}px; border-left: {small}px solid transparent; color: {ink}; }}
    QListWidget::item:selected {{ background: {chosen}; border-left-color: {focus}; color: {ink}; }}
    QToolTip {{ border: 1px solid {line}; background: {card}; color: {ink}; padding: {small}px; }}
    QSplitter::handle {{ background: {line}; }}
    """
