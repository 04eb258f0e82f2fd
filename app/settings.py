"""How the program looks on this machine, in a file of our own; nothing of any case, no name, no recent files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from app.outfile import OutputError, write_whole

THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 175, 200)
"""Sizes of the text on offer, in hundredths."""

Place = tuple[int, ...]
"""Left, top, width and height of the window at its usual size, and 1 if it fills the screen; or nothing yet."""
_LEAST, _MOST = 200, 30_000
"""Between these a window has its size, in pixels."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered: colours, size of text in hundredths, and the vault's folder if the worker asked for that.

    `entered` says that a vault was opened from here before, `window` where the window stood.
    """

    theme: str = "light"
    text: int = 100
    vault: str = ""
    entered: bool = False
    window: Place = ()


def settings_file() -> Path:
    """Where the settings of this user lie."""
    return Path(platformdirs.user_config_dir("Throughline", appauthor=False)) / "settings.json"


def read_settings() -> Settings:
    """What was kept; whatever is missing, damaged or unknown is as at the first start."""
    try:
        found = json.loads(settings_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    kept = {field.name: found[field.name] for field in fields(Settings) if _good(field.name, found)}
    return Settings(**kept | {"window": tuple(kept.get("window", ()))})


def keep_settings(settings: Settings) -> bool:
    """Keep the settings; False if the disk refused, which is no reason to stop anyone's work."""
    path = settings_file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, (json.dumps(asdict(settings), ensure_ascii=False, indent=1) + "\n").encode())
    except (OSError, OutputError):
        return False
    return True


def _good(name: str, found: dict[str, Any]) -> bool:
    value = found.get(name)
    if name == "theme":
        return value in THEMES
    if name == "text":
        return isinstance(value, int) and value in TEXT_SIZES
    if name == "entered":
        return isinstance(value, bool)
    if name == "window":
        return _is_place(value)
    return isinstance(value, str) and "\0" not in value


def _is_place(found: object) -> bool:
    if found == []:
        return True
    if not isinstance(found, list) or len(found) != 5 or any(type(each) is not int for each in found):
        return False
    left, top, wide, high, fills = found
    far = max(abs(left), abs(top)) > _MOST
    return not far and _LEAST <= wide <= _MOST and _LEAST <= high <= _MOST and fills in (0, 1)
