"""The line above an open case: where one is, and what can be done from anywhere in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from app import theme
from app.actions import keys_of
from app.plain import Button, PlainLabel, tell

_TABS = (
    ("map", "Map"),
    ("outline", "Outline"),
    ("words", "In words"),
    ("unknowns", "Not known yet"),
    ("language", "Wording"),
    ("report", "Report"),
    ("guided", "Guided session"),
)
_HOME, _CASES, _VEIL = "Throughline", "Cases", "Roles, not names"


class OneLine(PlainLabel):
    """A plain label of one line that is cut short with an ellipsis where there is no room."""

    def __init__(self, text: str = "", role: str = "strong", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """It can be cut to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits; the whole text stays with screen readers."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class Band(QWidget):
    """A strip of card colour across the window, with a line at its lower or its upper edge."""

    def __init__(self, *, line_above: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_above = line_above

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card and its line."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0 if self._line_above else self.height() - 1, self.width(), 1, look.colour("line"))


class Header(Band):
    """Breadcrumb and buttons; each button asks by a signal of its own. Outside a case only what needs none is there."""

    wants_cases = Signal()
    wants_find = Signal()
    wants_veil = Signal()
    wants_present = Signal()
    wants_hide = Signal()
    wants_view = Signal(object)
    wants_lock = Signal()

    def __init__(self, *, in_case: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._line = QHBoxLayout(self)
        self._home, self._between, self._title = Button(_HOME), PlainLabel("›"), OneLine(role="strong")
        self._find, self._veil, self._present = Button("Find"), Button(_VEIL), Button("Present")
        self._hide, self._view, self._lock = Button("Hide"), Button("View"), Button("Lock")
        for widget in (self._home, self._between):
            self._line.addWidget(widget)
        self._line.addWidget(self._title, 1)
        buttons = (self._find, self._veil, self._present, self._hide, self._view, self._lock)
        for button in buttons:
            self._line.addWidget(button)
        self._parts: tuple[QWidget, ...] = (self._home, self._between, *buttons)
        for part in (self._home, self._between, self._find, self._veil, self._present):
            part.setVisible(in_case)
        self._in_case = in_case
        self._title.setText("" if in_case else "Throughline")
        self._veil.setCheckable(True)
        self._home.setAccessibleName(f"{_HOME}: {_CASES}")
        self._veil.setAccessibleName(_VEIL)
        self._explain()
        self._wire()
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def _explain(self) -> None:
        tell(self._find, f"Find words in the case ({keys_of('find')})")
        tell(self._home, "Close this case and go back to all cases")
        tell(self._veil, f"Call everyone by role instead of by name ({keys_of('veil')})")
        tell(self._present, f"Show a meeting the part of the case that it may see ({keys_of('present')})")
        tell(self._hide, f"Make the whole window blank at once ({keys_of('hide')}); the same key brings it back")
        tell(self._view, "Colours, size of text, keys")
        tell(self._lock, f"Put everything away and ask for the passphrase again ({keys_of('lock')})")

    def _wire(self) -> None:
        self._home.clicked.connect(self.wants_cases)
        self._find.clicked.connect(self.wants_find)
        self._veil.clicked.connect(self.wants_veil)
        self._present.clicked.connect(self.wants_present)
        self._hide.clicked.connect(self.wants_hide)
        self._view.clicked.connect(lambda: self.wants_view.emit(self._view))
        self._lock.clicked.connect(self.wants_lock)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        look = theme.current()
        self._line.setContentsMargins(look.px(12 if self._in_case else 20), look.px(8), look.px(16), look.px(8))
        self._line.setSpacing(look.px(8))
        ink, focus = look.colour("ink").name(), look.colour("focus").name()
        # Part of a line of words rather than a button among buttons; the frame is there for the keyboard alone.
        self._home.setStyleSheet(
            f"QPushButton {{ border: 2px solid transparent; background: transparent; color: {ink}; font-weight: bold;"
            f" padding: {look.px(2)}px {look.px(4)}px; min-height: {look.px(20)}px; }}"
            f"QPushButton:hover {{ text-decoration: underline; }} QPushButton:focus {{ border-color: {focus}; }}"
        )
        self._fit()

    def _fit(self) -> None:
        """Give the title of the case its room: first the keys leave the buttons, then the long words."""
        for find, present, home, veil in self._wordings():
            for button, words in zip(
                (self._find, self._present, self._home, self._veil), (find, present, home, veil), strict=True
            ):
                button.setText(words)
            if self._wanted() <= self.width():
                return

    @staticmethod
    def _wordings() -> Iterator[tuple[str, str, str, str]]:
        """What the buttons say, from the fullest to the shortest."""
        yield f"Find  {keys_of('find')}", f"Present  {keys_of('present')}", _HOME, _VEIL
        yield "Find", "Present", _HOME, _VEIL
        yield "Find", "Present", _CASES, "Roles"

    def _wanted(self) -> int:
        """So wide would all of it be with the title whole."""
        shown = [each for each in self._parts if not each.isHidden()]
        taken = sum(each.sizeHint().width() for each in shown) + self._line.spacing() * len(shown)
        margins = self._line.contentsMargins()
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        return taken + margins.left() + margins.right() + title + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._fit()

    def show_case(self, title: str, veiled: bool) -> None:
        """Say which case is open, and whether people are called by their roles."""
        self._title.setText(title)
        self._veil.setChecked(veiled)
        self._fit()


def under(header: Header, room: QWidget) -> QWidget:
    """A room with the line above it, as one page; the keyboard is in the room."""
    page = QWidget()
    page.setFocusProxy(room)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(room, 1)
    return page


class Tabs(QWidget):
    """The views of a case at the left, undo and redo by name at the right."""

    chosen = Signal(str)
    wants_undo = Signal()
    wants_redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QTabBar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setAccessibleName("Views")
        for _, text in _TABS:
            self._bar.addTab(text)
        self._undo, self._redo = Button("Undo"), Button("Redo")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._bar)
        self._line.addStretch(1)
        for button in (self._undo, self._redo):
            button.setProperty("flat", True)
            self._line.addWidget(button)
        self._bar.currentChanged.connect(lambda number: self.chosen.emit(_TABS[number][0]))
        # The tab that is chosen already leads back from what covers its view.
        self._bar.tabBarClicked.connect(self._come_back)
        self._undo.clicked.connect(self.wants_undo)
        self._redo.clicked.connect(self.wants_redo)
        self._covered, self._steps = False, ("Undo", "Redo")
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def _come_back(self, number: int) -> None:
        if number == self._bar.currentIndex():
            self.chosen.emit(self.current)

    @property
    def current(self) -> str:
        """The view that is chosen, by its name."""
        return _TABS[self._bar.currentIndex()][0]

    def show_tab(self, name: str) -> None:
        """Go to a view by its name."""
        self._bar.setCurrentIndex([each for each, _ in _TABS].index(name))

    def show_covered(self, covered: bool) -> None:
        """While something else lies over the view, no tab is marked as the one that is seen."""
        self._covered = covered
        self.dress()

    def show_steps(self, undo: str, redo: str, can_undo: bool, can_redo: bool) -> None:
        """Say what would be taken back and what done again."""
        self._steps = (undo, redo)
        for button, text, can in ((self._undo, undo, can_undo), (self._redo, redo, can_redo)):
            button.setAccessibleName(text)
            button.setVisible(can)
        self._fit_steps()

    def _fit_steps(self) -> None:
        """Say the steps whole where every tab has its room beside them, else by their first word alone."""
        for whole in (True, False):
            for button, text in zip((self._undo, self._redo), self._steps, strict=True):
                button.setText((text if whole else text.partition(":")[0]).replace("&", "&&"))
            if self._line.sizeHint().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._fit_steps()

    def dress(self) -> None:
        """Take on the colours and sizes of the theme as it is now."""
        look = theme.current()
        px, focus = look.px, look.colour("focus").name()
        here = "" if self._covered else f"color: {look.colour('ink').name()}; font-weight: bold;"
        line = "transparent" if self._covered else look.colour("protective_effort").name()
        self._line.setContentsMargins(px(8), 0, px(12), 0)
        self._bar.setStyleSheet(
            f"QTabBar {{ background: transparent; }} QTabBar::tab {{ background: transparent; border: none;"
            f" color: {look.colour('muted').name()}; padding: {px(11)}px {px(14)}px {px(8)}px {px(14)}px;"
            f" border-bottom: {px(3)}px solid transparent; }}"
            f"QTabBar::tab:selected {{ {here} border-bottom-color: {line}; }}"
            f"QTabBar::tab:focus {{ border-bottom-color: {focus}; }}"
        )
        # A bold tab is wider than Qt reckoned with: without this its last letter is cut off.
        self._bar.setFont(look.font("strong"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper with a line under it."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
