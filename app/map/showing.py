"""Puts on the map what part of it is seen and what is asked of it; it decides neither."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.map.legend import Legend
from app.map.scene import MapScene
from app.map.signs import SIGNED
from app.session import Session
from app.sights import sights_of
from mapping.marks import legend
from mapping.showing import Standing


class Showing(QObject):
    """The one way from the sight that was chosen to the scene; `told` when it is done."""

    told = Signal()

    def __init__(self, session: Session, scene: MapScene, signs: Legend) -> None:
        super().__init__(scene)
        self.sights = sights_of(session)
        self._scene, self._signs = scene, signs
        self._only: frozenset[str] | None = None
        self._was: object = None
        self.sights.standing = self._standing
        self.sights.changed.connect(self.take)
        self.take()

    @property
    def count_text(self) -> str:
        """How much of the map a sight shows; "" where it shows all."""
        return self.sights.count_text

    def _standing(self) -> Standing:
        """How everything stands now, for a picture of it."""
        above = dict(self._scene.web.above)
        return Standing(self._scene.layout, above, frozenset(above) | self.sights.aside)

    def take(self) -> None:
        """Show what is seen now."""
        sights, stage = self.sights, self._scene.stage
        now = (sights.faint, dict(sights.answer.tags), sights.marks)
        changed, self._was = now != self._was, now
        stage.faint, stage.tags, stage.marks = sights.faint, sights.answer.tags, sights.marks
        stage.clear = frozenset(self._scene.case.links) - sights.faint if sights.faint else frozenset()
        if sights.only != self._only:
            self._only = sights.only
            self._scene.set_options(replace(self._scene.options, only=self._only))
        if changed:
            self._scene.repaint_all()
        self._signs.show_marks(tuple(pair for pair in legend(sights.marks) if pair[0] in SIGNED))
        self.told.emit()
