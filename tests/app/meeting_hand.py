"""A hand that has keys and nothing else, a clock that goes on when it is told to, and an eye on the room's window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.casepage import CasePage
from app.present.screen import RoomScreen
from app.window import Window
from tests.app.room_oracle import Never, letters
from tests.app.room_reading import everything, now, painted_now

NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
_A_KEY = 0.5
"""Seconds."""
_STOPS = 120
"""More stops of the Tab key than any view has."""


class SeenInTheRoom(AssertionError):
    """Something protected is in the room's window; it says what."""


class Time:
    """The seconds of the program's own clock."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Hand:
    """Presses keys, each in whatever has the keyboard; it calls nothing of the program and sets no focus."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def at(self) -> QWidget:
        """What a key goes to now: an open list, else what has the keyboard in the window that is active."""
        popup = QApplication.activePopupWidget()
        if popup is None and QApplication.focusWidget() is None:
            self.window.activateWindow()  # what a desktop does when a list has closed; the unseen one does not
            turn()
        found = popup or QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        QTest.keyClick(self.at, key, held)
        turn()

    def type(self, words: str) -> None:
        """Letters, one after the other."""
        for letter in words:
            QTest.keyClicks(self.at, letter)
        turn()

    def tab_to(self, name: str) -> None:
        """The Tab key until the keyboard is at what has this name, or whose name begins so."""
        for _ in range(_STOPS):
            if self.at.accessibleName().startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"the Tab key does not come to {name!r}")

    def until(self, key: Qt.Key, there: Callable[[], bool], most: int = 60) -> None:
        """One key again and again until something is so."""
        for _ in range(most):
            if there():
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead there")


class Eye(Hand):
    """A hand with an eye on the room's window: after every key nothing is there that must not be."""

    def __init__(self, window: Window, never: Never, time: Time) -> None:
        super().__init__(window)
        self.never, self.time, self.looks = never, time, 0

    @property
    def page(self) -> CasePage:
        """The open case."""
        assert self.window.page is not None
        return self.window.page

    @property
    def screen(self) -> RoomScreen | None:
        """The room's window, while there is one."""
        return self.page.presenting.screen if self.window.page is not None else None

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One key, which takes a moment, and a look at what the room's window offers as it stands."""
        self.time.seconds += _A_KEY
        super().press(key, held)
        if self.window.page is not None and "presenting" in vars(self.page):
            self._look(now)

    def look_well(self) -> str:
        """All that the room's window offers on any page: none of it is protected."""
        return self._look(everything)

    def _look(self, read: Callable[[RoomScreen], str]) -> str:
        screen = self.screen
        if screen is None:
            return ""
        self.looks += 1
        told = read(screen)
        if found := self.never.found_in(told):
            raise SeenInTheRoom(", ".join(sorted(found)))
        return told

    def sees(self, words: str) -> bool:
        """Whether the room's window holds these words anywhere."""
        return letters(words) in letters(self.look_well())

    # ------------------------------------------------------------------------------------------- what a user does

    def capture(self, words: str, *, straight: bool = False, kind: Qt.Key | None = None) -> None:
        """The scribe adds one line: Enter, or Shift and Enter for the room at once; Escape goes back to the chair.

        `kind` is the number of a kind, which Alt chooses.
        """
        self.press(Qt.Key.Key_A)
        if kind:
            self.press(kind, ALT)
        self.type(words)
        self.press(Qt.Key.Key_Return, SHIFT if straight else NONE)
        assert self.page.quick.line.text() == ""
        self.press(Qt.Key.Key_Escape)
        self.look_well()

    def step(self, key: str) -> None:
        """To a step of the guided session: its own key, then the arrow keys in its list, from the nearer end."""
        self.press(Qt.Key.Key_7, CONTROL)
        steps = [each.step.key for each in self.page.guided.standings]
        late = steps.index(key) > len(steps) / 2
        self.press(Qt.Key.Key_End if late else Qt.Key.Key_Home)
        arrow = Qt.Key.Key_Up if late else Qt.Key.Key_Down
        self.until(arrow, lambda: self.page.guided.at.step.key == key)
        self.look_well()

    def walk(self) -> dict[str, str]:
        """Every page of every view by the arrow key: what is painted, by the key of the view; then back again."""
        screen, seen = self.screen, {}
        assert screen is not None
        self.until(Qt.Key.Key_Left, lambda: screen.place == f"{screen.frames[0].key}/0")
        place = ""
        while place != screen.place:
            place = screen.place
            key = screen.frames[screen.at].key
            seen[key] = f"{seen.get(key, '')}\n{chr(10).join(painted_now(screen))}"
            self.press(Qt.Key.Key_Right)
        self.until(Qt.Key.Key_Left, lambda: screen.at == screen.page == 0)
        return seen

    def said(self, part: QWidget) -> str:
        """The words in sight in a part of the chair's window."""
        return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part))


def turn() -> None:
    """Let the program do what it has put off, in the order in which its own loop would."""
    for _ in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
