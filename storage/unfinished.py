"""What is kept beside the acts: texts that are being written, and how the screen was left; overwritten again and again.

None of it stands in the journal.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.tables import drafts, settings

# Asked at every act, and so made once.
_DRAFTS = select(drafts.c.entry, drafts.c.field, drafts.c.body).where(drafts.c.case_key == bindparam("of_case"))


def drafts_of(connection: Connection, case_key: int) -> dict[tuple[str, str], str]:
    """All drafts of a case, by entry id and field."""
    found = connection.execute(_DRAFTS, {"of_case": case_key})
    return {(entry, field): json.loads(body) for entry, field, body in found}


def keep_draft(connection: Connection, case_key: int, entry: str, field: str, text: str) -> None:
    """Put a draft in the place of the one before."""
    _put(connection, drafts, {"case_key": case_key, "entry": entry, "field": field}, text)


def drop_draft(connection: Connection, case_key: int, entry: str, field: str) -> None:
    """Let go of a draft; there may be none."""
    place = drafts.c.case_key == case_key, drafts.c.entry == entry, drafts.c.field == field
    connection.execute(delete(drafts).where(*place))


def setting(connection: Connection, case_key: int, name: str) -> Any:
    """A setting, as plain JSON values; None if it was never made."""
    query = select(settings.c.body).where(settings.c.case_key == case_key, settings.c.name == name)
    body = connection.execute(query).scalar()
    return None if body is None else json.loads(body)


def keep_setting(connection: Connection, case_key: int, name: str, value: Any) -> None:
    """Put a setting in the place of the one before."""
    _put(connection, settings, {"case_key": case_key, "name": name}, value)


def _put(connection: Connection, table: Table, place: dict[str, Any], value: Any) -> None:
    body = json.dumps(value, separators=(",", ":"), allow_nan=False)
    statement = insert(table).values(place | {"body": body})
    connection.execute(statement.on_conflict_do_update(index_elements=list(place), set_={"body": body}))
