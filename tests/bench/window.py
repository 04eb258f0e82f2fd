"""Times the real window under a hand: every movement, act and way of seeing, on a case that lies in a vault.

The script is fixed: pan, zoom, drag, select, filter, veil, add, change, undo. All rooms that a worker has open
are there (inspector, outline, what is not known), painted in software at 1600 by 900. The same movements on a plain
canvas of the same cards stand beside it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app import gui
from app.casepage import CasePage
from app.inspector import room as inspector
from app.settings import Settings
from app.window import Window
from mapping import commands
from mapping.casemap import CaseMap
from storage.vault import Vault
from tests.bench import floor, room
from tests.bench.cases import CHEAP
from tests.bench.figures import Figure, of_acts, of_steps, timed

_SIZE = (1600, 900)
_STEPS, _TIMES = 60, 8
_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_PAN, _ZOOM = "a step of panning", "a step of zooming"


def figures(case: CaseMap) -> Iterator[Figure]:
    """Every figure of the window for one case."""
    application = QApplication.instance() or gui.make_application(Settings())
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as place:
        vault, _code = Vault.create(Path(place) / "bench.vault", "bench", cost=CHEAP)
        vault.add(case, "")
        inspector.SOON = 10_000  # the form of what is selected comes when the map is seen: here, when it is asked for
        window = Window(Settings(), lambda: None)
        window.resize(*_SIZE)
        window.show()
        gui.bring_in_rooms()  # as while the passphrase is typed
        window.enter(vault)
        QApplication.processEvents()
        yield Figure("open a case for the first time", timed(lambda: _opened(window, case.header.id)))
        assert window.page is not None
        window.page.leave()
        QApplication.processEvents()
        yield Figure("open a case once unlocked", timed(lambda: _opened(window, case.header.id)))
        page = window.page
        assert page is not None
        yield from _under_the_hand(page)
        yield from room.figures(page)
        window.close()


def memory() -> float:
    """What this process holds now, in MiB; nothing where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _opened(window: Window, case_id: str) -> None:
    window.open_case(case_id)
    QApplication.processEvents()


def _under_the_hand(page: CasePage) -> Iterator[Figure]:
    """What a worker has looked at is there from then on: outline and open questions follow, out of sight."""
    page.show_outline()
    QApplication.processEvents()
    page.show_map()
    page.map.questions.catch_up()
    QApplication.processEvents()
    ours = list(_movements(page))
    yield from ours
    yield from _acts(page)
    yield Figure("memory, the map open", memory(), "MiB")
    yield from _against_floor(page, {figure.act: figure.value for figure in ours})


def _movements(page: CasePage) -> Iterator[Figure]:
    view, middle = page.map.view, page.map.view.viewport().rect().center()

    def pan(at: int) -> None:
        view.set_moving()
        view.pull(QPoint(3 if at % 2 else -3, 9))

    def zoom(at: int) -> None:
        view.zoom_to(view.zoom * (1.05 if at // 10 % 2 == 0 else 1 / 1.05), middle)

    page.map.actual_size()
    view.pull(QPoint(0, 2000))
    yield of_steps(_PAN, _steps(pan))
    yield of_steps(_ZOOM, _steps(zoom))
    page.map.actual_size()
    yield of_steps("a step of dragging a card", _dragging(page))
    view.zoom_to(0.3, middle)
    yield of_steps("a step of panning, far out", _steps(pan))
    page.map.fit()
    yield of_steps("a step of zooming, all in view", _steps(zoom))
    page.map.actual_size()


def _steps(step: Callable[[int], object], count: int = _STEPS) -> list[float]:
    """Seconds of each step until it is painted; the first, which makes things ready, is left out."""

    def seen(at: int) -> None:
        step(at)
        QApplication.processEvents()

    seen(0)
    return [timed(lambda at=at: seen(at)) for at in range(count)]


def _dragging(page: CasePage) -> list[float]:
    view, cards = page.map.view, page.map.scene.cards
    middle = view.mapToScene(view.viewport().rect().center())
    nearest = min(cards.values(), key=lambda card: abs(card.x - middle.x()) + abs(card.y - middle.y()))
    start = view.mapFromScene(QPointF(nearest.x + 40, nearest.y + 12))

    def send(kind: QEvent.Type, at: QPoint) -> None:
        there = QPointF(view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), QMouseEvent(kind, QPointF(at), there, _LEFT, _LEFT, _NO_KEYS))

    send(QEvent.Type.MouseButtonPress, start)
    found = _steps(lambda at: send(QEvent.Type.MouseMove, start + QPoint(8 + 3 * at, 2 * at)), 40)
    view.cancel()
    return found


def _acts(page: CasePage) -> Iterator[Figure]:
    """Acts are done with a card selected, as acts are; each until it is committed, told to every room, and painted."""
    session, scene = page.session, page.map.scene
    behaviours = [each for each in scene.cards if each.startswith("B")]
    half = frozenset(list(scene.cards)[: len(scene.cards) // 2])

    def light(at: int) -> None:
        session.select((behaviours[at % len(behaviours)],) if at % 2 == 0 else ())

    def add(at: int) -> None:
        new = commands.new_entry(session.case, "behaviour", title=f"does it {at} times", by="p1", category="B01")
        session.attempt(commands.add, new)

    def reword(at: int) -> None:
        session.attempt(commands.edit, behaviours[1], title=f"questions the elder child {at} times")

    def join(at: int) -> None:
        session.attempt(commands.link, "disrupts", behaviours[at % len(behaviours)], "L1")

    def narrow(at: int) -> None:
        page.map.show_only(half if at % 2 == 0 else None)

    def form(_at: int) -> None:
        assert page.inspector.sheet is not None

    def light_and_form(at: int) -> None:
        light(at)
        form(at)

    yield of_acts("a card selected or let go", _steps(light, _TIMES))
    yield of_acts("a card selected or let go, and its form made", _steps(light_and_form, _TIMES))
    session.select((behaviours[0],))
    form(0)
    for act, does in (("a card added", add), ("a card reworded", reword), ("an arrow drawn", join)):
        yield of_acts(f"{act}, until seen and committed", _steps(does, _TIMES))
    yield of_acts("an act taken back, until seen and committed", _steps(lambda _at: session.undo(), _TIMES))
    session.select(())
    yield of_acts("half of the cards shown, or all", _steps(narrow, _TIMES))
    page.map.show_only(None)
    form(0)
    yield of_acts("names veiled or shown", _steps(lambda at: session.veil(at % 2 == 0), _TIMES))
    session.veil(False)
    yield of_acts("the map arranged and seen", _steps(lambda _at: page.map.arrange(), 1))


def _against_floor(page: CasePage, ours: dict[str, float]) -> Iterator[Figure]:
    for figure in floor.figures(page.map.scene, (page.map.view.width(), page.map.view.height()), _STEPS):
        yield figure
        own = next(act for act in (_PAN, _ZOOM) if figure.act.endswith(act))
        yield Figure(f"{own}, against the plain canvas", ours[own] / figure.value, "x")
