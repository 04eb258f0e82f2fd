"""Strict reading of a case from plain data: every fault is found in one run and named with its place.

Dispatches on `kind` and writes its own messages, so that nothing of the case's text stands in them: ids, field names
and places only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from mapping import rules
from mapping.casemap import CaseMap
from mapping.dates import DateError, read_edtf
from mapping.entries import ENTRY_CLASSES, Entry, Header, Link, Thing
from mapping.errors import CaseFileError, Fault
from mapping.fields import Shape, fields_of
from mapping.records import FORMAT, VERSION, entry_or_link, header_of, record_of
from mapping.references import named_by

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}", re.ASCII)
_READER = re.compile(r"[a-z_]+(:[A-Za-z0-9_.-]{1,64})?", re.ASCII)
_UNTYPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_NO_HEAD = {"id": "-", "title": ""}
"""Stands in for a head that cannot be read, so that the rest of the file is read all the same."""
Say = Callable[[str, str], None]
"""Takes the place and the sentence of one fault."""


class Doubled(dict[str, Any]):
    """An object of a file in which some keys stand more than once; `keys_doubled` says which."""

    keys_doubled: tuple[str, ...] = ()


def read_case(data: object) -> CaseMap:
    """The case that plain data (from JSON) stands for; raises CaseFileError with every fault found."""
    faults: list[Fault] = []

    def say(place: str, text: str) -> None:
        faults.append(Fault(place, text))

    if not isinstance(data, Mapping):
        raise CaseFileError((Fault("", "This is not a Throughline case."),))
    _check_top(data, say)
    if data.get("format") != FORMAT or data.get("version") != VERSION:
        raise CaseFileError(tuple(faults))
    if isinstance(data.get("case"), Mapping):
        _check_object(Header, data["case"], "case", say)
    good_entries = _good(data.get("entries"), "entries", _check_entry, say)
    good_links = _good(data.get("links"), "links", _check_link, say)
    named = [*_named(data.get("entries"), "entries"), *_named(data.get("links"), "links")]
    _check_ids(named, say)
    head = data["case"] if not any(fault.place.startswith("case") for fault in faults) else _NO_HEAD
    case = _case(head, good_entries, good_links)
    broken = frozenset(identity for identity, _ in named if case.thing(identity) is None)
    if isinstance(data.get("entries"), list):
        _check_case(case, broken, say)
    if faults:
        raise CaseFileError(tuple(faults))
    return case


def check_entry(entry: Entry | Link, case: CaseMap, broken: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What the rules say against one entry or link on a case: references, roles; places are field names."""
    for name, kinds, identity in named_by(entry):
        found = case.entry(identity)
        if found is None and identity not in broken:
            yield Fault(name, f"it names {identity}, which is not in this case")
        elif found is not None and kinds and found.kind not in kinds:
            yield Fault(name, f"it names {identity}, which is a {_words(found.kind)}, not a {_list(kinds)}")
    for refusal in rules.refusals_of_entry(case, entry, unnamed=True) if isinstance(entry, Entry) else ():
        if not refusal.by_hand:
            yield Fault(refusal.field, str(refusal))


def faults_of(thing: Thing) -> tuple[Fault, ...]:
    """What is wrong with the form of an entry, link or head in itself; places are field names."""
    faults: list[Fault] = []
    _check_object(
        type(thing), record_of(thing), "", lambda place, text: faults.append(Fault(place[1:], text)), ("kind",)
    )
    return tuple(faults)


def check_text(text: str) -> str:
    """What is wrong with a piece of text that is to be stored, as a sentence; "" if nothing is."""
    found = _UNTYPABLE.search(text)
    if not found:
        return ""
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "it holds half a character (a lone surrogate)"
    return f"it holds a character that no keyboard makes (U+{code:04X})"


