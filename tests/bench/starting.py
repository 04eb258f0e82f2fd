"""Times the start of the whole program in a fresh process, bytecode compiled: to the locked window, to an open case."""

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
    import time
    begun = time.perf_counter()
    from app import gui
    from app.settings import Settings
    from app.window import Window
    application = gui.make_application(Settings())
    window = Window(Settings(), lambda: None)
    window.show()
    application.processEvents()
    print(time.perf_counter() - begun)
"""
_TO_THE_CASE = f"""
    import sys
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


def figures(case: CaseMap) -> Iterator[Figure]:
    """Seconds from nothing to the locked window, and to an open case without the key derivation; the best of three."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "bench.vault"
        vault, _code = Vault.create(folder, _PASSPHRASE, cost=CHEAP)
        vault.add(case, "")
        vault.close()
        yield Figure("start to the locked window", _best(_TO_THE_DOOR))
        yield Figure("start to the open case", _best(_TO_THE_CASE, str(folder), case.header.id))


def _best(script: str, *arguments: str) -> float:
    command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    runs = (subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(3))
    return min(float(run.stdout.splitlines()[-1]) for run in runs)
