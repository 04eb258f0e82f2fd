"""The benchmark runs where there is no display, as on a server."""

import os
import subprocess
import sys

from tests.house.source import ROOT


def test_the_benchmark_needs_no_display() -> None:
    unseen = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    unseen.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "tests.bench", "--sizes", "20"]
    done = subprocess.run(command, cwd=ROOT, env=unseen, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "memory, the map open" in done.stdout
