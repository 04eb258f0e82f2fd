"""Beginning a case: a title and the people it is about, by role; names are not asked for and nothing is assumed."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.combo import Combo
from app.display import asked, row
from app.plain import Button, PlainLabel
from mapping.casemap import CaseMap, everything
from mapping.entries import Header, Person
from mapping.errors import CaseError
from mapping.quickadd.people import aged, person_from, says_what_somebody_is
from mapping.reading import faults_of
from mapping.vocabulary import load_vocabulary

Draft = dict[str, str]
"""What stands in the form, field by field."""
_PAUSE = 400
"""Milliseconds without a key after which what was typed is kept."""
_BETWEEN = re.compile(
    r",(?!\s*\d{1,2}\s*(?:(?:y|ys|yrs?|years?|m|mo|mths?|months?)\s*)?(?:old\s*)?(?:,|$))", re.IGNORECASE
)
"""A comma between two children; one before an age belongs to what stands before it: "Ola, 3, baby"."""
_PRONOUNS = (("pronouns not said", ""), ("he", "he/him/his"), ("she", "she/her/her"), ("they", "they/them/their"))


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known when a case begins; `children` are words for them, one each."""

    title: str
    perpetrator: str = "Father"
    his_pronouns: str = ""
    survivor: str = "Mother"
    her_pronouns: str = ""
    children: tuple[str, ...] = ()


def begun(wanted: Beginning) -> CaseMap:
    """A new case with its people on it and nothing else; raises CaseError where a word cannot be kept."""
    if not wanted.title.strip():
        raise CaseError("A case needs a title. A number will do; a name need not be in it.")
    people, labels = _people(wanted)
    header = Header(
        id=f"case-{secrets.token_hex(6)}",
        title=wanted.title.strip(),
        opened=f"{today():%Y-%m-%d}",
        labels=labels,
    )
    case = CaseMap(header, {person.id: person for person in people})
    for change in everything(case):
        for fault in faults_of(change.thing):
            raise CaseError(f"This cannot be kept ({fault.place}): {fault.text}.")
    return case


def _people(wanted: Beginning) -> tuple[list[Person], tuple[tuple[str, str], ...]]:
    """The people and the words for the two parts; a name that was typed is kept as one, and stands for no part."""
    made: list[Person] = []
    labels: list[tuple[str, str]] = []
    adults = (
        ("perpetrator", wanted.perpetrator, wanted.his_pronouns),
        ("survivor", wanted.survivor, wanted.her_pronouns),
    )
    for role, words, pronouns in adults:
        if words and (says_what_somebody_is(words) or words[0].islower()):
            labels.append((role, words.lower()))
            made.append(Person(id=f"p{len(made) + 1}", roles=(role,), label=words, pronouns=pronouns))
        elif words:
            made.append(replace(_called(words, role, made), pronouns=pronouns))
    for words in wanted.children:
        made.append(_called(words, "child", made))
    return made, tuple(labels)


def _called(words: str, role: str, others: list[Person]) -> Person:
    """Somebody by a name or by a word for what the person is, with the age that may stand behind it."""
    called, born = aged(words, today())
    so_far = CaseMap(Header(id="new", title="new"), {each.id: each for each in others})
    new = person_from(called, (role,), "", so_far, load_vocabulary(), born)
    return Person(
        id=f"p{len(others) + 1}", roles=(role,), label=new.label, name=new.name, pronouns=new.pronouns, born=new.born,
        unborn=True if new.unborn else None,
    )  # fmt: skip


class NewCase(QWidget):
    """The form for a new case. `wanted` brings the case, `given_up` nothing; `typed` comes when the hand has paused."""

    wanted = Signal(object)
    given_up = Signal()
    typed = Signal()

    def __init__(self, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        """`draft` is what was begun before."""
        super().__init__(parent)
        self._title, self._children = QLineEdit(), QLineEdit()
        self._him, self._his = QLineEdit("Father"), _pronouns("Pronouns of the person who harms")
        self._her, self._hers = QLineEdit("Mother"), _pronouns("Pronouns of the other parent")
        self._word, self._pause = PlainLabel(), QTimer(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(12))
        self._column.addWidget(PlainLabel("A new case", "heading"))
        for question in (
            asked("What shall it be called?", self._title, "A number will do; a name need not be in it."),
            asked("Whose behaviour is it about?", self._him, "A word for the role: father, partner, uncle.", self._his),
            asked("Who is harmed, and keeps the children safe?", self._her, "A word for the role.", self._hers),
            asked("The children", self._children, "A word for each, with commas: elder child, younger child."),
        ):
            self._column.addLayout(question)
        begin, no = Button("Begin", primary=True), Button("Cancel")
        self._column.addWidget(self._word)
        self._column.addLayout(row(begin, no))
        self._word.hide()
        begin.clicked.connect(self._begin)
        self._title.returnPressed.connect(self._begin)
        self._children.returnPressed.connect(self._begin)
        no.clicked.connect(self.given_up)
        self.setFocusProxy(self._title)
        self._untouched = self.draft
        self._fill(draft or {})
        self._wait_for_pauses()

    @property
    def draft(self) -> Draft:
        """What stands in the form."""
        lines = {name: line.text() for name, line in self._lines().items()}
        return lines | {name: str(box.currentData()) for name, box in self._boxes().items()}

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed or chosen."""
        return self.draft != self._untouched

    def _lines(self) -> dict[str, QLineEdit]:
        return {"title": self._title, "him": self._him, "her": self._her, "children": self._children}

    def _boxes(self) -> dict[str, Combo]:
        return {"his": self._his, "hers": self._hers}

    def _fill(self, draft: Draft) -> None:
        for name, line in self._lines().items():
            line.setText(draft.get(name, line.text()))
        for name, box in self._boxes().items():
            box.setCurrentIndex(max(0, box.findData(draft.get(name, ""))))

    def _wait_for_pauses(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.typed)
        for line in self._lines().values():
            line.textChanged.connect(self._changed)
        for box in self._boxes().values():
            box.currentIndexChanged.connect(self._changed)

    def _changed(self) -> None:
        self._pause.start()

    def _begin(self) -> None:
        children = tuple(word.strip() for word in _BETWEEN.split(self._children.text()) if word.strip(" ,"))
        beginning = Beginning(
            *(self._title.text(), self._him.text().strip(), self._his.currentData()),
            *(self._her.text().strip(), self._hers.currentData(), children),
        )
        try:
            self.wanted.emit(begun(beginning))
        except CaseError as error:
            self.say(str(error))

    def say(self, sentence: str) -> None:
        """Show why the case was not begun."""
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))


def _pronouns(name: str) -> Combo:
    box = Combo()
    box.as_narrow_as_its_lines()
    box.setAccessibleName(name)
    for word, pronouns in _PRONOUNS:
        box.addItem(word, pronouns)
    return box
