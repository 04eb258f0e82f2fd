"""The one way by which a case leaves: cut down to what its reader may have, set, and the finished bytes looked over.

The command line and the window make their documents here; it knows no file, and not who released a copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from exports.errors import ExportError
from exports.interchange import write_text
from exports.onepage import on_one_page
from exports.profile import Profile
from exports.progress import Progress
from exports.sections.language import asks, passage, printed_in
from mapping.audience import Reader, audience_of, numbers, view
from mapping.casemap import CaseMap
from mapping.errors import CaseError
from mapping.findable import without_ways_to_find
from mapping.giveaway import GiveAway, give_aways
from mapping.language import Cast, Rules
from mapping.language.kept import same_words
from mapping.language.wholecase import CaseFinding, case_findings
from mapping.naming import Naming
from mapping.questionsfor import held_by
from mapping.readers import MEETING, OUT, OWN_AGENCY, PERPETRATOR
from mapping.resting import cards
from mapping.showing import Part, Standing, said_of
from mapping.signed import mark_of
from mapping.veil import veiled_text

if TYPE_CHECKING:
    from exports.blocks import Outline
    from exports.finished.check import Checked, Hit
    from exports.picture import Format
    from exports.report import Finished, Form

__all__ = [
    "DOCUMENTS", "OWN_AGENCY", "Copy", "RoomTerms", "asked_before_document", "asked_before_picture",
    "asked_before_report", "case_copy", "copy_of", "copy_with_doubts", "document_copy", "document_looked_over",
    "given_away_on", "looked_over", "picture_copy", "report_copy", "require_quiet_name",
]  # fmt: skip
_OURS = Reader(OWN_AGENCY)
DOCUMENTS = {
    "engagement_brief": "exports.sections.engaging",
    "access_schedule": "exports.sections.access",
    "session_record": "exports.sections.session_record",
    "questions_for_agency": "exports.sections.questions_for_agency",
    "since_last_session": "exports.sections.since_last_session",
}
"""The documents of the own agency beside its report, each with the module that tells it."""
SINCE = "since_last_session"
"""The one that sets the case beside an earlier state of it."""
FOR_THE_ROOM = frozenset({"session_record", SINCE})
"""Those that everybody in a meeting gets: they are told from the copy for a meeting and from nothing else."""
FOR_AN_AGENCY = "questions_for_agency"
"""The one that an agency gets that was not there: what it told us itself, and nothing else."""
_NAMED = "Nothing was written: the name of the file would tell this reader something ({}). Choose another name."
_NAMED_AT_MOST = 5
_NONE_OF_IT = "None of the cards that are shown may go to this reader. Show another part of the map, or draw all of it."


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """What is to be made for whom: the reader, the day and the number on it, the team's choice, the format.

    With a `passphrase` a PDF opens for those alone who have it (AES-256).
    """

    reader: Reader
    on: date
    number: int = 1
    profile: Profile | None = None
    form: Form = "pdf"
    passphrase: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class RoomTerms:
    """What a paper for everybody in a meeting goes by beside the case.

    `then` is the earlier state that SINCE sets beside it. By what was `drawn` people are called as the room called them
    on that day (mapping/differing.py). Cards that are still `waiting` for the room stand on no paper of it either.
    """

    then: CaseMap | None = field(default=None, hash=False)
    drawn: str = ""
    waiting: frozenset[str] = frozenset()

    def let_in(self, case: CaseMap) -> frozenset[str] | None:
        """The ids of the cards that wait for nothing; None where nothing waits."""
        return frozenset(case.entries) - self.waiting if self.waiting else None


def report_copy(case: CaseMap, on: date, rules: Rules | None = None) -> bytes:
    """The report for the own agency, dated `on`, read by the `rules` in force, as a PDF; raises ExportError."""
    return copy_of(case, Copy(_OURS, on), rules)


def copy_of(
    case: CaseMap,
    wanted: Copy,
    rules: Rules | None = None,
    *,
    all_the_same: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """The finished copy for a reader: made, looked over, and sealed where that is asked; raises CaseError, ExportError.

    With `all_the_same` a copy leaves although something in it looks like what this reader may not have, because
    somebody is sure; what the perpetrator may see never does. `progress` is told how much is made; False stops it.
    """
    return copy_with_doubts(case, wanted, rules, all_the_same=all_the_same, progress=progress)[0]


def copy_with_doubts(
    case: CaseMap,
    wanted: Copy,
    rules: Rules | None = None,
    *,
    all_the_same: bool = False,
    progress: Progress | None = None,
) -> tuple[bytes, tuple[Hit, ...]]:
    """The same, and what in it somebody should look at: entries and places, never the text."""
    smaller = view(case, wanted.reader)
    made = _made(case, smaller, wanted, rules, progress)
    found = _looked_over(case, smaller, made, _beside(wanted, rules), wanted.reader)
    if found.faults or (found.hits and (not all_the_same or wanted.reader.audience == PERPETRATOR)):
        from exports.finished.check import require_clear

        require_clear(found)
    return _sealed(made, wanted.passphrase), found.near


def looked_over(
    case: CaseMap, wanted: Copy, rules: Rules | None = None, progress: Progress | None = None
) -> tuple[bytes, Checked]:
    """The copy before it is sealed, and what the last look finds in it, for whoever decides; raises ExportError."""
    smaller = view(case, wanted.reader)
    made = _made(case, smaller, wanted, rules, progress)
    return made.data, _looked_over(case, smaller, made, _beside(wanted, rules), wanted.reader)


def _made(
    case: CaseMap, smaller: CaseMap, wanted: Copy, rules: Rules | None, progress: Progress | None = None
) -> Finished:
    from exports.report import own_ids, reader_report

    chosen = wanted.profile, wanted.number, wanted.form
    with own_ids(case, wanted.reader):
        return reader_report(smaller, wanted.reader, wanted.on, rules, *chosen, progress)


def _looked_over(
    case: CaseMap, smaller: CaseMap, made: Finished, beside: Iterable[str], reader: Reader = _OURS
) -> Checked:
    """What the release check finds in a finished file; whom it is for may be said in it."""
    from exports.finished.check import check

    return check(
        made.data, made.form, case, smaller, beside, ours=made.pictures, drawn=made.drawn, permitted=(reader.agency,)
    )


def _beside(wanted: Copy, rules: Rules | None) -> tuple[str, ...]:
    """The texts that stand in a copy and in no case: the team's note, and why rules are off."""
    note = wanted.profile.texts if wanted.profile else ()
    return (*note, *(rules.off.values() if rules else ()))


