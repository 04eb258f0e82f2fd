"""Times the start of the whole program in a fresh process, bytecode compiled: to the locked window, to an open case.

What a session holds is measured there too: this process also holds the case that it made, and what it measures with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

from mapping.casemap import CaseMap
from storage.vault import Vault
from tests.bench.cases import CHEAP
from tests.bench.figures import Figure

_PASSPHRASE = "bench"
_TO_THE_DOOR = """
    import sys, time
    begun = time.perf_counter()
    from app import gui
    from app.settings import Settings
    from app.window import Window
    settings = Settings(vault=sys.argv[1])
    application = gui.make_application(settings)
    window = Window(settings, lambda: None)
    window.resize(1600, 900)
    window.show()
    application.processEvents()
    print(time.perf_counter() - begun)
"""
_TO_THE_CASE = f"""
    from pathlib import Path
    {textwrap.dedent(_TO_THE_DOOR).strip().replace(chr(10), chr(10) + "    ")}
    from storage.vault import Vault
    unlocking = time.perf_counter()
    vault = Vault.unlock(Path(sys.argv[1]), {_PASSPHRASE!r})
    unlocked = time.perf_counter()
    window.enter(vault)
    window.open_case(sys.argv[2])
    application.processEvents()
    print(time.perf_counter() - begun - (unlocked - unlocking))
    vault.close()
"""
_A_SESSION = f"""
    import os
    from pathlib import Path
    {textwrap.dedent(_TO_THE_DOOR).strip().replace(chr(10), chr(10) + "    ")}
    gui.bring_in_rooms()
    from PySide6.QtCore import QEventLoop, QPoint
    from app.readings import readings_of
    from storage.vault import Vault
    vault = Vault.unlock(Path(sys.argv[1]), {_PASSPHRASE!r})
    window.enter(vault)
    window.open_case(sys.argv[2])
    application.processEvents()
    page = window.page
    page.show_outline()
    page.show_map()
    page.map.questions.catch_up()
    readings = readings_of(page.session)
    while not readings.ready():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    view = page.map.view
    middle = view.viewport().rect().center()
    for number, card in enumerate(list(page.map.scene.cards)[:12]):
        page.session.select((card,))
        page.inspector.sheet
        application.processEvents()
        view.pull(QPoint(0, 300))
        view.zoom_to(view.zoom * (1.1 if number % 2 else 1 / 1.1), middle)
        application.processEvents()
    page.session.select(())
    for veiled in (True, False):
        page.session.veil(veiled)
        application.processEvents()
    from PySide6.QtCore import QCoreApplication, QEvent
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page._sweeping.sweep()  # what the program does by itself some seconds after an act: what is measured has settled
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    print(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    vault.close()
"""


def figures(case: CaseMap) -> Iterator[Figure]:
    """Seconds from nothing to the locked window, and to an open case without the key derivation; the best of three."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "bench.vault"
        vault, _code = Vault.create(folder, _PASSPHRASE, cost=CHEAP)
        vault.add(case, "")
        vault.close()
        yield Figure("start to the locked window", _best(_TO_THE_DOOR, str(folder)))
        yield Figure("start to the open case", _best(_TO_THE_CASE, str(folder), case.header.id))
        if Path("/proc/self/statm").exists():
            held = _best(_A_SESSION, str(folder), case.header.id, runs=1)
            yield Figure("memory, a session of its own", held, "MiB")


def _best(script: str, *arguments: str, runs: int = 3) -> float:
    command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    found = (subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(runs))
    return min(float(run.stdout.splitlines()[-1]) for run in found)
