"""The words of a card, changed on the card itself: an editor over it that keeps what is typed as the form does.

It knows one field of one entry at a time; a card whose words stand in no single field is changed in its record.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import doing, theme
from app.later import soon
from app.map.scene import MapScene
from app.map.view import MapView
from app.plain import PlainLabel
from app.prose import Prose
from app.readings import readings_of
from app.session import Session
from mapping import commands
from mapping.entries import Entry, Person, Relationship, Source
from mapping.fields import field_named
from mapping.lanes import CARD_WIDTH
from mapping.language import Finding
from mapping.language.kept import keep as keep_wording
from mapping.naming import Naming
from mapping.veil import veiled_text
from storage.errors import OpenForReading

_DRAFT = 400
"""Milliseconds without a key after which what is typed is kept as a draft."""
_LONGEST, _LARGEST = 300, 2.5
"""Longer words are changed in the record; and how much larger than the window's own the letters may become."""
_KEYS = "Enter keeps it, Esc leaves it as it was."
_BEGUN = "Begun and not finished. " + _KEYS
_HIDDEN = "A name in these words is hidden. Show names to change them."


def words_field(entry: Entry) -> str:
    """The field in which the words on a card stand; "" where they are made of several, or too long for a card."""
    if isinstance(entry, Person | Relationship | Source):
        return ""
    if entry.title or field_named(type(entry), "title").shape.required:
        return "title"
    short = 0 < len(entry.account) <= _LONGEST and "\n" not in entry.account.strip()
    return "account" if short else ""


