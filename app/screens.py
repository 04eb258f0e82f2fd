"""A picture of every view of one case, for the guide and for review; it shows the program as it is, to nobody."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QEventLoop, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from app.casepage import CasePage
from app.commands.source import case_from
from app.gui import make_application
from app.history.room import HistoryPanel
from app.keys import KeysPanel
from app.lent import LentVault
from app.outfile import OutputError, write_whole
from app.present import displays
from app.present.chair import Chair
from app.sandbox.evidence import PNG, TEXT
from app.settings import Settings
from app.theme import Theme
from app.theme import apply as apply_theme
from app.vault.door import Door
from app.vault.making import Making
from app.vault.newcase import Beginning, begun
from app.vault.recoverycode import RecoveryPage
from app.vault.welcome import Welcome
from app.window import Window
from mapping.audience import candidates
from mapping.casemap import CaseMap
from mapping.commands import add, new_entry
from mapping.naming import Naming
from mapping.readers import PERPETRATOR, Reader

SIZE = (1600, 1000)
_ROOM = (1920, 1080)
"""How large a projector's picture is."""
_CODE = "TH1S1-SN0TA-C0DE0-FANYV-AV1T0-NEART-1NAP1-CTVRE"
"""Shown where a recovery code would be: a picture must not hold a real one."""
_KINDS = ("behaviour", "family_impact", "child_impact", "protective_effort", "person", "source")


def draw_all(file: Path, folder: Path, *, size: tuple[int, int] | None, theme: str | None, text: int | None) -> int:
    """Write a PNG of every view into a folder; without a theme or a size of text, the map in all of them too."""
    case = case_from(file)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # A point is a pixel, whatever the desk this runs on, so that pictures can be compared.
    os.environ["QT_FONT_DPI"] = "96"
    settings = Settings(theme or "light", text or 100)
    application = make_application(settings)
    _make(folder)
    camera = Camera(application, folder, size or SIZE, file)
    _before_a_case(camera)
    _an_empty_case(camera, settings)
    _one_case(camera, settings, case)
    if theme is None and text is None:
        _other_looks(camera, settings, case)
    return 0


class Camera:
    """Takes pictures of windows of one size and puts them into a folder by name, never over the case in `file`."""

    def __init__(self, application: QApplication, folder: Path, size: tuple[int, int], file: Path) -> None:
        self.application, self._folder, self._size, self._file = application, folder, size, file

    def take(
        self, name: str, view: QWidget, *, own_size: bool = False, busy: Callable[[], bool] = lambda: False
    ) -> None:
        """A picture of a view, once it is no longer `busy`; raises OutputError."""
        if not own_size:
            view.resize(*self._size)
        view.show()
        self.application.processEvents()
        while busy():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(12):  # a form is built after the selection, and its texts grow after that
            self.application.processEvents()
        if not own_size and view.size() != QSize(*self._size):  # what wanted more room for a moment has it no longer
            view.resize(*self._size)
            self.application.processEvents()
        bits = QByteArray()
        buffer = QBuffer(bits)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        view.grab().save(buffer, "PNG")
        write_whole(self._folder / f"{name}.png", bytes(bits.data()), (self._file,))
        view.hide()


def _let_go(view: QWidget) -> None:
    """Delete a window now: what is left of a closed case must not be dressed anew with the next theme."""
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _before_a_case(camera: Camera) -> None:
    camera.take("door", Door(Path.home()))
    camera.take("door-first-start", Welcome(told=True))
    making = Making()
    camera.take("making-place", making)
    making.setCurrentWidget(making.passphrase)
    camera.take("making-passphrase", making)
    camera.take("making-recovery-code", RecoveryPage(_CODE))


@contextmanager
def _open(case: CaseMap, settings: Settings) -> Iterator[Window]:
    lent = LentVault(case)
    window = Window(settings, lambda: None)
    window.enter(lent.vault)
    try:
        yield window
    finally:
        window.close()
        lent.wipe()
        _let_go(window)


