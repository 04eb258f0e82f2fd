"""What a worker looks at and puts away again in a long day, without changing the case; it counts nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from app import theme
from app.casepage import CasePage
from app.history.room import HistoryPanel
from app.quickadd.lines import LinesPanel
from mapping.sight import Sight

_NOTES = "He took the car key. She walked to the school.\nThe police came at nine."
_LINES = "He took the car key\nShe walked to the school\nThe police came at nine"
_LOOKS = (theme.Theme(), theme.Theme(scale=1.25))


class Looks:
    """Everything of an open case that is opened for a moment; each leaves the page as it found it."""

    def __init__(self, page: CasePage, chance: random.Random) -> None:
        self._page, self._chance = page, chance
        self.by_name: dict[str, Callable[[], object]] = {
            "the veil": self._veil,
            "another size of text": self._dress,
            "every view": self._views,
            "a form": self._form,
            "several forms": self._forms,
            "a part of the map": self._part,
            "a question to the map": self._ask,
            "a kept view": self._kept_view,
            "what is near": self._near,
            "folded cards": self._fold,
            "the small map": lambda: (page.map.mini.turn(), page.map.mini.turn()),
            "the lens": self._lens,
            "the side of the map": lambda: (page.map.fold_rail(), page.map.fold_rail()),
            "nearer and further": lambda: (page.map.zoom_in(), page.map.zoom_out(), page.map.fit()),
            "words on the card": self._on_the_card,
            "the menu": self._menu,
            "the catalogue": self._catalogue,
            "notes": self._notes,
            "pasted lines": self._lines,
            "one line": self._quick,
            "the history": self._history,
            "the evidence": self._evidence,
            "help": self._help,
            "finding": self._find,
        }

    def any(self) -> None:
        """Look at one of them."""
        self.by_name[self._chance.choice(sorted(self.by_name))]()

    def _choose(self, number: int = 1) -> tuple[str, ...]:
        cards = sorted(self._page.map.scene.cards)
        chosen = tuple(self._chance.sample(cards, min(number, len(cards))))
        self._page.session.select(chosen)
        return chosen

    def _veil(self) -> None:
        for _there_and_back in range(2):
            self._page.session.veil(not self._page.session.veiled)
            QApplication.processEvents()

    def _dress(self) -> None:
        application = QApplication.instance()
        for look in reversed(_LOOKS):
            theme.apply(application, look)  # type: ignore[arg-type]  # the one that every widget has
            QApplication.processEvents()

    def _views(self) -> None:
        for name in ("outline", "words", "unknowns", "language", "report", "map"):
            self._page._show_room(name)
            QApplication.processEvents()

    def _form(self) -> None:
        self._choose()
        _ = self._page.inspector.sheet

    def _forms(self) -> None:
        self._choose(3)
        _ = self._page.inspector.sheet
        self._page.session.select(())

    def _part(self) -> None:
        seeing = self._page.seeing
        seeing.open_panel()
        QApplication.processEvents()
        for dims in (True, False):
            seeing.sights.look(Sight(kinds=("behaviour",), dims=dims))
            QApplication.processEvents()
        seeing.show_all()
        seeing.close_panel()

    def _ask(self) -> None:
        seeing = self._page.seeing
        seeing.open_panel()
        asking = seeing.panel.asking
        for button in (asking.echo, asking.round, asking.disputed):
            button.click()
            QApplication.processEvents()
        seeing.show_all()
        seeing.close_panel()

    def _kept_view(self) -> None:
        seeing = self._page.seeing
        seeing.open_panel()
        kept = seeing.panel.kept
        kept.name.setText("The first year")
        kept.keep.click()
        kept._drop("The first year")
        seeing.close_panel()

    def _near(self) -> None:
        if self._choose():
            self._page.map.see_near()
            self._page.map.see_near()
            self._page.map.see_nearer()
        self._page.seeing.show_all()

    def _fold(self) -> None:
        self._choose()
        for fold in (self._page.map.folding.group, self._page.map.folding.branch, self._page.map.folding.all_out):
            fold()
            QApplication.processEvents()

    def _lens(self) -> None:
        view = self._page.map
        view.fit()
        view.zoom_out()
        view.turn_lens()
        self._choose()
        QApplication.processEvents()
        view.turn_lens()

    def _on_the_card(self) -> None:
        if self._choose():
            self._page.map.edit_words()
            QApplication.processEvents()
            self._page.map.hand.words.leave()

    def _menu(self) -> None:
        for chosen in (self._choose(), (), self._choose(3)):
            self._page._show_menu(chosen, QPoint(200, 200))
            QApplication.processEvents()
            for menu in self._page.findChildren(QMenu):
                menu.close()

    def _catalogue(self) -> None:
        hands = self._page.hands
        hands.show_vocabulary()
        QApplication.processEvents()
        hands._close_vocabulary()

    def _notes(self) -> None:
        hands = self._page.hands
        hands.show_notes()
        hands.notes.text.setPlainText(_NOTES)
        QApplication.processEvents()
        hands.notes.text.setPlainText("")
        hands.show_notes()

    def _lines(self) -> None:
        self._page.hands.look_over(_LINES)
        QApplication.processEvents()
        for panel in self._page.findChildren(LinesPanel):
            panel._throw_away()
            panel.close()

    def _quick(self) -> None:
        self._page.quick.take(_LINES.partition("\n")[0])
        QApplication.processEvents()
        self._page.quick.line.put("")

    def _history(self) -> None:
        for thing in ("", *self._choose()):
            self._page._open_history(thing)
            QApplication.processEvents()
            self._close(HistoryPanel)

    def _close(self, kind: type[QDialog]) -> None:
        for panel in self._page.findChildren(kind):
            panel.close()

    def _evidence(self) -> None:
        if self._choose():
            self._page.to_evidence.show()
            QApplication.processEvents()
            self._page._come_back()

    def _help(self) -> None:
        self._choose()
        self._page.inspector.ask_for_help()
        QApplication.processEvents()
        self._page._leave_help()

    def _find(self) -> None:
        self._page.show_find()
        self._page.finding.field.setText("car")
        QApplication.processEvents()
        self._page.finding.leave()
