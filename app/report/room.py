"""The room where a case becomes a document: for whom, looked at and released; what stands in it exports decide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.clipboard import marked
from app.files import FileChooser
from app.folders import Wanted as Place
from app.lastheld import LastHeld
from app.outfile import OutputError, write_whole
from app.readings import readings_of
from app.report.asking import Asking
from app.report.before import BeforePage
from app.report.desk import Desk
from app.report.document import Document
from app.report.guard import objections
from app.report.making import PICTURE
from app.report.papers import SESSION, SINCE
from app.report.preview import Preview
from app.report.shared import Shared
from app.report.writing import Made, Order, finished, remembered
from app.session import Session
from app.work import Work
from app.worker import Settings
from exports.errors import ExportError
from mapping.casemap import CaseMap
from mapping.errors import CaseError
from mapping.language.kept import keep
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.readers import OWN_AGENCY, Reader
from mapping.sharing import refusals

_SOON = 200
"""Milliseconds after an act before the case is looked through again."""
_MEANWHILE = "The wording changed meanwhile, and there is something to look at again. Nothing was written."
_MOVED = "The case, or what is wanted, changed meanwhile. Look at the pages once more; nothing was written."
_FORGOTTEN = " Why it left as it stands could not be kept in the case; the document says it."
_UNLOGGED = " It could not be put into the log of what was shared: write down to whom it goes, and its mark."
_NOTHING = "Nothing was written"
_STOPPED = "Stopped. Nothing was written."
_BUSY = "One file is still being made, or stopped. Press again in a moment."


class ReportRoom(QWidget):
    """Makes a copy of the case for one reader, as the case is at that moment.

    Wording of the gravest kind is shown first, on a page of its own. `wants_field` (an id and a field) asks that the
    inspector show where a passage stands.
    """

    wants_field = Signal(str, str)

    def __init__(self, session: Session, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._readings = session, readings_of(session)
        self._work, self.asking = Work(self), Asking(session, self._readings, self)
        self._pages, self.desk, self.before = QStackedWidget(), Desk(settings), BeforePage()
        self.preview = Preview(session, self._readings, self.desk, self)
        self._held = LastHeld(session, self)
        self.shared = Shared(session, self)
        for page in (self.desk, self.before, self.shared.page):
            self._pages.addWidget(page)
        self._document: Document | None = None
        self._order: Order | None = None
        self._chooser: FileChooser | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self._wire()
        self.setFocusProxy(self.desk)

    def _wire(self) -> None:
        self.desk.wants_write.connect(self.write)
        self.desk.wants_stop.connect(self._stop)
        self.desk.wants_place.connect(self.desk.focus_place)
        self.desk.wants_log.connect(self.show_log)
        self.desk.copy_mark.clicked.connect(self._copy_mark)
        self.preview.reader_changed.connect(self._drop_order)
        self.preview.reader_changed.connect(self._look_back)
        self._held.changed.connect(self._take_then)
        self.preview.wants_field.connect(self.wants_field)
        self.shared.wants_field.connect(self.wants_field)
        self.shared.page.left.connect(self._back)
        self.before.wants_field.connect(self.wants_field)
        self.before.kept.connect(self._keep)
        self.before.anyway.connect(self._ask_where)
        self.before.left.connect(self._not_now)
        self.before.stop.clicked.connect(self._stop)
        self.asking.found.connect(self._take_asked)
        self.asking.failed.connect(self._say)
        for stop in (self.desk.stop, self.before.stop):
            self._work.busy_changed.connect(stop.setVisible)
        self._session.changed.connect(self._look_soon)
        self._readings.changed.connect(self._look_soon)
        self._session.renaming.connect(self._forget)
        self._session.locking.connect(self._let_go)

    @property
    def word(self) -> str:
        """What became of the last document."""
        return self.desk.word.text()

    @property
    def listing(self) -> bool:
        """Whether the wording is listed that is to be looked at first."""
        return self._pages.currentWidget() is self.before

    @property
    def waiting(self) -> bool:
        """Whether the case is being looked through, or will be in a moment."""
        return self.asking.busy or self._soon.isActive()

    def write_report(self) -> None:
        """Ask where our own report is to go, and write it there; first, what its wording asks for."""
        self.desk.readers.choose(Reader(OWN_AGENCY))
        self.desk.form.take_form("pdf")
        self.write()

    def write_picture(self) -> None:
        """Ask where our own picture is to go; what it is follows from how its name ends."""
        self.desk.readers.choose(Reader(OWN_AGENCY))
        self.desk.form.take_form(PICTURE)
        self.write()

    def picture_of_shown(self) -> None:
        """Put the picture of what the map shows now on the desk, for our own agency until another reader is chosen."""
        self._back()
        self.desk.readers.choose(Reader(OWN_AGENCY))
        self.desk.form.partly.setChecked(True)
        self.desk.form.take_form(PICTURE)

    def page_of_meeting(self) -> None:
        """Put the page of the latest meeting on the desk."""
        self._back()
        self.desk.readers.choose_paper(SESSION)
        self.desk.form.take_form("pdf")
        self.desk.setFocus()

    def page_since(self, then: CaseMap) -> None:
        """Put the page of what changed since an earlier state of the case on the desk."""
        self._back()
        self.desk.readers.forget()
        self.desk.readers.choose_paper(SINCE, then=then)
        self.desk.form.take_form("pdf")
        self.desk.setFocus()

    def _look_back(self) -> None:
        """The page of what changed asks the record how the map was at the end of the last meeting."""
        choice = self.preview.choice
        if choice is not None and choice.paper == SINCE and choice.then is None:
            self._held.look()

    def _take_then(self) -> None:
        choice = self.preview.choice
        if self._held.then is not None and choice is not None and choice.paper == SINCE:
            self.desk.readers.choose_paper(SINCE, then=self._held.then)

    def write(self) -> None:
        """Write what stands on the desk, unless something is still to be done; then say what, and go there."""
        if self._work.busy:
            self._say(_BUSY)
            return
        preview = self.preview
        points = objections(self._session.case, preview.choice, self.desk.form.form, preview.said, preview.seen)
        if points:
            self._say(points[0].sentence)
            self.desk.focus_place(points[0].place)
            return
        document = preview.document
        assert document is not None
        self._document = document
        self.desk.show_mark("")
        self._say("Reading the wording.")
        self._look()

    def show_log(self) -> None:
        """Show what was shared from this case."""
        self.shared.show()
        self._pages.setCurrentWidget(self.shared.page)
        self.setFocusProxy(self.shared.page)
        self.shared.page.setFocus()

    # ---------------------------------------------------------------------------------------- what is asked first

    def _look(self) -> None:
        if self._document is not None:
            self.asking.look(self._document)

    def _take_asked(self, found: tuple[CaseFinding, ...]) -> None:
        if self.listing:
            self._show(found)
            return
        self._say("")
        if found:
            self._list(found)
        else:
            self._ask_where("")

    def _list(self, found: tuple[CaseFinding, ...]) -> None:
        assert self._document is not None
        self.before.ask_for(self._document)
        self._show(found)
        self._pages.setCurrentWidget(self.before)
        self.setFocusProxy(self.before)
        if self.isVisible():
            self.before.focus_first()

    def _show(self, found: tuple[CaseFinding, ...]) -> None:
        case = self._session.case
        self.before.show_found(found, case, Naming(case, self._session.veiled))

    def _keep(self, found: CaseFinding, reason: str) -> None:
        text = getattr(self._session.case.thing(found.entry), found.field, "")
        if text[found.finding.start : found.finding.end] == found.finding.phrase:
            self._session.attempt(keep, found.entry, found.field, text, found.finding, reason, origin=self)

    def _back(self) -> None:
        """To the desk; what was listed is forgotten."""
        at = QApplication.focusWidget()
        had_focus = at is not None and any(page.isAncestorOf(at) for page in (self.before, self.shared.page))
        self._pages.setCurrentWidget(self.desk)
        self.setFocusProxy(self.desk)
        self._soon.stop()
        self.asking.let_go()
        self.before.clear()
        self.shared.let_go()
        if had_focus:
            (self.desk.write if not self.desk.write.isHidden() else self.desk).setFocus()

    # ------------------------------------------------------------------------------------------- where it goes

    def _ask_where(self, reason: str) -> None:
        document = self._document
        if self._work.busy or document is None or not self._still(document):
            return
        order = Order(
            document, self.preview.said, self._session.who, reason, self.preview.draft, self.preview.seen_by_second
        )
        start = Path.home() / document.file_name
        chooser = FileChooser(
            document.question, Place.NEW_FILE, "Write it", start=start, endings=document.endings, parent=self
        )
        self._chooser = chooser
        chooser.destroyed.connect(lambda: self._forget_chooser(chooser))
        chooser.chosen.connect(lambda path: self._make(path, order))
        chooser.open()

    def _forget_chooser(self, chooser: FileChooser) -> None:
        if self._chooser is chooser:
            self._chooser = None

    def _still(self, document: Document) -> bool:
        """Whether what was asked for is still what stands on the desk, and nothing stands in its way by now."""
        preview = self.preview
        points = objections(self._session.case, preview.choice, self.desk.form.form, preview.said, preview.seen)
        if preview.document == document and not points:
            return True
        self._back()
        same = preview.document == document and points
        self._say(
            f"{points[0].sentence}{'' if _NOTHING in points[0].sentence else f' {_NOTHING}.'}" if same else _MOVED
        )
        return False

    def _make(self, path: Path, order: Order) -> None:
        """Work on the case as it is now: it never changes, whatever is done on the map meanwhile."""
        if self._work.busy or not self._still(order.document):
            return
        case, rules, cast = self._session.case, self._readings.rules, self._readings.cast
        self._order = order
        self._say("Writing.")
        self._work.start(
            lambda: finished(case, order, path, rules, cast),
            lambda made: self._put(path, made, order),
            lambda sentence: self._fail(order, sentence),
            (CaseError, ExportError),
        )

    def _fail(self, order: Order, sentence: str) -> None:
        if self._order is order:
            self._order = None
            self._say(sentence)

    def _put(self, path: Path, made: Made, order: Order) -> None:
        if self._order is not order:
            return
        self._order = None
        if not made.data:
            self._document = order.document
            self._list(made.asked)
            self._say(_MEANWHILE)
            return
        sentence = _refused(made) or _written(path, made.data)
        if sentence:
            self._say(sentence)
            return
        self._back()
        self._remember(path, made, order)

    def _remember(self, path: Path, made: Made, order: Order) -> None:
        """Put into the case what left, and say what became of it."""
        done = f"Written: {made.extent}, at {path}"
        kept = self._session.attempt(remembered, order, made, origin=self)
        self.preview.after_release()
        self.desk.show_mark(made.release.sha256 if made.release is not None else "")
        self._say(done if kept else f"{done}.{_FORGOTTEN if made.asked else ''}{_UNLOGGED}")

    def _say(self, sentence: str) -> None:
        self.desk.say(sentence)
        self.before.word.setText(sentence)

    def _stop(self) -> None:
        """Want the file no more; one that is being made is thrown away before it comes to the disk."""
        self._drop_order()
        self._say(_STOPPED)

    def _not_now(self) -> None:
        """Back to the desk; what is being made meanwhile is not wanted either."""
        if self._order is not None:
            self._stop()
        else:
            self._back()

    def _drop_order(self) -> None:
        """What was asked for was for another reader: nothing of it is written any more."""
        if self._order is not None:
            self._order.pulse.stopped = True
        self._order, self._document = None, None
        chooser, self._chooser = self._chooser, None
        if chooser is not None:
            chooser.reject()
        self.asking.let_go()
        if self._pages.currentWidget() is not self.desk:
            self._back()
        self.desk.show_mark("")
        self._say("")

    def _copy_mark(self) -> None:
        QGuiApplication.clipboard().setMimeData(marked(self.desk.mark.text()))

    # ------------------------------------------------------------------------------------ what others did

    def _look_soon(self, *_what: object) -> None:
        """Look again in a moment; while nobody sees the room, that can wait until somebody does."""
        if self.listing and self.isVisible():
            self._soon.start(_SOON)

    def _forget(self) -> None:
        """Names go at once; the list comes back when it is made anew."""
        if self.listing:
            self.before.hide_passages()
            self._look_soon()
        if self._pages.currentWidget() is self.shared.page:
            self._back()

    def _let_go(self) -> None:
        self._soon.stop()
        self._order, self._document = None, None
        self.asking.let_go()
        self.before.clear()
        self.shared.let_go()
        self.preview.let_go()
        self.desk.show_mark("")
        self._say("")

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what is listed may have been put right elsewhere."""
        super().showEvent(event)
        self._look_soon()
        self.preview.come_back()


def _refused(made: Made) -> str:
    """Why the log would not take it, so that it does not leave either; or ""."""
    found = refusals(made.release) if made.release is not None else ()
    return f"{found[0]} Nothing was written." if found else ""


def _written(path: Path, data: bytes) -> str:
    """Put the file on the disk; why not, or ""."""
    try:
        write_whole(path, data)
    except OutputError as error:
        return str(error)
    return ""
