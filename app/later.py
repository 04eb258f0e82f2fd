"""A part of a page that is made when somebody first asks for it, and is the same from then on; it knows no part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Part = TypeVar("Part")


class Later(Generic[Part]):
    """Stands in a class for a part that `make` makes of the owner, and keeps it there under the same name."""

    def __init__(self, make: Callable[[Any], Part]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Later[Part]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Part: ...

    def __get__(self, owner: object | None, kind: type) -> Later[Part] | Part:
        if owner is None:
            return self
        made = vars(owner)[self._name] = self._make(owner)
        return made
