"""The last steps of a copy: its bytes as they leave, sealed where that is asked, and what the log is to say of it.

The bytes are those that were looked at, where they can be. It writes no file and changes no case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import today
from app.report.document import Document
from app.report.guard import Said
from app.report.making import Draft, Pulse, made, pages_in
from app.report.papers import PAPERS
from exports.copies import picture_copy
from exports.errors import ExportError
from mapping.audience import view
from mapping.casemap import CaseMap, ChangeSet, difference
from mapping.language import Cast, Rules
from mapping.language.released import release
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.readers import PERPETRATOR
from mapping.sharing import Release, record_release
from mapping.veil import veiled_text

if TYPE_CHECKING:
    from exports.finished.check import Checked

_STAYS = "Not asked: the copy stays with us."
_OURS, _OUR_WORK = "Our own agency", "Our own work"
_NAMED = "Nothing was written: the name of the file would tell this reader something ({}). Choose another name."
_LONGEST = 4000


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """What is to be written: the document, what was said of it, and why its wording leaves as it stands.

    `draft` is what was looked at; `paged` whether the second releaser went through all of it.
    """

    document: Document
    said: Said
    who: str
    reason: str = ""
    draft: Draft | None = None
    paged: bool = False
    pulse: Pulse = field(default_factory=Pulse, compare=False)

    def __repr__(self) -> str:
        return f"Order({self.document.reader.audience})"


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A finished file with what the log says of it; no bytes where nobody said why the wording leaves as it stands."""

    data: bytes
    asked: tuple[CaseFinding, ...] = ()
    pages: int = 0
    release: Release | None = None

    def __repr__(self) -> str:
        return f"Made({self.pages} pages)"

    @property
    def extent(self) -> str:
        """How much it is, in words."""
        if self.pages:
            return "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"{max(1, len(self.data) // 1024)} KB"


def finished(case: CaseMap, order: Order, path: Path, rules: Rules, cast: Cast) -> Made:
    """The file as it leaves, made of the case as it is; raises CaseError, ExportError. It takes a while."""
    document = order.document
    asked = document.asked(case, rules, cast)
    if asked and not order.reason:
        return Made(b"", asked)
    _require_quiet_name(case, document, path)
    draft = _draft(case, order, asked, rules)
    _require_clear(draft.checked, order)
    file = draft.file
    if document.is_picture and path.suffix.casefold() != ".pdf":
        form = path.suffix.casefold().removeprefix(".")
        wanted = document.wanted
        file = picture_copy(case, form, document.reader, wanted.part, wanted.standing)  # type: ignore[arg-type]
    data = _sealed(file, order.said.passphrase)
    return Made(data, asked, pages_in(file), _release(case, order, draft, data, path.suffix.removeprefix(".")))


def _draft(case: CaseMap, order: Order, asked: tuple[CaseFinding, ...], rules: Rules) -> Draft:
    """What was looked at, if it is of this case; else made now. Our own report says why wording left as it stands."""
    wanted, draft = order.document.wanted, order.draft
    said_in_it = bool(asked) and order.document.says_why
    if draft is None or draft.case is not case or draft.wanted != wanted or draft.trouble or said_in_it:
        told = case.apply(release(case, asked, order.reason, today().isoformat())) if said_in_it else case
        draft = made(told, wanted, rules, order.pulse)
    if draft.trouble:
        raise ExportError(draft.trouble, draft.where)
    return draft


def _require_clear(checked: Checked | None, order: Order) -> None:
    """Raise ExportError for what the last look found, unless somebody said why it leaves all the same."""
    if checked is None:
        return
    from exports.finished.check import require_clear

    sure = bool(order.said.why) and order.document.reader.audience != PERPETRATOR
    require_clear(replace(checked, hits=()) if sure else checked)


def _require_quiet_name(case: CaseMap, document: Document, path: Path) -> None:
    """Raise ExportError if the name that was given to the file holds what its reader may not have."""
    if path.name == document.file_name:
        return
    from exports.finished.check import looked_through
    from exports.finished.passages import Passage

    found = looked_through([Passage(path.stem, "its name", field=True)], case, view(case, document.reader))
    if found.hits:
        raise ExportError(_NAMED.format(", ".join(found.entries[:5])), found.hits[0].entry)


def _sealed(file: bytes, passphrase: str) -> bytes:
    if not passphrase:
        return file
    from exports.sealed import sealed

    return sealed(file, passphrase)


# -------------------------------------------------------------------------------------------------------- the log


def _release(case: CaseMap, order: Order, draft: Draft, data: bytes, form: str) -> Release:
    copy, said = order.document.wanted.copy, order.said
    ours = order.document.stays
    releasers = tuple(filter(None, (said.first or (order.who if ours else ""), said.second)))
    return Release(
        copy.reader,
        said.recipient or (_OURS if ours else ""),
        said.purpose or (_OUR_WORK if ours else ""),
        copy.on.isoformat(),
        copy.number,
        form,
        sha256(data).hexdigest(),
        releasers,
        said.basis,
        said.necessity,
        _went(case, order, draft),
        _stayed(case, draft),
        said.worse or (_STAYS if ours else ""),
        said.warned or (_STAYS if ours else ""),
        said.warned_on,
        said.hours or (_STAYS if ours else ""),
        order.paged,
        said.why if draft.checked is not None and draft.checked.hits else "",
    )


def _went(case: CaseMap, order: Order, draft: Draft) -> str:
    """What left, in words."""
    sealed = ", sealed with a passphrase" if order.said.passphrase else ""
    what, wanted = "The map as a picture" if order.document.is_picture else "The report", order.document.wanted
    if wanted.paper:
        about = f", about {Naming(case, veiled=True).inside(wanted.whom)}" if wanted.whom else ""
        what = f"{PAPERS[wanted.paper].went}{about}"
    pages = f", {draft.pages} pages" if draft.pages > 1 else ""
    edited = f" In another form: {draft.edited}." if draft.edited else ""
    return f"{what}{pages}{sealed}.{edited}"


def _stayed(case: CaseMap, draft: Draft) -> str:
    """What did not leave and why, in words without names."""
    naming = Naming(case, veiled=True)
    lines = [f"{each.said}: {each.why}" for each in draft.left]
    return veiled_text("\n".join(lines)[:_LONGEST], naming)


def remembered(case: CaseMap, order: Order, done: Made) -> ChangeSet:
    """What the case is to remember of a copy that left, as one act; raises CaseError."""
    after = case
    if done.asked:
        after = after.apply(release(after, done.asked, order.reason, today().isoformat()))
    if done.release is not None:
        after = after.apply(record_release(after, done.release))
    return difference(case, after, "add")
