"""A worker who does anything, with undo and redo, and a plain model of what must come of it; it knows no screen.

What must be there is worked out from the change sets alone, in a copy of the case and of its history.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import ENTRY_CLASSES
from mapping.errors import CaseError
from mapping.fields import fields_of
from storage.vault import Vault
from tests.long.commands.anything import KINDS, LINK_KINDS, ROLES, Anything
from tests.long.oracle import Wrong, holdings, require_whole

MOST_ENTRIES = 60
Command = tuple[Callable[..., ChangeSet], tuple[Any, ...], dict[str, Any]]


class Worker:
    """Does anything to a case, through a session, and knows what must come of it."""

    def __init__(self, vault: Vault, chance: random.Random, session: Session | None = None) -> None:
        self.vault, self.chance, self.any = vault, chance, Anything(chance)
        self.counted: Counter[str] = Counter()
        if session is None:
            self.sit_down()
        else:
            self.session = session
        self.case: CaseMap = self.session.case
        self.past = vault.history("c1")

    def sit_down(self) -> None:
        """Open the case."""
        self.session = Session(self.vault, "c1", "worker", lambda: None)

    # --------------------------------------------------------------------------------------------- commands

    def command(self) -> Command:
        """Any command, more often than not one that the rules allow."""
        case, chance = self.case, self.chance
        crowded = len(case.entries) / MOST_ENTRIES
        kinds = ("add", "edit", "type", "link", "remove", "move", "rename")
        return getattr(self, chance.choices(kinds, (20, 30, 12, 12, 4 + 30 * crowded**3, 8, 1))[0])(case)

    def add(self, case: CaseMap) -> Command:
        """A new entry of any kind."""
        pool, kind = self.any.pool(case), self.chance.choice(KINDS)
        if not pool.can_hold(ENTRY_CLASSES[kind], "id"):
            kind = "person"
        given = {"roles": (self.chance.choice(ROLES),)} if kind == "person" else {}
        entry = self.any.thing(ENTRY_CLASSES[kind], pool, id=commands.fresh_id(case, kind), **given)
        return commands.add, (entry,), {}

    def edit(self, case: CaseMap) -> Command:
        """Another value in some field."""
        thing = case.thing(self.any.known(case)) or case.header
        field = self.chance.choice([each for each in fields_of(type(thing)) if each.name != "id"])
        value = self.any.value(type(thing), field, self.any.pool(case))
        return commands.edit, (thing.id,), {field.name: value}

    def type(self, case: CaseMap) -> Command:
        """A little more in a text; it joins what was typed there just before."""
        entry = case.entry(min(case.entries, default="")) or case.header
        name = "account" if hasattr(entry, "account") else "title"
        text = (getattr(entry, name) + self.chance.choice("abc "))[-60:]
        return commands.edit, (entry.id, f"{entry.id}.{name}"), {name: text}

    def link(self, case: CaseMap) -> Command:
        """An arrow."""
        kind = self.chance.choice(LINK_KINDS)
        return commands.link, (kind, *self.any.ends(case, kind)), {}

    def remove(self, case: CaseMap) -> Command:
        """One or two things off the map."""
        return commands.remove, tuple({self.any.known(case), self.any.known(case)}), {}

    def move(self, case: CaseMap) -> Command:
        """A few cards to other places."""
        chosen = self.chance.sample(sorted(case.entries), min(3, len(case.entries)))
        return commands.move, ({each: self.any._plain("place") for each in chosen},), {}

    def rename(self, _case: CaseMap) -> Command:
        """Another title for the case."""
        return commands.rename, (self.any.text()[:150] or "Case",), {}

    # ------------------------------------------------------------------------------------------------- acts

    def act(self) -> None:
        """Do something, and see that the case becomes what it must."""
        number = self.chance.random()
        if number < 0.10:
            self.step("undo")
        elif number < 0.16:
            self.step("redo")
        elif number < 0.18:
            self.seal()
        else:
            self.do(*self.command())
        self.require_same()

    def seal(self) -> None:
        """What is typed next is a step of its own."""
        self.session.seal()
        self.past.seal()

    def do(self, command: Callable[..., ChangeSet], arguments: tuple[Any, ...], values: dict[str, Any]) -> None:
        """Do a command; where the rules refuse it nothing moves."""
        try:
            changes = command(self.case, *arguments, **values)
            self.case.check(changes)
        except CaseError:
            assert not self.session.attempt(command, *arguments, **values)
            self.counted["refused"] += 1
            return
        assert self.session.attempt(command, *arguments, **values)
        if changes:
            self.counted["commands"] += 1
            before, self.case = self.case, self.case.apply(changes)
            self.past.record(changes)
            if self.chance.random() < 0.04:
                self.there_and_back(before, alone=not changes.merge)

    def there_and_back(self, before: CaseMap, alone: bool) -> None:
        """Undo of what was just done is as if it had not been done; redo is as if it had not been undone.

        What was typed may have joined what was typed before; then one undo takes back both.
        """
        after = self.case
        self.step("undo")
        if alone and self.case != before:
            raise Wrong("torn (undo)")
        self.step("redo")
        if self.case != after:
            raise Wrong("torn (redo)")
        self.counted["undone_and_redone"] += 1

    def step(self, way: str) -> None:
        """Undo or redo, where there is something."""
        changes = self.past.next_undo if way == "undo" else self.past.next_redo
        done = self.session.undo() if way == "undo" else self.session.redo()
        assert done is (changes is not None)
        if changes is not None:
            self.case = self.case.apply(changes)
            self.past.undone() if way == "undo" else self.past.redone()
            self.counted["commands"] += 1

    # --------------------------------------------------------------------------------------------- the file

    def require_same(self) -> None:
        """Raise Wrong unless the session has what the model has."""
        if self.session.case != self.case or self.session.next_undo != self.past.next_undo:
            raise Wrong("torn (the session)")

    def look(self) -> None:
        """Read the file whole: it is what the model is; now and then the program starts anew."""
        if self.chance.random() < 0.3:
            self.past.seal()
            self.vault.seal("c1")
            self.vault.reopen()
            self.sit_down()
        found, played = holdings(self.vault), copy.deepcopy(self.past)
        require_whole(self.vault)
        self.require_same()
        if found.cases != {"c1": self.case} or found.steps["c1"] != (played.depth, played.next_undo, played.next_redo):
            raise Wrong("torn (the file)")
        self.counted["times_read_whole"] += 1