def _an_empty_case(camera: Camera, settings: Settings) -> None:
    beginning = Beginning("Case 1", "Father", "he/him/his", "Mother", "she/her/her", ("Elder child", "Younger child"))
    empty = begun(beginning)
    with _open(empty, settings) as window:
        window.open_case(empty.header.id)
        assert window.page is not None
        camera.take("case-empty", window, busy=partial(_reads, window.page))
        if window.vault is not None:
            window.vault.forget_case(empty.header.id)
        window.show_cases()
        camera.take("cases-empty", window)


def _one_case(camera: Camera, settings: Settings, case: CaseMap) -> None:
    with _open(case, settings) as window:
        camera.take("cases", window)
        window.open_case(case.header.id)
        page = window.page
        assert page is not None
        camera.take("map", window, busy=partial(_reads, page))
        for kind in _KINDS:
            page.session.select(_first(case, kind))
            camera.take(f"selected-{kind.replace('_', '-')}", window, busy=partial(_reads, page))
        page.session.select(_first(case, "behaviour"))
        for name, act in _acts(page):
            act()
            camera.take(name, window, busy=partial(_reads, page))
        camera.take("keys", KeysPanel(window), own_size=True)
        _evidence_and_history(camera, window, page)
        _ways_of_seeing(camera, window, page)
        _guided_session(camera, window, page)
        _a_meeting(camera, window, page)
        window.hide_all()
        camera.take("hidden", window)


def _evidence_and_history(camera: Camera, window: Window, page: CasePage, look: str = "") -> None:
    """What is attached to a card, and the record of the case."""
    behaviours = _first(page.session.case, "behaviour")
    if not behaviours or window.vault is None:
        return
    page.session.select(behaviours)
    for title, kind, content in (("Her note of 3 May", TEXT, b"He kept it again."), ("Bank statement", PNG, _paper())):
        page.session.evidence.attach(behaviours[0], content, kind, title)
    page.to_evidence.show_for(behaviours[0])
    camera.take(f"evidence{look}", window, busy=partial(_reads, page))
    page.show_map()
    camera.take(f"history{look}", HistoryPanel(page.session, window.vault, "", window), own_size=True)


def _ways_of_seeing(camera: Camera, window: Window, page: CasePage, look: str = "") -> None:
    """What is near one card, a child folded under the lens, the notes, and the words of the catalogue."""
    page.help.leave()
    page.show_map()
    page.session.select(_first(page.session.case, "behaviour"))
    page.map.see_near()
    page.seeing.open_panel()
    camera.take(f"seeing{look}", window, busy=partial(_reads, page))
    page.seeing.close_panel()
    page.seeing.show_all()
    page.session.select(_first(page.session.case, "child_impact"))
    page.map.folding.group()
    page.map.fit()
    page.map.turn_lens()
    camera.take(f"folded{look}", window, busy=partial(_reads, page))
    page.map.turn_lens()
    page.map.folding.all_out()
    page.hands.show_notes()
    camera.take(f"notes{look}", window, busy=partial(_reads, page))
    page.hands.show_notes()
    page.hands.show_vocabulary()
    camera.take(f"catalogue{look}", window, busy=partial(_reads, page))


def _guided_session(camera: Camera, window: Window, page: CasePage, look: str = "") -> None:
    """Three steps of the guided session: the beginning, a child, the end."""
    page.hands.put_vocabulary_away()
    page.show_guided()
    room = page.guided
    room.show_now()
    for step in ("open", "children", "close"):
        room.go(next(each.key for each in room.standings if each.step.key == step))
        camera.take(f"guided-{step}{look}", window, busy=partial(_reads, page))


def _a_meeting(camera: Camera, window: Window, page: CasePage, look: str = "") -> None:
    """What the room sees and what the chair sees, as with two displays."""
    window.show()
    before = displays.other_display
    displays.other_display = _own_display
    try:
        page.session.veil(False)
        page.presenting.begin()
        screen = page.presenting.screen
        if screen is not None:
            screen.showNormal()
            screen.resize(*_ROOM)
            camera.take(f"room{look}", screen, own_size=True)
            page.presenting.fed.emit()
            chair = window.findChild(Chair)
            camera.take(f"chair{look}", window, busy=lambda: _reads(page) or (chair is not None and chair.busy))
        page.presenting.end()
    finally:
        displays.other_display = before


