"""The ears of a screen reader: what a program says of itself over AT-SPI, asked and heard as Orca asks and hears it.

It speaks the protocol on the bus and knows no window of ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SOON = 10.0
"""Seconds within which whatever is waited for must have come."""
_ACCESSIBLE, _REGISTRY = "org.a11y.atspi.Accessible", "org.a11y.atspi.Registry"
_ROOT, _NOBODY = "/org/a11y/atspi/accessible/root", "/org/a11y/atspi/null"
_EVENTS = "org.a11y.atspi.Event.Object"
FLOWS_TO, FLOWS_FROM = 10, 11
"""The numbers of the relations (AtspiRelationType)."""
STATES = {
    7: "editable", 8: "enabled", 11: "focusable", 12: "focused", 23: "selected", 25: "showing", 30: "visible",
    4: "checked", 24: "sensitive", 9: "expandable", 27: "stale", 36: "invalid",
}  # fmt: skip
"""The states that are asked for here (AtspiStateType), by number."""


@dataclass(frozen=True)
class Thing:
    """One element: on whose connection, and by which path."""

    bus: str
    path: str


@dataclass(frozen=True)
class Heard:
    """One event: its name, its finer name, two numbers, what came along, and of which element."""

    name: str
    detail: str
    first: int
    second: int
    value: Any
    thing: Thing


@dataclass
class Ears:
    """Two connections to the bus of accessibility: one to ask on, and one that hears."""

    address: str
    _stack: ExitStack = field(default_factory=ExitStack)
    _past: list[Heard] = field(default_factory=list)

    def __enter__(self) -> Ears:
        self._asking = self._stack.enter_context(_connection(self.address))
        self._hearing = self._stack.enter_context(_connection(self.address))
        rule = MatchRule(type="signal", interface=_EVENTS)
        self._hearing.send_and_get_reply(message_bus.AddMatch(rule), timeout=SOON)
        self.listen()
        return self

    def listen(self) -> None:
        """Say on the bus what is listened for. A program says nothing else, and asks once and when this is said."""
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in ("ChildrenChanged", "StateChanged", "Announcement", "PropertyChange"):
            call = new_method_call(registry, "RegisterEvent", "s", (f"Object:{event}:",))
            self._hearing.send_and_get_reply(call, timeout=SOON)

    def __exit__(self, *_what: object) -> None:
        self._stack.close()

    # ------------------------------------------------------------------------------------------------- asking

    def _call(self, thing: Thing, member: str, signature: str | None = None, *given: Any) -> Any:
        address = DBusAddress(thing.path, thing.bus, _ACCESSIBLE)
        message = new_method_call(address, member, signature, given)
        return self._answer(message)

    def _property(self, thing: Thing, name: str) -> Any:
        address = DBusAddress(thing.path, thing.bus, _ACCESSIBLE)
        answer = self._answer(Properties(address).get(name))
        return answer[1] if answer is not None else None

    def _answer(self, message: Any) -> Any:
        """What was answered; None where the element has gone meanwhile."""
        reply = self._asking.send_and_get_reply(message, timeout=SOON)
        return None if reply.header.message_type is MessageType.error else reply.body[0]

    def programs(self) -> tuple[Thing, ...]:
        """The programs that let themselves be heard."""
        return self.children(Thing(_REGISTRY, _ROOT))

    def name(self, thing: Thing) -> str:
        return str(self._property(thing, "Name") or "")

    def description(self, thing: Thing) -> str:
        return str(self._property(thing, "Description") or "")

    def role(self, thing: Thing) -> str:
        return str(self._call(thing, "GetRoleName") or "")

    def states(self, thing: Thing) -> frozenset[str]:
        low, high = self._call(thing, "GetState") or (0, 0)
        bits = low | high << 32
        return frozenset(name for at, name in STATES.items() if bits >> at & 1)

    def children(self, thing: Thing) -> tuple[Thing, ...]:
        found = (Thing(*each) for each in self._call(thing, "GetChildren") or ())
        return tuple(each for each in found if each.path != _NOBODY)

    def parent(self, thing: Thing) -> Thing:
        return Thing(*(self._property(thing, "Parent") or ("", "")))

    def place(self, thing: Thing) -> int:
        """Which child of its parent it says it is; -1 for none."""
        found = self._call(thing, "GetIndexInParent")
        return -1 if found is None else int(found)

    def led_to(self, thing: Thing, relation: int = FLOWS_TO) -> tuple[Thing, ...]:
        """The elements to which this one stands in a relation."""
        relations = self._call(thing, "GetRelationSet") or ()
        return tuple(Thing(*each) for kind, targets in relations if kind == relation for each in targets)

    def all_in(self, thing: Thing) -> Iterator[Thing]:
        """An element, and all that is in it, at any depth."""
        yield thing
        for child in self.children(thing):
            yield from self.all_in(child)

    def find(self, within: Thing, role: str, name: str) -> Thing | None:
        """The first element of this role with this name."""
        found = (each for each in self.all_in(within) if self.role(each) == role and self.name(each) == name)
        return next(found, None)

    # ------------------------------------------------------------------------------------------------- hearing

    def hear(self, name: str, detail: str = "", *, soon: float = SOON) -> Heard:
        """The first event of this name, and of this finer name if one is given, that was not asked for yet."""
        found = self._first(lambda heard: heard.name == name and detail in ("", heard.detail), soon)
        assert found is not None, (
            f"{name} {detail} was not heard; {[(each.name, each.detail) for each in self._past]} was"
        )
        return found

    def hear_said(self, words: str, *, soon: float = SOON) -> str:
        """The first announcement in which these words are."""
        found = self._first(lambda heard: heard.name == "Announcement" and words in str(heard.value), soon)
        said = [str(each.value) for each in self._past if each.name == "Announcement"]
        assert found is not None, f"“{words}” was not announced; {said} was"
        return str(found.value)

    def hear_focus(self, words: str = "", *, soon: float = SOON) -> Thing:
        """The first element that says it has the keyboard now, and has these words in its name."""

        def has_keyboard(heard: Heard) -> bool:
            return (heard.name, heard.detail, heard.first) == ("StateChanged", "focused", 1)

        found = self._first(lambda heard: has_keyboard(heard) and words in self.name(heard.thing), soon)
        came = [self.name(each.thing) for each in self._past if has_keyboard(each)]
        assert found is not None, f"the keyboard did not come to “{words}”; it came to {came}"
        return found.thing

    def _first(self, wanted: Callable[[Heard], bool], soon: float) -> Heard | None:
        """The first of what was heard, or is heard soon, that is wanted; it is not found again."""
        for at, heard in enumerate(self._past):
            if wanted(heard):
                return self._past.pop(at)
        for heard in self._until(time.monotonic() + soon):
            if wanted(heard):
                return heard
            self._past.append(heard)
        return None

    def is_told_something(self, soon: float) -> bool:
        """Whether anything is heard within so many seconds; it is passed over."""
        return self._first(lambda _heard: True, soon) is not None

    def forget(self) -> None:
        """Pass over what was heard until now."""
        self._past.clear()
        for _heard in self._until(time.monotonic()):
            pass

    def _until(self, end: float) -> Iterator[Heard]:
        """What is heard until then."""
        while True:
            try:
                message = self._hearing.receive(timeout=max(0.0, end - time.monotonic()))
            except TimeoutError:
                return
            fields = message.header.fields
            if message.header.message_type is MessageType.signal and fields.get(HeaderFields.interface) == _EVENTS:
                detail, first, second, value, *_ = message.body
                thing = Thing(str(fields[HeaderFields.sender]), str(fields[HeaderFields.path]))
                yield Heard(str(fields[HeaderFields.member]), detail, first, second, value[1], thing)


def _connection(address: str) -> DBusConnection:
    return open_dbus_connection(address)
