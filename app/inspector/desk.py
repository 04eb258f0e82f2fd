"""What an editor writes on: one entry, link or head of a case, or one record in a list of it.

Every word a form shows and every act it does go through here; it holds no widget.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QTimer

from app import clock, doing
from app.drafts import row_key
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry, Header, Thing
from mapping.fields import Field, fields_of
from mapping.find import kind_of
from mapping.language.kept import within
from mapping.naming import Naming
from mapping.veil import NAME_FIELDS, veiled_text, veiled_title
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.wording import fitted, subject_of


class Surface(Protocol):
    """What an editor needs to know of the thing it writes on."""

    @property
    def owner(self) -> Any:
        """The entry or record as it is now; None when it is gone."""

    @property
    def desk(self) -> Desk:
        """The desk of the whole entry."""

    def words(self, field: Field) -> tuple[str, str]:
        """What a field is called, and what helps to fill it."""

    def family(self, field: Field) -> str:
        """The list that a field offers, or ""."""

    def keep(self, merge: str = "", draft: str = "", /, **values: Any) -> str:
        """Put new values into the case; "" when that is done, else why not. The draft of this name then goes."""

    def place_of(self, field: Field) -> str:
        """Where in the whole entry a field stands."""

    def draft_key(self, field: Field) -> str:
        """Under which name an unfinished text of this field is kept; "" where none is."""


class Desk:
    """One entry, link or head of a case on the inspector's desk."""

    def __init__(self, session: Session, identity: str, origin: object) -> None:
        self.session, self.identity, self.origin = session, identity, origin
        self.told = False
        """True while the session is telling us something: then nothing may be done, only put off."""
        self.show_field: Callable[[str, str], None] = lambda _identity, _field: None
        """Shows the form of an entry at one of its fields."""
        self.show_history: Callable[[str], None] = lambda _identity: None
        """Shows what was done to a card, or in the whole case (""); another room does that."""
        self.begin: Callable[[str, object], None] = lambda _kind, _known: None
        """Asks for a new entry of a kind, of which some values are known already; other rooms do that."""
        self.show_evidence: Callable[[str], None] = lambda _identity: None
        """Shows what is attached to an entry; another room does that."""
        self._naming: tuple[CaseMap, bool, Naming] | None = None
        self._begun: dict[str, str] | None = None
        """What was begun here and not finished, by field, while a form is being made; it is read once for all fields.
        """

    @property
    def desk(self) -> Desk:
        """This."""
        return self

    @property
    def case(self) -> CaseMap:
        """The case as it is now."""
        return self.session.case

    @property
    def owner(self) -> Thing | None:
        """The thing as it is now."""
        return self.case.thing(self.identity)

    @property
    def kind(self) -> str:
        """The name under which the catalogue has this thing's words."""
        return kind_of(self.owner) if self.owner is not None else ""

    @property
    def vocabulary(self) -> Vocabulary:
        """The catalogue."""
        return load_vocabulary()

    @property
    def naming(self) -> Naming:
        """What people are called now."""
        held = self._naming
        if held is None or held[0] is not self.case or held[1] != self.session.veiled:
            held = (self.case, self.session.veiled, Naming(self.case, self.session.veiled))
            self._naming = held
        return held[2]

    @property
    def for_reading(self) -> bool:
        """Whether nothing can be changed here, and every field only shows what stands in it."""
        return self.session.for_reading

    @property
    def today(self) -> date:
        """The day from which "yesterday" is reckoned."""
        return clock.today()

    def fitted(self, text: str) -> str:
        """A text of the catalogue with this case's people in it."""
        owner = self.owner
        entry = owner if isinstance(owner, Entry) else None
        return fitted(text, self.naming, subject_of(self.kind, self.naming, self.vocabulary, entry)) if text else ""

    def words(self, field: Field) -> tuple[str, str]:
        """What a field is called, and what helps to fill it."""
        found = self.vocabulary.field(self.kind, field.file_name)
        return self.fitted(found.label), self.fitted(found.help)

    def family(self, field: Field) -> str:
        """The list that a field offers."""
        if field.name == "category":
            return self.vocabulary.category_family(self.kind)
        return self.vocabulary.field(self.kind, field.file_name).choices

    def hides(self, field: Field) -> bool:
        """Whether a field is made for names and names are hidden."""
        return self.session.veiled and field.name in NAME_FIELDS.get(self.kind, ())

    def shown(self, text: str) -> str:
        """A text as it may be shown now."""
        owner = self.owner
        if isinstance(owner, Header) and text == owner.title:
            return veiled_title(text, self.naming)
        return veiled_text(text, self.naming)

    def keep(self, merge: str = "", draft: str = "", /, **values: Any) -> str:
        """Put new values into the thing; while we are being told of a change, right after it."""
        if self.told:
            self.keep_later(merge, draft, **values)
            return ""
        sentence = self.act(commands.edit, self.identity, merge, **values)
        if draft and not sentence:
            self.session.drop_draft(self.identity, draft)
        return sentence

    def keep_later(self, merge: str, draft: str, /, **values: Any) -> None:
        """Put new values into the thing as soon as nobody is being told anything; its draft can go then."""
        session, identity, origin = self.session, self.identity, self.origin

        def now() -> None:
            if session.attempt(commands.edit, identity, merge, origin=origin, **values) and draft:
                session.drop_draft(identity, draft)

        QTimer.singleShot(0, now)

    def act(self, command: Any, /, *args: Any, **values: Any) -> str:
        """Do what a command says; "" when it was done, else the sentence that says why not and what to do."""
        return doing.act(self.session, command, *args, origin=self.origin, **values)

    def preview(self, command: Any, /, *args: Any, **values: Any) -> ChangeSet:
        """What a command would do; raises CaseError where the rules refuse it."""
        found = command(self.case, *args, **values)
        assert isinstance(found, ChangeSet)
        return found

    def read_drafts(self) -> None:
        """Read what was begun here and not finished, for a form that is being made."""
        self._begun = self.session.begun_in(self.identity)

    def forget_drafts(self) -> None:
        """The form is made: from now on each field asks for itself."""
        self._begun = None

    def begun(self, key: str) -> str:
        """A text that was begun in a field and not finished, or ""."""
        return self.session.draft(self.identity, key) if self._begun is None else self._begun.get(key, "")

    def place_of(self, field: Field) -> str:
        """The field itself."""
        return field.name

    def draft_key(self, field: Field) -> str:
        """The field's own name."""
        return field.name

    def fields(self) -> tuple[Field, ...]:
        """The fields of this kind of thing."""
        return fields_of(type(self.owner)) if self.owner is not None else ()