def _sealed(made: Finished, passphrase: str) -> bytes:
    if not passphrase:
        return made.data
    from exports.sealed import sealed

    return sealed(made.data, passphrase)


def document_copy(
    case: CaseMap,
    document: str,
    whom: str,
    on: date,
    form: Form = "pdf",
    passphrase: str = "",
    *,
    room: RoomTerms | None = None,
) -> bytes:
    """A document of the own agency about one person, by its name in DOCUMENTS; raises CaseError and ExportError.

    SINCE is about nobody, and needs the earlier state of the case, `room.then`.
    """
    from exports.finished.check import require_clear

    made, found = _document(case, document, whom, on, form, room=room or RoomTerms())
    require_clear(found)
    return _sealed(made, passphrase)


def document_looked_over(
    case: CaseMap,
    document: str,
    whom: str,
    on: date,
    form: Form = "pdf",
    progress: Progress | None = None,
    *,
    room: RoomTerms | None = None,
) -> tuple[bytes, Checked]:
    """The same before it is sealed, and what the last look finds in it, for whoever decides."""
    made, found = _document(case, document, whom, on, form, progress, room=room or RoomTerms())
    return made.data, found


def _document(
    case: CaseMap,
    document: str,
    whom: str,
    on: date,
    form: Form,
    progress: Progress | None = None,
    *,
    room: RoomTerms,
) -> tuple[Finished, Checked]:
    from exports.report import set_outline

    only = room.let_in(case) if document in FOR_THE_ROOM else None
    smaller = held_by(case, whom) if document == FOR_AN_AGENCY else view(case, _reader_of(document), only)
    told = _outline(case, document, whom, on, room)
    made = set_outline(told, smaller, on, form, progress)
    reader = replace(_OURS, agency=whom) if document == FOR_AN_AGENCY else _OURS
    return made, _looked_over(case, smaller, made, (), reader)


def _reader_of(document: str) -> Reader:
    return Reader(MEETING) if document in FOR_THE_ROOM else _OURS


def _outline(case: CaseMap, document: str, whom: str, on: date, room: RoomTerms) -> Outline:
    module = import_module(DOCUMENTS[document])
    tell = getattr(module, document)
    if document == SINCE:
        if room.then is None:
            raise CaseError(module.NOT_LOOKED)
        from exports.calledat import calling

        page: Outline = tell(case, room.then, on, room.waiting)
        return calling(case, room.drawn, on)(page)
    if document in FOR_THE_ROOM:
        from exports.calledat import calling, held_on

        reader, called = _reader_of(document), calling(case, room.drawn, held_on(case) or on)
        only, mark = room.let_in(case), mark_of(write_text(view(case, reader)))
        smaller = without_ways_to_find(view(case, reader, only), case)
        whom = numbers(case, reader, only).get(whom, "")
        return on_one_page(lambda tight: called(tell(smaller, whom, on, tight, mark)), module.WAYS, smaller)
    told: Outline = tell(case, whom, on)
    return told


