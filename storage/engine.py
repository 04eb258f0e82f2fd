"""SQLAlchemy over the one encrypted connection: one transaction at a time, and no value in any message.

Everything that needs SQLAlchemy is behind this module and `store`; the rest of the room starts without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from storage.cipher import in_driver, kind_of


def engine_over(connection: Any, *, reading: bool = False) -> Engine:
    """An engine that uses this one driver's connection for everything, and closes it when it is disposed of.

    `reading` is for a connection that may not write.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://", creator=lambda: connection, module=dbapi2, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin_reading if reading else _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin for real: left to itself the driver begins late, and lets changes of tables outlive a rollback."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@contextmanager
def in_database() -> Iterator[None]:
    """Raise a VaultError for whatever SQLAlchemy, the driver or the operating system raises inside."""
    try:
        with in_driver():
            yield
    except DBAPIError as error:
        kind = kind_of(error.orig)
        if kind is None:
            raise
        raise kind from None
