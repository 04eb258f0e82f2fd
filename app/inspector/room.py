"""The inspector: whatever is selected as one form, and the case itself when nothing is; it knows no other room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import theme
from app.inspector.casesheet import CaseSheet
from app.inspector.cites import CitesEditor
from app.inspector.desk import Desk
from app.inspector.form import HelpWatch
from app.inspector.several import SeveralSheet
from app.inspector.sheet import Sheet
from app.later import soon
from app.plain import Button, PlainLabel, tell
from app.session import Session
from app.tabbing import first_stop
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Link
from storage.errors import OpenForReading

AnySheet = Sheet | CaseSheet | SeveralSheet
SOON = 30
"""Milliseconds after a selection until its form is made: the map has shown by then what is selected, and who walks over
many cards waits for none of their forms."""


class InspectorRoom(QWidget):
    """Shows and changes the selected entry or arrow, or the case.

    `wants_new` (a kind, and values that are known already) asks for what other rooms do. `wants_help` carries the kind
    ("link", "case"), the field's name in a case file or "", and the word of a list that stands in it or "".
    `wants_evidence` asks for what is attached to an entry.
    `wants_history` asks for the record of one card, or of the whole case ("").
    """

    wants_new = Signal(str, object)
    wants_history = Signal(str)
    wants_help = Signal(str, str, str)
    wants_evidence = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._sheet: AnySheet | None = None
        self._resting: tuple[CaseSheet, CaseMap] | None = None
        """The form of the case, out of sight while something is selected, and the case that it shows."""
        self._touched = False
        """Whether the keyboard was in the form."""
        self._desk: Desk | None = None
        self._for: tuple[str, ...] | None = None
        self._renamed = False
        """Whether people are called otherwise than when the form was made."""
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("What is selected")
        whole = QWidget()
        whole.setObjectName("whole")
        self._whole = QVBoxLayout(whole)
        self._still = PlainLabel(OpenForReading.sentence)
        self._still.setObjectName("note")
        self._still.hide()
        self._whole.addWidget(self._still)
        self._area.setWidget(whole)
        self.help, self.more_help, self._foot = PlainLabel(role="muted"), Button("?"), QWidget()
        self._lay_out_foot()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self._foot)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._follow)
        self._watch = HelpWatch(self)
        self._watch.entered.connect(self._show_help)
        self._wire()
        self.setProperty("still", session.for_reading)
        self.dress()

    @property
    def sheet(self) -> AnySheet | None:
        """The form of what is selected now, and all of it; who asks for it does not wait until it is made by itself."""
        if self._soon.isActive():
            self._follow()
        if isinstance(self._sheet, Sheet):
            self._sheet.surround()
        return self._sheet

    @property
    def is_whole(self) -> bool:
        """Whether the form of what is selected is there with all that belongs to it."""
        made = isinstance(self._sheet, CaseSheet | SeveralSheet) or (self._sheet is not None and self._sheet.is_whole)
        return made and self._for == self.session.selection

    def _lay_out_foot(self) -> None:
        """The help of the field that is written in, and a way to more of it that leaves the keyboard where it is."""
        self.more_help.setProperty("flat", True)
        self.more_help.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more_help.setAccessibleName("More help with this field")
        tell(self.more_help, "What to ask, an example, and what to take care of")
        self.more_help.clicked.connect(self.ask_for_help)
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.help, 1)
        line.addWidget(self.more_help, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.hide()

    def _wire(self) -> None:
        session, application = self.session, QApplication.instance()
        session.changed.connect(self._changed)
        session.selection_changed.connect(self._selected)
        session.renaming.connect(self._take_renaming)
        session.veil_changed.connect(self._make_anew)
        session.putting_away.connect(self.put_away)
        session.locking.connect(self._forget)
        theme.NOTICE.changed.connect(self.dress)
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch.focus_moved)

    def dress(self) -> None:
        """Take on the theme as it is now; the form is made anew."""
        look = theme.current()
        px = look.px
        self.setStyleSheet(_style())
        self._column.setContentsMargins(px(1), 0, 0, 0)
        self.help.setContentsMargins(px(16), px(6), px(12), px(8))
        self.help.setMinimumHeight(self.help.fontMetrics().lineSpacing() * 2 + px(14))
        self._make_anew()

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        """Show what an act did; what is being typed here stays, and the caret with it."""
        if self._sheet is None or self._desk is None:
            return
        self._desk.told = True
        try:
            self._sheet.told(changes)
        finally:
            self._desk.told = False
        if self._renamed and isinstance(self._sheet, Sheet):
            self._renew()

    def _take_renaming(self) -> None:
        """Say nothing more at the foot; the form follows, when it is known what else is new."""
        self._renamed = True
        self._forget()
        self._show_help("", "")

    def _selected(self, _identities: tuple[str, ...], _origin: object) -> None:
        """Make the new form when all who were told have done their part: walking over many cards makes one form."""
        self._soon.start()

    def _follow(self) -> None:
        self._soon.stop()
        if self._for != self.session.selection or self._sheet is None:
            self._renew()

    def _make_anew(self, _veiled: bool = False) -> None:
        """Let go of every form at once, of what it says too; the one that is wanted comes when the map is seen."""
        self._forget()
        self._leave()
        self._for = None
        self._soon.start()

    def _renew(self) -> None:
        """Show the form for what is selected; what was typed in the form before is kept first."""
        self._soon.stop()
        at, sheet = QApplication.focusWidget(), self._sheet
        held = at is not None and sheet is not None and sheet.isAncestorOf(at)
        self._leave()
        if held:
            self._area.setFocus()  # else it goes to the first button of the window, which leaves the case
        self._renamed = self._touched = False
        if not self.isVisible():
            self._for = None
            return
        self._for = self.session.selection
        ids = tuple(each for each in self._for if self.session.case.thing(each) is not None)
        if not ids or ids[0] == self.session.case.header.id:
            self._sheet = self._rested() or CaseSheet(self._new_desk(self.session.case.header.id))
        elif len(ids) > 1:
            self._sheet = SeveralSheet(self._new_desk(ids[0]), ids)
        else:
            self._sheet = Sheet(self._new_desk(ids[0]))
        self._put(self._sheet)
        if self._desk is not None:
            self._desk.forget_drafts()

    def _new_desk(self, identity: str) -> Desk:
        desk = self._desk = Desk(self.session, identity, self)
        desk.read_drafts()
        desk.begin, desk.show_field = self.wants_new.emit, self.show_field
        desk.show_evidence = self.wants_evidence.emit
        desk.show_history = self.wants_history.emit
        return desk

    def _rested(self) -> CaseSheet | None:
        """The form of the case from before, told what was done meanwhile; None where there is none."""
        if self._resting is None:
            return None
        (sheet, case), self._resting = self._resting, None
        desk = self._desk = sheet.desk
        desk.identity = self.session.case.header.id
        desk.told = True
        try:
            sheet.come_back(anew=case is not self.session.case)
        finally:
            desk.told = False
        return sheet

    def _put(self, sheet: AnySheet) -> None:
        px = theme.current().px
        self._still.setVisible(self.session.for_reading)
        self._whole.setSpacing(px(12))
        self._whole.setContentsMargins(px(16), px(16), px(12), px(16))
        self._whole.addWidget(sheet)
        sheet.show()
        self._area.verticalScrollBar().setValue(0)
        if isinstance(sheet, Sheet):
            soon(sheet, Sheet.surround)

    def _leave(self) -> None:
        """Keep what was typed in the form, and let the form go; it can do nothing from then on."""
        sheet, desk = self._sheet, self._desk
        self._sheet = self._desk = None
        if sheet is None or desk is None:
            return
        # Who changes the veil or the theme may do so while others are being told of a change.
        desk.told = True
        if desk.owner is not None:
            sheet.finish()
        rests = isinstance(sheet, CaseSheet) and not self._touched and not self._renamed and desk.owner is not None
        desk.identity = ""
        self._whole.removeWidget(sheet)
        sheet.hide()
        if rests and isinstance(sheet, CaseSheet):
            self._resting = (sheet, self.session.case)
        else:
            sheet.deleteLater()

    def _forget(self) -> None:
        """Let go of the form that is out of sight."""
        if self._resting is not None:
            self._resting[0].deleteLater()
            self._resting = None

    def show_field(self, identity: str, field: str) -> None:
        """Show the form of an entry with the keyboard in one of its fields; without a field, just the form."""
        if self.session.selection != (identity,):
            self.session.select((identity,), self)
        self._follow()
        found = self._sheet.go_to(field) if field and isinstance(self._sheet, Sheet) else None
        if found is None:
            self.setFocus()
            return
        # The form may have been made just now: it has its places only after this.
        soon(found, lambda found: self._area.ensureWidgetVisible(found, 0, theme.current().px(24)))

    def open_quote(self) -> bool:
        """Open the words of the first source that is quoted, with the keyboard in them; False where none is named."""
        editor = self._cites()
        return editor is not None and editor.open_quote()

    def at_quote(self) -> bool:
        """Whether the keyboard is where it is written who says so."""
        editor, at = self._cites(), QApplication.focusWidget()
        return editor is not None and at is not None and editor.isAncestorOf(at)

    def _cites(self) -> CitesEditor | None:
        rows = self.sheet.rows if isinstance(self.sheet, Sheet) else []
        return next((row.editor for row in rows if isinstance(row.editor, CitesEditor)), None)

    def put_away(self) -> None:
        """Leave what is being typed where the next sitting finds it."""
        if self._sheet is not None:
            self._sheet.put_away()

    def ask_to_remove(self) -> bool:
        """Show what would go along with what is selected, and ask; False where there is no form to ask in."""
        self._follow()
        if isinstance(self._sheet, Sheet | SeveralSheet) and not self.session.for_reading:
            self._sheet.removing.show_question()
            return True
        return False

    def ask_for_help(self) -> None:
        """Ask for help with the field that the keyboard is in, else with the kind of thing that is selected."""
        self._follow()
        owner = self._desk.owner if self._desk is not None else None
        kind = self._desk.kind if self._desk is not None else ""
        path, key = self._watch.path, self._watch.key
        if isinstance(owner, Link) and not path:
            path, key = "kind", owner.kind
        self.wants_help.emit(kind, path, key)

    def _show_help(self, name: str, words: str) -> None:
        at = QApplication.focusWidget()
        self._touched |= at is not None and self._sheet is not None and self._sheet.isAncestorOf(at)
        self.help.setText(f"{name}  {words}" if words else "")
        self._foot.setVisible(bool(words))
        if words and at is not None and self._area.isAncestorOf(at):
            # The foot takes room from below: what is written in must not go under it.
            soon(at, lambda at: self._area.ensureWidgetVisible(at, 0, theme.current().px(8)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to the first field: here it would be out of sight, and Tab would lead elsewhere."""
        super().focusInEvent(event)
        self._follow()
        first = first_stop(self._sheet) if self._sheet is not None else None
        if first is not None:
            first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """A form is only made for someone to see, and after what stands beside it."""
        super().showEvent(event)
        if self._for != self.session.selection or self._sheet is None:
            self._soon.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a line at its left edge and one over the help."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0, look.px(1), self.height(), look.colour("line"))
        if self._foot.isVisible():
            painter.fillRect(0, self._foot.y(), self.width(), 1, look.colour("line"))


