"""Seeing part of one case's map: it puts panel, line and kept views together; the map itself it does not know."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app import theme
from app.keptviews import Shelf, Views
from app.seeing import choices
from app.seeing.chosen import chosen_marks, keep_marks
from app.seeing.keeping import KeptViews
from app.seeing.panel import SeeingPanel
from app.seeing.strip import ShownStrip
from app.session import Session
from app.sights import sights_of
from mapping.naming import Naming


class Seeing(QObject):
    """The panel and the line of one case; `left` when the keyboard goes back to the map, `failed` why not."""

    left = Signal()
    failed = Signal(str)
    turned = Signal()
    """The panel came or went."""

    def __init__(self, session: Session, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.sights = session, sights_of(session)
        self.strip = ShownStrip()
        kept = KeptViews(Views(shelf, session.case.header.id), lambda: self.sights.sight)
        self.panel = SeeingPanel(self.sights, kept)
        self._filled: object = None
        self._over = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill)
        self._shelf = shelf
        self.sights.mark(*chosen_marks(shelf))
        self._marks = self.sights.rules, self.sights.days
        self._wire(kept)
        self._follow()

    def _wire(self, kept: KeptViews) -> None:
        self.strip.wants_change.connect(self.open_panel)
        self.strip.wants_all.connect(self.show_all)
        self.panel.left.connect(self.close_panel)
        kept.failed.connect(self.failed)
        self.sights.changed.connect(self._follow)
        self.session.changed.connect(self._changed)
        self.session.renaming.connect(self._forget)
        self.session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self._forget)

    def turn_panel(self) -> None:
        """Open the panel beside the map, or close it."""
        if self.panel.isHidden():
            self.open_panel()
        else:
            self.close_panel()

    def open_panel(self) -> None:
        """Show the panel, with the keyboard in it."""
        self.panel.show()
        self._fill()
        self.panel.setFocus()
        self.turned.emit()

    def close_panel(self) -> None:
        """Leave the room to the map; what was chosen stays."""
        self.panel.hide()
        self.turned.emit()
        self.left.emit()

    def show_all(self) -> None:
        """See the whole map again, also what is folded away, and ask nothing of it."""
        self.sights.fold(frozenset())
        self.sights.clear()
        self.left.emit()

    def _naming(self) -> Naming:
        return Naming(self.session.case, self.session.veiled)

    def _follow(self) -> None:
        sights = self.sights
        hushed = sights.is_over or not sights.sentence  # what is hushed is not the whole map
        self.strip.say("" if sights.shows_all else sights.sentence, sights.answer.said, aloud=not hushed)
        if self._filled is not None:
            self.panel.follow()
        marks = self.sights.rules, self.sights.days
        if marks != self._marks and not self._over:
            self._marks = marks
            keep_marks(self._shelf, *marks)

    def _changed(self, _changes: object, _origin: object) -> None:
        self._soon.start()

    def _fill(self) -> None:
        """Show what there is to choose from, where that is something else than before."""
        if self._over or self.panel.isHidden():
            return
        case, naming = self.session.case, self._naming()
        now = (choices.groups(case, naming), choices.sources(case, naming), choices.agencies(case, naming))
        if now != self._filled:
            self._filled = now
            self.panel.fill(*now)
            self.panel.kept.show_views(naming)

    def _forget(self) -> None:
        """People are called otherwise, or everything has another size: nothing of before stays."""
        if self._filled is not None:
            self._filled = None
            self.panel.empty()
        self._soon.start()

    def _let_go(self) -> None:
        self._over = True
        self.strip.say("", (), aloud=False)
        self.panel.hide()
        self.panel.empty()
