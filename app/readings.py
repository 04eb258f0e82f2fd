"""Reads texts for their wording in every room of one case alike: who is who in it, and which rules are in force.

It reads and remembers what it read; it marks nothing and changes no case. Which rules are off, and a team's own rules,
are kept with the vault.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.session import Session
from app.work import Work
from app.worker import Settings
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry, Header, Link, Note, Person, Relationship, Thing
from mapping.fields import LINE, PROSE, field_named
from mapping.language import Cast, Finding, Reading, RuleError, Rules, cast_of, read, rules_in_force
from mapping.language.kept import Kept, kept_of
from mapping.language.wholecase import in_its_place, kept_for, long_texts, read_fields, subject_of_text
from storage.errors import VaultError

_OFF, _TEAM = "language rules off", "team language rules"
_MOST = 4096
"""So many paragraphs are remembered; with more, all are read again."""
_NOTHING = Reading((), ())
_SOME = "She was there."


class Readings(QObject):
    """The reading of one case; `changed` when texts that were read before may read otherwise now.

    `dropped` comes first where what was read calls people as they are not called any more: nothing of it may stay.
    """

    dropped = Signal()
    changed = Signal()

    def __init__(self, session: Session, shelf: Settings | None = None) -> None:
        """Without a shelf what is switched off is forgotten with the case."""
        super().__init__(session)
        self._session, self._shelf = session, shelf
        self._rules: Rules | None = None
        self._ready: Rules | None = None
        self._work = Work(self)
        self._team, self._off = "", dict[str, str]()
        self._read: dict[tuple[str, str], Reading] = {}
        self._for: tuple[object, ...] | None = None
        self._cast: Cast | None = None
        self._kept: tuple[CaseMap, tuple[Kept, ...]] | None = None
        self.trouble = ""
        """Why the team's own rules that the vault holds are not in force, or ""."""
        session.changed.connect(self._changed)
        session.renaming.connect(self._renamed)
        session.locking.connect(self._let_go)

    # -------------------------------------------------------------------------------------------------- reading

    def ready(self) -> bool:
        """Whether a text can be read at once; if not, that is being seen to, and `changed` says when it can."""
        if self._rules is not None and self._ready is self._rules:
            return True
        if not self._work.busy:
            if self._rules is None:
                self._off, self._team = self._stored_off(), self._stored_team()
            known, team, off = self._rules, self._team, dict(self._off)
            self._work.start(lambda: _made_ready(known, team, off), self._take_rules, self._session.failed.emit)
        return False

    def _take_rules(self, made: tuple[Rules, str]) -> None:
        if self._rules is None:
            self._rules, self.trouble = made
        self._ready = made[0]
        self.changed.emit()

    def read(self, text: str, subject: str = "") -> Reading:
        """What is found in a text of this case; the same text is read once.

        `subject` is the role of whoever the program supplies as the subject of a title that begins with its verb.
        """
        if not text.strip():
            return _NOTHING
        cast = self.cast
        found = self._read.get((text, subject))
        if found is None:
            found = read(text, cast, self.rules, subject=subject)
            if len(self._read) >= _MOST:
                self._read.clear()
            self._read[text, subject] = found
        return found

    def read_field(self, thing: Thing | None, name: str, text: str) -> Reading:
        """What is found in a text as it would stand in this field."""
        if not isinstance(thing, Entry | Link):
            return _NOTHING
        return in_its_place(thing, self.read(text, subject_of_text(_with(thing, name, text), name)), self.rules)

    @property
    def cast(self) -> Cast:
        """Who is who, as it is now; made anew only when somebody in the case is another one."""
        case, veiled = self._session.case, self._session.veiled
        people = (veiled, case.header, case.of(Person), case.of(Relationship))
        if self._cast is None or people != self._for:
            self._for, self._cast = people, cast_of(case, veiled=veiled)
            self._read.clear()
        return self._cast

    def read_record(self, thing: Thing | None, text: str) -> Reading:
        """What is found in a text as it would stand in a record of a list of this entry."""
        return in_its_place(thing, self.read(text), self.rules) if isinstance(thing, Entry) else _NOTHING

    def reads(self, thing: Thing | None, name: str) -> bool:
        """Whether a field is read for its wording: somebody's own words are not, nor what is no account of anything."""
        if not isinstance(thing, Entry | Link) or field_named(type(thing), name).shape.form not in (LINE, PROSE):
            return False
        return any(name == each for each, _text in read_fields(_with(thing, name, "some words")))

    def reads_record(self, record: object, name: str) -> bool:
        """Whether a field of a record in a list is read for its wording."""
        return name in long_texts(type(record))

    def is_kept(self, entry: str, field: str, text: str, finding: Finding) -> bool:
        """Whether a passage in this field stays as it is."""
        return kept_for(self.kept, entry, field, text, finding) is not None

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The passages that stay as they are, each with its reason."""
        held, case = self._kept, self._session.case
        if held is None or held[0] is not case:
            held = self._kept = (case, kept_of(case))
        return held[1]

    # ---------------------------------------------------------------------------------------------------- rules

    @property
    def rules(self) -> Rules:
        """The rules in force for this vault: ours and the team's own, less what is switched off."""
        return self._know()

    def _know(self) -> Rules:
        if self._rules is None:
            self._off, self._team = self._stored_off(), self._stored_team()
            self._rules, self.trouble = _rules(self._team, self._off)
        return self._rules

    @property
    def team(self) -> str:
        """The team's own rules as they were brought in, or ""."""
        self._know()
        return self._team

    def switch_off(self, key: str, reason: str) -> None:
        """Let a rule find nothing any more in this vault; raises VaultError."""
        self._put(self._team, {**self.rules.off, key: reason})

    def switch_on(self, key: str) -> None:
        """Put a rule in force again; raises VaultError."""
        self._put(self._team, {each: reason for each, reason in self.rules.off.items() if each != key})

    def take_team(self, text: str) -> None:
        """Put a team's own rules in force, in place of those before; raises RuleError or VaultError."""
        off = self.rules.off
        rules_in_force(text, off)
        self._put(text, off)

    def drop_team(self) -> None:
        """Do without the team's own rules; raises VaultError."""
        ours = {rule.key for rule in self.rules.all if not rule.team}
        self._put("", {key: reason for key, reason in self.rules.off.items() if key in ours})

    def _put(self, team: str, off: Mapping[str, str]) -> None:
        if self._shelf is not None:
            self._shelf.keep_setting(_OFF, dict(off))
            self._shelf.keep_setting(_TEAM, team)
        self._team, self._off, self.trouble = team, dict(off), ""
        self._rules = rules_in_force(team, self._off)
        self._forget()

    def _setting(self, name: str) -> object:
        try:
            return self._shelf.setting(name) if self._shelf is not None else None
        except VaultError as error:
            self._session.failed.emit(str(error))
            return None

    def _stored_off(self) -> dict[str, str]:
        found = self._setting(_OFF)
        pairs = found.items() if isinstance(found, dict) else self._off.items()
        return {key: reason for key, reason in pairs if isinstance(key, str) and isinstance(reason, str)}

    def _stored_team(self) -> str:
        found = self._setting(_TEAM)
        return found if isinstance(found, str) else self._team

    # ------------------------------------------------------------------------------------------- what others did

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        """Whoever is in the case, and what is kept, decide what is marked; nothing else of a case does."""
        things = [each for change in changes for each in (change.before, change.after)]
        if any(isinstance(each, Header | Person | Relationship | Note) for each in things):
            self.changed.emit()

    def _renamed(self) -> None:
        self.dropped.emit()
        self._forget()

    def _forget(self) -> None:
        self._read.clear()
        self.changed.emit()

    def _let_go(self) -> None:
        self._read.clear()
        self._cast = self._for = self._kept = None


def _rules(team: str, off: Mapping[str, str]) -> tuple[Rules, str]:
    """The rules, and why the team's own are not among them, if they cannot be used."""
    try:
        return rules_in_force(team, off), ""
    except RuleError as error:
        return rules_in_force("", off), str(error)


def _made_ready(known: Rules | None, team: str, off: Mapping[str, str]) -> tuple[Rules, str]:
    """The rules, those that are known or new ones, with all that is made of them when they first read something."""
    made = (known, "") if known is not None else _rules(team, off)
    read(_SOME, None, made[0])
    return made


def readings_of(session: Session) -> Readings:
    """The reading that every room of this session shares; one without a vault where nobody made one."""
    found = session.findChild(Readings)
    return found if isinstance(found, Readings) else Readings(session)


def _with(entry: Entry | Link, name: str, text: str) -> Entry | Link:
    values: dict[str, Any] = {name: text}
    return dataclasses.replace(entry, **values)
