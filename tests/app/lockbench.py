"""A window on a case that can be locked in the middle of anything, and what can be seen of it then."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QMenu, QWidget

from app import gui, theme
from app.casepage import CasePage
from app.settings import Settings
from app.trouble import tell_trouble
from app.watch import Watch
from app.window import Window
from storage.vault import Vault
from tests.cases import published
from tests.storage.sample import CHEAP, PASSPHRASE

CASE = "open-01-after-prison"
TYPED = "He counts what is in her purse"


class Disk:
    """A disk that may be full."""

    full = False

    def __call__(self, _point: str) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")


class Painted(QObject):
    """Notes every widget of a page, and of any window but the main one, that is painted from now on."""

    def __init__(self, application: QApplication, window: Window, page: QWidget) -> None:
        super().__init__()
        self.window, self.page = window, page
        self.seen: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(widget, QWidget):
            elsewhere = widget.window() is not self.window
            if elsewhere or widget is self.page or self.page.isAncestorOf(widget):
                self.seen.append(type(widget).__name__)
        return False


class Bench:
    """A window on a case, wired as the program wires it; `ended` holds what could be seen when the process ended."""

    def __init__(self, application: QApplication, vault: Vault, disk: Disk, settings: Settings | None = None) -> None:
        self.application, self.vault, self.disk = application, vault, disk
        self.ended: list[list[str]] = []
        self.window = Window(settings or Settings(), lambda: self.ended.append(self.seen()))
        self.watch: Watch = gui._watched(application, self.window)
        self.painted: Painted | None = None

    @property
    def page(self) -> CasePage:
        assert self.window.page is not None
        return self.window.page

    def seen(self) -> list[str]:
        """Every other window that is up, and every word that the main one shows."""
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]
        words = [each.text() for each in self.window.findChildren(QLabel) if each.isVisible() and each.text()]
        return [type(each).__name__ for each in others] + words

    def lock(self, reason: str = "session") -> None:
        """Let the watch ask for the lock, and whatever comes after it be painted."""
        self.painted = Painted(self.application, self.window, self.page)
        self.watch.must_lock.emit(reason)
        self.window.repaint()
        self.application.processEvents()
        self.application.removeEventFilter(self.painted)

    def type_account(self, qtbot, text: str = TYPED) -> QWidget:
        """Write in the account of the first behaviour, and stay there."""
        identity = next(each.id for each in self.page.session.case.ordered_entries if each.kind == "behaviour")
        self.page.session.select((identity,))
        qtbot.waitUntil(lambda: self.page.inspector._for == (identity,))
        field = self.page.inspector.sheet.row("account").editor.text
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(field, text)
        return field

    def take_down(self) -> None:
        self.application.removeEventFilter(self.watch.idle)
        self.watch.deleteLater()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def kept(self) -> str:
        """Everything that the vault holds of the case, as text: entries and what was begun."""
        with Vault.unlock(self.vault.folder, PASSPHRASE) as again:
            accounts = [getattr(each, "account", "") for each in again.load(CASE).ordered_entries]
            return f"{accounts} {again.drafts(CASE)}"


@contextmanager
def opened_bench(qtbot, application: QApplication, folder: Path) -> Iterator[Bench]:
    """A bench with a vault of its own in that folder, open on its case."""
    theme.apply(application, theme.Theme())
    disk = Disk()
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=disk)
    vault.add(published(CASE), "K")
    made = Bench(application, vault, disk)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.window.enter(vault)
    made.window.open_case(CASE)
    try:
        yield made
    finally:
        disk.full = False
        vault.close()
        made.take_down()


def panels() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


# ---------------------------------------------------------------------------------------- whatever is going on


def a_panel_is_open(qtbot, bench: Bench) -> None:
    tell_trouble(bench.window, "Something of the world")


def a_file_is_being_chosen(qtbot, bench: Bench) -> None:
    room = bench.page.report
    bench.page.show_report()
    room.write_report()
    qtbot.waitUntil(lambda: room.listing or panels() != [], timeout=60_000)
    if room.listing:
        room.before.anyway.emit("the court wants it today")
    qtbot.waitUntil(lambda: panels() != [])


def a_report_is_being_made(qtbot, bench: Bench) -> None:
    a_file_is_being_chosen(qtbot, bench)
    chooser = panels()[0]
    line = next(each for each in chooser.findChildren(QLineEdit) if each.isVisible())
    line.setText(str(bench.vault.folder.parent / "report.pdf"))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.page.report._work.busy


def pull(qtbot, bench: Bench, start: QPoint) -> None:
    paper = bench.page.map.view.viewport()
    qtbot.mouseMove(paper, start)
    qtbot.mousePress(paper, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        qtbot.mouseMove(paper, start + QPoint(12 * step, 8 * step))


def a_card_is_dragged(qtbot, bench: Bench) -> None:
    view = bench.page.map.view
    bench.page.map.fit()
    card = next(iter(bench.page.map.scene.cards.values()))
    pull(qtbot, bench, view.mapFromScene(card.area.center()))


def an_arrow_is_drawn(qtbot, bench: Bench) -> None:
    view = bench.page.map.view
    bench.page.map.fit()
    identity = next(each for each in bench.page.map.scene.cards)
    bench.page.session.select((identity,))
    bench.page.map.begin_link_from_selection()
    pull(qtbot, bench, view.mapFromScene(bench.page.map.scene.cards[identity].handle()))


def letters_hang_in_the_input_method(qtbot, bench: Bench) -> None:
    field = bench.type_account(qtbot)
    QCoreApplication.sendEvent(field, QInputMethodEvent("ねこ", []))


def a_menu_is_open(qtbot, bench: Bench) -> None:
    bench.page.map.wants_menu.emit((), bench.window.mapToGlobal(QPoint(200, 200)))
    assert any(each.isVisible() for each in bench.window.findChildren(QMenu))


def a_list_is_open(qtbot, bench: Bench) -> None:
    bench.page.session.select(tuple(bench.page.map.scene.cards)[:1])
    boxes = bench.page.inspector.findChildren(QComboBox) + bench.page.quick.findChildren(QComboBox)
    next(each for each in boxes if each.isVisible() and each.count()).showPopup()


def names_are_offered(qtbot, bench: Bench) -> None:
    bench.page.focus_quick_add()
    qtbot.keyClicks(bench.page.quick.line, "shouts @")
    assert bench.page.quick.line.popup.isVisible()


GOING_ON: tuple[Callable[..., None], ...] = (
    a_panel_is_open,
    a_file_is_being_chosen,
    a_report_is_being_made,
    a_card_is_dragged,
    an_arrow_is_drawn,
    letters_hang_in_the_input_method,
    a_menu_is_open,
    a_list_is_open,
    names_are_offered,
)
