"""The page before there is a vault: make one, open one, or look at the sample. What the program is for it says once.

Where a vault was opened before, or was just locked, nothing is told: whoever looks at the screen learns nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app import theme
from app.commands.source import CommandError, case_from
from app.display import DisplayLabel, Page
from app.files import FileChooser
from app.flow import beside
from app.folders import Wanted, is_vault
from app.lent import LentVault, sample_case
from app.plain import Button
from app.work import Work
from mapping.errors import CaseFileError
from storage.errors import VaultError

_WHAT = (
    "Throughline puts one family on a map: what the person who abuses does, what that changes at home and for each"
    " child, and how the other parent protects them."
)
_VAULT = "A vault is a folder on this computer that holds your cases, encrypted. Nothing is ever sent anywhere."
_SAMPLE = "The sample is an invented family. Nothing that you do there is kept."


class Welcome(Page):
    """`chose` brings the folder of a vault, `lent` a vault with the sample in it, `wants_making` nothing."""

    wants_making = Signal()
    chose = Signal(object)
    lent = Signal(object)
    share_above = 0.22

    def __init__(self, *, told: bool) -> None:
        """`told` says what the program is for, and offers the sample."""
        super().__init__(600)
        self._work = Work(self)
        self._make, self._open = Button("Make a vault", primary=told), Button("Open a vault", primary=not told)
        self._sample, self._word = Button("Look at the sample case"), DisplayLabel("", 15, "body")
        self.column.addWidget(DisplayLabel("Throughline", 44))
        if told:
            self.column.addWidget(DisplayLabel(_WHAT, 18, "body"))
        self.gap(20)
        ways = (self._make, self._open, self._sample) if told else (self._open, self._make)
        self.column.addWidget(beside(*ways))
        self.column.addWidget(self._word)
        self._word.hide()
        if told:
            self.gap(20)
            for words in (_VAULT, _SAMPLE):
                self.column.addWidget(DisplayLabel(words, 14, "muted"))
        self._wire()
        self.setFocusProxy(ways[0])
        self._enlarge()
        theme.NOTICE.changed.connect(self._enlarge)

    def _wire(self) -> None:
        self._make.clicked.connect(self.wants_making)
        self._open.clicked.connect(self._choose)
        self._sample.clicked.connect(self._look)
        self._work.busy_changed.connect(self._be_busy)

    def _enlarge(self) -> None:
        """Large enough to be read from a standing desk, as at the door."""
        px = theme.current().px
        large = f"font-size: {px(16)}px; min-height: {px(32)}px; padding: {px(4)}px {px(22)}px;"
        focused = f"padding: {px(4) - 1}px {px(22) - 1}px;"
        self.setStyleSheet(f"QPushButton {{ {large} }} QPushButton:focus {{ {focused} }}")

    def _choose(self) -> None:
        chooser = FileChooser("Which vault?", Wanted.FOLDER, "Choose", whole=is_vault, parent=self)
        chooser.chosen.connect(self.chose)
        chooser.open()

    def _look(self) -> None:
        self._say("")
        self._work.start(_with_the_sample, self.lent.emit, self._say, (CaseFileError, CommandError, VaultError))

    def _say(self, sentence: str) -> None:
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))

    def _be_busy(self, busy: bool) -> None:
        self._sample.setText("Opening the sample" if busy else "Look at the sample case")
        # None is disabled: a button that is loses the keyboard. What is asked for a second time is not begun again.
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)


def _with_the_sample() -> LentVault:
    return LentVault(case_from(sample_case()))
