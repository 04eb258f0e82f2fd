"""The ladder from older vaults to the newest: one numbered step a file, never edited once it has been released.

The steps know tables and rows as they were then; they know nothing of mapping, nor of the tables of today.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sqlalchemy import Connection

NEWEST = 2
"""The version of a vault that this program makes; it stands in the database's `user_version`."""
_STEPS = {
    0: "storage.migrations.step_1_keys_know_when_they_were_born",
    1: "storage.migrations.step_2_acts_beside_the_entries",
}
"""The module that leads on from each older version."""


def climb(connection: Connection, version: int, fault: Callable[[str], None]) -> None:
    """Lead the vault from `version` to the newest, inside the caller's transaction and with foreign keys off."""
    # Imported here and nowhere else: alembic takes half a second to import, and a step is due once in years.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    context = MigrationContext.configure(connection)
    with Operations.context(context) as operations:
        for step in range(version, NEWEST):
            import_module(_STEPS[step]).upgrade(operations)
            fault("migrate")
    connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")
