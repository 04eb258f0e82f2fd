"""What lies in a folder and whether a path may be chosen, in plain sentences; it draws and remembers nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from storage.backup import DATABASE, KEYS


class Wanted(Enum):
    """What a chooser is to come back with."""

    FILE = "a file that is there"
    FOLDER = "a folder that is there"
    NEW_FILE = "a name for a file"
    NEW_FOLDER = "a name for a folder"

    @property
    def folders_only(self) -> bool:
        """Whether files are of no use here."""
        return self in (Wanted.FOLDER, Wanted.NEW_FOLDER)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a folder."""

    path: Path
    is_folder: bool


def listing(folder: Path, wanted: Wanted, endings: tuple[str, ...] = (), hidden: bool = False) -> tuple[Found, ...]:
    """What a folder holds that matters here, folders first, in the order of names; OSError if it cannot be read."""
    found = []
    with os.scandir(folder) as items:
        for item in items:
            is_folder = _is_folder(item)
            if item.name.startswith(".") and not hidden:
                continue
            if is_folder or (not wanted.folders_only and _ends(item.name, endings)):
                found.append(Found(Path(item.path), is_folder))
    return tuple(sorted(found, key=lambda each: (not each.is_folder, each.path.name.casefold())))


def completions(text: str, wanted: Wanted, endings: tuple[str, ...] = (), here: Path | None = None) -> tuple[str, ...]:
    """What was typed so far may become these, each written on as it was begun; `here` as in `from_here`."""
    whole = from_here(text, here) if here is not None else text
    folder, name = folder_of(whole), name_in(whole)
    try:
        found = listing(folder, wanted, endings, hidden=name.startswith("."))
    except OSError:
        return ()
    begun = "~/" if text.strip() == "~" else text.strip().removesuffix(name)
    start = name.casefold()
    return tuple(f"{begun}{each.path.name}" for each in found if each.path.name.casefold().startswith(start))


def from_here(text: str, here: Path) -> str:
    """What was typed, as a path from the root or from home: what is neither is taken from the folder `here`."""
    typed = text.strip()
    return typed if typed.startswith("~") or Path(typed).is_absolute() else f"{here}/{typed}"


def folder_of(text: str) -> Path:
    """The folder that a typed path is in, or is, if it ends with a separator."""
    return path_of(text) if _is_open(text) else path_of(text).parent


def name_in(text: str) -> str:
    """The last name of a typed path, or "" if it ends with a separator."""
    return "" if _is_open(text) else path_of(text).name


def path_of(text: str) -> Path:
    """The path that was typed, from the root; "~" is home."""
    try:
        return Path(text.strip()).expanduser().absolute()
    except RuntimeError:
        return Path(text.strip()).absolute()


def objection(text: str, wanted: Wanted, endings: tuple[str, ...] = ()) -> str:
    """Why this path cannot be chosen and what to do, or "" if it can."""
    if not text.strip() or "\0" in text:
        return "Type a path, or choose from the list."
    path = path_of(text)
    if wanted is Wanted.FILE:
        if path.is_dir():
            return "Choose a file from the list, or type its path."
        return "" if path.is_file() else "There is no such file. Choose one from the list."
    if wanted is Wanted.FOLDER:
        return "" if path.is_dir() else "There is no such folder. Choose one from the list."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}. Make it first, or choose another place."
    if wanted is Wanted.NEW_FOLDER:
        return "" if _is_free(path) else "Something is there already. Add a name for the new folder."
    if path.exists() and not path.is_file():
        return "This is a folder. Add a name for the file."
    return "" if _ends(path.name, endings) else f"The name must end with {' or '.join(endings)}."


def is_vault(folder: Path) -> bool:
    """Whether a folder holds what a vault is made of."""
    return (folder / DATABASE).is_file() and (folder / KEYS).is_file()


def make_folder(text: str) -> str:
    """Make the folder of this path, for its owner alone; the sentence to show if it cannot be made, or ""."""
    try:
        path_of(text).mkdir(mode=0o700)
    except FileExistsError:
        return "A folder of this name is there already."
    except (OSError, ValueError):
        return "The folder could not be made here. Choose another place."
    return ""


def _is_free(path: Path) -> bool:
    """Whether nothing is at this path, or a folder with nothing in it."""
    try:
        return not path.exists() or (path.is_dir() and not any(path.iterdir()))
    except OSError:
        return False


def _is_open(text: str) -> bool:
    """Whether what was typed so far says which folder to look into, and no name yet."""
    return not text.strip() or text.rstrip().endswith(("/", os.sep)) or text.strip() == "~"


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        return False


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return not endings or name.casefold().endswith(endings)
