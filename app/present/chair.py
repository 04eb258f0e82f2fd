"""What the chair sees while a room looks: the room's picture, what comes next, what waits, and what is private."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QPixmap, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.later import soon
from app.plain import Button, PlainLabel
from app.present.onlyyou import OnlyYou
from app.present.presenting import Presenting
from app.present.private import Kept, private_things
from app.present.sheet import Sheet
from app.present.waiting import meant_for
from app.session import Session
from mapping.entries import Entry
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_WIDE = 440
"""How wide the picture is, in pixels at 100 %."""
_WIDEST = 560
"""And how wide at most: larger text leaves no less room for what stands below it."""
_LATER = 250
"""Milliseconds after an act until what is private is shown anew."""
_KEYS = (
    "← → step    1 to 9 one card, 0 all    B blank    V roles or names    F what the map shows    A add"
    "    R release    U take it back    M this meeting    S swap displays    H hide    Esc end"
)
_BLANK, _ENDS = "The room sees blank paper. B brings the picture back.", "This is the last view."
_WAITS, _NOTHING = (
    "Waits for you",
    "Nothing waits. What is added now is on the map, and in the room when you release it.",
)
_NO_NAME = "It is no name: release it"
_OF_THE_PAGE = (Qt.Key.Key_F9, Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_Question)
_ON, _BACK = (Qt.Key.Key_Right, Qt.Key.Key_PageDown), (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
"""Keys that a button or the page that scrolls would take for itself; a presenter's remote sends some of them."""


