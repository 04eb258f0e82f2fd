"""Which acts of the journal are about the whole vault: those of no case, and those by which a case left it.

It knows acts by their numbers and cases by their keys; what a case held is gone, and nothing here could tell it.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select

from storage.tables import cases, journal

_OF_NO_CASE = 0
"""The case key of acts that were about the vault itself."""


def about_vault() -> ColumnElement[bool]:
    """Picks the acts on the vault itself, and of each case that is gone the last: the one that took it out.

    No key is ever given to a second case, so that a key without a case is that of one which was taken out.
    """
    gone = journal.c.case_key.not_in(select(cases.c.key)) & (journal.c.case_key != _OF_NO_CASE)
    last = select(func.max(journal.c.seq)).where(gone).group_by(journal.c.case_key)
    return or_(journal.c.case_key == _OF_NO_CASE, journal.c.seq.in_(last))
