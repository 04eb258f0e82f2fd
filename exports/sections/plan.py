"""What is not known yet, what is asked of him, which agency does what, and what people themselves say."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Block, Bullets, Column, Item, Notice, Paragraph, Phrase, Section, Table, Tone
from exports.sections.children import asked_of
from exports.sections.pattern import in_time, titles
from exports.sections.services import linked
from exports.sections.telling import (
    Telling,
    called,
    facts,
    item,
    joined,
    limits,
    named,
    prose,
    say,
    small,
    status,
    unrecorded,
)
from mapping.checks import Finding, findings
from mapping.dates import spoken
from mapping.entries import (
    Action,
    ChangeEvidence,
    Engagement,
    Entry,
    Gap,
    Goal,
    Incident,
    Intersection,
    Relationship,
    SafetyItem,
    View,
)
from mapping.voice import capital, listed

_VIEWS = (
    "What people themselves say",
    "A view belongs to the person whose it is. Ask again before any of it is passed on.",
)
_VIEWS_FOR_HER = (
    "What you told us",
    "It is yours. We ask you again before any of it is passed on, unless somebody is in danger.",
)
_OF_OTHERS = "For workers who meet the family, and their supervisors. Keep this page apart from the others."
_ATTRIBUTED = {
    True: "it may be said whose it is",
    False: "it must not be said whose it is",
    None: "nobody has asked whether it may be said whose it is",
}


def views(told: Telling) -> Iterator[Section]:
    """What people think, fear and want, whose it is, and whether that may be said; falls away where nothing is."""
    found = told.case.of(View)
    if not found:
        return
    heading, lead = _VIEWS_FOR_HER if told.to_her else _VIEWS
    items = (_view(each, told) for each in sorted(found, key=in_time))
    blocks: tuple[Block, ...] = (say(lead, tone="small"), *items)
    yield Section(heading, blocks, 1)


def _view(view: View, told: Telling) -> Item:
    who = told.naming.subject(view.person)
    readers = [small(told.label("audience", each.partition(":")[0])) for each in view.may_share_with]
    line = (
        "" if view.verbatim is None else "word for word" if view.verbatim else "as it was understood",
        spoken(view.when, view.when_said),
        f"heard by {view.heard_by}" if view.heard_by else "",
        view.setting,
        _ATTRIBUTED[view.may_attribute] if told.complete or view.may_attribute is False else "",
        f"may be shared with: {listed(readers)}" if readers else "",
    )
    title = f"{who}: {view.title}" if view.title else who
    head = say(Phrase(title, bold=True, where=view.id, sources=told.numbers_of(view.cites)), tone="strong")
    tone: Tone = "quote" if view.verbatim else "body"
    said = tuple(Paragraph(each.phrases, tone) for each in prose(view.account, view.id))
    return Item(view.kind, head, (*facts(line, view.id), *limits(view, told), *said, *linked(view, told)))


# ------------------------------------------------------------------------------------------------- not known yet


def unknown(told: Telling) -> Iterator[Section]:
    """The questions that were written down; then, where the map is whole, what it leaves open itself."""
    gaps = told.case.of(Gap)
    if gaps or told.complete:
        yield Section("Not known yet", _gaps(gaps, told), 1, "gap")
    if not told.complete:
        return
    open_ends = tuple(_finding(each, told) for each in _together(findings(told.case, told.naming, on=told.on)))
    if open_ends:
        lead = say("Questions that the map raises as it stands. They are questions, not marks.", tone="small")
        yield Section("What the map leaves open", (lead, Bullets(open_ends)), 2, "gap")
    silent = tuple((say(capital(words)),) for words in _silent(told))
    if silent:
        lead = say("That something is not recorded does not say that there is none.", tone="small")
        yield Section("What nobody has recorded", (lead, Bullets(silent)), 2, "gap")


def _silent(told: Telling) -> Iterator[str]:
    """What the report would have had a section for."""
    who = told.people([person.id for person in told.naming.perpetrators]) or "the person who harms"
    for kind, words in (
        (Relationship, "how the people are connected"),
        (Intersection, "which circumstances are used, or shut someone out of help"),
        (Incident, "what happened on single days"),
        (Engagement, f"a meeting with {who}, or the attempt at one"),
        (ChangeEvidence, f"what {who} named, claimed or changed"),
        (SafetyItem, "dangers to workers and others around the family"),
    ):
        if not told.case.of(kind):
            yield words
    if not any(entry.when for entry in told.case.entries.values()):
        yield "when anything was"


def _gaps(gaps: tuple[Gap, ...], told: Telling) -> tuple[Block, ...]:
    if not gaps:
        return (say("Nobody has written down yet what is not known. No real case is without it."),)
    columns = (Column("Question", 40), Column("Who might know, and a safe way to ask", 36), Column("How it stands", 24))
    return (Table(columns, tuple(_gap(gap, told) for gap in gaps)),)


def _gap(gap: Gap, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    about = [told.case.entries[link.to_id] for link in told.case.links_from(gap.id) if link.kind == "about"]
    of = f"of {gap.asked_of}" if gap.asked_of else ""
    asked = " ".join(part for part in (of, spoken(gap.asked_on)) if part)
    stands = (
        told.label("asked_state", gap.state) if gap.state else "",
        f"To be asked by {spoken(gap.by)}" if gap.by else "",
        f"Asked {asked}" if asked else "",
        gap.answer,
    )
    ways = [say(Phrase(capital(gap.who_might_know), where=gap.id))] if gap.who_might_know else []
    return (
        (
            say(Phrase(capital(gap.title), bold=True, where=gap.id, sources=told.numbers_of(gap.cites))),
            *prose(gap.account, gap.id),
            *((say("About: ", *titles(about, told)),) if about else ()),
        ),
        (*ways, *prose(gap.safe_way, gap.id)) or (say(Phrase(unrecorded(told), muted=True)),),
        tuple(say(Phrase(line, where=gap.id)) for line in stands if line) or (say(Phrase("open", muted=True)),),
    )


def _together(found: tuple[Finding, ...]) -> list[tuple[str, list[str]]]:
    """Findings that ask the same, with all they are about."""
    same: dict[tuple[str, str], list[str]] = {}
    for finding in found:
        same.setdefault((finding.check, finding.text), []).extend(finding.about)
    return [(text, about) for (_, text), about in same.items()]


def _finding(found: tuple[str, list[str]], told: Telling) -> tuple[Paragraph, ...]:
    text, about = found
    entries = [entry for each in about if (entry := told.case.entry(each)) is not None and entry.kind != "person"]
    brief = dict.fromkeys((_brief(entry, told), entry.id if entry.title else "") for entry in entries)
    names = [Phrase(text, muted=True, where=where) for text, where in brief]
    return (say(text), *((say(*joined(names)),) if names else ()))


def _brief(entry: Entry, told: Telling) -> str:
    """An entry in a row of others; an incident without a title is told by its day."""
    if isinstance(entry, Incident) and not entry.title:
        return spoken(entry.when, entry.when_said) or "a day that is not known"
    return called(entry, told)


# ------------------------------------------------------------------------------------------------- goals, actions


def goals(told: Telling) -> Iterator[Section]:
    """What he must start or stop, so that someone other than he can see it."""
    found = told.case.of(Goal)
    who = (
        asked_of(found, told)
        or told.people([person.id for person in told.naming.perpetrators])
        or "the person who harms"
    )
    heading = f"What is asked of {who}"
    if not found:
        if not told.complete:
            return
        yield Section(
            heading, (say(f"Nothing has been asked of {who} yet: nobody has recorded what must stop or start."),), 1
        )
        return
    lead = say(f"Each is something that {who} must do or stop, and that somebody else can see.", tone="small")
    yield Section(heading, (lead, Bullets(tuple(_goal(each, told) for each in found), numbered=True)), 1)


def _goal(goal: Goal, told: Telling) -> tuple[Paragraph, ...]:
    targets = [told.case.entries[link.to_id] for link in told.case.links_from(goal.id) if link.kind == "targets"]
    line = (
        small(told.label("goal_state", goal.state)) if goal.state else "",
        f"by {spoken(goal.by)}" if goal.by else "",
        f"towards {told.people(goal.toward)}" if goal.toward else "",
        f"seen by {goal.seen_by}" if goal.seen_by else "nobody is named who would see it" if told.complete else "",
        status(goal, told),
    )
    return (
        say(Phrase(capital(goal.title), where=goal.id, sources=told.numbers_of(goal.cites))),
        *facts(line),
        *((say("It is to end: ", *titles(targets, told), "."),) if targets else ()),
        *named("It is met when:", goal.success, goal),
        *prose(goal.account, goal.id),
    )


def actions(told: Telling) -> Iterator[Section]:
    """Which agency does what by when."""
    found = told.case.of(Action)
    if not found:
        nothing = say("No agency has taken on anything yet.")
        yield from (Section("Who does what next", (nothing,), 1),) if told.complete else ()
        yield from _review(told) if told.complete else ()
        return
    columns = (Column("Agency", 20), Column("What it will do", 50), Column("By when", 14), Column("How it stands", 16))
    ordered = sorted(found, key=lambda action: (action.agency.casefold(),))
    yield Section("Who does what next", (Table(columns, tuple(_action(each, told) for each in ordered)),), 1)
    yield from _review(told)


def _review(told: Telling) -> Iterator[Section]:
    """The day on which all this is looked at again."""
    day = told.case.header.review_on
    words = f"On {spoken(day)}, or as soon as something changes." if day else "No day is set for that yet."
    if day or told.complete:
        yield Section("When this is looked at again", (say(words),), 2)


def _action(action: Action, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    served = [told.case.entries[link.to_id] for link in told.case.links_from(action.id) if link.kind == "serves"]
    about = told.case.entry(action.about)
    state = [told.label("action_state", action.state) if action.state else "", status(action, told)]
    return (
        (
            say(Phrase(capital(action.agency), where=action.id)),
            *((say(Phrase(action.owner, muted=True, where=action.id)),) if action.owner else ()),
        ),
        (
            say(Phrase(capital(action.title), where=action.id, sources=told.numbers_of(action.cites))),
            *((say("About ", *titles([about], told)),) if about else ()),
            *((say("It serves: ", *titles(served, told)),) if served else ()),
            *prose(action.account, action.id),
        ),
        (say(Phrase(spoken(action.by) or "not set", muted=not action.by)),),
        tuple(say(Phrase(capital(each))) for each in state if each),
    )


# ------------------------------------------------------------------------------------------------- worker safety


def safety(told: Telling) -> Iterator[Section]:
    """The page for workers, to be kept apart; falls away where no danger is recorded."""
    found = told.case.of(SafetyItem)
    if not found:
        return
    whose = "For workers and their supervisors. Take this page out before the report goes anywhere."
    lead = Notice((say(Phrase(whose if told.complete else _OF_OTHERS, bold=True)),))
    yield Section("Keeping workers and others safe", (lead, *(_danger(each, told) for each in found)), 1, new_page=True)


def _danger(danger: SafetyItem, told: Telling) -> Item:
    line = (
        f"at risk: {told.people(danger.at_risk)}" if danger.at_risk else "",
        spoken(danger.when, danger.when_said),
        status(danger, told),
        f"supervisor told {spoken(danger.supervisor_told)}"
        if danger.supervisor_told
        else "nobody has recorded that a supervisor was told"
        if told.complete
        else "",
    )
    worst = named("It is worst when:", danger.trigger, danger)
    return item(
        danger, told, line, *worst, *named("What is done about it:", danger.mitigation, danger), *linked(danger, told)
    )
