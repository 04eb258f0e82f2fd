"""From version 0 to 1: the key of a thing knows from which act on it holds.

In version 0 a thing had one key for ever; after its content was erased, a new thing of the same id was sealed under a
key that the old acts would have been tried with.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_FIRST_SEALED = """
    UPDATE thing_keys SET born = coalesce((
        SELECT min(item.seq) FROM journal_items AS item JOIN journal AS act ON act.seq = item.seq
        WHERE act.case_key = thing_keys.case_key AND item.thing = thing_keys.thing AND item.sealed IS NOT NULL
    ), 0)
"""


_COLUMNS = ("case_key", "thing", "born", "key")


def upgrade(op: Operations) -> None:
    """Add `thing_keys.born` and make it part of the primary key."""
    with op.batch_alter_table("thing_keys") as table:
        table.add_column(sa.Column("born", sa.Integer, nullable=False, server_default="0"))
    op.execute(_FIRST_SEALED)
    with op.batch_alter_table("thing_keys", recreate="always", partial_reordering=[_COLUMNS]) as table:
        table.alter_column("born", server_default=None)
        table.drop_constraint("pk_thing_keys", type_="primary")
        table.create_primary_key("pk_thing_keys", ["case_key", "thing", "born"])
