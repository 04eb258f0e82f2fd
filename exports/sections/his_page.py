"""The page that he may see: what he did, as it was found or as he said it, and what is expected of him; nothing else.

It speaks to him. It holds no method, no source, no number of anything and no word on who else reads or said what.
Titles stand word for word: where a title follows "you" as it is, it does; else it is quoted as the record has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.blocks import Block, Bullets, Notice, Paragraph, Phrase, Section
from exports.sections.people import is_over
from exports.sections.telling import Telling, day_words, say, small
from mapping.entries import Behaviour, Goal, Order, Person, Programme
from mapping.phrasing import begins_with_verb, is_present, lowered, words_of
from mapping.predicates import when_said
from mapping.statement import in_time
from mapping.voice import Voices, capital

TITLE = "What is expected of you"
_FAMILY_WORDS = re.compile(r"(?:step-?)?(?:father|mother|parent|dad|mum)|partner|husband|wife|carer", re.IGNORECASE)
_OWN = {
    "he": {"he", "his", "him", "himself"},
    "she": {"she", "her", "hers", "herself"},
    "they": {"they", "them", "their", "theirs", "themselves", "themself"},
}
_THIRD_PERSON = frozenset({"was", "wasn't", "has", "hasn't", "is", "isn't", "does", "doesn't"})
_STATES = {
    "considered": "whether you take part is being considered",
    "referred": "you have been referred",
    "accepted": "you have a place",
    "declined": "you have no place",
    "attending": "you are taking part",
    "dropped_out": "you left before its end",
    "completed": "you took part to its end, and that is attendance",
}
_PARTS = re.compile(r",\s+(?:and|then|or)\s+|\s+(?:and|then|or|but)\s+|[,;:]\s+|\s+[–—]\s+")
_STARTS = ("on ", "in ", "since ", "from ", "until ", "about ", "before ", "after ", "during ")
_DONE_BY = re.compile(r"[.!?…][”\"]?$")


def page(told: Telling) -> Iterator[Section]:
    """The whole page."""
    yield Section(_title(told), tuple(_head(told)), key="handling")
    done = sorted(told.case.of(Behaviour), key=in_time)
    if done:
        yield Section("What you did", tuple(_done(done, told)), 2, key="pattern")
    yield Section("What we expect of you", tuple(_expected(told)), 2, key="goals")
    orders = [each for each in told.case.of(Order) if not is_over(each, told.on)]
    if orders:
        heading = "The order that you must keep" if len(orders) == 1 else "The orders that you must keep"
        terms = say("You keep to every term, also when somebody tells you that you need not.")
        yield Section(heading, (Bullets(tuple(tuple(_order(each)) for each in orders)), terms), 2, key="goals")
    ended = [each for each in told.case.of(Order) if each not in orders]
    if ended:
        heading = "An order that has ended" if len(ended) == 1 else "Orders that have ended"
        yield Section(heading, (Bullets(tuple(tuple(_order(each)) for each in ended)),), 2, key="goals")
    programmes = told.case.of(Programme)
    if programmes:
        lines = tuple((_programme(each),) for each in programmes)
        yield Section("Your programme", (Bullets(lines),), 2, key="programmes")
    yield Section("About this page", (_closing(told),), 2, key="handling")


def _title(told: Telling) -> str:
    """The heading, with the word for what he is to the children, where the case calls him by one."""
    word = _family_word(told)
    article = "an" if word[:1] in tuple("aeiou") and word else "a"
    return f"{TITLE} as {article} {word}" if word else TITLE


def _family_word(told: Telling) -> str:
    person = told.case.entry(told.whom)
    label = person.label if isinstance(person, Person) else ""
    return small(label) if _FAMILY_WORDS.fullmatch(label.strip()) else ""


def _head(told: Telling) -> Iterator[Block]:
    yield say(f"{day_words(told.on)} · copy {told.copy}", tone="small")
    yield say("This page is about what you do. We talk it through with you; it is not handed over.", tone="lead")


# ------------------------------------------------------------------------------------------------- what he did


def _done(found: Sequence[Behaviour], told: Telling) -> Iterator[Block]:
    own = _own_words(told)
    if any(not _follows_you(each.title, own) for each in found):
        words = " or ".join(f"“{word}”" for word in _shown(own, found))
        whom = f" Where they say {words}, that is you." if words else ""
        yield say(f"Words in quotation marks stand as they were written down.{whom}", tone="small")
    yield Bullets(tuple(tuple(_act(each, own)) for each in found))


def _act(behaviour: Behaviour, own: frozenset[str]) -> Iterator[Paragraph]:
    title, time = behaviour.title.strip(), when_said(behaviour).strip()
    starts = time.casefold().startswith(_STARTS)
    if _follows_you(title, own):
        stop = "" if _DONE_BY.search(title) else "."
        opening = f"{capital(time)} you " if starts else "You "
        after = f" ({time})" if time and not starts else ""
        text = lowered(title).removesuffix(".") if after else lowered(title)
        yield say(opening, Phrase(text, where=behaviour.id), f"{after}{'.' if after else stop}")
    else:
        at = (f" {time}" if starts else f" ({time})") if time else ""
        yield say(f"{_frame(title).format(at=at)}: “", Phrase(title, where=behaviour.id), "”.")
    for line in behaviour.recorded_as.splitlines():
        if line.strip():
            yield say("In the words of the record: “", Phrase(line.strip("“” "), where=behaviour.id), "”")


def _frame(title: str) -> str:
    if not begins_with_verb(title):
        return "What you did{at} is written down as"
    return "What you do{at}" if is_present(title) else "What you did{at}"


def _follows_you(title: str, own: frozenset[str]) -> bool:
    """Whether "you" can stand before a title as it is: all of it is past, and it speaks of nobody as of him."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", title.casefold().replace("’", "'"))
    if not words or set(words) & own or not begins_with_verb(title) or ";" in title or ":" in title:
        return False
    parts = [part for part in _PARTS.split(title) if part]
    return not any(_is_of_third_person(part) for part in parts)