def _check_top(data: Mapping[str, Any], say: Say) -> None:
    _check_doubled(data, "", say)
    if data.get("format") != FORMAT:
        say("format", f'it should say "{FORMAT}"; this is not a Throughline case')
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        say("version", "it was written by a newer Throughline; open it with that one")
    elif version != VERSION or isinstance(version, (bool, float)):
        say("version", f"it should be {VERSION}")
    for key in data:
        if key not in ("format", "version", "case", "entries", "links"):
            say(_key(key), "a case has no such part")
    for key, form, wanted in (("case", Mapping, "an object"), ("entries", list, "a list"), ("links", list, "a list")):
        if key not in data:
            say(key, "this part is missing")
        elif not isinstance(data[key], form):
            say(key, f"it should be {wanted}")


def _good(items: object, place: str, check: Callable[[Any, str, Say], None], say: Say) -> list[Mapping[str, Any]]:
    """The items of a list that are right in themselves; what is wrong with the others is said."""
    good = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        wrong: list[tuple[str, str]] = []
        check(item, _place_of(item, place, number), lambda where, text: wrong.append((where, text)))  # noqa: B023
        for where, text in wrong:
            say(where, text)
        if not wrong:
            good.append(item)
    return good


def _place_of(item: object, place: str, number: int) -> str:
    identity = item.get("id") if isinstance(item, Mapping) else None
    named = isinstance(identity, str) and _ID.fullmatch(identity)
    return f"{place}[{number}] ({identity})" if named else f"{place}[{number}]"


def _check_entry(item: Any, place: str, say: Say) -> None:
    if not isinstance(item, Mapping):
        say(place, "it should be an object")
        return
    kind = item.get("kind")
    owner = ENTRY_CLASSES.get(kind) if isinstance(kind, str) else None
    if owner is None:
        say(f"{place}.kind", "there is no such kind of entry" if "kind" in item else "the kind is missing")
        return
    _check_object(owner, item, place, say, extra=("kind",))


def _check_link(item: Any, place: str, say: Say) -> None:
    if not isinstance(item, Mapping):
        say(place, "it should be an object")
        return
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in rules.LINKS:
        say(f"{place}.kind", "there is no such kind of link" if "kind" in item else "the kind is missing")
        return
    _check_object(Link, item, place, say)


def _check_object(owner: type, item: Any, place: str, say: Say, extra: tuple[str, ...] = ()) -> None:
    if not isinstance(item, Mapping):
        say(place, "it should be an object")
        return
    _check_doubled(item, place, say)
    known = {field.file_name: field.shape for field in fields_of(owner)}
    for key, value in item.items():
        if key in known:
            _check_value(known[key], value, f"{place}.{key}", say)
        elif key not in extra:
            say(f"{place}.{_key(key)}", "there is no such field here")
    for key, shape in known.items():
        if shape.required and key not in item:
            say(f"{place}.{key}", "this field is missing")


def _check_doubled(item: Mapping[str, Any], place: str, say: Say) -> None:
    for key in getattr(item, "keys_doubled", ()):
        say(".".join(part for part in (place, _key(key)) if part), "this key is given twice")


def _check_value(shape: Shape, value: Any, place: str, say: Say) -> None:
    match shape.form:
        case "line" | "prose" | "category" | "date" | "choice" | "ref" | "id":
            _check_string(shape, value, place, say)
        case "flag":
            if not isinstance(value, bool):
                say(place, "it should be true or false")
        case "place":
            _check_place(value, place, say)
        case "rows" if shape.row:
            _check_list(value, place, say, partial(_check_object, shape.row))
        case "words":
            _check_words(value, place, say)
        case _:
            _check_list(value, place, say, partial(_check_string, shape))


def _check_list(value: Any, place: str, say: Say, check: Callable[..., None]) -> None:
    if not isinstance(value, list):
        say(place, "it should be a list")
        return
    for number, item in enumerate(value):
        if item is None:
            say(f"{place}[{number}]", "there is nothing here")
        else:
            check(item, f"{place}[{number}]", say)


def _check_string(shape: Shape, value: Any, place: str, say: Say) -> None:
    if not isinstance(value, str):
        say(place, "it should be text")
        return
    wrong = check_text(value) or _wrong_form(shape, value)
    if wrong:
        say(place, wrong)


