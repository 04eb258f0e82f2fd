"""The one way by which a case leaves: cut down to what its reader may have, set, and the finished bytes looked over.

The command line and the window make their documents here; it knows no file, and not who released a copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from exports.errors import ExportError
from exports.interchange import write_text
from exports.profile import Profile
from exports.progress import Progress
from exports.sections.language import asks, passage
from mapping.audience import Reader, audience_of, view
from mapping.casemap import CaseMap
from mapping.language import Cast, Rules
from mapping.language.kept import same_words
from mapping.language.wholecase import CaseFinding, card_findings
from mapping.naming import Naming
from mapping.readers import OUT, OWN_AGENCY, PERPETRATOR
from mapping.veil import veiled_text

if TYPE_CHECKING:
    from exports.finished.check import Checked
    from exports.picture import Format
    from exports.report import Finished, Form

__all__ = [
    "DOCUMENTS", "OWN_AGENCY", "Copy", "asked_before_picture", "asked_before_report", "case_copy", "copy_of",
    "document_copy", "looked_over", "picture_copy", "report_copy",
]  # fmt: skip
_OURS = Reader(OWN_AGENCY)
DOCUMENTS = {"engagement_brief": "exports.sections.engaging", "access_schedule": "exports.sections.access"}
"""The documents of the own agency beside its report, each with the module that tells it."""


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
    smaller = view(case, wanted.reader)
    made = _made(case, smaller, wanted, rules, progress)
    found = _looked_over(case, smaller, made, _beside(wanted, rules))
    if found.faults or (found.hits and (not all_the_same or wanted.reader.audience == PERPETRATOR)):
        from exports.finished.check import require_clear

        require_clear(found)
    return _sealed(made, wanted.passphrase)


def looked_over(
    case: CaseMap, wanted: Copy, rules: Rules | None = None, progress: Progress | None = None
) -> tuple[bytes, Checked]:
    """The copy before it is sealed, and what the last look finds in it, for whoever decides; raises ExportError."""
    smaller = view(case, wanted.reader)
    made = _made(case, smaller, wanted, rules, progress)
    return made.data, _looked_over(case, smaller, made, _beside(wanted, rules))


def _made(
    case: CaseMap, smaller: CaseMap, wanted: Copy, rules: Rules | None, progress: Progress | None = None
) -> Finished:
    from exports.report import own_ids, reader_report

    chosen = wanted.profile, wanted.number, wanted.form
    with own_ids(case, wanted.reader):
        return reader_report(smaller, wanted.reader, wanted.on, rules, *chosen, progress)


def _looked_over(case: CaseMap, smaller: CaseMap, made: Finished, beside: Iterable[str]) -> Checked:
    from exports.finished.check import check

    return check(made.data, made.form, case, smaller, beside, ours=made.pictures)


def _beside(wanted: Copy, rules: Rules | None) -> tuple[str, ...]:
    """The texts that stand in a copy and in no case: the team's note, and why rules are off."""
    note = wanted.profile.texts if wanted.profile else ()
    return (*note, *(rules.off.values() if rules else ()))


def _sealed(made: Finished, passphrase: str) -> bytes:
    if not passphrase:
        return made.data
    if made.form != "pdf":
        raise ExportError("Only a PDF can be sealed with a passphrase. Choose PDF, or leave the passphrase out.")
    from exports.sealed import sealed

    return sealed(made.data, passphrase)


def document_copy(case: CaseMap, document: str, whom: str, on: date, form: Form = "pdf", passphrase: str = "") -> bytes:
    """A document of the own agency about one person, by its name in DOCUMENTS; raises CaseError and ExportError."""
    from exports.finished.check import require_clear
    from exports.report import set_outline

    told = getattr(import_module(DOCUMENTS[document]), document)(case, whom, on)
    smaller = view(case, _OURS)
    made = set_outline(told, smaller, on, form)
    require_clear(_looked_over(case, smaller, made, ()))
    return _sealed(made, passphrase)


def picture_copy(case: CaseMap, form: Format, reader: Reader = _OURS) -> bytes:
    """The whole map for a reader, as the bytes of a file of this form; raises CaseError and ExportError."""
    from exports.finished.check import check, require_clear
    from exports.picture import picture
    from exports.sections.fronts import FRONTS, MARKING

    if audience_of(reader).section("map") == OUT:
        raise ExportError(
            "There is no picture of the map for this reader: it would show more than the reader may have."
        )
    smaller = _cleared(case, reader)
    front = FRONTS.get(reader.audience)
    complete = reader.audience == OWN_AGENCY
    made = picture(smaller, form, front.marking if front else MARKING, complete)
    require_clear(check(made, form, case, smaller))
    return made


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


def asked_before_picture(
    case: CaseMap, rules: Rules | None = None, cast: Cast | None = None, reader: Reader = _OURS
) -> tuple[CaseFinding, ...]:
    """The wording that is to be put right or kept before the picture leaves: the gravest, of what stands on cards."""
    from exports.picture import titles

    found = _asked(case, same_words("\n".join(titles(view(case, reader)))), rules, cast)
    return tuple(each for each in found if each.field == "title" or not case.entries[each.entry].title)


def _asked(case: CaseMap, printed: str, rules: Rules | None, cast: Cast | None) -> tuple[CaseFinding, ...]:
    """Of these findings those whose sentence is printed, as it stands or with names replaced."""
    naming = Naming(case, veiled=True)
    found = (each for each in card_findings(case, rules, cast=cast) if asks(each))
    return tuple(each for each in found if _is_printed(passage(each, case), printed, naming))


def _is_printed(words: str, printed: str, naming: Naming) -> bool:
    return words in printed or same_words(veiled_text(words, naming)) in printed


def case_copy(case: CaseMap, reader: Reader) -> str:
    """The smaller case that this reader may have, as the text of a case file; raises CaseError and ExportError."""
    return write_text(_cleared(case, reader))


def _cleared(case: CaseMap, reader: Reader) -> CaseMap:
    """What this reader may have, looked over once more before something without text of its own is made of it."""
    from exports.finished.check import check_texts, require_clear

    smaller = view(case, reader)
    require_clear(check_texts(case, smaller))
    return smaller