class RoomPicture(QWidget):
    """A small picture of exactly what the room sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = self._small = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("What the room sees")

    def show_picture(self, picture: QPixmap, said: str) -> None:
        """Show this one, with its words for whoever does not see it."""
        self._picture, self._small = picture, QPixmap()
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def _shrunk(self, size: QSize) -> QPixmap:
        """The picture in this size. To a quarter a painter skips every other line, and thin letters lose strokes."""
        ratio = self.devicePixelRatioF()
        if self._small.deviceIndependentSize().toSize() != size:
            fine = Qt.TransformationMode.SmoothTransformation
            self._small = self._picture.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, fine)
            self._small.setDevicePixelRatio(ratio)
        return self._small

    def sizeHint(self) -> QSize:
        """As wide as a small screen on a desk, in the shape of the room's window."""
        size, wide = self._picture.size(), min(theme.current().px(_WIDE), _WIDEST)
        return QSize(wide, round(wide * (size.height() / size.width() if size.width() else 9 / 16)))

    def minimumSizeHint(self) -> QSize:
        """It can be narrower."""
        return QSize(theme.current().px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture with a line around it."""
        look, painter = theme.current(), QPainter(self)
        whole = self.sizeHint().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if not self._picture.isNull():
            painter.drawPixmap(QPoint(), self._shrunk(whole))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(QRectF(QRect(QPoint(), whole)).adjusted(0.5, 0.5, -0.5, -0.5))


class Chair(QWidget):
    """The chair's view of a meeting; `wants_open` asks for the form of a card."""

    wants_open = Signal(str)

    def __init__(self, session: Session, presenting: Presenting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.presenting, self._over = session, presenting, False
        self._alone = presenting.alone
        self.page = Page(720)
        self.page.share_above = 0.02
        self.page.setAccessibleName("The chair’s view")
        self.picture, self.place, self.coming = RoomPicture(), PlainLabel(role="heading"), PlainLabel()
        self.word, self.keys = PlainLabel(role="strong"), PlainLabel(_KEYS, "muted")
        self.sheet = Sheet(session, presenting)
        self.waits, self.private = QWidget(), QWidget()
        self.links: dict[str, EntryLink] = {}
        self.back, self.on = Button("Back"), Button("Next", primary=True)
        self.room, self.end = Button("Show the room’s picture"), Button("End")
        self._shown: object = None
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._catch_up)
        self._lay_out()
        self._wire()
        self.renew()
        self._catch_up()

    def _lay_out(self) -> None:
        column = self.page.column
        self._acts = FlowBox(gap=8)
        self._acts.add(self.back, self.on, self.room, self.end)
        for widget in (
            *(PlainLabel("The room sees", "strong"), self.picture, self.place, self.coming, self._acts),
            *(self.word, self.waits, self.private, self.sheet, self.keys),
        ):
            column.addWidget(widget)
        for box in (self.waits, self.private):
            inside = QVBoxLayout(box)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(theme.current().px(4))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.setFocusProxy(self.on)
        self.word.hide()

    def _wire(self) -> None:
        presenting = self.presenting
        self.back.clicked.connect(presenting.step_back)
        self.on.clicked.connect(presenting.step_on)
        self.room.clicked.connect(presenting.show_room)
        self.end.clicked.connect(presenting.end)
        presenting.fed.connect(self.renew)
        presenting.said.connect(self.say)
        presenting.wants_sheet.connect(self.sheet.setFocus)
        self.sheet.left.connect(self.on.setFocus)
        self.session.veil_changed.connect(self._anew)
        self.session.renaming.connect(self.clear)
        self.session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self._anew)
        for keys, step in ((_ON, presenting.step_on), (_BACK, presenting.step_back)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(step)

    # ------------------------------------------------------------------------------------------- what is shown

    def renew(self) -> None:
        """Show what the room sees now, and what waits."""
        screen = self.presenting.screen
        if self._over or screen is None:
            return
        self.word.hide()
        self.picture.show_picture(screen.picture(), screen.accessibleName())
        frames, at = screen.frames, screen.at
        title = frames[at].title if frames else ""
        page = f", page {screen.page + 1} of {screen.pages}" if screen.pages > 1 else ""
        self.place.setText(_BLANK if screen.covered else f"{at + 1} of {len(frames)}{page}: {title}")
        coming = frames[at + 1].title if at + 1 < len(frames) else ""
        self.coming.setText(f"Next: {coming}" if coming else _ENDS)
        self.room.setVisible(self.presenting.alone or not screen.isVisible())
        if self.presenting.alone != self._alone:
            self._alone = self.presenting.alone
            _empty(self.private)  # at once: the room may see it from now on
        waiting = self._waiting()
        shown = (waiting, self.session.veiled, self.session.case, self.presenting.terms, self.presenting.alone)
        if shown != self._shown:
            self._shown = shown
            self._show_waiting(waiting)
            self._later.start()

    def _catch_up(self) -> None:
        """What changes seldom is shown a moment later: the room and what waits come first."""
        if not self._over and self.presenting.runs:
            self._show_private()
            self.sheet.renew()

    @property
    def busy(self) -> bool:
        """Whether what changes seldom is still to be shown."""
        return self._later.isActive()

    def _waiting(self) -> tuple[Entry, ...]:
        """What waits; where the room may see this window, without what no meeting may have."""
        case = self.session.case
        found = self.presenting.in_turn()
        if not self.presenting.alone:
            return found
        meant = meant_for(case)
        return tuple(each for each in found if each.id in meant)

    def say(self, sentence: str) -> None:
        """One sentence for the chair, until the next step."""
        self.word.setText(sentence)
        self.word.show()

    def _show_waiting(self, waiting: tuple[Entry, ...]) -> None:
        held = self._held()
        self.links = {}
        _empty(self.waits)
        column = self.waits.layout()
        assert column is not None
        column.addWidget(PlainLabel(_WAITS, "strong"))
        if not waiting:
            column.addWidget(PlainLabel(_NOTHING, "muted"))
        naming = Naming(self.session.case, self.session.veiled)
        for entry in waiting:
            link = self.links[entry.id] = EntryLink(entry.kind, self._called(entry, naming))
            link.pressed.connect(lambda identity=entry.id: self.wants_open.emit(identity))
            release, sure = Button("Release"), Button(_NO_NAME)
            release.setAccessibleName(f"Release: {link.words}")
            release.clicked.connect(self._releasing(entry.id, sure=False))
            sure.setAccessibleName(f"{_NO_NAME}: {link.words}")
            sure.clicked.connect(self._releasing(entry.id, sure=True))
            for button in (release, sure):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Space is the next view, as ever
            column.addWidget(link)
            column.addWidget(beside(*([release, sure] if self._holds_a_name(entry) else [release])))
        if held is not None and self.links:
            soon(self, lambda chair: chair._take_hold(held))  # a new row can be gone to once it is on the screen

    def _held(self) -> int | None:
        """At which of what waits the keyboard is, which goes to the next view meanwhile; None where it is elsewhere."""
        at = self.window().focusWidget()
        held = next((number for number, each in enumerate(_stops(self.waits)) if each is at), None)
        if held is not None:
            self.on.setFocus()
        return held

    def _take_hold(self, number: int) -> None:
        """Go on where the keyboard was, so that one thing can be let in after the other; never a name by a slip."""
        stops = [each for each in _stops(self.waits) if not each.accessibleName().startswith(_NO_NAME)]
        if stops and self.window().focusWidget() is self.on:
            stops[min(number, len(stops) - 1)].setFocus()

    def _called(self, entry: Entry, naming: Naming) -> str:
        """What waits, in its words; where the room may see this window, without what may be somebody's name."""
        words = title_of(entry, naming, load_vocabulary())
        for name in self.presenting.waiting.names(self.session.case, entry) if self.presenting.alone else ():
            words = words.replace(name, "…")
        return words

    def _holds_a_name(self, entry: Entry) -> bool:
        return bool(self.presenting.waiting.names(self.session.case, entry))

    def _releasing(self, identity: str, *, sure: bool) -> Callable[[], object]:
        return lambda: self.presenting.release(identity, sure=sure)

    def _show_private(self) -> None:
        """What nobody but the chair may see; where the room may see this window, only how much there is."""
        _empty(self.private)
        column = self.private.layout()
        assert column is not None
        column.addWidget(PlainLabel("Only you see", "strong"))
        naming = Naming(self.session.case, self.session.veiled)
        kept = private_things(self.session.case, naming)
        if self.presenting.alone:
            column.addWidget(PlainLabel(_counted(sum(len(each.lines) for each in kept)), "muted"))
            return
        column.addWidget(OnlyYou((*self._who_is_who(naming), *kept)))

    def _who_is_who(self, naming: Naming) -> tuple[Kept, ...]:
        """Whom the letters of this meeting mean, so that the chair can follow."""
        called = sorted(self.presenting.showing.lettered.items(), key=itemgetter(1))
        lines = tuple(f"{role} is {naming.inside(each)}." for each, role in called)
        return (Kept("Who is who in the room", lines),) if lines else ()

    # ------------------------------------------------------------------------------------------------- all rooms

    def clear(self) -> None:
        """Hold no name any more; it is filled again when the room is fed."""
        self._shown = None
        self._later.stop()
        self.links = {}
        _empty(self.waits)
        _empty(self.private)

    def _anew(self, _on: object = None) -> None:
        self._shown = None
        self.renew()

    def _let_go(self) -> None:
        self._over = True
        self.clear()
        self.picture.show_picture(QPixmap(), "")
        for label in (self.place, self.coming, self.word):
            label.setText("")

    # ------------------------------------------------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        """A key of the room goes before the keys of the page, unless somebody types."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return plain and event.key() not in (*_ON, *_BACK, *_OF_THE_PAGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the same key does in the room's window."""
        if not self.presenting.press(event):
            super().keyPressEvent(event)


def _counted(number: int) -> str:
    """How much is kept close, where the room may see this window."""
    if not number:
        return "Nothing is kept close on this map."
    many = "One thing is" if number == 1 else f"{number} things are"
    return f"{many} kept close. That is not shown on a display that the room may see."


def _stops(box: QWidget) -> list[QWidget]:
    """What the keyboard stops at, in its order."""
    found = [each for each in box.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [each for each in found if each.isVisibleTo(box)]


def _empty(box: QWidget) -> None:
    column = box.layout()
    while column is not None and (item := column.itemAt(0)) is not None and (widget := item.widget()) is not None:
        column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
