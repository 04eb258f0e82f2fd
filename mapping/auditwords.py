"""The sentence for one step of the record: "changed the words of “takes her car keys”: What is known, in full".

Every sentence begins with its verb; who did it stands before it. What was erased is said to be erased.
"""

from __future__ import annotations

from collections.abc import Sequence

from mapping.audit import ERASE, REDO, UNDO, Step, Turn, differences
from mapping.entries import Entry, Header, Link, Thing
from mapping.fields import LINE, PLACE, PROSE, fields_of
from mapping.fieldtext import FieldText
from mapping.vocabulary import load_vocabulary

NOBODY = "Somebody who gave no name"
CLOCK_BACK = "The clock stood before an earlier act’s here: the order is right, the time may not be."
"""What is said of an act whose time cannot be right."""
_COMES_ALONG = frozenset({"source", "person"})
"""What is often added in the same act as the entry that the act is about."""
_ERASED = "something that was erased"
_MOST_LABELS = 3

_BESIDE = {
    "open": ("began the case", "beginning the case"),
    "import": ("brought the case in from a file", "bringing the case in from a file"),
    "sign": ("signed the map", "signing the map"),
    "arrange": ("arranged the map", "arranging the map"),
    "rename": ("renamed the case", "renaming the case"),
    "attach": ("attached evidence to a card", "attaching evidence"),
    "detach": ("took evidence away from a card", "taking evidence away"),
    "hand_back": ("handed the case back", "handing the case back"),
    "keeping": ("set how long the case is kept", "setting how long the case is kept"),
}
"""Acts that are told without naming a card, as they were done and as they were undone."""
_EVIDENCE = {
    "attach": "attached evidence to {}; what it was called was erased",
    "detach": "took evidence off {}; what it was called was erased",
}
"""Acts on the evidence for a card, where what that was called is gone for good."""
_WHOLE = ("open", "import")
"""Acts that put a whole case in, its head with it."""
_WITH_IT = ", and this with it"
_VERBS = {"add": ("added", "adding"), "move": ("moved", "moving"), "remove": ("took away", "taking away")}
"""The same for acts that touched more than can be told."""
_AGAIN = {UNDO: "undid ", REDO: "did again: "}


