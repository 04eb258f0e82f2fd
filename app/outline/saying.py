"""What a row of the outline says: its title, the word before it and the muted words behind it; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from app.outline.tree import ARROW, ENTRY, GROUP, LANE, PEOPLE, Branch, group_of
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Action, Behaviour, Entry, Gap, Goal, Intersection, Link, Order, Response, Source, View
from mapping.lanes import LANE_KINDS
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.voice import capital
from mapping.wording import fitted, is_inferred, nothing_mapped, source_title, subject_of, title_of

_SOURCES = 2
"""So many of those who say so are named; the inspector has them all."""
_BEGIN = "Press Insert here to begin."


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One row: its form, its title, the muted words behind and before it, and the kind whose sign it has."""

    form: str
    title: str = ""
    note: str = ""
    kind: str = ""
    lead: str = ""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it, the kind of thing included."""
        called = load_vocabulary().kind(self.kind).label if self.kind and self.form == ENTRY else ""
        return ", ".join(part for part in (called, f"{self.lead} {self.title}".strip(), self.note) if part)


def said_of(branch: Branch, case: CaseMap, naming: Naming) -> Said:
    """What a branch says on this case; nothing where what it stood for is gone."""
    match branch.form:
        case "lane":
            return _lane(branch, naming)
        case "group":
            return Said(GROUP, _group(branch, naming), kind=_kind_of_group(branch))
        case "entry":
            entry = case.entry(branch.id)
            return Said(ENTRY) if entry is None else entry_said(entry, case, naming)
        case "arrow":
            link = case.links.get(branch.id)
            return Said(ARROW) if link is None else _arrow(link, branch.outward, case, naming)
    return Said(branch.form, _teaching(branch, naming))


def entry_said(entry: Entry, case: CaseMap, naming: Naming) -> Said:
    """The row of one entry: what it is, when it was, and who says so."""
    title = title_of(entry, naming, load_vocabulary())
    parts = (_whose(entry, naming), _when(entry, naming), _who_says_so(entry, case, naming), _how_sure(entry))
    return Said(ENTRY, capital(title), " · ".join(part for part in parts if part), entry.kind)


def searched(entry: Entry, case: CaseMap, naming: Naming) -> str:
    """The words by which an entry is found in the outline: those of its row and of the group that it stands in."""
    said = entry_said(entry, case, naming)
    group = group_of(entry)
    return " ".join((said.title, said.note, _group(group, naming) if group.mark else ""))


def _lane(branch: Branch, naming: Naming) -> Said:
    if branch.lane == PEOPLE:
        return Said(LANE, "People and sources", "who is who, and who says so")
    return Said(LANE, naming.lane_title(branch.lane), naming.lane_hint(branch.lane))


def _group(branch: Branch, naming: Naming) -> str:
    words = load_vocabulary()
    if branch.lane == "behaviour":
        return naming.fill(words.term("behaviour", branch.mark).short) if branch.mark else "Not yet sorted"
    if branch.lane in ("children", "protective_effort"):
        return naming.short(branch.mark)
    return capital(naming.fill(words.kind(branch.mark).plural))


def _kind_of_group(branch: Branch) -> str:
    """A child's rows are known by the colour of what is done to children."""
    return "child_impact" if branch.lane == "children" else ""


def _arrow(link: Link, outward: bool, case: CaseMap, naming: Naming) -> Said:
    words = load_vocabulary()
    other = case.entry(link.to_id if outward else link.from_id)
    called = words.link(link.kind)
    note = words.label("status", link.status).lower() if is_inferred(link.status) else ""
    title = title_of(other, naming, words) if other is not None else ""
    lead = naming.fill(called.forward if outward else called.reverse)
    return Said(ARROW, title, note, other.kind if other is not None else "", lead)


def _teaching(branch: Branch, naming: Naming) -> str:
    """What belongs in an empty place, and how to begin."""
    if branch.lane == "children":
        if branch.mark:
            return f"{nothing_mapped(naming)} {_BEGIN}"
        return f"The children of this family, each with what is done to them. {_BEGIN}"
    kind = "person" if branch.lane == PEOPLE else "gap" if branch.lane == "rail" else LANE_KINDS[branch.lane][0]
    words = load_vocabulary()
    someone = subject_of(kind, naming, words)
    sentences = (words.kind(kind).help, words.kind(kind).begin)
    return " ".join((*(fitted(each, naming, someone) for each in sentences), _BEGIN))


def _whose(entry: Entry, naming: Naming) -> str:
    """Who is meant, where the title does not say it."""
    if isinstance(entry, Behaviour):
        return naming.short(entry.by) if len(naming.perpetrators) > 1 else ""
    if isinstance(entry, Intersection | View):
        return naming.short(entry.person)
    return veiled_text(entry.agency, naming) if isinstance(entry, Response | Action) else ""


def _when(entry: Entry, naming: Naming) -> str:
    if isinstance(entry, Source):
        return ""
    if entry.when or entry.when_said:
        return veiled_text(spoken(entry.when, entry.when_said), naming)
    if isinstance(entry, Goal | Action | Gap) and entry.by:
        return f"by {spoken(entry.by)}"
    return f"since {spoken(entry.since)}" if isinstance(entry, Order) and entry.since else ""


def _who_says_so(entry: Entry, case: CaseMap, naming: Naming) -> str:
    sources = (case.entry(cite.source) for cite in entry.cites)
    titles = [source_title(each, naming, load_vocabulary()) for each in sources if isinstance(each, Source)]
    called = list(dict.fromkeys(titles))
    more = f" and {len(called) - _SOURCES} more" if len(called) > _SOURCES else ""
    return ", ".join(called[:_SOURCES]) + more


def _how_sure(entry: Entry) -> str:
    return load_vocabulary().label("status", entry.status).lower() if is_inferred(entry.status) else ""
