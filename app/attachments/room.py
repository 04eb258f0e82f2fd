"""The room of one card's evidence: listed, attached, looked at in the program, taken off; it knows no other room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.attachments.before import FROM_CLIPBOARD, FROM_FILE, BeforePage
from app.attachments.listing import Line, ListPage
from app.attachments.offered import Offered
from app.attachments.reading import Reader
from app.attachments.viewer import Viewer
from app.files import FileChooser
from app.folders import Wanted
from app.moments import now_here, said_size, said_time
from app.outfile import OutputError, write_whole
from app.plain import Button, PlainLabel
from app.sandbox.evidence import ENDINGS, Evidence
from app.session import Session
from mapping.casemap import ChangeSet
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of
from storage.attachments import Attachment
from storage.errors import VaultError

_KINDS = {"image/png": "Picture", "image/jpeg": "Photo", "application/pdf": "PDF", "text/plain": "Text"}
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf", "text/plain": ".txt"}
_GONE = "This is not in the vault any more."
_KEPT = "It is kept."
_KEPT_OF_FILE = "It is kept. The file that it came from still lies where it was."


class EvidenceRoom(QWidget):
    """Shows what is attached to one card; `left` asks for whatever was there before."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._thing, self._seen = session, "", ""
        self._kept = _KEPT
        """What is said once it is kept that is looked at now."""
        self._reader = Reader(self)
        self.close_view, self.seen, self.told = Button("Back"), PlainLabel(role="title"), PlainLabel(role="muted")
        self.list, self.before, self.viewer = ListPage(), BeforePage(), Viewer(self.close_view)
        self._view = QWidget()
        self._lay_out_view()
        self._pages = QStackedWidget()
        for page in (self.list, self.before, self._view):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self._pages)
        self._wire()

    def _lay_out_view(self) -> None:
        column, px = QVBoxLayout(self._view), theme.current().px
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(8))
        for part in (self.seen, self.told):
            column.addWidget(part)
        column.addWidget(self.viewer, 1)

    def _wire(self) -> None:
        page, session = self.list, self._session
        page.wants_new.connect(self.attach)
        page.offered.connect(self._take_offered)
        page.wants_view.connect(self._look_at)
        page.titled.connect(self._retitle)
        page.taken_off.connect(self._take_off)
        page.wants_copy.connect(self._ask_where)
        page.left.connect(self.left)
        self.before.kept.connect(self._keep)
        self.before.left.connect(self._to_list)
        self.close_view.clicked.connect(self._to_list)
        self.viewer.told.connect(self._tell)
        session.evidence.changed.connect(self._take_change)
        session.changed.connect(self._take_act)
        session.selection_changed.connect(self._follow)
        session.renaming.connect(self._hide)
        session.veil_changed.connect(self._show_again)
        session.locking.connect(self.let_go)

    @property
    def thing(self) -> str:
        """The card whose evidence is shown, or ""."""
        return self._thing

    @property
    def busy(self) -> bool:
        """Whether a file or a page is being read."""
        return self._reader.busy or self.viewer.busy or self.before.viewer.busy

    def show_for(self, thing: str) -> None:
        """Show what is attached to this card."""
        self.let_go()
        self._thing = thing
        self._to_list()

    def let_go(self) -> None:
        """Hold nothing of any card any more."""
        self._reader.stop()
        self._thing = self._seen = ""
        self.before.clear()
        self.viewer.clear()
        self.seen.setText("")
        self._tell("")
        self.list.clear()
        self._turn_to(self.list)

    # ---------------------------------------------------------------------------------------------- attaching

    def attach(self) -> None:
        """Ask for a file, and show what would be kept of it."""
        question = "Which photo, PDF or text?"
        chooser = FileChooser(question, Wanted.FILE, "Look at it first", endings=ENDINGS, parent=self)
        chooser.chosen.connect(self.read)
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a file in the sandbox and show what would be kept of it; nothing is kept yet."""
        self._take_offered(Offered(path), False)

    def _take_offered(self, offered: Offered, from_clipboard: bool) -> None:
        stays, self._kept = (FROM_CLIPBOARD, _KEPT) if from_clipboard else (FROM_FILE, _KEPT_OF_FILE)
        self._turn_to(self.before)
        self.before.wait()
        self._reader.ask(
            offered.evidence,
            lambda found: self.before.show_found(found, stays, hidden=self._session.veiled),
            self.before.refuse,
        )

    def _keep(self, found: Evidence, title: str) -> None:
        sentence = self._act(lambda: self._session.evidence.attach(self._thing, found.content, found.kind, title))
        if sentence:
            self.before.say(sentence)
            return
        self._to_list()
        self.list.say(self._kept)

    def _retitle(self, found: Attachment, title: str) -> None:
        title = " ".join(title.split())
        if title and title != found.title:
            self.list.say(self._act(lambda: self._attach_again(found, title)))
        self.list.setFocus()

    def _attach_again(self, found: Attachment, title: str) -> None:
        content = self._session.evidence.content(found.digest)
        if content is not None:
            self._session.evidence.attach(self._thing, content, found.kind, title)

    def _take_off(self, found: Attachment) -> None:
        self.list.say(self._act(lambda: self._session.evidence.detach(self._thing, found.digest)))
        self.list.setFocus()

    def _act(self, work: Callable[[], object]) -> str:
        """Do an act; "" when it was done, else what the vault says."""
        try:
            work()
        except VaultError as error:
            return str(error)
        return ""

    # ------------------------------------------------------------------------------------------ looking at it

    def _look_at(self, found: Attachment) -> None:
        self._seen = found.digest
        self.seen.setText(self._shown(found.title))
        self._tell("")
        self._turn_to(self._view)
        self._show_content()
        self.viewer.setFocus()

    def _show_content(self) -> None:
        found = next((each for each in self._attached() if each.digest == self._seen), None)
        if found is None or self._pages.currentWidget() is not self._view:
            return
        if self._session.veiled:
            self.viewer.show_hidden()
            return
        try:
            content = self._session.evidence.content(found.digest)
        except VaultError as error:
            self._tell(str(error))
            return
        if content is None:
            self._tell(_GONE)
        else:
            self.viewer.show_content(content, found.kind)

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    # ------------------------------------------------------------------------------------------- a copy outside

    def _ask_where(self, found: Attachment) -> None:
        suffix = _SUFFIXES[found.kind]
        start = Path.home() / f"evidence{suffix}"
        question = "Where shall the copy go? It is not encrypted there."
        chooser = FileChooser(question, Wanted.NEW_FILE, "Save it", start=start, endings=(suffix,), parent=self)
        chooser.chosen.connect(lambda path: self._copy_to(path, found))
        chooser.open()

    def _copy_to(self, path: Path, found: Attachment) -> None:
        self.list.close_desk()
        try:
            content = self._session.evidence.content(found.digest)
            if content is None:
                self.list.say(_GONE)
                return
            write_whole(path, content)
        except (VaultError, OutputError) as error:
            self.list.say(str(error))
            return
        self.list.say(f"Written, not encrypted: {path}")

    # ---------------------------------------------------------------------------------------- what is so now

    def _to_list(self) -> None:
        self._reader.stop()
        self.before.clear()
        self.viewer.clear()
        self._seen = ""
        self.seen.setText("")
        self._show_list()
        self._turn_to(self.list)
        self.list.setFocus()

    def _show_list(self) -> None:
        entry = self._session.case.entry(self._thing)
        if entry is None:
            return
        title = title_of(entry, Naming(self._session.case, self._session.veiled), load_vocabulary())
        self.list.say("")
        lines = tuple(self._line(each) for each in self._attached())
        self.list.show_lines(title, lines, veiled=self._session.veiled)

    def _attached(self) -> tuple[Attachment, ...]:
        if not self._thing:
            return ()
        try:
            return self._session.evidence.of(self._thing)
        except VaultError as error:
            self.list.say(str(error))
            return ()

    def _line(self, found: Attachment) -> Line:
        parts = [_KINDS[found.kind], said_size(found.size)]
        try:
            act = self._session.evidence.act_of(found)
        except VaultError:
            act = None
        if act is not None:
            parts.append(f"kept {said_time(act.moment, now_here())} by {act.who}")
        return Line(found, self._shown(found.title), "  ·  ".join(parts))

    def _shown(self, title: str) -> str:
        if not self._session.veiled:
            return title
        return veiled_text(title, Naming(self._session.case, veiled=True))

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._pages.setFocusProxy(page)

    def _take_change(self, thing: str) -> None:
        if thing == self._thing and self._pages.currentWidget() is self.list:
            self._show_list()

    def _take_act(self, _changes: ChangeSet, _origin: object) -> None:
        """A card that is gone has no evidence to show; one that is called otherwise is."""
        if not self._thing:
            return
        if self._session.case.entry(self._thing) is None:
            self.let_go()
            self.left.emit()
        else:
            self._take_change(self._thing)

    def _follow(self, selection: tuple[str, ...], _origin: object) -> None:
        """Another card, another list; what is about to be kept is not lost by it."""
        if not self._thing or self._pages.currentWidget() is self.before or len(selection) != 1:
            return
        if selection[0] != self._thing and self._session.case.entry(selection[0]) is not None:
            self.show_for(selection[0])

    def _hide(self) -> None:
        """Let go of names and pictures before anything else is shown."""
        self.viewer.clear()
        self.before.viewer.clear()
        self.seen.setText("")
        self.list.clear()

    def _show_again(self, veiled: bool) -> None:
        if not self._thing:
            return
        self._show_list()
        self.before.show_picture(hidden=veiled)
        found = next((each for each in self._attached() if each.digest == self._seen), None)
        if found is not None:
            self.seen.setText(self._shown(found.title))
            self._show_content()