class Phrases:
    """Says what steps did, in the words of one case; `about` is the one thing whose record is told, if it is one."""

    def __init__(self, text: FieldText, about: str = "") -> None:
        self._text, self._vocabulary, self._about = text, load_vocabulary(), about

    def sentence(self, step: Step) -> str:
        """Who did what."""
        return f"{step.newest.who or NOBODY} {self.phrase(step)}"

    def phrase(self, step: Step) -> str:
        """What was done, without who did it."""
        act = step.newest
        turns = [turn.turned() for turn in step.turns] if act.how == UNDO else step.turns
        if act.act == ERASE:
            return self._erased(turns, step.size)
        form = int(act.how == UNDO)
        said = _at_large(act.act, step.size, form) if step.size > len(turns) else self._said(act.act, turns, form)
        return f"{_AGAIN.get(act.how, '')}{said}"

    def quoted(self, turn: Turn) -> str:
        """What a thing is called in a sentence."""
        thing = turn.shown or self._text.known(turn.thing)
        if thing is None:
            return _ERASED
        called = self._text.called(thing)
        return called if isinstance(thing, Header) or thing.kind == "person" else f"“{called}”"

    def _said(self, act: str, turns: Sequence[Turn], form: int) -> str:
        """One step; `form` 0 tells it as done, 1 names it ("adding …")."""
        if act in _EVIDENCE and turns:
            return self._of_evidence(act, turns[0])
        fixed = _BESIDE.get(act)
        if fixed:
            return fixed[form] + (_how_much(act, turns) if not self._about else _WITH_IT if act in _WHOLE else "")
        if not turns:
            return (f"did what the record calls “{act}”", f"what the record calls “{act}”")[form]
        came = [turn for turn in turns if turn.before is None and not turn.before_erased]
        went = [turn for turn in turns if turn.after is None and not turn.erased]
        if act == "link" or (came and all(isinstance(turn.shown, Link) for turn in turns)):
            return self._drew(came or turns, form)
        if came and not went and act != "edit":
            return f"{('added', 'adding')[form]} {self._main(came)}{_and_more(came)}"
        if went and not came:
            verb = ("took", "taking")[form]
            gone = [turn for turn in went if not isinstance(turn.shown, Link)]
            return f"{verb} {self._several(gone or went)} off the map{_with_arrows(went) if gone else ''}"
        return self._changed(act, turns, form)

    def _of_evidence(self, act: str, turn: Turn) -> str:
        """What was done with the evidence for a card: "attached “Her arm” to “takes her car keys” as evidence"."""
        card = "this card" if self._about else self._card(turn)
        if turn.titles is None:
            return _EVIDENCE[act].format(card)
        before, after = self._text.words(turn.titles.before), self._text.words(turn.titles.after)
        if not after:
            return f"took the evidence “{before}” off {card}"
        if before and before != after:
            return f"gave the evidence “{before}” for {card} the title “{after}”"
        return f"attached “{after}” to {card} as evidence"

    def _card(self, turn: Turn) -> str:
        """What the card is called that evidence is for, which may be off the map and not be erased."""
        thing = turn.shown or self._text.known(turn.thing)
        return self.quoted(turn) if thing is not None or turn.before_erased else "a card that is not on the map"

    def _changed(self, act: str, turns: Sequence[Turn], form: int) -> str:
        if act == "move" or all(_only_moved(turn) for turn in turns):
            return f"{('moved', 'moving')[form]} {self._several(turns)}"
        verb = ("changed", "changing")[form]
        if len(turns) > 1:
            return f"{verb} {self._several(turns)}"
        turn = turns[0]
        if turn.before_erased or turn.erased:
            return f"{verb} {self.quoted(turn)}; what it said was erased"
        found = list(differences(turn, self._text))
        words = "the words of " if found and all(_is_text(turn, each.field) for each in found) else ""
        labels = ", ".join(each.label for each in found[:_MOST_LABELS])
        more = f" and {len(found) - _MOST_LABELS} more" if len(found) > _MOST_LABELS else ""
        return f"{verb} {words}{self.quoted(turn)}" + (f": {labels}{more}" if labels else "")

    def _drew(self, turns: Sequence[Turn], form: int) -> str:
        verb = ("linked", "linking")[form]
        link = turns[0].shown
        if len(turns) > 1 or not isinstance(link, Link):
            return f"{verb} cards with {len(turns)} arrows" if len(turns) > 1 else f"{verb} two cards"
        ends = (self._text.named(link.from_id), self._text.named(link.to_id))
        reads = self._vocabulary.link(link.kind).forward
        return f"{verb} “{ends[0]}” to “{ends[1]}”: {reads}"

    def _erased(self, turns: Sequence[Turn], size: int) -> str:
        if size > len(turns):
            return f"erased {_number(size, 'thing')}, or what stood in them before"
        gone = sum(turn.after is None for turn in turns)
        kept = [turn for turn in turns if turn.after is not None]
        parts = [f"{_number(gone, 'thing')} for good"] if gone else []
        if kept:
            parts.append(f"what stood in {self._several(kept)} before")
        return f"erased {', and '.join(parts) or 'something for good'}"

    def _main(self, turns: Sequence[Turn]) -> str:
        entries = [turn for turn in turns if isinstance(turn.shown, Entry)]
        telling = next((turn for turn in entries if _kind(turn) not in _COMES_ALONG), (entries or turns)[0])
        if telling.shown is None:
            return _ERASED
        label = self._vocabulary.kind(_kind(telling)).label
        return f"{self.quoted(telling)} ({label[:1].lower() + label[1:]})"

    def _several(self, turns: Sequence[Turn]) -> str:
        entries = [turn for turn in turns if not isinstance(turn.shown, Link)]
        counted = entries or turns
        if len(counted) == 1:
            return self.quoted(counted[0])
        if any(turn.shown is None for turn in turns):
            return _number(len(turns), "thing")
        return _number(len(counted), "card" if entries else "arrow")


def _at_large(act: str, size: int, form: int) -> str:
    """What an act did that touched too much to be told one by one."""
    if act in _BESIDE:
        return _BESIDE[act][form] + (f": {_number(size - 1, 'card and arrow')}" if act in _WHOLE else "")
    return f"{_VERBS.get(act, ('changed', 'changing'))[form]} {_number(size, 'thing')}"


def _how_much(act: str, turns: Sequence[Turn]) -> str:
    """How much came with a whole case."""
    if act not in _WHOLE:
        return ""
    arrows = sum(isinstance(turn.shown, Link) for turn in turns)
    cards = sum(not isinstance(turn.shown, Link | Header) for turn in turns)
    parts = [_number(count, word) for count, word in ((cards, "card"), (arrows, "arrow")) if count]
    return f": {', '.join(parts)}" if parts else ""


def _and_more(turns: Sequence[Turn]) -> str:
    more = sum(isinstance(turn.shown, Entry) for turn in turns) - 1
    return f" and {_number(more, 'other card')}" if more > 0 else ""


def _with_arrows(turns: Sequence[Turn]) -> str:
    arrows = sum(isinstance(turn.shown, Link) for turn in turns)
    return f", with {_number(arrows, 'arrow')}" if arrows else ""


def _number(count: int, word: str) -> str:
    many = " and ".join(f"{each}s" for each in word.split(" and "))
    return f"1 {word}" if count == 1 else f"{count:,} {many}"


def _kind(turn: Turn) -> str:
    return getattr(turn.shown, "kind", "")


def _only_moved(turn: Turn) -> bool:
    before, after = turn.before, turn.after
    if before is None or after is None or type(before) is not type(after):
        return False
    return _differing(before, after) == {PLACE}


def _differing(before: Thing, after: Thing) -> set[str]:
    """The forms of the fields in which two states of a thing differ."""
    return {
        field.shape.form
        for field in fields_of(type(after))
        if getattr(before, field.name) != getattr(after, field.name)
    }


def _is_text(turn: Turn, name: str) -> bool:
    thing = turn.shown
    forms = {field.name: field.shape.form for field in fields_of(type(thing))}
    return forms.get(name) in (LINE, PROSE)
