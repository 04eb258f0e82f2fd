"""The first page: for whom the report is, how to handle it, what it is and is not; and who made the map."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Bullets, Column, Contents, Notice, Paragraph, Phrase, Section, Table
from exports.sections.telling import Telling, day_words, say
from mapping.dates import spoken
from mapping.entries import Session
from mapping.voice import capital, listed


def handling(told: Telling) -> Iterator[Section]:
    """The front page."""
    yield Section("Mapping report", (*_head(told), _notice()))
    yield Section("What this report is, and is not", (_what_it_is(told),), 2)
    yield Section("What is not in it", (_what_is_missing(),), 2)
    yield Section("What is in it", (Contents(),), 2)


def _head(told: Telling) -> tuple[Paragraph, ...]:
    head = told.case.header
    lines = [say("For your own agency and supervision", tone="lead"), say(Phrase(head.title, where=head.id))]
    facts = [f"reference {head.reference}"] if head.reference else []
    facts += [f"opened {spoken(head.opened)}"] if head.opened else []
    facts += [f"to be reviewed on {spoken(head.review_on)}"] if head.review_on else []
    made = f"Made on {day_words(told.on)}"
    return (*lines, say(Phrase(" · ".join([made, *facts]), where=head.id), tone="small"))


def _notice() -> Notice:
    return Notice(
        (
            say(Phrase("Confidential. Not for any member of the family.", bold=True)),
            say(
                "Do not copy or forward it, and do not open it or read from it where a member of the family could see "
                "or hear. Whoever else needs to know gets a report made for that reader, never this one cut down."
            ),
        )
    )


def _what_it_is(told: Telling) -> Bullets:
    naming = told.naming
    one = naming.perpetrators[0].id if len(naming.perpetrators) == 1 else ""
    other = naming.survivors[0].id if len(naming.survivors) == 1 else ""
    who = naming.inside(one) if one else "whoever causes the harm"
    parent = naming.inside(other) if other else "the other parent"
    return _bullets(
        f"It maps a pattern: what {who} does, what that does to family life and to the care that {parent} can give, "
        f"what it does to each child, and what {parent} does to keep the children safe.",
        "It is not a finding of fact and not a score of any risk. What is inferred says so. Raised numbers lead to the "
        "list of those who told us.",
        "People are called by their part in the case; see “Who is who”. Accounts and quotations stand as written, and "
        "may hold names.",
    )


def _what_is_missing() -> Bullets:
    return _bullets(
        "Whatever was recorded as a way to find somebody: addresses, schools, telephones, cars. Accounts and "
        "quotations may still speak of them.",
        "Working notes, the log of what was shared with whom, and whatever was marked as not for this reader.",
    )


def _bullets(*lines: str) -> Bullets:
    return Bullets(tuple((say(line),) for line in lines))


def sessions(told: Telling) -> Iterator[Section]:
    """When the map was made or reviewed, and who was there; falls away where no session is recorded."""
    found = told.case.of(Session)
    if not found:
        return
    columns = (Column("When", 20), Column("What for", 30), Column("Who took part", 50))
    ordered = sorted(found, key=lambda session: session.when)
    yield Section("Who made this map", (Table(columns, tuple(_row(each) for each in ordered)),), 1)


def _row(session: Session) -> tuple[tuple[Paragraph, ...], ...]:
    people = [", ".join(part for part in (each.who, each.role, each.agency) if part) for each in session.attended]
    there = [say(Phrase(person, where=session.id)) for person in people if person]
    if session.apologies:
        there.append(
            say(Phrase(f"Asked, and could not come: {listed(session.apologies)}", muted=True, where=session.id))
        )
    if session.confidentiality_read is not None:
        read = "was read out" if session.confidentiality_read else "was not read out"
        there.append(say(Phrase(f"The confidentiality statement {read}.", muted=True)))
    purpose = session.purpose or session.title
    return (
        (say(Phrase(spoken(session.when, session.when_said), where=session.id)),),
        (say(Phrase(capital(purpose), where=session.id)),),
        tuple(there),
    )