def _style() -> str:
    """Quiet fields: a line under each, a frame when it is pointed at or written in, and nothing moves when it is."""
    look = theme.current()
    names = ("card", "line", "focus", "muted", "paper", "ink")
    card, line, focus, muted, paper, ink = (look.colour(each).name() for each in names)
    side, radius = look.px(5), look.px(4)
    title = look.font("title").pixelSize()
    return f"""
    InspectorRoom QScrollArea, InspectorRoom QWidget#whole {{ background: {card}; }}
    InspectorRoom QLineEdit, InspectorRoom QPlainTextEdit, InspectorRoom QComboBox {{
        border: 1px solid transparent; border-bottom: 1px solid {line}; border-radius: {radius}px;
        padding: {side - 2}px {side}px; margin: 0; background: {card}; }}
    InspectorRoom QLineEdit:hover, InspectorRoom QPlainTextEdit:hover, InspectorRoom QComboBox:hover {{
        border: 1px solid {line}; }}
    InspectorRoom QLineEdit:focus, InspectorRoom QPlainTextEdit:focus, InspectorRoom QComboBox:focus {{
        border: 2px solid {focus}; padding: {side - 3}px {side - 1}px; }}
    InspectorRoom QLineEdit:read-only, InspectorRoom QPlainTextEdit:read-only {{
        color: {muted}; border-color: transparent; }}
    InspectorRoom[still="true"] QLineEdit, InspectorRoom[still="true"] QPlainTextEdit,
    InspectorRoom[still="true"] QComboBox {{ color: {ink}; border-color: transparent; }}
    InspectorRoom QPlainTextEdit#title {{
        border-color: transparent; padding-left: 0; font-size: {title}px; font-weight: bold; }}
    InspectorRoom QPlainTextEdit#title:hover {{ border: 1px solid {line}; }}
    InspectorRoom QPlainTextEdit#title:focus {{ border: 2px solid {focus}; }}
    InspectorRoom QFrame#group, InspectorRoom QWidget#group {{ background: {paper}; border-radius: {radius}px; }}
    InspectorRoom QWidget#group QLineEdit, InspectorRoom QWidget#group QPlainTextEdit,
    InspectorRoom QWidget#group QComboBox {{ background: {paper}; }}
    InspectorRoom QLabel#note {{ background: {paper}; padding: {side}px; border-left: {look.px(3)}px solid {muted}; }}
    InspectorRoom QComboBox::drop-down {{ border: none; width: {look.px(20)}px; }}
    InspectorRoom QToolButton {{ border-color: transparent; font-weight: bold; padding-left: 0; }}
    """
