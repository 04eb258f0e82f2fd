"""What goes on the certificate of an erasure, gathered from the vault after it was done; it erases nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime

from exports.erasure import Certificate, Counted, Erasure
from mapping.entries import Thing
from mapping.find import kind_of
from mapping.vocabulary import load_vocabulary
from storage.backup import made_at, put_aside
from storage.expiring import gone_on, put_aside_until
from storage.secondplace import copies as carried
from storage.vault import Vault

_ARROW, _CASE, _UNKNOWN = "Arrow", "The case itself", "No longer on the map"
Until = tuple[datetime, date]
"""When a backup was made, and the day on which it goes."""


def counted(things: Iterable[str], known: Mapping[str, Thing]) -> Counted:
    """The ids of these things by what kind of thing each is, or was when it was last seen."""
    found: dict[str, list[str]] = {}
    for identity in things:
        thing = known.get(identity)
        found.setdefault(_UNKNOWN if thing is None else _kind(thing), []).append(identity)
    return tuple((kind, tuple(ids)) for kind, ids in found.items())


def certified(vault: Vault, done: Erasure) -> Certificate:
    """The certificate's facts; the whole record of acts is checked for it, which takes a while. Raises VaultError."""
    holding = backups_before(vault, done.act, done.moment)
    told = {field.name: getattr(done, field.name) for field in fields(done)}
    there = _second_place_holds(vault, done.act)
    return Certificate(**told, vault=vault.mark, sound=vault.check() == (), backups=holding, second_place=there)


def backups_before(vault: Vault, act: int, now: datetime) -> tuple[Until, ...]:
    """The backups that end before this act, newest first, each with the day on which it goes; raises VaultError."""
    copies = [copy for copy in vault.copies() if copy.made is not None]
    made = [copy.made.astimezone(now.tzinfo) for copy in copies if copy.made is not None]
    days = gone_on(made, now)
    before = [copy.state is None or copy.state.seq < act for copy in copies]
    found = [each for each, holds in zip(zip(made, days, strict=True), before, strict=True) if holds]
    aside = [moment.astimezone(now.tzinfo) for place in put_aside(vault.folder) if (moment := made_at(place))]
    return (*found, *((moment, put_aside_until(moment)) for moment in aside))


def _second_place_holds(vault: Vault, act: int) -> bool:
    """Whether a second place was chosen, and older copies lie in it, or may."""
    place = vault.second_place()
    if place is None:
        return False
    newer = {copy.place.name for copy in vault.copies() if copy.state is not None and copy.state.seq >= act}
    return not place.folder.is_dir() or any(each.name not in newer for each in carried(place.folder, vault.name))


def _kind(thing: Thing) -> str:
    kind = kind_of(thing)
    if kind == "case":
        return _CASE
    return _ARROW if kind == "link" else load_vocabulary().kind(kind).label
