"""The project's own source, as text, for the tests of the house; it judges nothing."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("mapping", "storage", "exports", "app")
DOORS = ("main.py", "dev.py")


def modules(*places: str) -> Iterator[tuple[str, str]]:
    """Yield the path from the root and the text of every module in these rooms or files."""
    for place in places:
        path = ROOT / place
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []:
            yield module.relative_to(ROOT).as_posix(), module.read_text(encoding="utf-8")
