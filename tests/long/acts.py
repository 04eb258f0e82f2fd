"""The commonest acts on a vault, as a worker does them through the session; it knows no fault.

Each act begins in a place that was made ready for it, and leads from one state, `before`, to one other, `after`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Header, Position
from storage.backup import backups, restore
from storage.errors import VaultError
from storage.keeping import Keeping
from storage.vault import Vault
from tests.long.oracle import OTHER_CODE, Found, Wrong, check_case
from tests.storage.sample import CHEAP, PASSPHRASE, large_case, small_case

OTHER = "nine lanterns lean on the gate"
"""The passphrase after it was changed."""


@dataclass
class Work:
    """A worker at a vault: a session on its case, and what the worker was told."""

    folder: Path
    told: list[str] = field(default_factory=list)

    def sit_down(self) -> None:
        """Unlock the vault and open its case."""
        self.vault = Vault.unlock(self.folder, PASSPHRASE)
        self.session = Session(self.vault, "c1", "worker", lambda: None)
        self.session.failed.connect(self.told.append)
        self.session.refused.connect(lambda sentence, _offers: self.told.append(sentence))

    def ask(self, work: Callable[[], object]) -> bool:
        """Do what the vault itself is asked for; False if the worker was told of trouble."""
        try:
            work()
        except VaultError as trouble:
            self.told.append(str(trouble))
            return False
        return True


@dataclass(frozen=True)
class State:
    """All that can be seen of a vault afterwards: what it holds and what opens it, and the same of its backups."""

    found: Found
    passphrase: str
    backups: tuple[tuple[Found, str], ...]


@dataclass(frozen=True)
class Act:
    """One act: what makes the place ready, what is done, and whether the vault is open while it is done."""

    name: str
    go: Callable[[Work], bool]
    ready: Callable[[Work], object] = lambda _work: None
    vault_is_open: bool = True

    def make_place(self, folder: Path) -> Path:
        """Lay a closed vault, ready for this act, into a folder."""
        vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
        vault.add(small_case(), "worker")
        vault.close()
        work = Work(folder)
        work.sit_down()
        self.ready(work)
        work.vault.close()
        return folder

    def begin(self, folder: Path) -> Work:
        """A worker who is just about to act."""
        work = Work(folder)
        if self.vault_is_open:
            work.sit_down()
        return work


def _add(work: Work) -> bool:
    made = Behaviour(id="B3", title="counts the miles", by="p1", account="said " * 900)
    return work.session.attempt(commands.add, made)


def _edit(work: Work, text: str = "He stood at the gate.\n" * 300) -> bool:
    return work.session.attempt(commands.edit, "B1", "B1.account", account=text)


def _move(work: Work) -> bool:
    return work.session.attempt(commands.move, {"B1": Position(x=4, y=2), "B2": None, "I1": Position(x=-3, y=0.5)})


def second_case() -> CaseMap:
    """A case that is brought in."""
    made = large_case(40, 25)
    return CaseMap(Header(id="c2", title="Brought in"), made.entries, made.links)


def _attach(work: Work) -> bool:
    paper = b"A letter of the school.\n" * 400
    return work.ask(lambda: work.vault.attach("c1", "B1", paper, "text/plain", "A letter", "worker"))


def _detach(work: Work) -> bool:
    (letter,) = work.vault.attached("c1")
    return work.ask(lambda: work.vault.detach("c1", "B1", letter.digest, "worker"))


def _erase(work: Work) -> bool:
    return work.ask(lambda: work.session.erase(["B1"], lambda case: commands.remove(case, "B1")))


def _keep_until(work: Work) -> bool:
    keeping = Keeping(date(2031, 3, 3), "the rule of the service")
    return work.ask(lambda: work.vault.keep_until("c1", keeping, "worker"))


def _prepare_other_keys(work: Work) -> None:
    """A backup that opens with another passphrase than the vault does now."""
    work.vault.change_passphrase(OTHER, cost=CHEAP)
    work.vault.back_up()
    work.vault.change_passphrase(PASSPHRASE, cost=CHEAP)


def _rekey(work: Work) -> bool:
    came_of_it = []
    if not work.ask(lambda: came_of_it.append(work.vault.rekey_copies())):
        return False
    if not came_of_it[0].is_whole:
        work.told.append("A backup could not be changed.")
    return came_of_it[0].is_whole


def _prepare_restore(work: Work) -> None:
    """A backup, and after it an act and another passphrase, so that a restore changes every file."""
    work.vault.back_up()
    _edit(work, "written after the backup")


def _restore(work: Work) -> bool:
    return work.ask(lambda: restore(work.folder, backups(work.folder)[0], PASSPHRASE))


ACTS = (
    Act("add a behaviour", _add),
    Act("edit a text", _edit),
    Act("draw an arrow", lambda work: work.session.attempt(commands.link, "harms", "B2", "I1")),
    Act("move cards", _move),
    Act("remove a card", lambda work: work.session.attempt(commands.remove, "B1")),
    Act("keep a draft", lambda work: work.session.keep_draft("B1", "account", "He s" * 50)),
    Act("undo", lambda work: work.session.undo(), _edit),
    Act("redo", lambda work: work.session.redo(), lambda work: (_edit(work), work.session.undo())),
    Act("bring a case in", lambda work: work.ask(lambda: work.vault.add(second_case(), "worker"))),
    Act("make a backup", lambda work: work.ask(work.vault.back_up)),
    Act("forget a case", lambda work: work.ask(lambda: work.vault.forget_case("c2", "worker")),
        lambda work: work.vault.add(second_case(), "worker")),
    Act("attach evidence", _attach),
    Act("take evidence off", _detach, _attach),
    Act("erase a card", _erase, lambda work: (_edit(work), _attach(work))),
    Act("keep a case until a day", _keep_until),
    # Keys lie in one file and the record of acts in another: what was cut short between them is recorded at opening.
    Act("change the passphrase", lambda work: work.ask(lambda: work.vault.change_passphrase(OTHER, cost=CHEAP))),
    Act("change the recovery code",
        lambda work: work.ask(lambda: work.vault.new_recovery_code(cost=CHEAP, code=OTHER_CODE))),
    Act("change what opens a backup", _rekey, _prepare_other_keys),
    Act("restore a backup", _restore, _prepare_restore, vault_is_open=False),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


def state_of(folder: Path) -> State:
    """Look a closed vault over, whole, with its finished backups; raises Wrong."""
    found, passphrase = _opened(folder)
    return State(found, passphrase, tuple(_opened(place) for place in backups(folder)))


def _opened(folder: Path) -> tuple[Found, str]:
    troubles = []
    for passphrase in (PASSPHRASE, OTHER):
        try:
            return check_case(folder, passphrase=passphrase), passphrase
        except Wrong as trouble:
            troubles.append(trouble)
    # One of the two is the wrong passphrase in any case.
    raise max(troubles, key=lambda trouble: "WrongKey" not in str(trouble))


def before_and_after(act: Act, ready: Path, place: Path) -> tuple[State, State]:
    """The state that an act begins in and the one that it ends in, each found on a copy."""
    states = []
    for done in (False, True):
        copy = place / f"{ready.name}-{done}"
        shutil.copytree(ready, copy)
        if done:
            work = act.begin(copy)
            assert act.go(work), work.told
            if act.vault_is_open:
                work.vault.close()
        states.append(state_of(copy))
        shutil.rmtree(copy)
    assert states[0] != states[1]
    return states[0], states[1]
