"""Case files as no honest program writes them: sound ones, changed byte by byte or by what the format means.

Each comes from a number and from nothing else, so that a file that did harm can be made again.
"""

import copy
import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from exports.interchange import read_bytes, read_file, write_text
from mapping.arriving import as_another, changed, holdings, questions, remarks
from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Person
from mapping.errors import CaseFileError
from mapping.fields import fields_of
from mapping.references import needs, without
from mapping.rules import LINKS
from tests.cases import PUBLISHED_NAMES, one_of_every_kind, published
from tests.house.source import ROOT

CASE, REFUSED = "case", "refused"
CODINGS = ("utf-16", "utf-32", "utf-8-sig", "utf-16-le")
"""How else a text might be written."""
_SMALLER, _CARDS = 60, 9
"""How many smaller cases are made of the larger ones, and how many cards each of them keeps."""


@cache
def bases() -> tuple[str, ...]:
    """Sound cases as text: the sample, the published ones, one with every kind, and many smaller ones of these."""
    whole = [read_file(ROOT / "resources/sample/hale.case.json"), *map(published, PUBLISHED_NAMES), one_of_every_kind()]
    smaller = [_smaller(whole[number % len(whole)], random.Random(number)) for number in range(_SMALLER)]
    return tuple(write_text(case) for case in (*whole, *smaller))


def _smaller(case: CaseMap, chance: random.Random) -> CaseMap:
    """A sound case with everybody on it and a few of the cards."""
    cards = [entry.id for entry in case.ordered_entries if not isinstance(entry, Person)]
    gone = frozenset(cards) - frozenset(chance.sample(cards, min(_CARDS, len(cards))))
    while more := {entry.id for entry in case.ordered_entries if needs(entry, gone)} - gone:
        gone |= more
    entries = {entry.id: without(entry, gone) for entry in case.ordered_entries if entry.id not in gone}
    ends = [link for link in case.ordered_links if link.from_id in entries and link.to_id in entries]
    return CaseMap(case.header, entries, {link.id: without(link, gone) for link in ends})


def changed_file(seed: int) -> bytes:
    """The changed file that belongs to a number."""
    chance = random.Random(seed)
    text = chance.choice(bases()) if chance.random() < 0.9 else bases()[chance.randrange(4)]
    return by_bytes(text.encode(), chance) if chance.random() < 0.4 else by_meaning(text, chance)


def tried(raw: bytes) -> str:
    """Read a file and look at it as the window does before it is taken in: a case, or refused with its faults.

    Whatever else is raised is the harm that is looked for; so is a case that does not come back from its own file.
    """
    try:
        case = read_bytes(raw)
    except CaseFileError as error:
        assert error.faults
        assert str(error).isprintable() or "\n" in str(error)
        return REFUSED
    looked_at(case)
    assert read_bytes(write_text(case).encode()) == case
    return CASE


def looked_at(case: CaseMap) -> None:
    """What is shown of a case before it is taken in."""
    assert holdings(case) or not case.entries
    assert isinstance(questions(case) + remarks(case), tuple)
    other = as_another(case, "1 May 2026")
    assert changed(case, case) == "The file holds the same as the case that is here."
    assert changed(case, other).endswith("is different.")


# ------------------------------------------------------------------------------------------------- byte by byte

_TOKENS = (
    *(b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"\\u", b"\\ud800"),
    *(b"\\", b"\x00", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"9" * 400),
    *(b"[" * 3000, b"//", b"'", b'"id":"p1",', b'"kind":"note",', b"%PDF-", b"PK\x03\x04", b"\n\r\t ", b"\x1b[2J"),
)