def _wrong_form(shape: Shape, value: str) -> str:
    if shape.longest and len(value) > shape.longest:
        return f"it has {len(value)} characters; at most {shape.longest} fit"
    match shape.form:
        case "date":
            return _wrong_date(value)
        case "choice" | "choices" if value not in shape.choices:
            return f"it should be one of: {', '.join(shape.choices)}"
        case "ref" | "refs" | "id" if not _ID.fullmatch(value):
            return "an id is 1 to 64 letters, digits and _ . : -"
        case "readers" if not _READER.fullmatch(value):
            return "it should name an audience, as in court or survivor:p2"
    if shape.pattern and value and not re.fullmatch(shape.pattern, value, re.ASCII):
        return "it should be a key of the catalogue"
    return ""


def _wrong_date(value: str) -> str:
    try:
        read_edtf(value)
    except DateError as error:
        return f"it is not a date that can be: {error}"
    return ""


def _check_place(value: Any, place: str, say: Say) -> None:
    if not isinstance(value, Mapping) or set(value) != {"x", "y"}:
        say(place, "it should have x and y and nothing else")
        return
    _check_doubled(value, place, say)
    for key, number in value.items():
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
            say(f"{place}.{key}", "it should be a number")


def _check_words(value: Any, place: str, say: Say) -> None:
    if not isinstance(value, Mapping):
        say(place, "it should be an object")
        return
    _check_doubled(value, place, say)
    for key, word in value.items():
        wrong = check_text(key) or ("it should be text" if not isinstance(word, str) else check_text(word))
        if wrong:
            say(f"{place}.{_key(key)}", wrong)


def _named(items: object, place: str) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(items if isinstance(items, list) else ()):
        identity = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(identity, str):
            yield identity, f"{place}[{number}]"


def _check_ids(named: list[tuple[str, str]], say: Say) -> None:
    first: dict[str, str] = {}
    for identity, place in named:
        if identity in first:
            say(f"{place}.id", f"the id of {first[identity]} is given a second time")
        first.setdefault(identity, place)


def _case(head: Mapping[str, Any], entries: list[Mapping[str, Any]], links: list[Mapping[str, Any]]) -> CaseMap:
    things = {item["id"]: entry_or_link(item) for item in (*entries, *links)}
    return CaseMap(
        header_of(head),
        {key: thing for key, thing in things.items() if isinstance(thing, Entry)},
        {key: thing for key, thing in things.items() if isinstance(thing, Link)},
    )


def _check_case(case: CaseMap, broken: frozenset[str], say: Say) -> None:
    """What can only be seen with the whole case in view; `broken` are the ids already found wrong in themselves."""
    if case.header.id in case.entries or case.header.id in case.links:
        say("case.id", "an entry or link has the same id as the case")
    for entry in case.ordered_entries:
        for fault in check_entry(entry, case, broken):
            say(f"{entry.id}.{fault.place}", fault.text)
    for link in case.ordered_links:
        for text in _wrong_ends(case, link, broken):
            say(link.id, text)
    for link in rules.circles(case.ordered_links):
        say(link.id, "it closes a circle of effects; they follow one another in time")


def _wrong_ends(case: CaseMap, link: Link, broken: frozenset[str]) -> Iterator[str]:
    start, end = case.entry(link.from_id), case.entry(link.to_id)
    for identity, found in ((link.from_id, start), (link.to_id, end)):
        if found is None and identity not in broken:
            yield f"it ends at {identity}, which is no entry of this case"
    if start and end and link.kind not in rules.fitting_links(start.kind, end.kind):
        yield f"a {_words(link.kind)} link may not run from a {_words(start.kind)} to a {_words(end.kind)}"
    if link.from_id == link.to_id:
        yield "it starts and ends at the same entry"
    for cite in link.cites:
        source = case.entry(cite.source)
        if (source is None and cite.source not in broken) or (source and source.kind != "source"):
            yield f"it cites {cite.source}, which is no source of this case"


def _words(key: str) -> str:
    return key.replace("_", " ")


def _list(kinds: tuple[str, ...]) -> str:
    return " or ".join(_words(kind) for kind in kinds)


def _key(key: object) -> str:
    """A key of the file, short and safe enough to be printed in a message."""
    text = str(key)
    return text if _ID.fullmatch(text) else "(a key that cannot be printed here)"
