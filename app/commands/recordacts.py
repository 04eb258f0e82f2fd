"""Commands for the record of acts: what was done in a case, and what is erased for good, with its certificate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.certifying import certified, counted
from app.commands.source import CommandError, complain, passphrase_from, put, say
from app.moments import now_here
from app.worker import who_works
from exports.erasure import Erasure
from mapping.audit import Step, differences, reader_of, steps_of
from mapping.auditwords import CLOCK_BACK, NOBODY, Phrases
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import remove
from mapping.entries import Thing
from mapping.fieldtext import FieldText
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from storage.vault import Vault

if TYPE_CHECKING:
    from storage.audit import Record

_HANDFUL = 200
_FAULTY = "The record of acts was checked after the erasure, and it does not hold together."
_HOLD = "Backups from before still hold it: {}, with one made every day until {}."
_LEFT = "Copies that could not be deleted, or that are out of reach: {}."


def history(chosen: argparse.Namespace) -> int:
    """Print what was done in a case, or to one entry, newest first: act, time, who, what; whole with --json."""
    with _unlocked(chosen) as vault:
        case = vault.load(chosen.id)
        acts = [act for page in _pages(vault, chosen.id, chosen.entry) for act in page]
    steps = steps_of(acts)
    text = reader_of(case, Naming(case, veiled=False), load_vocabulary(), steps)
    phrases = Phrases(text, chosen.entry)
    if chosen.json:
        say(json.dumps([_as_json(step, phrases, text) for step in steps], ensure_ascii=False, indent=1))
        return 0
    for step in steps:
        act = step.newest
        mark = f"\t{CLOCK_BACK}" if act.clock_back else ""
        say(f"{act.seq}\t{act.moment:%Y-%m-%d %H:%M %z}\t{act.who or NOBODY}\t{phrases.phrase(step)}{mark}")
    return 0


def erase(chosen: argparse.Namespace) -> int:
    """Erase what stood in entries before, or with --whole the entries themselves; write the certificate if asked."""
    with _unlocked(chosen) as vault:
        case = vault.load(chosen.id)
        changes = _removing(case, chosen.ids) if chosen.whole else ChangeSet("edit", ())
        things = _to_erase(vault, case, chosen, changes)
        known = {each: thing for each in things if (thing := _last_known(vault, case, each)) is not None}
        before, moment, who = vault.head(), now_here(), who_works(vault)
        act = vault.erase(chosen.id, things, changes, who)
        after = vault.load(chosen.id).thing
        gone, kept = ([each for each in things if (after(each) is None) == away] for away in (True, False))
        done = Erasure(
            chosen.id, counted(gone, known), counted(kept, known), chosen.because, chosen.decided_by, who, moment, act,
            before, vault.head(),
        )  # fmt: skip
        left = vault.remove_older_backups() if chosen.older_backups else 0
        facts = certified(vault, done)
    say(f"Erased, as act {act}: {', '.join(things)}.")
    if facts.backups:
        last = max(day for _made, day in facts.backups)
        say(_HOLD.format(len(facts.backups), last.isoformat()))
    if left:
        complain(_LEFT.format(left))
    if chosen.output is not None:
        from exports.certificate import certificate

        put(chosen.output, certificate(facts), chosen.passphrase_file)
    if not facts.sound:
        complain(_FAULTY)
        return 1
    return 0


def _removing(case: CaseMap, ids: list[str]) -> ChangeSet:
    there = [each for each in ids if case.thing(each) is not None]
    if case.header.id in there:
        raise CommandError("The case itself cannot be taken off its own map. Delete the case instead.")
    return remove(case, *there)


def _to_erase(vault: Vault, case: CaseMap, chosen: argparse.Namespace, changes: ChangeSet) -> tuple[str, ...]:
    """What was asked for and what goes with it; raises CommandError for an id that nobody knows."""
    for each in chosen.ids:
        if case.thing(each) is None and not vault.records(chosen.id, each, most=1):
            raise CommandError(f"There is no {each} in this case, and there never was. Nothing was erased.")
    gone = (change.id for change in changes if change.after is None)
    return tuple(dict.fromkeys((*chosen.ids, *gone)))


def _last_known(vault: Vault, case: CaseMap, identity: str) -> Thing | None:
    """A thing as it stands, or as the record last knew it."""
    now = case.thing(identity)
    if now is not None:
        return now
    acts = vault.records(case.header.id, identity)
    return next((state for act in acts for each in act.touched if (state := each.after or each.before)), None)


def _pages(vault: Vault, case_id: str, thing: str) -> Iterator[tuple[Record, ...]]:
    before = 0
    while found := vault.records(case_id, thing, before=before, most=_HANDFUL):
        yield found
        before = found[-1].seq


def _as_json(step: Step, phrases: Phrases, text: FieldText) -> dict[str, Any]:
    act = step.newest
    return {
        "act": act.seq, "acts": [each.seq for each in step.acts], "when": act.moment.isoformat(),
        "clock_back": any(each.clock_back for each in step.acts), "who": act.who, "how": act.how, "kind": act.act,
        "said": phrases.phrase(step),
        "touched": [
            {
                "id": turn.thing, "erased": turn.erased, "before_erased": turn.before_erased,
                "fields": [
                    {"field": each.field, "label": each.label, "before": each.before, "after": each.after}
                    for each in differences(turn, text)
                ],
            }
            for turn in step.turns
        ],
    }  # fmt: skip


def _unlocked(chosen: argparse.Namespace) -> Vault:
    return Vault.unlock(chosen.vault, passphrase_from(chosen.passphrase_file))
