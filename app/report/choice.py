"""The page of the report room on which a document is chosen: for whom it is, what it holds, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.display import Page
from app.flow import beside
from app.plain import Button, PlainLabel
from app.report.document import PICTURE, REPORT

_READER = "For your own agency and supervision"
_HOLDS = (
    "Everything on the map that may stay inside the agency: accounts, who says so, what the other parent does to keep"
    " the children safe. People are called by role; one page says who is who. It is not for any member of the family,"
    " and not for another agency."
)
_OTHERS = (
    "Copies for a court, a conference, a programme, the other parent, a partner agency, or one that the perpetrator may"
    " see come with a later version. Until then nothing here makes one: do not pass this one on in their place."
)
_PLAIN = "The file is not encrypted. Put it where only its readers can open it, and delete it when it is done with."


class ChoicePage(Page):
    """Says what can be made; `chosen` carries the document that is wanted."""

    chosen = Signal(object)
    share_above = 0.05

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(680, parent)
        self.word = PlainLabel()
        self.report, self.picture = Button(REPORT.write, primary=True), Button(PICTURE.write)
        for words, role in ((_READER, "title"), (_HOLDS, "body"), (_PLAIN, "body")):
            self.column.addWidget(PlainLabel(words, role))
        self.gap(8)
        self.column.addWidget(beside(self.report, self.picture))
        self.column.addWidget(self.word)
        self.gap(20)
        self.column.addWidget(PlainLabel("For other readers", "heading"))
        self.column.addWidget(PlainLabel(_OTHERS))
        self.report.clicked.connect(lambda: self.chosen.emit(REPORT))
        self.picture.clicked.connect(lambda: self.chosen.emit(PICTURE))
        self.setFocusProxy(self.report)
