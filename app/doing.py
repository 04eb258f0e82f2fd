"""One act of a room with its answer: nothing where it was done, else the sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.session import Session
from mapping.casemap import ChangeSet


def act(
    session: Session, command: Callable[..., ChangeSet], /, *args: Any, origin: object = None, **values: Any
) -> str:
    """Do what a command says; "" when it was done, else why not and what to do."""
    said: list[str] = []

    def refused(text: str, offers: tuple[str, ...]) -> None:
        said.append(" ".join((text, *offers)))

    session.refused.connect(refused)
    session.failed.connect(said.append)
    try:
        done = session.attempt(command, *args, origin=origin, **values)
    finally:
        session.refused.disconnect(refused)
        session.failed.disconnect(said.append)
    return "" if done else " ".join(said) or "This could not be done."