class CardWords(QWidget):
    """The editor over a card. Enter and leaving it keep the words, Esc leaves them; one act."""

    def __init__(self, session: Session, scene: MapScene, view: MapView, say: Callable[[str, QPoint], None]) -> None:
        super().__init__(view.parentWidget() or view)  # where the map is low it may lie over what is around it
        self._session, self._scene, self._view, self._say = session, scene, view, say
        self.prose: Prose | None = None
        self.identity = self._field = ""
        self._dirty = self._closing = False
        self.note = PlainLabel(_KEYS, "muted")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.note)
        self._drafting = QTimer(self)
        self._drafting.setSingleShot(True)
        self._drafting.setInterval(_DRAFT)
        self._drafting.timeout.connect(self._keep_draft)
        self.hide()
        self._wire()

    def _wire(self) -> None:
        session = self._session
        session.changed.connect(self._look_whether_it_stands)
        session.renaming.connect(self.put_away)
        session.putting_away.connect(self.put_away)
        session.locking.connect(self._close)
        for moved in (self._view.moved, self._view.resized, self._scene.laid_out):
            moved.connect(self._place)
        theme.NOTICE.changed.connect(self._place)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    @property
    def is_open(self) -> bool:
        """Whether words are being changed."""
        return self.prose is not None

    def begin(self, identity: str) -> bool:
        """Change the words of this card here; False where they can only be changed in its record."""
        entry = self._session.case.entry(identity)
        field = words_field(entry) if entry is not None else ""
        if not field or self._scene.box_of(identity) is None:
            return False
        if self.is_open and identity == self.identity:
            return True
        self.keep()
        why_not = self._why_not(str(getattr(entry, field)))
        if why_not:
            self._say(why_not, self._corner(identity))
            return True
        self._open(identity, field)
        return True

    def _why_not(self, text: str) -> str:
        if self._session.for_reading:
            return OpenForReading.sentence
        return _HIDDEN if self._covered(text) else ""

    def _covered(self, text: str) -> bool:
        """Whether a name in these words may not be seen now."""
        return veiled_text(text, Naming(self._session.case, self._session.veiled)) != text

    def _open(self, identity: str, field: str) -> None:
        self.identity, self._field, self._dirty = identity, field, False
        readings = readings_of(self._session)
        self.prose = Prose(
            readings,
            one_line=True,
            read=lambda text: readings.read_field(self._entry, field, text),
            kept=lambda text, finding: readings.is_kept(identity, field, text, finding),
        )
        prose = self.prose
        self._column.insertWidget(0, prose)
        value = str(getattr(self._entry, field))
        begun = self._session.draft(identity, field)
        shown = begun if begun.strip() and begun.strip() != value and not self._covered(begun) else value
        prose.text.show_text(shown)
        self._dirty = shown != value
        self.note.setText(_BEGUN if self._dirty else _KEYS)
        prose.text.setAccessibleName("The words of the card")
        prose.text.setAccessibleDescription(_KEYS)
        prose.text.textChanged.connect(self._typed)
        prose.text.left.connect(self._left)
        prose.keeping.connect(self._keep_wording)
        prose.watch(readings.reads(self._entry, field))
        self.note.show()
        self._place()
        self.show()
        self.raise_()
        prose.text.setFocus()
        prose.text.selectAll()

    @property
    def _entry(self) -> Entry | None:
        return self._session.case.entry(self.identity)

    # ------------------------------------------------------------------------------------------- where it stands

    def _corner(self, identity: str) -> QPoint:
        box = self._scene.box_of(identity)
        return self._view.mapFromScene(QPointF(box.x, box.y)) if box else self._view.rect().center()

    def _place(self) -> None:
        """Lie over the card, as large as its letters need, and never off the window."""
        if self.prose is None:
            return
        look, scale = theme.current(), self._view.scale_now
        px = look.px
        self._column.setContentsMargins(px(6), px(6), px(6), px(6))
        self._column.setSpacing(px(4))
        font = look.font("strong")
        font.setPixelSize(round(look.px(14) * max(1.0, min(_LARGEST, self._view.zoom))))
        self.prose.text.setFont(font)
        owner = self.parentWidget() or self._view
        room = owner.size()
        wide = min(max(px(CARD_WIDTH), round(CARD_WIDTH * scale)) + px(12), room.width() - px(8))
        wanted = self._column.heightForWidth(wide) if self._column.hasHeightForWidth() else -1
        high = wanted if wanted > 0 else self._column.sizeHint().height()
        if high > room.height() and self.note.text() == _KEYS:
            self.note.hide()
        self.resize(wide, high)
        inside = self._corner(self.identity) - QPoint(px(6), px(6))
        at = self._view.mapTo(owner, inside) if owner is not self._view else inside
        x = max(px(4), min(at.x(), room.width() - wide - px(4)))
        self.move(x, max(px(4), min(at.y(), room.height() - high - px(4))))

    def event(self, event: QEvent) -> bool:
        """Qt: what stands in it wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            soon(self, CardWords._place)
        return super().event(event)

    # -------------------------------------------------------------------------------------------------- keeping

    def keep(self) -> bool:
        """Keep the words as one act and close; what is refused is said, and stays as a draft."""
        sentence = self._commit()
        if not sentence:
            self._close()
            return True
        self._keep_draft()
        at = self._corner(self.identity)
        self._close()
        self._say(sentence, at)
        return False

    def _commit(self) -> str:
        """Write the words; "" when that is done, else why not."""
        prose, entry = self.prose, self._entry
        if prose is None or entry is None or not self._dirty:
            return ""
        new = " ".join(prose.text.toPlainText().split())
        if new != getattr(entry, self._field):
            values = {self._field: new}
            sentence = doing.act(self._session, commands.edit, self.identity, origin=self._scene, **values)
            if sentence:
                return sentence
        self._dirty = False
        self._drafting.stop()
        self._session.drop_draft(self.identity, self._field)
        self._session.seal()
        return ""

    def leave(self) -> None:
        """Leave the words as they were."""
        if self._dirty:
            self._session.drop_draft(self.identity, self._field)
        self._close()
        self._view.setFocus()

    def put_away(self) -> None:
        """Keep what is typed as a draft, which is there again when the words are changed next."""
        if self._dirty:
            self._keep_draft()
        self._close()

    def _keep_draft(self) -> None:
        self._drafting.stop()
        text = self.prose.text.toPlainText().strip() if self.prose is not None else ""
        if text and self._entry is not None:
            self._session.keep_draft(self.identity, self._field, text)

    def _close(self) -> None:
        """Let go of the words."""
        prose, self.prose = self.prose, None
        self._drafting.stop()
        self._dirty = False
        if prose is None:
            return
        had_focus = self._has_focus()
        prose.watch(False)
        prose.text.blockSignals(True)
        if had_focus:
            self._view.setFocus()
        self.hide()
        prose.text.clear()
        self._column.removeWidget(prose)
        prose.hide()
        prose.deleteLater()

    def _typed(self) -> None:
        self._dirty = True
        self._drafting.start()
        self.note.setText(_KEYS)

    def _left(self) -> None:
        """Enter, or the keyboard went elsewhere; what can be done about a passage is no elsewhere."""
        if self.prose is None or (not self.prose.text.hasFocus() and self._has_focus()):
            return
        if not self.prose.text.hasFocus():
            self.keep()
            return
        sentence = self._commit()
        if sentence:
            self.note.setText(sentence)
            return
        self._close()

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """From what stands under the words the keyboard went elsewhere."""
        if self.prose is None or before is None or now is None:
            return
        if self.isAncestorOf(before) and not self.isAncestorOf(now):
            self.keep()

    def _has_focus(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def _keep_wording(self, text: str, finding: Finding, reason: str) -> None:
        """Let a passage stay as it is, with the reason."""
        sentence = self._commit() or doing.act(
            self._session, keep_wording, self.identity, self._field, text, finding, reason, origin=self._scene
        )
        if self.prose is not None:
            self.prose.say(sentence)
            if not sentence:
                self.prose.text.setFocus()

    def _look_whether_it_stands(self, *_about: object) -> None:
        if self.prose is not None and self._entry is None:
            self._close()

    # ------------------------------------------------------------------------------------------------- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves it; no key goes on to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Qt: Tab keeps the words and goes back to the map."""
        self.keep()
        self._view.setFocus()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the map stays where it is while its words are changed."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: a slip of card with a line around it."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.colour("focus")), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
