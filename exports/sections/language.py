"""How the wording was read: what was kept as it is and why, what went out as it stands, which rules were not in force.

It speaks of wording and never of people. It holds no number: the measure of a map's wording is in no report. It quotes
nothing that the report does not print already, so it gives no reader a word more than the sections before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.blocks import Block, Bullets, Column, Item, Notice, Paragraph, Phrase, Section, Table
from exports.sections.telling import Telling, called, muted, prose, say
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Note
from mapping.language import Rule, Rules
from mapping.language.kept import Kept, same_words, sentence_around
from mapping.language.released import released_for, released_of
from mapping.language.wholecase import CaseFinding, case_findings
from mapping.voice import capital
from mapping.wording import kind_title, title_of

_GRAVEST = "A"
_LOOKED_AT = (
    "They look at wording and never at people: at sentences that leave out who did something, that share it out between"
    " two people, that ask one parent to answer for what the other does, or that excuse it. Nothing is said by that of"
    " whoever wrote a sentence, or of whether it is true."
)
_LEFT = (
    "What somebody said in their own words is left as they said it, and so is what a file first put down. Only English"
    " is read. Where the rules ask nothing, something may be hidden all the same."
)
_NOTHING = "No wording in this report was kept against a rule, and every rule was in force."
_KEPT = "Here somebody looked at the wording and decided that it stays."
_WENT = "The rules ask that this be put right, or kept with a reason, before a report leaves. It left as it stands."
_OFF = "Nothing was looked for by these rules."
_UNSAID = "Nobody has said why."

Row = tuple[CaseFinding, Kept | None]


def wording(told: Telling, rules: Rules, before: Iterable[Section]) -> Iterator[Section]:
    """What the rules in force asked about in the sections that stand `before`, and what was decided."""
    printed = printed_in(before)
    found = [each for each in case_findings(told.whole, rules) if passage(each, told.whole) in printed]
    released = released_of(told.whole)
    kept: list[Row] = [(each, each.kept) for each in found if each.kept is not None]
    went: list[Row] = [(each, _release(each, told, released)) for each in found if asks(each)]
    blocks: list[Block] = [say(_looked_with(rules)), say(_LEFT)]
    yield Section("How the wording was read", (*blocks, *(() if kept or went or rules.off else (say(_NOTHING),))), 1)
    if kept:
        yield Section("Wording that stays, and why", (say(_KEPT), _table("Why it stays", kept, told, rules)), 2)
    if went:
        yield Section("Wording that went out as it stands, and why", (say(_WENT), _table("Why", went, told, rules)), 2)
    if rules.off:
        yield Section("Rules that were switched off, and why", (say(_OFF), _switched_off(rules)), 2)


def asks(found: CaseFinding) -> bool:
    """Whether this is to be put right or kept before a document leaves."""
    return found.finding.severity == _GRAVEST and found.kept is None


def passage(found: CaseFinding, case: CaseMap) -> str:
    """The sentence in which something was found, as it is looked for in what is printed."""
    return same_words(_sentence(found, case))


def printed_in(sections: Iterable[Section]) -> str:
    """All the text of these sections, as passages are compared with it."""
    lines = (line.text for each in sections for block in each.blocks for line in _lines(block))
    return same_words("\n".join(lines))


def _lines(block: Block) -> Iterator[Paragraph]:
    match block:
        case Paragraph():
            yield block
        case Bullets():
            yield from (line for item in block.items for line in item)
        case Item():
            yield from (block.title, *block.lines)
        case Table():
            yield from (line for row in block.rows for cell in row for line in cell)
        case Notice():
            yield from block.lines


def _looked_with(rules: Rules) -> str:
    theirs = ", and with the team’s own" if any(rule.team for rule in rules.in_force) else ""
    return f"This report was read with the rules of practice language that the program carries{theirs}. {_LOOKED_AT}"


def _text(found: CaseFinding, case: CaseMap) -> str:
    return str(getattr(case.thing(found.entry), found.field, ""))


def _sentence(found: CaseFinding, case: CaseMap) -> str:
    return sentence_around(_text(found, case), found.finding.start, found.finding.end)


def _release(found: CaseFinding, told: Telling, released: tuple[Kept, ...]) -> Kept | None:
    return released_for(released, found.entry, found.field, _text(found, told.whole), found.finding)


def _table(why: str, rows: list[Row], told: Telling, rules: Rules) -> Table:
    """A row for each passage, however many rules ask about it, in the order of the cards, and after them the arrows."""
    case = told.whole
    things = [*(entry.id for entry in case.ordered_entries), *(link.id for link in case.ordered_links)]
    order = {identity: place for place, identity in enumerate(things)}
    same: dict[tuple[str, str, str], list[Row]] = {}
    for found, said in sorted(rows, key=lambda row: (order[row[0].entry], row[0].field, row[0].finding.start)):
        same.setdefault((found.entry, found.field, passage(found, told.whole)), []).append((found, said))
    columns = (Column("Where it stands", 28), Column("The wording", 38), Column(why, 34))
    return Table(columns, tuple(_row(each, told, rules) for each in same.values()))


def _row(rows: list[Row], told: Telling, rules: Rules) -> tuple[tuple[Paragraph, ...], ...]:
    found = rows[0][0]
    words = say(Phrase(capital(_sentence(found, told.whole)), where=found.entry))
    asked = dict.fromkeys(rules.named(each.finding.rule).name for each, _ in rows)
    reasons = dict.fromkeys((said.reason, said.on, said.note) if said else ("", "", "") for _, said in rows)
    lines = [line for reason, on, note in reasons for line in _reason(reason, on, note, told)]
    return tuple(_where(found, told)), (words, muted("; ".join(asked))), tuple(lines)


def _where(found: CaseFinding, told: Telling) -> Iterator[Paragraph]:
    arrow = told.whole.links.get(found.entry)
    if arrow is not None:
        yield say(Phrase("An arrow of the map", muted=True))
        yield say(Phrase(capital(title_of(arrow, told.naming, told.words)), where=arrow.id))
        return
    entry = told.whole.entry(found.entry)
    if entry is None or isinstance(entry, Note):
        yield say("The team’s own words")
        return
    yield say(Phrase(kind_title(entry.kind, told.naming, told.words, entry), muted=True))
    name = called(entry, told)
    if same_words(name) != same_words(_text(found, told.whole)):
        yield say(Phrase(capital(name), where=entry.id))


def _reason(reason: str, on: str, note: str, told: Telling) -> Iterator[Paragraph]:
    if not reason:
        yield say(_UNSAID)
        return
    yield from prose(capital(reason), note)
    if on and on != told.on.isoformat():
        yield say(Phrase(f"Said of an earlier copy, {spoken(on)}", muted=True, where=note))


def _switched_off(rules: Rules) -> Table:
    columns = (Column("What the rule looks for", 55), Column("Why it is off", 45))
    off = [rule for rule in rules.all if rule.key in rules.off]
    return Table(columns, tuple((tuple(_rule(each)), (say(capital(rules.off[each.key]) or _UNSAID),)) for each in off))


def _rule(rule: Rule) -> Iterator[Paragraph]:
    yield say(Phrase(rule.name, bold=True))
    yield say(rule.looks_for)
