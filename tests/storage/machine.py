"""A machine that works on a case as a worker might, on a disk that sometimes fails; it watches what must always hold.

The file, the session and a view that hears nothing but `changed` must agree after every step, whatever the disk did.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import ENTRY_CLASSES, Header, Link, Person, Position, Thing
from mapping.errors import CaseError
from mapping.fields import fields_of
from mapping.reading import read_case
from mapping.records import case_record
from mapping.rules import LINKS
from storage.vault import Vault
from tests.cases import Pool, cases, things
from tests.storage.sample import CHEAP, PASSPHRASE

Points = tuple[str, ...]
BEFORE, AFTER = ("begin", "rows", "journal", "commit"), "committed"
CLOSED = ("reopen", "reopen")
TROUBLE = st.sampled_from([
    *[()] * 7, *((point,) for point in (*BEFORE, AFTER)),
    ("rows", "reopen"), (AFTER, "reopen"), ("rows", *CLOSED), (AFTER, *CLOSED),
])  # fmt: skip
"""Where the disk fails in an act: mostly nowhere; now and then so often that the vault cannot even be opened again."""
TYPED = ("title", "account")
"""Fields in which one types: edits of the same one run together."""


class Disk:
    """A disk that fails at the points it was told of, each as often as it was told."""

    def __init__(self) -> None:
        self.fails: list[str] = []

    def __call__(self, point: str) -> None:
        if point in self.fails:
            self.fails.remove(point)
            raise OSError(errno.EIO, "Input/output error")


class Mirror:
    """A view with a copy of its own, made from what it is told and from nothing else."""

    def __init__(self, session: Session) -> None:
        case = session.case
        self.things: dict[str, Thing] = {**case.entries, **case.links, case.header.id: case.header}
        self._session = session
        session.changed.connect(self.hear)

    def hear(self, changes: ChangeSet, _origin: object) -> None:
        """Follow one announcement; what it says was before must be what stands here."""
        for change in changes:
            assert self.things.get(change.id) == change.before, "the view was told of a change from something else"
            if change.after is None:
                del self.things[change.id]
            else:
                self.things[change.id] = change.after

    def let_go(self) -> None:
        """Hear no more."""
        self._session.changed.disconnect(self.hear)

    @property
    def case(self) -> CaseMap:
        """The case as this view has it."""
        (header,) = (thing for thing in self.things.values() if isinstance(thing, Header))
        links = {key: thing for key, thing in self.things.items() if isinstance(thing, Link)}
        entries = {key: thing for key, thing in self.things.items() if not isinstance(thing, (Link, Header))}
        return CaseMap(header, entries, links)


class Worker(RuleBasedStateMachine):
    """Every command, undo, redo, typing, locking, and a disk that fails before, at and after the commit."""

    store: Callable[[Vault], Any] = staticmethod(lambda vault: vault)
    """What the session is given for a vault; a test may put something faulty between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="throughline-machine-"))
        self.disk = Disk()
        self.vault, _code = Vault.create(self.folder / "vault", PASSPHRASE, cost=CHEAP, fault=self.disk)
        self.ended = self.times_closed = 0

    @initialize(case=cases(6))
    def open_first(self, case: CaseMap) -> None:
        """Put any case into the vault and open it."""
        self.first, self.id = case, case.header.id
        self.vault.add(case, "worker")
        self._sit_down()

    def _sit_down(self) -> None:
        self.session = Session(self.store(self.vault), self.id, "worker", self._end)
        self.mirror = Mirror(self.session)

    def _end(self) -> None:
        self.ended += 1

    # -------------------------------------------------------------------------------------------------- acts

    def act(self, trouble: Points, command: Callable[..., ChangeSet], *arguments: Any, **values: Any) -> None:
        """Do what a command says, on a disk that may fail; then it is done whole, or nothing has moved."""
        self.disk.fails = list(trouble)
        before = self.session.case
        try:
            after = before.apply(command(before, *arguments, **values))
        except CaseError:
            after = before
        self._must(before, after, self.session.attempt(command, *arguments, **values))

    def _must(self, before: CaseMap, after: CaseMap, done: bool) -> None:
        self.disk.fails.clear()
        if done:
            assert self.session.case == after
        elif self.vault.is_open:
            assert self.session.case in (before, after)
        else:
            assert self.session.case == before, "nobody knows what is in the file, so nothing is shown as done"
            self._look_again((before, after))

    def _look_again(self, either: tuple[CaseMap, CaseMap]) -> None:
        """The vault could not be opened again; now, or after a lock, the act is found whole or not at all."""
        self.times_closed += 1
        if self.times_closed % 2:
            self.session.attempt(commands.rename, "Case 3")
            assert self.vault.is_open, "the session has tried again, and the disk is well"
        else:
            self._leave()
        assert self.session.case in either

    def _leave(self) -> None:
        self.mirror.let_go()
        self.session.lock()
        assert self.ended == 1, "the process that held the case has ended"
        self.ended = 0
        self.vault = Vault.unlock(self.folder / "vault", PASSPHRASE, fault=self.disk)
        self._sit_down()

    def _ids(self) -> list[str]:
        return [*self.session.case.entries, *self.session.case.links]

    def _pool(self) -> Pool:
        case = self.session.case
        roles = {person.id: person.roles for person in case.of(Person)}
        return Pool({entry.id: entry.kind for entry in case.ordered_entries}, roles)

    @rule(kind=st.sampled_from(sorted(ENTRY_CLASSES)), data=st.data(), trouble=TROUBLE)
    def add(self, kind: str, data: st.DataObject, trouble: Points) -> None:
        """Add an entry of any kind."""
        pool = self._pool()
        if not pool.can_hold(ENTRY_CLASSES[kind], "id"):
            return
        entry = data.draw(things(ENTRY_CLASSES[kind], pool, id=commands.fresh_id(self.session.case, kind)))
        self.act(trouble, commands.add, entry)

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), trouble=TROUBLE)
    def edit(self, data: st.DataObject, trouble: Points) -> None:
        """Give one field of an entry or link another value, allowed or not."""
        thing = self.session.case.thing(data.draw(st.sampled_from(self._ids())))
        assert thing is not None
        other = data.draw(things(type(thing), self._pool(), id=thing.id))
        name = data.draw(st.sampled_from([field.name for field in fields_of(type(thing)) if field.name != "id"]))
        self.act(trouble, commands.edit, thing.id, **{name: getattr(other, name)})

    @precondition(lambda self: self.session.case.entries)
    @rule(data=st.data(), field=st.sampled_from(TYPED), text=st.sampled_from(("a", "b", "c", "")), trouble=TROUBLE)
    def type(self, data: st.DataObject, field: str, text: str, trouble: Points) -> None:
        """Type a little in a field; it runs together with what was typed there just before."""
        entry = data.draw(st.sampled_from(self.session.case.ordered_entries[:2]))
        self.act(trouble, commands.edit, entry.id, f"{entry.id}.{field}", **{field: getattr(entry, field)[:20] + text})

    @rule()
    def seal(self) -> None:
        """Leave the field: what is typed next is a step of its own."""
        self.session.seal()

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), kind=st.sampled_from(sorted(LINKS)), fits=st.booleans(), trouble=TROUBLE)
    def link(self, data: st.DataObject, kind: str, fits: bool, trouble: Points) -> None:
        """Draw an arrow, allowed or not."""
        ends = [self._ids(), self._ids()]
        if fits:
            kinds = {entry.id: entry.kind for entry in self.session.case.entries.values()}
            allowed = [each if each != ("*",) else tuple(ENTRY_CLASSES) for each in LINKS[kind]]
            ends = [[each for each, found in kinds.items() if found in wanted] for wanted in allowed]
        if all(ends):
            self.act(trouble, commands.link, kind, *(data.draw(st.sampled_from(each)) for each in ends))

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), trouble=TROUBLE)
    def remove(self, data: st.DataObject, trouble: Points) -> None:
        """Take one or two things off the map."""
        chosen = st.lists(st.sampled_from(self._ids()), min_size=1, max_size=2)
        self.act(trouble, commands.remove, *data.draw(chosen))

    @precondition(lambda self: self.session.case.entries)
    @rule(data=st.data(), x=st.integers(-9, 9), back=st.booleans(), trouble=TROUBLE)
    def move(self, data: st.DataObject, x: int, back: bool, trouble: Points) -> None:
        """Drag cards, or give them back to the program to place."""
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.session.case.entries)), min_size=1, max_size=3))
        self.act(trouble, commands.move, dict.fromkeys(chosen, None if back else Position(x=x, y=0.5)))

    @rule(title=st.sampled_from(("Case 1", "Case 2", " ", "x" * 201)), trouble=TROUBLE)
    def rename(self, title: str, trouble: Points) -> None:
        """Give the case another title, allowed or not."""
        self.act(trouble, commands.rename, title)

    @rule(trouble=TROUBLE)
    def undo(self, trouble: Points) -> None:
        """Take the last step back."""
        self._step(trouble, self.session.next_undo, self.session.undo)

    @rule(trouble=TROUBLE)
    def redo(self, trouble: Points) -> None:
        """Do the last undone step again."""
        self._step(trouble, self.session.next_redo, self.session.redo)

    def _step(self, trouble: Points, changes: ChangeSet | None, go: Callable[[], bool]) -> None:
        self.disk.fails = list(trouble)
        before = self.session.case
        after = before.apply(changes) if changes else before
        self._must(before, after, go())

    # ------------------------------------------------------------------------------------------------ locking

    @rule()
    def lock_and_come_back(self) -> None:
        """Lock, and unlock again: the case, what can be undone and what can be redone are as they were."""
        case, depth = self.session.case, self.vault.history(self.id).depth
        undo, redo = self.session.next_undo, self.session.next_redo
        self._leave()
        assert self.session.case == case
        assert self.vault.history(self.id).depth == depth
        assert (self.session.next_undo, self.session.next_redo) == (undo, redo)

    # ------------------------------------------------------------------------------------------------ always

    @invariant()
    def file_session_and_view_agree(self) -> None:
        """Read from the file, the case is the one the session has, and the one that was announced."""
        if hasattr(self, "session"):
            assert self.vault.load(self.id) == self.session.case
            assert self.mirror.case == self.session.case

    @invariant()
    def what_can_be_undone_and_redone_is_what_the_journal_says(self) -> None:
        """What the session would take back is what it would take back after a restart."""
        if hasattr(self, "session"):
            written = self.vault.history(self.id)
            assert (written.next_undo, written.next_redo) == (self.session.next_undo, self.session.next_redo)

    @invariant()
    def the_case_is_a_case(self) -> None:
        """Whatever was done, the case can be written to a file and read again."""
        if hasattr(self, "session"):
            assert read_case(case_record(self.session.case)) == self.session.case

    def teardown(self) -> None:
        """At the end: everything undone is the first case, everything redone the last, and the journal is sound."""
        try:
            if hasattr(self, "session"):
                self._there_and_back()
        finally:
            self.vault.close()
            shutil.rmtree(self.folder)

    def _there_and_back(self) -> None:
        done, undone = self.vault.history(self.id).depth
        assert _counted(self.session.redo) == undone
        last = self.session.case
        assert _counted(self.session.undo) == done + undone
        assert self.session.case == self.first
        assert _counted(self.session.redo) == done + undone
        assert self.session.case == self.vault.load(self.id) == self.mirror.case == last
        assert self.vault.check() == ()


def _counted(go: Callable[[], bool]) -> int:
    """How often it goes."""
    count = 0
    while go():
        count += 1
    return count
