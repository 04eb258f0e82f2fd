"""A small case, a few acts on it, and a vault that costs nothing to unlock."""

import copy
import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Behaviour, ChildImpact, Entry, Header, Link, Person, Position, Thing
from mapping.history import History
from storage.vault import KeyCost, Vault
from tests.cheap import stay_cheap

PASSPHRASE = "four kettles hum softly"
CHEAP = KeyCost(memory=64, iterations=1, lanes=1)
"""What a guess costs in tests: nothing."""
stay_cheap()  # here too, for the children that tests start


def small_case(case_id: str = "c1", title: str = "Spring review") -> CaseMap:
    """A perpetrator, a child, two behaviours and an impact, with a way from one to the other."""
    things: tuple[Entry, ...] = (
        Person(id="p1", roles=("perpetrator",), label="father", name="Aron Bell"),
        Person(id="p2", roles=("child",), label="child", name="Zoë"),
        Behaviour(
            id="B1", title="keeps the door key", by="p1", account="Said twice.\nعربي", position=Position(x=1.5, y=-2.0)
        ),
        Behaviour(id="B2", title="reads her messages", by="p1"),
        ChildImpact(id="I1", title="does not sleep", child="p2"),
    )  # fmt: skip
    link = Link(id="L1", kind="harms", from_id="B1", to_id="I1")
    return CaseMap(Header(id=case_id, title=title, reference="R-7"), {each.id: each for each in things}, {"L1": link})


def large_case(entries: int, links: int) -> CaseMap:
    """A case of this many entries and links."""
    things: dict[str, Entry] = {"p1": Person(id="p1", roles=("perpetrator",), label="father")}
    for number in range(entries - 1):
        identity = f"B{number}"
        things[identity] = Behaviour(id=identity, title=f"does a thing, number {number}", by="p1", account="said " * 60)
    ends = entries - 1
    joins = {
        f"L{n}": Link(id=f"L{n}", kind="leads_to", from_id=f"B{n % ends}", to_id=f"B{(7 * n + 1) % ends}")
        for n in range(links)
    }
    return CaseMap(Header(id="c1", title="Large"), things, joins)


def put(thing: Thing, act: str = "add") -> ChangeSet:
    """The act that adds a thing."""
    return ChangeSet(act, (Change(None, thing),))


def remove(*things: Thing) -> ChangeSet:
    """The act that removes these things."""
    return ChangeSet("remove", tuple(Change(thing, None) for thing in things))


def altered(case: CaseMap, identity: str, merge: str = "", act: str = "edit", **fields: object) -> ChangeSet:
    """The act that gives a thing of a case other values."""
    thing = case.thing(identity)
    assert thing is not None
    return ChangeSet(act, (Change(thing, dataclasses.replace(thing, **fields)),), merge)


def steps_of(history: History) -> list[object]:
    """Everything that a history can redo, next first, and then undo, newest first; the history is left as it is."""
    played = copy.deepcopy(history)  # to undo in it ends a run of merged acts
    undone, redone = played.depth
    found: list[object] = [played.depth]
    for _ in range(redone):
        found.append(("redo", played.next_redo))
        played.redone()
    for _ in range(undone + redone):
        found.append(("undo", played.next_undo))
        played.undone()
    return found


class Desk:
    """One case at work: does, undoes and redoes in the order a session does, with a history of its own."""

    def __init__(self, vault: Vault, case_id: str = "c1") -> None:
        self.vault, self.case_id = vault, case_id
        self.case = vault.load(case_id)
        self.history = History()

    def do(self, changes: ChangeSet) -> int:
        """Check, write, apply, record."""
        self.case.check(changes)
        seq = self.vault.write(self.case_id, changes, "worker")
        self.case = self.case.apply(changes)
        self.history.record(changes)
        return seq

    def edit(self, identity: str, merge: str = "", **fields: object) -> int:
        """Give a thing other values."""
        return self.do(altered(self.case, identity, merge, **fields))

    def seal(self) -> None:
        """What follows is a step of its own."""
        self.history.seal()
        self.vault.seal(self.case_id)

    def undo(self) -> int:
        """Take the last step back."""
        changes = self.history.next_undo
        assert changes is not None
        seq = self.vault.write(self.case_id, changes, "worker", "undo")
        self.case = self.case.apply(changes)
        self.history.undone()
        return seq

    def redo(self) -> int:
        """Do the last undone step again."""
        changes = self.history.next_redo
        assert changes is not None
        seq = self.vault.write(self.case_id, changes, "worker", "redo")
        self.case = self.case.apply(changes)
        self.history.redone()
        return seq


ROOT = Path(__file__).parents[2]


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start another process with this code; it finds the arguments in `sys.argv[1:]` and speaks through its output."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


AS_ANYONE = """
import ctypes, os
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Root may write whatever its mode says. Without its capabilities it may do only what the owner of a file may.
    version_3, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(version_3, none) == 0
"""
"""Code that a child begins with to have no more rights than any other user, whoever runs the tests; Linux only."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a vault's folder but the empty lock, by its path within."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "vault.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


FILES = Path(__file__).parent / "files"
"""Vaults as older versions of the program made them, a database and a keys file each; the passphrase is ours."""


def lay_golden(version: int, folder: Path) -> Path:
    """Lay the vault that this version made into a folder."""
    folder.mkdir()
    shutil.copyfile(FILES / f"version-{version}.db", folder / "vault.db")
    shutil.copyfile(FILES / f"version-{version}.keys.json", folder / "keys.json")
    return folder


def golden_case() -> CaseMap:
    """The case in the golden vaults, after the acts that were done on it."""
    case = small_case("golden", "Kept for ever")
    return case.apply(altered(case, "B2", title="reads all her messages")).apply(remove(case.links["L1"]))


def make_golden(folder: Path) -> None:
    """Make in an empty folder the vault of version 0: one of version 1 without what the first migration brings.

    Run once, when version 1 was made; the files that came of it are what the tests read, and are never made again.
    """
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.add(small_case("golden", "Kept for ever"), "worker")
    desk = Desk(vault, "golden")
    desk.edit("B2", title="reads all her messages")
    desk.do(remove(desk.case.links["L1"]))
    desk.edit("p2", label="eldest child")
    desk.undo()
    for statement in _BACK_TO_0:
        vault._opened.raw.execute(statement)
    vault.close()


_BACK_TO_0 = (
    "BEGIN IMMEDIATE",
    "CREATE TABLE old_keys (case_key INTEGER NOT NULL, thing TEXT NOT NULL, key BLOB NOT NULL, "
    "CONSTRAINT pk_thing_keys PRIMARY KEY (case_key, thing), CONSTRAINT fk_thing_keys_case "
    "FOREIGN KEY(case_key) REFERENCES cases (key) DEFERRABLE INITIALLY DEFERRED)",
    "INSERT INTO old_keys SELECT case_key, thing, key FROM thing_keys",
    "DROP TABLE thing_keys",
    "ALTER TABLE old_keys RENAME TO thing_keys",
    "PRAGMA user_version = 0",
    "COMMIT",
    "VACUUM",
)


def keys_json(folder: Path) -> dict[str, object]:
    """What stands in keys.json."""
    found: dict[str, object] = json.loads((folder / "keys.json").read_text())
    return found