class RowDesk:
    """One record in a list of an entry."""

    def __init__(self, above: Surface, field: Field, place: int) -> None:
        self._above, self._field, self.place = above, field, place

    @property
    def desk(self) -> Desk:
        """The desk of the whole entry."""
        return self._above.desk

    @property
    def owner(self) -> Any:
        """The record as it is now; None when the list has become shorter."""
        rows = getattr(self._above.owner, self._field.name, ())
        return rows[self.place] if 0 <= self.place < len(rows) else None

    def let_go(self) -> None:
        """Stand for no record any more: another one may be at this place now."""
        self.place = -1

    def words(self, field: Field) -> tuple[str, str]:
        """The words of a field in the list."""
        desk = self.desk
        found = desk.vocabulary.field(desk.kind, f"{self._field.file_name}.{field.file_name}")
        return desk.fitted(found.label), desk.fitted(found.help)

    def family(self, field: Field) -> str:
        """The list that a field in the list offers."""
        desk = self.desk
        return desk.vocabulary.field(desk.kind, f"{self._field.file_name}.{field.file_name}").choices

    def keep(self, merge: str = "", draft: str = "", /, **values: Any) -> str:
        """Put new values into this record."""
        rows = list(getattr(self._above.owner, self._field.name, ()))
        if not 0 <= self.place < len(rows):
            return ""
        rows[self.place] = dataclasses.replace(rows[self.place], **values)
        return self._above.keep(merge, draft, **{self._field.name: tuple(rows)})

    def place_of(self, field: Field) -> str:
        """In any record of the list: a passage is known by its words wherever its record has moved to."""
        return within(self._field.name, field.name)

    def draft_key(self, field: Field) -> str:
        """The name of the list, the place in it, and the field."""
        return row_key(self._field.name, self.place, field.name)