def _is_of_third_person(part: str) -> bool:
    """Whether a part of a title begins with a verb that goes with he or she and not with you: "takes", "was"."""
    first = part.split(maxsplit=1)[0].casefold().replace("’", "'") if part.split() else ""
    return first in _THIRD_PERSON or (begins_with_verb(part) and is_present(part))


def _own_words(told: Telling) -> frozenset[str]:
    """The words by which a record speaks of him; where nobody said how he is spoken of, all that it could be."""
    pronoun = Voices(told.case, told.naming).pronoun(told.whom, "subject")
    words = _OWN.get(pronoun) or {word for words in _OWN.values() for word in words}
    label = told.naming.short(told.whom).casefold()
    return frozenset({*words, label})


def _shown(own: frozenset[str], found: Sequence[Behaviour]) -> list[str]:
    """Those words for him that stand in what is quoted, where it is known how he is spoken of."""
    if len(own) > len(_OWN["they"]) + 1:
        return []
    quoted = [each.title for each in found if not _follows_you(each.title, own)]
    said = {word for title in quoted for word in re.findall(r"[^\W\d_]+", title.casefold())}
    return [word for word in ("he", "she", "they", "his", "her", "their", "him", "them") if word in own & said]


# ------------------------------------------------------------------------------------------------- what is expected


def _expected(told: Telling) -> Iterator[Block]:
    goals = told.case.of(Goal)
    if not goals:
        yield say("The worker will tell you what is expected of you, and it will be written on this page.")
        return
    yield say(_lead(goals, told))
    yield Bullets(tuple((_goal(each, same=_same_form(goals)),) for each in goals), numbered=True)
    which = "it" if len(goals) == 1 else "either" if len(goals) == 2 else "any of this"
    yield say(
        f"A certificate of attendance does not show {which}. What shows it is what you do, day after day, also when "
        "nobody asks."
    )


def _lead(goals: Sequence[Goal], told: Telling) -> str:
    """The beginning of a sentence that the goals end, word for word as they stand."""
    form = _same_form(goals)
    if form == "present":
        word = _family_word(told) or "person"
        article = "an" if word[:1] in tuple("aeiou") else "a"
        return f"You are to be {article} {word} who"
    return "We expect that you" if form == "base" else "This is expected of you:"


def _same_form(goals: Sequence[Goal]) -> str:
    """ "present" where every title says what somebody does ("asks nothing"), "base" for "ask nothing", "" for mixed."""
    forms = {_form(goal.title) for goal in goals}
    return forms.pop() if len(forms) == 1 else ""


def _form(title: str) -> str:
    words = title.split()
    first = words[0].casefold().strip(",.;:") if words else ""
    if first in words_of("verbs") | words_of("verb_or_noun") | {"be", "do", "have"}:
        return "base"
    present = begins_with_verb(title) and is_present(title)
    return "present" if present or first in {"can", "does", "is", "has"} else ""


def _goal(goal: Goal, *, same: str) -> Paragraph:
    text = _lowered(goal.title) if same else capital(goal.title)
    by = f" (by {_day(goal.by)})" if goal.by else ""
    bare = text.rstrip().removesuffix(".")
    return say(Phrase(bare, where=goal.id), f"{by}.")


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _order(order: Order) -> Iterator[Paragraph]:
    """An order with its day, the time for which it holds, and its terms as they were written."""
    head = [capital(order.title) if order.title else "Order"]
    head += [when_said(order)] if order.when or order.when_said else []
    if order.since or order.until:
        edges = f"{order.since or '..'}/{order.until or '..'}"
        held = when_said(replace(order, when=edges, when_said=""))
        head.append(held if order.since else f"until {_day(order.until)}")
    yield say(Phrase(", ".join(head), where=order.id), ".")
    for line in order.terms.splitlines():
        if line.strip():
            yield say(Phrase(line, where=order.id))


def _day(edtf: str) -> str:
    """A day with its month in full: "30 April 2026"."""
    said = when_said(Order(id="day", title="", when=edtf))
    return said.removeprefix("on ").removeprefix("in ")


def _programme(programme: Programme) -> Paragraph:
    title = capital(programme.title).rstrip().removesuffix(".")
    state = f": {_STATES.get(programme.state, programme.state)}" if programme.state else ""
    return say(Phrase(title, where=programme.id), f"{state}.")


def _closing(told: Telling) -> Notice:
    return Notice(
        (
            say(
                "If you think that something here is wrong, say so to the worker who talks it through with you, or to "
                "your lawyer. Do not speak of this page to anyone in the family, and ask nobody to speak of it for you."
            ),
        )
    )
