"""The one window: door, list of cases, open case, and a blank page in front of them; it holds no rule, no data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import actions, seen, windowplace
from app.clipboard import empty_clipboard
from app.curtain import Curtain
from app.front import Front
from app.header import Header, under
from app.later import soon
from app.remembered import Remembered
from app.safekeeper import Safekeeper
from app.settings import Settings
from app.tabbing import TabbedWindow, held_in
from app.trouble import tell_fault, tell_trouble
from app.unkept import Unkept
from app.vault.door import Entered
from app.viewmenu import ViewMenu
from app.worker import name_worker, who_works
from storage.errors import VaultError
from storage.vault import Vault

if TYPE_CHECKING:
    from app.casepage import CasePage
    from app.lent import LentVault
    from app.vault.making import Made

TITLE = "Throughline"
"""All that the title bar and the task bar ever say."""
_AGAIN = 10_000
"""Milliseconds after which a lock that could not be done is tried again: there may be room on the disk by then."""


class Window(TabbedWindow):
    """Leads from the locked door to the cases, to one case, and back."""

    fault_met = Signal(str)
    vault_opened = Signal(object)
    putting_away = Signal()
    """Keep what was begun: the vault is about to be closed."""
    trial_left = Signal()
    """The lent vault is gone, and so should be the process that held it; a new one begins."""

    def __init__(self, settings: Settings, end_process: Callable[[], None], *, locked: bool = False) -> None:
        super().__init__()
        self._remembered, self._ends = Remembered(settings), end_process
        self.vault: Vault | None = None
        self.page: CasePage | None = None
        self._pages, self._blank, self._curtain = QStackedWidget(), QWidget(), Curtain(self)
        self._behind: QWidget | None = None
        self._locked = False
        """Whether a lock was asked for: what is behind the blank page is not shown again, even if it cannot end yet."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.lock)
        self._unkept: Unkept | None = None
        self._keeper: Safekeeper | None = None
        self._without = False
        """Whether the window may close although a text is lost by it."""
        self._lent = self._place_told = False
        self._pages.addWidget(self._blank)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(TITLE)
        self._actions = actions.build(self, [actions.EVERYWHERE])
        self._view = ViewMenu(self._actions["keys"], self)
        self._view.chosen.connect(self._remembered.look)
        self.fault_met.connect(self._tell_fault, Qt.ConnectionType.QueuedConnection)
        self._fault_told = ""
        self._front = Front(self, locked=locked)
        self._front.turned.connect(self._turn_to)
        self._front.opened.connect(self._enter)
        self._front.made.connect(self._begin)
        self._front.lent.connect(self._enter_lent)
        windowplace.put(self, settings.window)
        self.show_door()

    @property
    def settings(self) -> Settings:
        """How the program looks, and where its vault and its window are."""
        return self._remembered.settings

    # ------------------------------------------------------------------------------------------- from page to page

    def show_door(self) -> None:
        """The locked door, or the way to a vault where none is remembered."""
        self._front.begin(self.settings)

    def show_making(self) -> None:
        """The pages on which a vault is made."""
        self._front.show_making()

    def show_cases(self, *, veiled: bool = False) -> None:
        """The list of the open vault's cases; without their titles if names were hidden a moment ago."""
        if self.vault is None:
            return
        from app.vault.cases import CasesRoom

        room = CasesRoom(self.vault, veiled=veiled, lent=self._lent)
        room.wants_open.connect(self.open_case)
        room.wants_care.connect(self.show_care)
        room.wants_out.connect(self.leave_trial)
        self.putting_away.connect(room.put_away)
        if not self._lent and not self._place_told:
            self._place_told = True  # once in a start
            room.tell_of_place()
        self._turn_to(self._with_header(room))

    def show_care(self) -> None:
        """How the open vault is looked after."""
        if self.vault is not None:
            from app.vault.care.room import CareRoom

            room = CareRoom(self.vault)
            room.left.connect(self.show_cases)
            self._turn_to(self._with_header(room))

    def open_case(self, case_id: str) -> None:
        """One case, whole; where it cannot be read the list stays."""
        if self.vault is None:
            return
        from app.casepage import CasePage
        from app.session import Session

        try:
            session = Session(self.vault, case_id, who_works(self.vault), self._end_process)
        except VaultError as error:
            tell_trouble(self, str(error))
            return
        page = CasePage(session, self.vault)
        page.left.connect(self._close_case)
        page.wants_hide.connect(self.hide_all)
        page.wants_lock.connect(self.lock)
        page.wants_view.connect(self.show_view_menu)
        self._turn_to(page)
        self.page = page
        if self._lent:
            page.be_lent()
        page.show_map()
        if not page.map.scene.cards:
            page.focus_quick_add()

    def enter(self, vault: Vault, *, lent: bool = False) -> None:
        """Go on with a vault that is open already; of a lent one it is said that nothing in it is kept."""
        self._lent = lent
        self._hold(vault)
        self.show_cases()

    def lend(self, loan: LentVault) -> None:
        """Show the one case of a lent vault, which is wiped when the window closes or locks."""
        self._front.lend(loan)

    def _enter_lent(self, loan: LentVault) -> None:
        self.enter(loan.vault, lent=True)
        self.open_case(loan.case_id)

    def leave_trial(self) -> None:
        """Let go of a lent vault, and let a new process begin as after a start."""
        if self._front.wipe_lent():
            self._remembered.keep_place(self)
            self.trial_left.emit()

    def _hold(self, vault: Vault) -> None:
        self.vault = vault
        self.vault_opened.emit(vault)

    def _enter(self, entered: Entered) -> None:
        self._remembered.keep_vault(entered.folder, entered.remember)
        self._hold(entered.vault)
        last = seen.behind(entered.vault)
        if last is None:
            self._go_in(entered)
            return
        from app.vault.older import Older

        older = Older(entered.vault, last)
        older.done.connect(lambda: self._go_in(entered))
        older.leaving.connect(self.lock)
        self._turn_to(older)

    def _go_in(self, entered: Entered) -> None:
        self._look_after(entered.vault)
        if entered.by_recovery:
            from app.vault.rescue import Rescue

            rescue = Rescue(entered.vault)
            rescue.done.connect(self.show_cases)
            self._turn_to(rescue)
        else:
            self.show_cases()
        if entered.told:
            tell_trouble(self, entered.told)

    def _look_after(self, vault: Vault) -> None:
        """Have the vault's copies looked after until it is closed."""
        self._keeper = Safekeeper(vault, self)
        self._keeper.alarmed.connect(self._alarm)
        self._keeper.begin()

    def _alarm(self, sentence: str) -> None:
        if not self.hidden:
            tell_trouble(self, sentence)

    def _begin(self, made: Made) -> None:
        self._remembered.keep_vault(made.folder, made.remember)
        try:
            name_worker(made.vault, made.who)
        except VaultError as error:
            tell_trouble(self, str(error))
        self._look_after(made.vault)
        self.enter(made.vault)

    def _close_case(self) -> None:
        veiled = self.page is not None and self.page.session.veiled
        self.page = None
        self.show_cases(veiled=veiled)

    def _end_process(self) -> None:
        try:
            self._remembered.keep_place(self)
            self._front.wipe_lent()
        finally:
            self._ends()

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; the one before it is gone for good, with whatever it showed."""
        old = self._pages.widget(1)
        # A page that gave the keyboard to one of its fields keeps it there; being put among the pages takes it away.
        held = page.focusWidget()
        wanted = held if page.isAncestorOf(held) else page
        self._pages.addWidget(page)
        if self.hidden:
            self._behind = page
        else:
            self._pages.setCurrentWidget(page)
            wanted.setFocus()
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _with_header(self, room: QWidget) -> QWidget:
        header = Header(in_case=False)
        header.wants_hide.connect(self.hide_all)
        header.wants_lock.connect(self.lock)
        header.wants_view.connect(self.show_view_menu)
        return under(header, room)

    # ----------------------------------------------------------------------------------------- hide, lock, close

    @property
    def hidden(self) -> bool:
        """Whether the window is blank."""
        return self._behind is not None

    def hide_all(self) -> None:
        """Blank the whole window at once and close every panel; called again, bring the page back, unless locked."""
        if self._behind is None:
            self._go_blank()
        elif not self._locked:
            self._drop_unkept()
            self._pages.setCurrentWidget(self._behind)
            held_in(self._behind).setFocus()
            self._behind = None

    def _go_blank(self) -> None:
        if self._behind is None:
            self._curtain.fall()
            self._behind = self._pages.currentWidget()
            self._pages.setCurrentWidget(self._blank)
            self._blank.setFocus()
        self._curtain.hide()

    def lock(self) -> None:
        """Blank the window, put everything away and end the process that held it; nothing brings the page back.

        Where a text cannot be kept the window stays blank, says so, and tries again in a while. At the door there is
        nothing to put away, but a passphrase that was typed there goes with the process too.
        """
        self._curtain.fall()
        if self.page is not None:
            self._lock_case(self.page)
        elif self.vault is not None:
            try:
                self._close_vault()
            finally:
                self._end_process()
        elif self._front.something_typed(self._pages):
            self._end_process()
        self._curtain.hide()

    def _close_vault(self) -> None:
        if self.vault is not None:
            self.putting_away.emit()
            self.vault.close()

    def _lock_case(self, page: CasePage) -> None:
        self._locked = True
        # Letters that still hang in an input method become part of the text that is put away.
        QGuiApplication.inputMethod().commit()
        try:
            page.put_away()
        finally:
            self._go_blank()
            unkept = page.session.lock()
        if not unkept:
            return
        self._again.start(_AGAIN)
        if self._unkept is None or self._unkept.told != ("locked", unkept):
            told = self._tell_unkept(Unkept("locked", "Lock without it", unkept, may_go_back=False))
            told.again.connect(self.lock)
            told.without.connect(lambda: page.session.lock(anyway=True))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put drafts away and let go of the vault; with a text that cannot be kept the window stays, and says so."""
        if self.page is not None:
            unkept = self.page.put_away()
            if unkept and not self._without:
                self._stay_open(unkept)
                event.ignore()
                return
            self.page.session.locking.emit()
        self._remembered.keep_place(self)
        self._close_vault()
        self._front.wipe_lent()
        empty_clipboard()
        super().closeEvent(event)

    def _stay_open(self, unkept: tuple[str, ...]) -> None:
        self._go_blank()
        told = self._tell_unkept(Unkept("closed", "Close without keeping it", unkept, may_go_back=not self._locked))
        told.again.connect(self.close)
        told.without.connect(self._close_without)
        told.back.connect(self.hide_all)

    def _close_without(self) -> None:
        self._without = True
        self.close()

    def _tell_unkept(self, told: Unkept) -> Unkept:
        """Show, in front of the blank window, what would be lost."""
        self._drop_unkept()
        self._unkept = told
        self._pages.addWidget(told)
        self._pages.setCurrentWidget(told)
        told.setFocus()
        return told

    def _drop_unkept(self) -> None:
        if self._unkept is not None:
            self._pages.removeWidget(self._unkept)
            self._unkept.deleteLater()
            self._unkept = None

    def _tell_fault(self, line: str) -> None:
        """A fault of the program is told once, not at every repaint that meets it."""
        if line != self._fault_told and not self.hidden:
            self._fault_told = line
            tell_fault(self, line)

    def event(self, event: QEvent) -> bool:
        """Qt: a panel that slow work opens while the window is blank is not to be seen in front of it."""
        if event.type() == QEvent.Type.WindowBlocked and self.hidden:
            soon(self, Window._close_late)
        return super().event(event)

    def _close_late(self) -> None:
        if self.hidden:
            self._curtain.fall()
            self._curtain.hide()

    # -------------------------------------------------------------------------------------------------- the look

    def show_keys(self) -> None:
        """The panel with every key; not while the window is blank, and not at the door, which says nothing."""
        if self.vault is not None and not self.hidden:
            from app.keys import KeysPanel

            KeysPanel(self).open()

    def show_view_menu(self, button: QWidget) -> None:
        """Colours, size of text and keys, under the button that asked."""
        self._view.show_ticks(self.settings)
        self._view.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def larger_text(self) -> None:
        """Everything one size larger."""
        self._remembered.step_text(1)

    def smaller_text(self) -> None:
        """Everything one size smaller."""
        self._remembered.step_text(-1)