def picture_copy(
    case: CaseMap,
    form: Format,
    reader: Reader = _OURS,
    part: Part | None = None,
    standing: Standing | None = None,
) -> bytes:
    """The map for a reader, whole or in part, as the bytes of a file of this form; raises CaseError and ExportError.

    `standing` is how it stands in the window: where each card is, for our own agency alone, and in a part what is
    folded, for everyone.
    """
    from exports.finished.check import check, require_clear
    from exports.picture import painted
    from exports.sections.fronts import FRONTS, MARKING

    if audience_of(reader).section("map") == OUT:
        raise ExportError(
            "There is no picture of the map for this reader: it would show more than the reader may have."
        )
    smaller = view(case, reader)
    front = FRONTS.get(reader.audience)
    ours = reader.audience == OWN_AGENCY
    drawn, said = _part_of(case, smaller, reader, part) if part else (smaller, "")
    stands = _standing(case, reader, part, standing or Standing())
    made = painted(drawn, form, front.marking if front else MARKING, ours and part is None, said, stands)
    require_clear(check(made.data, form, case, smaller, drawn=made.drawn))
    return made.data


def _part_of(case: CaseMap, smaller: CaseMap, reader: Reader, part: Part) -> tuple[CaseMap, str]:
    """What of a part this reader may have, with what is folded in it, and how much that is in words."""
    shown = view(case, reader, part.cards)
    if not cards(shown):
        raise ExportError(_NONE_OF_IT)
    drawn = view(case, reader, part.cards | part.folded) if part.folded else shown
    folded = len(cards(drawn)) - len(cards(shown))
    return drawn, said_of(case, smaller, shown, part, ours=reader.audience == OWN_AGENCY, folded=folded)


def _standing(case: CaseMap, reader: Reader, part: Part | None, standing: Standing) -> Standing:
    """How the map stands, by the ids of this reader's own view."""
    if part is None and standing.layout is None:
        return standing
    stands = replace(standing, under=part.folded) if part else replace(standing, under=frozenset(), above={})
    if reader.audience != OWN_AGENCY:
        stands = replace(stands, layout=None)  # gaps between cards would tell that something is left out
    return stands.called(numbers(case, reader, part.cards | part.folded if part else None))


def asked_before_report(
    case: CaseMap,
    on: date,
    rules: Rules | None = None,
    cast: Cast | None = None,
    reader: Reader = _OURS,
    profile: Profile | None = None,
) -> tuple[CaseFinding, ...]:
    """The wording that is to be put right or kept before the report leaves: the gravest, of what the report prints."""
    from exports.outline import report_text

    return _asked(case, report_text(view(case, reader), reader, on, profile), rules, cast)


def asked_before_document(
    case: CaseMap,
    document: str,
    whom: str,
    on: date,
    rules: Rules | None = None,
    cast: Cast | None = None,
    *,
    room: RoomTerms | None = None,
) -> tuple[CaseFinding, ...]:
    """The same before a document of the own agency about one person leaves: the gravest, of what it prints."""
    return _asked(case, printed_in(_outline(case, document, whom, on, room or RoomTerms()).sections), rules, cast)


def given_away_on(case: CaseMap, document: str, whom: str, on: date, room: RoomTerms) -> tuple[GiveAway, ...]:
    """What could still give something away on a paper for the room: whatever may be a name too, as on its screen."""
    reader, printed = _reader_of(document), printed_in(_outline(case, document, whom, on, room).sections)
    found = give_aways(case, view(case, reader), reader, places=True)
    return tuple(each for each in found if same_words(each.phrase) in printed)


def asked_before_picture(
    case: CaseMap,
    rules: Rules | None = None,
    cast: Cast | None = None,
    reader: Reader = _OURS,
    part: Part | None = None,
) -> tuple[CaseFinding, ...]:
    """The wording that is to be put right or kept before the picture leaves: the gravest, of what stands on cards."""
    from exports.picture import titles

    drawn = view(case, reader, part.cards if part else None)
    found = _asked(case, same_words("\n".join(titles(drawn))), rules, cast)
    return tuple(each for each in found if each.field == "title" or not case.entries[each.entry].title)


def _asked(case: CaseMap, printed: str, rules: Rules | None, cast: Cast | None) -> tuple[CaseFinding, ...]:
    """Of these findings those whose sentence is printed, as it stands or with names replaced."""
    naming = Naming(case, veiled=True)
    found = (each for each in case_findings(case, rules, cast=cast) if asks(each))
    return tuple(each for each in found if _is_printed(passage(each, case), printed, naming))


def _is_printed(words: str, printed: str, naming: Naming) -> bool:
    return words in printed or same_words(veiled_text(words, naming)) in printed


def case_copy(case: CaseMap, reader: Reader) -> str:
    """The smaller case that this reader may have, as the text of a case file; raises CaseError and ExportError."""
    from exports.finished.check import check, require_clear

    smaller = view(case, reader)
    text = write_text(smaller)
    require_clear(check(text.encode(), "json", case, smaller))
    return text


def require_quiet_name(case: CaseMap, reader: Reader, name: str) -> None:
    """Raise ExportError, naming the entries, if the name that a file is to have says what its reader may not have."""
    from exports.finished.check import looked_through
    from exports.finished.passages import Passage

    found = looked_through([Passage(name, "its name", field=True)], case, view(case, reader))
    if found.hits:
        raise ExportError(_NAMED.format(", ".join(found.entries[:_NAMED_AT_MOST])), found.hits[0].entry)
