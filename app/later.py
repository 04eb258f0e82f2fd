"""What is not done at once: a part made when it is first asked for, an act after the present one. It knows no part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QObject, QTimer

Part = TypeVar("Part")
Owner = TypeVar("Owner", bound=QObject)


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


def soon(owner: Owner, act: Callable[[Owner], object]) -> None:
    """Do something with an owner once Qt is through with the present event; not at all if the owner is gone by then.

    The act is handed the owner and holds none of its own: one that did would keep it from going.
    """
    _Soon(owner, act).start()


class _Soon(QTimer):
    # It is part of its owner and goes with it; a single shot that waits for an owner that is gone stays for ever.
    def __init__(self, owner: Owner, act: Callable[[Owner], object]) -> None:
        super().__init__(owner, singleShot=True, interval=0)
        self._act: Callable[[Any], object] = act
        self.timeout.connect(self._go)

    def _go(self) -> None:
        self.deleteLater()
        self._act(self.parent())