def by_bytes(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them turned, taken out, doubled, exchanged or put in; or the whole in another coding."""
    if chance.random() < 0.03:
        return raw.decode().encode(chance.choice(CODINGS))
    found = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.choice((1, 2, 9, 60, 700)))
        match chance.randrange(7):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(found):
                found[at] = chance.randrange(256)
            case 2:
                del found[at:end]
            case 3:
                found[at:at] = found[at:end]
            case 4:
                found[at:at] = chance.choice(_TOKENS)
            case 5:
                piece, there = found[at:end], chance.randrange(len(found) + 1)
                found[there:there] = piece
            case _ if chance.random() < 0.2:
                del found[at:]
    return bytes(found)


# ---------------------------------------------------------------------------------------------- by what it means

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, -(2**70), 1e308, 1e-320, 0.5, "", " ", "x", "x" * 81, "x" * 301, "x" * 20_001,
    "\ud800", "\udc00\ud800", "\x00", "\x1b[31m", "\u202e\u2066", "\ufeff", "e\u0301" * 9, "\U0010ffff", "\uffff",
    "<b>", "{P}", "{they}", "{}", "%s", "=1+1", "../../x", "p1", "B1", "B01", "B01.1", "P1", "P6.99", "case-1",
    "survivor:p2", "2019~", "2019-02-30", "0000", "9999-12-31/..", "../..", "201X-XX", "-2019", "2019-13?", "Y170000",
    [], [None], [[]], {}, {"x": 1, "y": 2}, {"x": 1}, {"id": "p1"}, ["p1"] * 2, ["perpetrator", "survivor"], ["child"],
)  # fmt: skip
Tree = Any
Change = Callable[[Tree, random.Random], None]


def by_meaning(text: str, chance: random.Random) -> bytes:
    """A case in which a few things mean something else, or nothing; now and then with a trap only text can hold."""
    tree = json.loads(text)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        chance.choice(_CHANGES)(tree, chance)
    if chance.random() < 0.5:
        return json.dumps(tree).encode()
    found = json.dumps(tree, ensure_ascii=False, indent=chance.choice((None, 1, "\t"))).encode("utf-8", "surrogatepass")
    return _trapped(found, chance) if chance.random() < 0.3 else found


def _trapped(raw: bytes, chance: random.Random) -> bytes:
    """The text of a file with a number that is none, a key given twice, or a depth, in the place of something."""
    places = [at for at in range(len(raw)) if raw[at : at + 2] == b'":' or raw[at : at + 2] == b'",']
    if not places:
        return raw
    at = chance.choice(places) + 2
    traps = (b'"x","id":"p1","id":', b"NaN,", b"1e999,", b"9" * 5000 + b",", b"[" * 2000, b'"\\ud800",', b'"kind":"x",')
    return raw[:at] + chance.choice(traps) + raw[at:]


def _nodes(tree: Tree) -> Iterator[tuple[Any, Any]]:
    """Every place in a case: what holds it, and its key or number there."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            yield holder, key
            if isinstance(value, (dict, list)):
                waiting.append(value)


def _place(tree: Tree, chance: random.Random) -> tuple[Any, Any]:
    return chance.choice(list(_nodes(tree)) or [({"": 0}, "")])


def _lists(tree: Tree) -> list[list[Any]]:
    return [tree[name] for name in ("entries", "links") if isinstance(tree.get(name), list) and tree[name]]


def _things(tree: Tree) -> list[dict[str, Any]]:
    return [item for items in _lists(tree) for item in items if isinstance(item, dict)] or [{}]


def _put_something_odd(tree: Tree, chance: random.Random) -> None:
    holder, key = _place(tree, chance)
    holder[key] = copy.deepcopy(chance.choice(_ODD))


def _put_another_text(tree: Tree, chance: random.Random) -> None:
    holder, key = _place(tree, chance)
    if isinstance(holder[key], str):
        holder[key] += chance.choice([each for each in _ODD if isinstance(each, str)])


def _call_otherwise(tree: Tree, chance: random.Random) -> None:
    holder, key = _place(tree, chance)
    if isinstance(holder, dict):
        holder[chance.choice(("id", "kind", "title", "cites", "position", "\ud800", "", "x" * 90))] = holder.pop(key)


def _take_out(tree: Tree, chance: random.Random) -> None:
    holder, key = _place(tree, chance)
    del holder[key]


def _exchange(tree: Tree, chance: random.Random) -> None:
    (one, here), (other, there) = _place(tree, chance), _place(tree, chance)
    # A thing that is put into itself could never be written again.
    one[here], other[there] = copy.deepcopy(other[there]), copy.deepcopy(one[here])


def _nest(tree: Tree, chance: random.Random) -> None:
    holder, key = _place(tree, chance)
    for _ in range(chance.choice((1, 2, 70, 200))):
        holder[key] = [holder[key]] if chance.random() < 0.5 else {"x": holder[key]}


def _give_another_kind(tree: Tree, chance: random.Random) -> None:
    chance.choice(_things(tree))["kind"] = chance.choice((*ENTRY_CLASSES, *LINKS, "unheard_of"))


def _give_a_field(tree: Tree, chance: random.Random) -> None:
    owner = chance.choice(list(ENTRY_CLASSES.values()))
    field = chance.choice(fields_of(owner))
    value = chance.choice(field.shape.choices) if field.shape.choices else copy.deepcopy(chance.choice(_ODD))
    chance.choice(_things(tree))[field.file_name] = value


def _name_another(tree: Tree, chance: random.Random) -> None:
    """An end or a reference leads to some other entry that is there."""
    thing = chance.choice(_things(tree))
    named = [key for key, value in thing.items() if isinstance(value, str) and key not in ("id", "kind", "title")]
    if named:
        thing[chance.choice(named)] = chance.choice(_things(tree)).get("id", "p1")


def _give_other_parts(tree: Tree, chance: random.Random) -> None:
    people = [thing for thing in _things(tree) if thing.get("kind") == "person"]
    if people:
        roles = ("perpetrator", "survivor", "child", "professional", "co_perpetrator", "earlier_survivor", "relative")
        chance.choice(people)["roles"] = chance.sample(roles, chance.randint(0, 3))


def _double(tree: Tree, chance: random.Random) -> None:
    for items in chance.sample(_lists(tree), min(1, len(_lists(tree)))):
        for number in range(chance.choice((1, 2, 40))):
            again = copy.deepcopy(chance.choice(items))
            if isinstance(again, dict) and chance.random() < 0.8:
                again["id"] = f"again.{number}.{chance.randrange(1000)}"
            items.append(again)


def _join(tree: Tree, chance: random.Random) -> None:
    """More arrows, between whatever is there: many are refused, some close a circle."""
    ids = [thing.get("id") for thing in _things(tree)]
    links = tree.setdefault("links", [])
    for number in range(chance.choice((1, 5, 30)) if isinstance(links, list) else 0):
        ends = {"from": chance.choice(ids), "to": chance.choice(ids)}
        links.append({"id": f"new.{number}", "kind": chance.choice((*LINKS, "leads_to", "harms"))} | ends)


def _shuffle(tree: Tree, chance: random.Random) -> None:
    for items in _lists(tree):
        chance.shuffle(items)


_CHANGES: tuple[Change, ...] = (
    _put_something_odd, _put_something_odd, _put_something_odd, _put_another_text, _put_another_text, _take_out,
    _exchange, _nest, _give_another_kind, _give_a_field, _give_a_field, _name_another, _name_another, _give_other_parts,
    _double, _join, _shuffle, _call_otherwise,
)  # fmt: skip
