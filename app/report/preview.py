"""What stands on the desk for the reader who was chosen, kept true to the case as it is: pages, what is missing, hints.

It knows who has seen which pages of which copy. Another reader, and everything that was typed and seen is forgotten.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import today
from app.readings import Readings
from app.report import guard
from app.report.atmeeting import room_terms
from app.report.desk import HIDDEN, Desk
from app.report.document import Document
from app.report.guard import Said, Seen, objections, same_name
from app.report.making import PICTURE, Draft, Making, Wanted
from app.report.papers import Choice
from app.report.partly import Partly
from app.session import Session
from exports.copies import Copy, RoomTerms
from exports.profile import Profile
from mapping.casemap import ChangeSet
from mapping.commands import edit
from mapping.errors import CaseError
from mapping.giveaway import GiveAway
from mapping.naming import Naming
from mapping.readers import PERPETRATOR, Reader
from mapping.settled import answer, unanswered
from mapping.sharing import next_copy

_SOON = 400
"""Milliseconds after the last word before the pages are made anew."""
_MAKING = "The pages are being made, and the finished file is searched."
_OLDER = "These pages are from before the last change. New ones are being made."
_STOPPED = "Stopped. Nothing is made until you ask for it, or something changes."
_BEAT = 200
"""Milliseconds between two looks at how far it has come."""
_UNNAMED = "Say on the left which person, or which agency, it is for. Then the pages come."


class Preview(QObject):
    """Holds the draft; `reader_changed` when it is for somebody else from now on."""

    reader_changed = Signal()
    wants_field = Signal(str, str)

    def __init__(self, session: Session, readings: Readings, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        self._making = Making(session, readings, self)
        self._readings = readings
        self.choice: Choice | None = None
        self.draft: Draft | None = None
        self._gives: tuple[GiveAway, ...] = ()
        self._room = RoomTerms()
        self._seen: set[int] = set()
        self._by_second: set[int] = set()
        self._second = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._make)
        self._partly = Partly(session, desk.form, self)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._tell_progress)
        self._wire()
        desk.readers.show_case(session.case, self._naming)

    def _wire(self) -> None:
        desk = self._desk
        desk.readers.chosen.connect(self._choose)
        desk.form.changed.connect(self._judge)
        desk.form.copy_changed.connect(self._want_soon)
        desk.form.second_changed.connect(self._second_named)
        desk.parts.changed.connect(self._want_soon)
        desk.parts.taken.connect(self._take_profile)
        desk.found.near_seen.connect(self._judge)
        desk.pages.seen.connect(self._page_seen)
        desk.pages.halted.connect(self._halt)
        self._making.busy_changed.connect(lambda busy: self._beat.start() if busy else self._beat.stop())
        for showing in (desk.left_out, desk.gives, desk.found):
            showing.wants_field.connect(self.wants_field)
        desk.gives.done.connect(self._answer)
        self._making.done.connect(self._take)
        self._making.failed.connect(self._fail)
        self._session.changed.connect(self._changed)
        self._session.renaming.connect(self._forget_names)
        self._session.veil_changed.connect(self._veiled)
        self._readings.changed.connect(self._want_soon)

    # ------------------------------------------------------------------------------------------------- what is asked

    @property
    def busy(self) -> bool:
        """Whether the pages are being made, or will be in a moment."""
        return self._making.busy or self._soon.isActive()

    @property
    def said(self) -> Said:
        """What was filled in on the desk."""
        return replace(self._desk.form.said, near_seen=self._desk.found.looked.isChecked())

    @property
    def seen_by_second(self) -> bool:
        """Whether the second releaser has gone through every page."""
        draft = self.draft
        return draft is not None and draft.pages > 0 and len(self._by_second) >= draft.pages

    @property
    def current(self) -> bool:
        """Whether the draft is of the case as it is, and of what is wanted now."""
        draft, wanted = self.draft, self.wanted
        return draft is not None and draft.case is self._session.case and draft.wanted == wanted

    @property
    def seen(self) -> Seen:
        """What there is to look at, and what was looked at."""
        draft, checked = self.draft, self.draft.checked if self.draft is not None else None
        return Seen(
            current=self.current,
            making=self.busy,
            trouble=draft.trouble if draft is not None and self.current else "",
            pages=draft.pages if draft is not None else 0,
            seen=len(self._seen),
            by_second=len(self._by_second),
            hits=len(checked.hits) if checked is not None else 0,
            faults=len(checked.faults) if checked is not None else 0,
            near=len(checked.near) if checked is not None else 0,
            gives=len(self._gives),
            veiled=self._session.veiled,
        )

    @property
    def wanted(self) -> Wanted | None:
        """What is to be made, as the desk says now; None while that is not known."""
        choice, form = self.choice, self._desk.form
        if choice is None or not self._is_whole(choice):
            return None
        reader = choice.reader
        if choice.paper:
            paper = Copy(reader, today(), form.number.value(), None, form.form)  # type: ignore[arg-type]
            return Wanted(paper, paper=choice.paper, whom=choice.whom, room=self._room)
        his = reader.audience == PERPETRATOR
        note, contact = ("", "") if his else (form.cover_note, " ".join(form.contact.text().split()))
        sections = self._desk.parts.sections
        profile = Profile("", sections, note, contact) if sections or note or contact else None
        picture = form.form == PICTURE
        made_as = "pdf" if picture else form.form
        copy = Copy(reader, today(), form.number.value(), profile, made_as)  # type: ignore[arg-type]
        if not picture:
            return Wanted(copy)
        return Wanted(copy, picture, part=self._partly.part, standing=self._partly.standing)

    @property
    def document(self) -> Document | None:
        """The document that stands on the desk."""
        wanted = self.wanted
        return Document(wanted) if wanted is not None else None

    def _is_whole(self, choice: Choice) -> bool:
        """Whether it is said for whom, and where that asks for one, about whom."""
        found = objections(self._session.case, choice, self._desk.form.form, Said(), Seen())
        return not any(each.place == guard.READER for each in found)

    @property
    def reader(self) -> Reader | None:
        """Who will read, as far as it was said."""
        return self.choice.reader if self.choice is not None else None

    # --------------------------------------------------------------------------------------------------- the reader

    def _room_now(self) -> RoomTerms:
        return room_terms(self._desk.settings, self._session.case, self.choice)

    @property
    def _naming(self) -> Naming:
        return Naming(self._session.case, self._session.veiled)

    def _choose(self, choice: Choice | None) -> None:
        """Somebody else will read: what was typed, made and seen for another is gone."""
        if choice == self.choice:
            return
        self.choice = choice
        self._forget_draft()
        self._room = self._room_now()
        self.reader_changed.emit()
        if choice is None:
            self._desk.show_nothing()
            return
        number = self._next_copy(choice.reader) if self._is_whole(choice) else 1
        self._desk.form.set_for(choice, self._naming, self._session.who, number)
        self._desk.parts.set_for(choice.reader.audience)
        self._desk.show_release(veiled=self._session.veiled, parts=_has_parts(choice))
        self._make()

    def _next_copy(self, reader: Reader) -> int:
        try:
            return next_copy(self._session.case, reader)
        except CaseError:
            return 1

    def _take_profile(self, profile: object) -> None:
        if isinstance(profile, Profile):
            self._desk.form.note.setPlainText(profile.cover_note)
            self._desk.form.contact.setText(profile.contact)

    def after_release(self) -> None:
        """A copy has left: the next one has its own number, and its own second pair of eyes."""
        form = self._desk.form
        for line in (form.passphrase, form.again, form.second):
            line.setText("")
        if self.reader is not None:
            form.number.setValue(self._next_copy(self.reader))
        self._want_soon()

    # ---------------------------------------------------------------------------------------------------- the draft

    def come_back(self) -> None:
        """The desk is seen again: what was not made meanwhile is made."""
        self._desk.readers.show_case(self._session.case, self._naming)
        self._room = self._room_now()
        if self.reader is not None and not self.current and not self.busy:
            self._make()

    def _halt(self, stop: bool) -> None:
        """Want no pages until they are asked for, or something changes."""
        if not stop:
            self._make()
            return
        self._soon.stop()
        self._making.let_go()
        self._desk.pages.say(_STOPPED, stopped=True)
        self._judge()

    def _tell_progress(self) -> None:
        if self.draft is None and self._making.busy and not self._session.veiled:
            self._desk.pages.say(f"{_MAKING}{self._making.said}", making=True)

    def _want_soon(self) -> None:
        self._judge()
        if self.reader is not None and not self.current and self._desk.isVisible():
            self._soon.start()
            if self._desk.pages.pages:
                self._desk.pages.remark(_OLDER)

    def _make(self) -> None:
        wanted = self.wanted
        if wanted is None:
            self._desk.pages.say(_UNNAMED)
            self._judge()
            return
        if self.current:
            self._judge()
            return
        self._making.make(wanted)
        if self._session.veiled:
            self._desk.pages.say(HIDDEN)
        elif self.draft is None or not self._desk.pages.pages:
            self._desk.pages.say(_MAKING, making=True)
        else:
            self._desk.pages.remark(_OLDER)
        self._judge()

    def _take(self, draft: Draft) -> None:
        before = self.draft
        if before is None or before.shown != draft.shown:
            self._seen.clear()
            self._by_second.clear()
        self.draft = draft
        self._show(fresh=before is None or before.shown != draft.shown)

    def _fail(self, sentence: str) -> None:
        self._desk.pages.say(sentence)

    def _show(self, *, fresh: bool = True) -> None:
        """Show the draft; while names are hidden, no page of it."""
        draft, desk, naming = self.draft, self._desk, self._naming
        if draft is None:
            return
        self._gives = unanswered(draft.case, draft.gives)
        desk.left_out.show_left(draft, naming)
        desk.found.show_found(draft, naming)
        desk.gives.show_found(self._gives, draft.case, naming)
        # Where nothing was found nothing is said: it would read as a promise that nothing is there.
        desk.gives.setVisible(bool(self._gives))
        desk.order_keys()
        checked = draft.checked
        sure = checked is not None and bool(checked.hits) and draft.wanted.copy.reader.audience != PERPETRATOR
        desk.form.ask_why(sure)
        if self._session.veiled:
            desk.pages.clear()
            desk.pages.say(HIDDEN)
        elif draft.trouble:
            desk.pages.clear()
            desk.pages.say(draft.trouble)
        elif fresh or not desk.pages.pages:
            desk.pages.show_copy(draft.shown, draft.pages, draft.texts, draft.note)
        else:
            desk.pages.remark(draft.note)
        self._judge()

    def _judge(self) -> None:
        """Say what is still to be done."""
        if self.reader is None:
            self._desk.show_points(())
            return
        document = self.document
        if document is not None:
            self._desk.write.setText(document.write)
            self._desk.write.setAccessibleName(document.write)
        form = self._desk.form
        self._desk.parts.know_note(form.cover_note, form.contact.text())
        self._desk.show_points(objections(self._session.case, self.choice, form.form, self.said, self.seen))

    # ------------------------------------------------------------------------------------------------- what was seen

    def _page_seen(self, page: int) -> None:
        if not self.current or self._session.veiled:
            return
        self._seen.add(page)
        said = self.said
        if same_name(said.second) and same_name(said.second) != same_name(said.first):
            self._by_second.add(page)
        self._judge()

    def _second_named(self) -> None:
        """Whoever reads as the second reads all of it: what was seen under another name does not count."""
        name = same_name(self._desk.form.second.text())
        if name != self._second:
            self._second = name
            self._by_second.clear()

    def _answer(self, found: GiveAway, key: str) -> None:
        way = next(each for each in found.ways if each.key == key)
        if way.answer:
            self._session.attempt(answer, found, way.label, today().isoformat(), origin=self)
        else:
            thing = self._session.case.thing(found.original)
            now = tuple(getattr(thing, "withhold_from", ()))
            self._session.attempt(edit, found.original, withhold_from=(*now, found.reader), origin=self)

    # --------------------------------------------------------------------------------------------- what others did

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        readers, self._room = self._desk.readers, self._room_now()
        if self._desk.isVisible() or self.reader is not None:
            readers.show_case(self._session.case, self._naming)
        if readers.choice != self.choice:
            self._choose(readers.choice)
        else:
            self._want_soon()

    def _forget_names(self) -> None:
        """Names go at once; what is shown comes back when it is made anew."""
        desk = self._desk
        desk.pages.clear()
        for widget in (desk.left_out, desk.gives, desk.found):
            widget.clear()
        desk.readers.show_case(self._session.case, self._naming)
        if self.choice is None:
            desk.show_nothing()
            return
        desk.pages.say(HIDDEN if self._session.veiled else _MAKING)
        desk.form.call(self._naming)
        desk.show_release(veiled=self._session.veiled, parts=_has_parts(self.choice))

    def _veiled(self, _on: bool) -> None:
        if self.reader is None:
            return
        if self.draft is not None:
            self._show()
        self._want_soon()

    def _forget_draft(self) -> None:
        self._soon.stop()
        self._making.let_go()
        self.draft, self._gives = None, ()
        self._seen.clear()
        self._by_second.clear()
        self._desk.pages.clear()
        self._desk.pages.begin_again()
        for widget in (self._desk.left_out, self._desk.gives, self._desk.found):
            widget.clear()

    def let_go(self) -> None:
        """Hold no word of the case any more."""
        self.choice = None
        self._forget_draft()
        self._desk.form.forget()
        self._desk.readers.forget()
        self._desk.show_nothing()


def _has_parts(choice: Choice) -> bool:
    """Whether the parts of this reader's copy can be chosen."""
    return not choice.paper and choice.reader.audience not in (PERPETRATOR, "marac")
