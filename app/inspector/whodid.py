"""The title of what he does: whoever it begins with is taken off where that is he, and asked about where it is not.

What is typed is kept in any case; who may be said to do what is for `mapping.quickadd.whodid` to know.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.inspector.desk import Surface
from app.inspector.note import Note
from app.inspector.text import ProseEditor
from app.ways import WaysRow
from mapping.commands import edit
from mapping.entries import Behaviour
from mapping.fields import Field
from mapping.language import Finding
from mapping.quickadd import BLANK, Way
from mapping.quickadd.whodid import Setting, Turned, Unclear, hear
from mapping.remaking import made_by, remake

_OPENING = 5
"""So many letters may stand before the word that says who acts: "the ", "both "."""
_FIELDS = {"protective_effort": "by", "child_impact": "child"}
"""Kinds that a title can become where it stands, and the field of the one who is meant."""


class BehaviourTitle(ProseEditor):
    """A title that begins with the verb: he is not said in it, because the map says him."""

    def __init__(
        self,
        surface: Surface,
        field: Field,
        parent: QWidget | None = None,
        *,
        one_line: bool = True,
        role: str = "title",
    ) -> None:
        self._heard: Turned | Unclear | None = None
        self._typed_so = self._heard_in = ""
        self._left_in: set[str] = set()
        super().__init__(surface, field, parent, one_line=one_line, role=role)
        under = QVBoxLayout()
        self.column.addLayout(under)
        self._asked = Note(under, "body")
        self.ways = WaysRow()
        self.column.addWidget(self.ways)
        self.ways.chosen.connect(self._say_so)
        self.ways.kept.connect(self._leave_in)

    def keep(self, merge: str = "", draft: str = "", /, **values: Any) -> bool:
        """Write a title as it is to stand: without the one whose behaviour it is."""
        typed = str(values.get(self.field.name, ""))
        self._heard = self._hear(typed)
        if isinstance(self._heard, Turned):
            self._typed_so = typed
            values |= {self.field.name: self._heard.title, "by": self._heard.by}
        self._heard_in = str(values.get(self.field.name, ""))
        return super().keep(merge, draft, **values)

    def show_value(self) -> None:
        """The title as it is now; what was said of another one, before an undo, is said no longer."""
        super().show_value()
        if self._heard is not None and not self._dirty and self.value != self._heard_in:
            self._heard = None
            self._ask()

    def _hear(self, title: str) -> Turned | Unclear | None:
        desk, owner = self.surface.desk, self.surface.owner
        if title in self._left_in or not isinstance(owner, Behaviour):
            return None
        return hear(title, Setting(desk.case, desk.vocabulary, desk.naming, owner.by, owner.toward, sure=True))

    def _is_kept(self, paragraph: str, finding: Finding) -> bool:
        """What is asked about the one who acts is not asked a second time as a matter of wording."""
        if super()._is_kept(paragraph, finding):
            return True
        written = self._dirty or self._heard is not None
        return written and finding.start <= _OPENING and isinstance(self._hear(paragraph), Unclear)

    def finish(self) -> None:
        """Keep the title, show it as it stands now, and ask what is open."""
        begun = self._dirty
        super().finish()
        if begun and not self._dirty and not self.surface.desk.told:
            self._show_kept()
            self._ask()

    def _show_kept(self) -> None:
        """The title as it was kept; a blank that was to be filled is so still, wherever it stands now."""
        at_blank = self.text.textCursor().selectedText() == BLANK
        self.show_value()
        if at_blank:
            self.prose.go_to_blank()

    def _ask(self) -> None:
        """What was taken off, or what is to be asked; nothing where the title begins as it should."""
        desk, heard = self.surface.desk, self._heard
        self.prose.marking.begin_again()
        match heard:
            case Turned():
                him = desk.naming.inside(heard.by)
                word = heard.word[:1].upper() + heard.word[1:]
                self._asked.say(f"“{word}” is left out of the title: the map itself says that it is {him}.")
                self.ways.offer((), "Put it back", self.text)
            case Unclear():
                self._asked.say(heard.question)
                self.ways.offer(heard.ways, "Keep as typed", self.text)
            case None:
                self._asked.say("")
                self.ways.offer(())

    def _leave_in(self) -> None:
        """The title stands as it was typed, and is not asked about again here."""
        heard, owner = self._heard, self.surface.owner
        typed = self._typed_so if isinstance(heard, Turned) else str(getattr(owner, self.field.name, ""))
        self._left_in.add(typed)
        if isinstance(heard, Turned):
            desk = self.surface.desk
            self.say(desk.act(edit, desk.identity, **{self.field.name: typed}))
        self._heard = None
        self._ask()
        self.text.setFocus()

    def _say_so(self, way: Way) -> None:
        """Put a way to say it in place of the title, or make the card what it should be."""
        if way.kind in _FIELDS and BLANK not in way.title:
            self._become(way)
        elif way.kind:
            field = _FIELDS.get(way.kind)
            self.surface.desk.begin(way.kind, {"title": way.title} | ({field: way.person} if field else {}))
        else:
            self._write(way.title)

    def _write(self, title: str) -> None:
        self.text.setFocus()
        self.text.setPlainText(title)
        if not self.prose.go_to_blank():
            self.finish()

    def _become(self, way: Way) -> None:
        """This card becomes another kind of card; its form is shown next."""
        desk = self.surface.desk
        made: list[str] = []

        def remade(case: Any, identity: str) -> Any:
            changes = remake(case, identity, way.kind, **{_FIELDS[way.kind]: way.person, self.field.name: way.title})
            made.append(made_by(changes))
            return changes

        sentence = desk.act(remade, desk.identity)
        self.say(sentence)
        if not sentence:
            desk.session.select((made[-1],), None)
