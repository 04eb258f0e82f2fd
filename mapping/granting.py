"""Whether one reader may have one thing of a case, and why not: the one place where that is decided.

For the perpetrator, who has a rule of his own, see mapping/cleared.py. It makes no copy (mapping/audience.py).
"""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.decision import (
    CLASS,
    NEVER_KIND,
    NOT_AS_THEIRS,
    NOT_IN_THE_ROOM,
    NOT_SHARED,
    NOT_THIS_SORT,
    RESTS,
    WITHHELD,
    Decision,
    out,
)
from mapping.entries import Entry, Link, Source, View
from mapping.readers import (
    ASKED,
    EDITED,
    MEETING,
    OUT,
    OWN_AGENCY,
    PARTNER,
    WHOLE,
    Audience,
    Reader,
    key_of,
    names_reader,
)
from mapping.sensitivity import classes_by_source, classes_of, is_unnamed, own_classes


def decide(case: CaseMap, thing: Entry | Link, audience: Audience, reader: Reader) -> Decision:
    """What this reader has of a thing, by its kind, category, readers and classes; and the reason, where it is nothing.

    Whom the copy is for is not asked here: mapping/binding.py knows.
    """
    kind = key_of(type(thing))
    only = audience.only.get(kind)
    if not audience.has_kind(kind):
        return out(NEVER_KIND)
    category = getattr(thing, "category", "")
    if (only is not None and category not in only) or category in audience.never.get(kind, ()):
        return out(NOT_THIS_SORT)
    if _is_withheld(case, thing, reader):
        return out(WITHHELD)
    if reader.audience == MEETING and isinstance(thing, Entry) and thing.show_in_room is False:
        return out(NOT_IN_THE_ROOM)
    if isinstance(thing, View) and reader.audience != OWN_AGENCY and thing.person != reader.whom:
        if thing.may_attribute is False:
            return out(NOT_AS_THEIRS)
        if thing.may_share_with and not released_to(thing, reader):
            return out(NOT_SHARED, for_good=False)
    return _by_class(case, thing, audience, reader)


def _by_class(case: CaseMap, thing: Entry | Link, audience: Audience, reader: Reader) -> Decision:
    """By the strictest of the classes of a thing; a release lifts those of which a reader may ask, and no edit.

    Where each source by itself would keep a fact from this reader, they do so together, each for its own reason.
    """
    own, rests = own_classes(case, thing), classes_by_source(case, thing)
    common = frozenset.intersection(*rests) if rests else frozenset()
    bars = {name: _bar(case, thing, name, audience, reader) for name in sorted(own.union(*rests))}
    for bar in (OUT, ASKED):
        for name, found in bars.items():
            if found == bar and name in own | common:
                return out(CLASS if name in own else RESTS, name, for_good=bar == OUT)
    if rests and all(any(bars[name] for name in each) for each in rests):
        for_good = all(any(bars[name] == OUT for name in each) for each in rests)
        bar = OUT if for_good else ASKED
        return out(RESTS, next(name for name, found in bars.items() if found == bar), for_good=for_good)
    return Decision(EDITED if EDITED in map(audience.sensitivity, own | common) else WHOLE)


def _bar(case: CaseMap, thing: Entry | Link, name: str, audience: Audience, reader: Reader) -> str:
    """How a class keeps a thing from this reader: OUT for good, ASKED for want of a release, "" not at all."""
    grade = audience.sensitivity(name)
    barred = grade == OUT or (grade == ASKED and not _is_lifted(case, thing, name, reader))
    return grade if barred else ""


def _is_withheld(case: CaseMap, thing: Entry | Link, reader: Reader) -> bool:
    """Whether a thing is withheld from this reader by name.

    A copy for a partner agency that nobody named may go to any: what is withheld from one of them is not in it.
    """
    if names_reader(thing.withhold_from, reader):
        return True
    if reader.audience != PARTNER or reader.agency:
        return False
    named = (each.partition(":") for each in thing.withhold_from)
    return any(sort == PARTNER and which and which not in case.entries for sort, _, which in named)


def _is_lifted(case: CaseMap, thing: Entry | Link, name: str, reader: Reader) -> bool:
    """Whether a class is no bar: the thing is released, or, of an arrow, an end of it that is kept as closely."""
    if isinstance(thing, Entry):
        return released_to(thing, reader)
    ends = [end for each in (thing.from_id, thing.to_id) if (end := case.entry(each))]
    return any(name in classes_of(case, end) and released_to(end, reader) for end in ends)


def released_to(entry: Entry, reader: Reader) -> bool:
    """Whether somebody has said that this reader may have what is otherwise kept from such readers."""
    if isinstance(entry, View) and names_reader(entry.may_share_with, reader):
        return True
    if reader.audience == MEETING and entry.show_in_room:
        return True
    return names_reader(entry.release_to, reader)


def unnamed_sources(case: CaseMap, reader: Reader) -> frozenset[str]:
    """The sources of which this reader is not told who they are; the own agency is told of all."""
    if reader.audience == OWN_AGENCY:
        return frozenset()
    return frozenset(each.id for each in case.of(Source) if is_unnamed(each) and not _may_be_named(each, reader))


def _may_be_named(source: Source, reader: Reader) -> bool:
    """Whether a source that only protects who said so is released to this reader; an answer of its own stands."""
    return source.attribution != "unattributed" and released_to(source, reader)