def _own_display(window: QWidget) -> QScreen | None:
    """As if the display of the window were another one."""
    return window.screen()


def _paper() -> bytes:
    """A blank sheet, as a picture."""
    bits, sheet = QByteArray(), QImage(210, 297, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    buffer = QBuffer(bits)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(sheet)
    return bytes(bits.data())


def _acts(page: CasePage) -> tuple[tuple[str, Callable[[], None]], ...]:
    """What is done on a case's page, in this order, each before its picture."""
    return (
        ("roles-not-names", page.turn_veil),
        ("find", lambda: _find(page)),
        ("refused", lambda: _refuse(page)),
        ("outline", lambda: _outline(page)),
        ("words", page.show_words),
        ("unknowns", page.show_unknowns),
        ("language", page.show_language),
        ("help", page.show_help),
        ("report-readers", lambda: _report(page)),
        ("report", lambda: _release(page)),
        ("report-release", lambda: _release(page, asked=True)),
    )


def _reads(page: CasePage) -> bool:
    """Whether the record is not there yet, the wording is being looked through, or a copy is made for the desk."""
    if page.inspector.isVisible() and not page.inspector.is_whole:
        return True
    if page.report.isVisible():
        return page.report.preview.busy or page.report.desk.pages.busy
    return page.language.isVisible() and (page.language.surveyor.busy or page.language.waiting)


def _find(page: CasePage) -> None:
    page.turn_veil()
    page.show_find()


def _outline(page: CasePage) -> None:
    page.strip.clear()
    page.show_outline()


def _report(page: CasePage) -> None:
    page.help.leave()
    page.show_report()


def _release(page: CasePage, *, asked: bool = False) -> None:
    """A copy for him on the desk, or for the court where nobody harms: the pages; or, `asked`, what is asked of it."""
    page.show_report()
    desk, case = page.report.desk, page.session.case
    him = candidates(case, Reader(PERPETRATOR))
    desk.readers.choose(Reader(PERPETRATOR, him[0].id) if him else Reader("court"))
    desk.turn_to(2 if asked else 1)
    if asked:
        desk.focus_place("recipient")


def _refuse(page: CasePage) -> None:
    """Ask for what the rules refuse: a behaviour of the survivor."""
    page.finding.leave()
    naming = Naming(page.session.case, veiled=False)
    for survivor in naming.survivors[:1]:
        entry = new_entry(page.session.case, "behaviour", title="shouted back", by=survivor.id)
        page.session.attempt(add, entry)


def _first(case: CaseMap, kind: str) -> tuple[str, ...]:
    """The first entry of a kind, as a selection."""
    return tuple(entry.id for entry in case.ordered_entries if entry.kind == kind)[:1]


def _other_looks(camera: Camera, settings: Settings, case: CaseMap) -> None:
    for name, theme in (("dark", Theme("dark")), ("contrast", Theme("contrast")), ("text-200", Theme("light", 2.0))):
        apply_theme(camera.application, theme)
        camera.take(f"door-{name}", Door(Path.home()))
        with _open(case, settings) as window:
            window.open_case(case.header.id)
            page = window.page
            assert page is not None
            page.session.select(_first(case, "behaviour"))
            camera.take(f"map-{name}", window, busy=partial(_reads, page))
            for view, show in (
                ("words", page.show_words),
                ("unknowns", page.show_unknowns),
                ("language", page.show_language),
                ("help", page.show_help),
                ("report", partial(_release, page)),
                ("report-release", partial(_release, page, asked=True)),
            ):
                show()
                camera.take(f"{view}-{name}", window, busy=partial(_reads, page))
            _evidence_and_history(camera, window, page, f"-{name}")
            _ways_of_seeing(camera, window, page, f"-{name}")


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {path} could not be made: {error.strerror}.") from None
