"""The brief for the worker who will meet the perpetrator: what may be put, and, on its own page, what must stay unsaid.

It is told from the own agency's view, to one worker, and leaves the office with nobody. Where somebody can be found is
in it by kind alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from exports.blocks import Block, Bullets, Item, Notice, Outline, Paragraph, Phrase, Section
from exports.sections.aloud import aloud
from exports.sections.people import is_over
from exports.sections.telling import Telling, day_words, facts, named, prose, say, shortened, small, telling, when
from mapping.audience import Reader, cut, whom_of
from mapping.casemap import CaseMap
from mapping.cleared import clearing_sources
from mapping.dates import spoken
from mapping.entries import (
    Behaviour,
    ChangeEvidence,
    Engagement,
    Entry,
    Goal,
    Order,
    Person,
    Programme,
    SafetyItem,
)
from mapping.meeting import outcome_said
from mapping.phrasing import ended
from mapping.readers import OWN_AGENCY, PERPETRATOR, names_reader
from mapping.statement import in_time
from mapping.unhinted import (
    CHILDS,
    EARLIER_ONES,
    EFFORTS,
    GAPS,
    HERS,
    NOT_YET,
    OTHERS,
    PLACES,
    PLANS,
    RECORDED,
    TOPICS,
    may_see,
    unhinted,
)
from mapping.voice import Voices, capital, listed

MARKING = "For this worker only — not into the room"
_TITLE = "Before you meet {P}"
_SHORT, _MOST = 150, 12
_BLANK = "………………………………………………………………………………………………"
_PROVED = {
    "admitted": "{They} admitted it.",
    "found": "A court found it.",
    "convicted": "{They} {was} convicted of it.",
}
_TOPICS: Mapping[str, tuple[str, str]] = {
    EFFORTS: (
        "What is done to keep safe",
        "Not what it is, not that there is anything, not that anybody has thought of it.",
    ),
    HERS: (
        "What {S} said, thinks, fears or lives with",
        "Not the words, and not that they were said, to you or to anybody.",
    ),
    CHILDS: (
        "What a child said, shows or wants",
        "Not the words, not that a child was asked, and no question that only makes sense after a child has spoken.",
    ),
    OTHERS: ("What relatives, neighbours and others told us", "Not that anybody outside the family was spoken to."),
    EARLIER_ONES: (
        "Whoever came before",
        "No other relationship, and no person from it, unless {they} bring{s} it up.",
    ),
    PLACES: (
        "Where somebody can be found",
        "No street, school, work, car, telephone, time or way; nor anything from which it follows.",
    ),
    GAPS: ("What we do not know", "A question that shows a gap shows {them} what is safe to deny."),
    PLANS: ("What services did and will do", "No meeting, no referral, no plan, no name of a colleague."),
    NOT_YET: (
        "What is meant for {them}, but not yet",
        "Not served, not released, or about something that has not been cleared.",
    ),
    RECORDED: (
        "What else is recorded of {them}",
        "Nobody has cleared it. If {they} speak{s} of it{themself}, listen, and write down {their} words.",
    ),
}
_QUESTIONS = (
    (
        "What has {S} said would make it worse?",
        "Ask {S} alone, in safety, and shortly before; what was true last month may not be.",
    ),
    (
        "Has {S} been warned that this meeting takes place, and when?",
        "Not by telephone or message, unless {S} has said that it is safe.",
    ),
    (
        "What happens in the hours after?",
        "Where {is} {they}, where are {S} and the children, who looks in, and who is rung if something feels wrong?",
    ),
)


def engagement_brief(case: CaseMap, whom: str, on: date) -> Outline:
    """The brief for meeting `whom`, dated `on`; `case` is the whole case, of which it tells what the own agency has.

    Raises CaseError where `whom` is nobody who harms, or "" and there are several.
    """
    whom = whom_of(case, Reader(PERPETRATOR, whom))
    told = telling(cut(case, Reader(OWN_AGENCY)).copy, on)
    brief = _Brief(case, told, whom)
    title = brief.fill(_TITLE)
    reference = shortened(told.case.header.reference, 40) or "Case"
    return Outline(title, f"{title} · {reference} · {day_words(on)}", MARKING, tuple(brief.sections()), paged=True)


class _Brief:
    """The brief while it is made."""

    def __init__(self, whole: CaseMap, told: Telling, whom: str) -> None:
        self._whole, self._told, self._whom = whole, told, whom
        self._seen = may_see(whole, whom)
        self._voices = Voices(told.case, told.naming)

    def fill(self, text: str) -> str:
        """Our words with the people of this case; {they}, {s} and {was} follow whom the worker will meet."""
        inside = self._told.naming.inside(self._whom)
        they, them, their = (self._voices.pronoun(self._whom, form) for form in ("subject", "object", "possessive"))
        several = they == "they"
        words = {
            "{P}": inside,
            "{they}": they or inside,
            "{They}": capital(they or inside),
            "{them}": them or inside,
            "{their}": their or self._voices.owner(self._whom),
            "{themself}": {"he": " himself", "she": " herself", "they": " themself"}.get(they, ""),
            "{s}": "" if several else "s",
            "{es}": "" if several else "es",
            "{is}": "are" if several else "is",
            "{was}": "were" if several else "was",
        }
        for mark, word in words.items():
            text = text.replace(mark, word)
        return capital(self._told.naming.fill(text))

    def sections(self) -> Iterator[Section]:
        """All of it, in the order in which it is read."""
        yield Section(self.fill(_TITLE), tuple(self._head()), key="handling")
        yield Section("Your own safety", tuple(self._safety()), 2, key="safety")
        yield Section(self.fill("What may be put to {them}"), tuple(self._put()), 2, "behaviour", key="pattern")
        yield Section(self.fill("What is expected of {them}"), tuple(self._expected()), 2, "goal", key="goals")
        yield Section(self.fill("What {they} said before"), tuple(self._replies()), 2, key="engagements")
        yield Section(self.fill("Orders that bind {them}"), tuple(self._orders()), 2, key="people")
        yield Section("What must not be hinted at", tuple(self._warning()), 1, new_page=True, key="handling")
        yield from self._topics()
        yield Section("Before you go: three questions", tuple(self._questions()), 2, key="handling")

    def _say(self, text: str, *, bold: bool = False) -> Paragraph:
        return say(Phrase(self.fill(text), bold=bold))

    # ------------------------------------------------------------------------------------------ the first page

    def _head(self) -> Iterator[Block]:
        header = self._told.case.header
        reference = f" · reference {header.reference}" if header.reference else ""
        yield say(
            f"For the worker who will meet {self._told.naming.inside(self._whom)}, and for nobody else", tone="lead"
        )
        yield say(Phrase(f"Made on {day_words(self._told.on)}{reference}", where=header.id), tone="small")
        yield Notice(
            (
                self._say("For this worker only. Not to be taken into the room.", bold=True),
                self._say("Read it before you go, and leave it where it is kept. Take no copy, no notes from it and no "
                          "screen on which it could be opened."),
                self._say("You may say what stands on this page, and where it comes from. {They} may ask who else said "
                          "so: “I speak with you about what you do.” Whatever else you know stays with you, in word "
                          "and in face."),
            )
        )  # fmt: skip

    def _safety(self) -> Iterator[Block]:
        found = self._told.case.of(SafetyItem)
        yield self._say("Agree who knows where you are, when you are back, and what is done if you are not. Never "
                        "alone where a danger is named.")  # fmt: skip
        if not found:
            yield self._say("No danger to workers is recorded. That does not say that there is none: ask whoever met "
                            "{them} last.")  # fmt: skip
        for each in found:
            told_on = f"supervisor told {spoken(each.supervisor_told)}" if each.supervisor_told else ""
            at_risk = f"at risk: {self._told.people(each.at_risk)}" if each.at_risk else ""
            untold = "" if told_on else "tell your supervisor: nobody has recorded that one was told"
            lines = (
                *facts((at_risk, when(each), told_on, untold), each.id),
                *prose(each.account, each.id),
                *named("It is worst when:", each.trigger, each),
                *named("What is done about it:", each.mitigation, each),
            )
            yield Item(each.kind, say(Phrase(capital(each.title), bold=True, where=each.id), tone="strong"), lines)

    def _put(self) -> Iterator[Block]:
        found = sorted((each for each in self._told.case.of(Behaviour) if each.id in self._seen), key=in_time)
        if not found:
            yield self._say("Nothing yet. Nothing that {they} did has been found, admitted, or said by {them} to us: "
                            "so this meeting is for what is expected of {them}, and for listening.")  # fmt: skip
            return
        yield self._say("This, in these words, and nothing around it: not the account, not the day if it is not given "
                        "here, not who was there.")  # fmt: skip
        yield Bullets(tuple(tuple(self._behaviour(each)) for each in found))

    def _behaviour(self, each: Behaviour) -> Iterator[Paragraph]:
        time = when(each)
        after = f" ({time})" if time else ""
        yield say(
            Phrase(capital(each.title.rstrip(". ")), bold=True, where=each.id), Phrase(f"{after}.", where=each.id)
        )
        yield say(Phrase(self.fill(" ".join(self._why(each))), where=each.id), tone="small")
        sources = {source.id for source in clearing_sources(self._whole, each, self._whom)}
        for cite in each.cites:
            if cite.quote and cite.source in sources:
                yield say(Phrase(f"“{cite.quote.strip('“” ')}”", where=each.id), tone="quote")

    def _why(self, each: Behaviour) -> Iterator[str]:
        """By what it is cleared."""
        if each.status in _PROVED:
            yield _PROVED[each.status]
        for source in clearing_sources(self._whole, each, self._whom):
            who = self._told.who(source).text
            place = ", ".join(part for part in (who, spoken(source.date)) if part)
            yield f"A court found it: {place}." if source.type == "court" else f"{{They}} said so{{themself}}: {place}."
        if names_reader(each.release_to, Reader(PERPETRATOR, self._whom)):
            reason = f": {each.reader_reason.rstrip('. ')}" if each.reader_reason else ""
            yield f"Released, so that it may be put to {{them}}{reason}."

    def _expected(self) -> Iterator[Block]:
        goals = [each for each in self._told.case.of(Goal) if each.id in self._seen]
        if not goals:
            yield self._say("Nothing has been released yet. Do not make up an expectation in the room.")
            return
        yield Bullets(tuple(tuple(self._goal(each)) for each in goals), numbered=True)
        yield self._say("Who watches, and what counts as success, stays with us.")

    def _goal(self, each: Goal) -> Iterator[Paragraph]:
        by = f" (by {spoken(each.by)})" if each.by else ""
        yield say(Phrase(f"{capital(each.title.rstrip('. '))}{by}.", where=each.id))

    def _replies(self) -> Iterator[Block]:
        found = [each for each in self._told.case.of(Engagement) if each.person == self._whom]
        if not found:
            yield self._say("No meeting with {them}, and no attempt at one, is recorded.")
        yield from (self._engagement(each) for each in sorted(found, key=in_time))

    def _engagement(self, each: Engagement) -> Item:
        told = self._told
        outcome = outcome_said(told.case, each, partial(told.label, "engagement_outcome"))
        put = [entry for identity in each.put_to_him if (entry := told.case.entry(identity)) is not None]
        lines: tuple[Paragraph, ...] = (
            *facts((when(each), f"by {each.by}" if each.by else "", each.setting, outcome), each.id),
            *(
                (say("Put then: ", Phrase("; ".join(entry.title for entry in put if entry.title), where=each.id)),)
                if put
                else ()
            ),
            *named("Reply:", each.reply, each),
            *prose(each.account, each.id),
        )
        if any(entry.id not in self._seen for entry in put):
            lines += (say("That it was put then does not clear it now.", tone="small"),)
        return Item(each.kind, say(Phrase(capital(each.title), bold=True, where=each.id), tone="strong"), lines)

    def _orders(self) -> Iterator[Block]:
        orders = [each for each in self._told.case.of(Order) if each.id in self._seen]
        programmes = [each for each in self._told.case.of(Programme) if each.id in self._seen]
        if not orders:
            yield self._say("None that was served on {them} is recorded.")
        lines: list[tuple[Paragraph, ...]] = [tuple(self._order(each)) for each in orders]
        for each in programmes:
            state = f" ({small(self._told.label('programme_state', each.state))})" if each.state else ""
            lines.append((say(Phrase(f"Programme: {each.title}{state}.", where=each.id)),))
        yield from (Bullets(tuple(lines)),) if lines else ()

    def _order(self, each: Order) -> Iterator[Paragraph]:
        since = f"since {spoken(each.since)}" if each.since else ""
        until = f"until {spoken(each.until)}" if each.until else ""
        over = "no longer in force" if is_over(each, self._told.on) else ""
        head = ", ".join(part for part in (capital(each.title), since, until, over) if part)
        yield say(Phrase(f"{head}.", where=each.id))
        yield from prose(each.terms, each.id)

    # ------------------------------------------------------------------------------------------ the second page

    def _warning(self) -> Iterator[Block]:
        yield Notice(
            (
                self._say("None of this is said, asked, confirmed or denied in front of {them}.", bold=True),
                self._say("A question tells as much as an answer, and so does a pause. If {they} guess{es}: “I do not "
                          "speak with you about other people.” Then go on with what {they} do{es}."),
            )
        )  # fmt: skip

    def _topics(self) -> Iterator[Section]:
        shown = unhinted(self._whole, self._whom)
        for topic in TOPICS:
            entries = [entry for each in shown[topic] if (entry := self._told.case.entry(each.id)) is not None]
            heading, warning = _TOPICS[topic]
            lines = self._lines(topic, entries)
            blocks: list[Block] = [self._say(warning)]
            blocks += (
                [Bullets(tuple((line,) for line in lines))] if lines else [self._say("Nothing of it is on the map.")]
            )
            if len(entries) > _MOST and topic == RECORDED:
                blocks.append(self._say("There is more on the map; the same goes for it."))
            if lines or topic in (EFFORTS, HERS, CHILDS, PLACES):
                yield Section(self.fill(heading), tuple(blocks), 2, key="handling")

    def _lines(self, topic: str, entries: Sequence[Entry]) -> list[Paragraph]:
        if topic == PLACES:
            return [self._place(each) for each in entries if isinstance(each, Person)]
        chosen = entries[:_MOST] if topic == RECORDED else entries
        said = dict.fromkeys((shortened(self._aloud(each), _SHORT), each.id) for each in chosen)
        return [say(Phrase(ended(text), where=where), tone="small") for text, where in said]

    def _aloud(self, each: Entry) -> str:
        """An entry in short; the few words that head a piece of evidence say nothing without what is known."""
        said = aloud(each, self._told)
        return f"{said}: {each.account}" if isinstance(each, ChangeEvidence) and each.account and each.title else said

    def _place(self, person: Person) -> Paragraph:
        """What is recorded by which somebody can be found, by kind and never as it is."""
        kinds = dict.fromkeys(small(self._told.label("identifier_type", each.type)) for each in person.identifiers)
        return say(
            Phrase(f"{self._told.naming.subject(person.id)}: {listed(list(kinds))}.", where=person.id), tone="small"
        )

    def _questions(self) -> Iterator[Block]:
        warned = [each for each in self._told.case.of(Engagement) if each.person == self._whom and each.survivor_warned]
        yield Bullets(tuple(tuple(self._question(*each)) for each in _QUESTIONS), numbered=True)
        if warned:
            last = max(warned, key=in_time)
            answer = small(self._told.label("survivor_warned", last.survivor_warned))
            told_when = f" ({when(last)})" if when(last) else ""
            yield say(
                Phrase(self.fill(f"Before the last meeting{told_when}, was {{S}} warned? {answer}."), where=last.id)
            )
        yield self._say("Without an answer to all three, do not go yet.", bold=True)

    def _question(self, question: str, help_words: str) -> Iterator[Paragraph]:
        yield self._say(question, bold=True)
        yield say(Phrase(self.fill(help_words), muted=True), tone="small")
        yield say(Phrase(_BLANK, muted=True))
