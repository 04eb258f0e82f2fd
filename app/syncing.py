"""Whether a service copies a folder to other computers, and what such services leave in it; no service is asked.

It is told by where the services say that they keep their files, by what they leave in folders, and by names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_MOST = 1 << 20
"""The most that is read of another program's settings, in bytes."""

_IN_ENVIRONMENT = (
    ("OneDrive", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDriveCommercial", "OneDrive"),
)  # fmt: skip

_DROPBOX_SETTINGS = ("~/.dropbox/info.json", "$APPDATA/Dropbox/info.json", "$LOCALAPPDATA/Dropbox/info.json")
_CLOUD_SETTINGS = (
    ("Nextcloud", "~/.config/Nextcloud/nextcloud.cfg"),
    ("Nextcloud", "~/.var/app/com.nextcloud.desktopclient.nextcloud/config/Nextcloud/nextcloud.cfg"),
    ("Nextcloud", "~/Library/Preferences/Nextcloud/nextcloud.cfg"),
    ("Nextcloud", "$APPDATA/Nextcloud/nextcloud.cfg"),
    ("ownCloud", "~/.config/ownCloud/owncloud.cfg"),
    ("ownCloud", "~/Library/Preferences/ownCloud/owncloud.cfg"),
    ("ownCloud", "$APPDATA/ownCloud/owncloud.cfg"),
)
_CLOUD_FOLDER = re.compile(r"^\d+\\Folders(?:WithPlaceholders)?\\[^=]*\\localPath=(.+)$", re.MULTILINE)

_AT_HOME = (
    ("iCloud", "Library/Mobile Documents"),
    ("iCloud", "iCloudDrive"),
    ("OneDrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("Google Drive", "GoogleDrive"),
    ("Google Drive", "My Drive"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Box", "Box"),
    ("Box", "Box Sync"),
    ("MEGA", "MEGA"),
    ("MEGA", "MEGAsync"),
    ("pCloud", "pCloud Drive"),
    ("pCloud", "pCloudDrive"),
    ("pCloud", "pCloud Sync"),
    ("SpiderOak", "SpiderOak Hive"),
    ("Resilio Sync", "Resilio Sync"),
    ("Syncthing", "Sync"),
    ("Proton Drive", "Proton Drive"),
    ("Tresorit", "Tresorit"),
    ("Seafile", "Seafile"),
    ("Yandex Disk", "Yandex.Disk"),
    ("Jottacloud", "Jottacloud"),
    ("a syncing service", "Library/CloudStorage"),
)
"""Where services put their folder if nobody says otherwise, below home."""

_TEAM_FOLDER = re.compile(r"(OneDrive|Dropbox|Nextcloud|ownCloud|Google Drive)(?: - .+| \(.+\))", re.IGNORECASE)
"""How services call a folder that belongs to an agency: OneDrive - Borough, Dropbox (Borough)."""

_MAC_FOLDER = re.compile(r"(OneDrive|Dropbox|GoogleDrive|Box|ProtonDrive|pCloud)\b.*", re.IGNORECASE)
"""How macOS calls the folder of a service in its own place for them."""

_LEFT_BEHIND = (
    ("Dropbox", (".dropbox", ".dropbox.cache")),
    ("Syncthing", (".stfolder", ".stversions")),
    ("Nextcloud", (".nextcloudsync.log",)),
    ("ownCloud", (".owncloudsync.log",)),
    ("Nextcloud or ownCloud", (".sync_*.db", "._sync_*.db")),
    ("Google Drive", (".tmp.drivedownload", ".tmp.driveupload")),
    ("MEGA", (".megaignore", ".debris")),
    ("Resilio Sync", (".sync/ID", ".sync/Archive")),
    ("Box", (".boxsync",)),
)
"""What services leave in the folder that they copy."""
_FILE_ONLY = ".dropbox"
"""A folder of this name at home holds that service's settings, and says nothing of the folder that it lies in."""

_AS_WRITTEN = {service.casefold().replace(" ", ""): service for service, _ in _AT_HOME}

_ASIDE = re.compile(
    r"(?:vault|keys)(?:[ _.-]\(?.*(?:conflict|copy|version).*| \(\d+\)| \d+|-[^.-][^.]*)\.(?:db|json)"
    r"|(?:vault\.db|keys\.json)[ _.-].*conflict.*",
    re.IGNORECASE,
)
"""How services name the copy that they make where two computers wrote at once."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Whose home it is, and what the system tells its programs of the places of others."""

    home: Path
    environ: Mapping[str, str]


def service_over(folder: Path, around: Surroundings) -> str:
    """The service that copies this folder to other computers, by name; "" where none is known to."""
    above = (folder, *folder.parents)
    known = {_folded(place): service for service, place in _known_places(around)}
    for place in above:
        service = known.get(_folded(place)) or _by_name(place) or _by_what_is_left(place)
        if service:
            return service
    return ""


def copies_beside(folder: Path) -> tuple[str, ...]:
    """The names of what a service put beside the vault's own files because two computers wrote at once."""
    try:
        names = sorted(each.name for each in folder.iterdir())
    except OSError:
        return ()
    return tuple(name for name in names if _ASIDE.fullmatch(name))


def _known_places(around: Surroundings) -> Iterator[tuple[str, Path]]:
    # The first to name a place counts least: what a service says of itself comes last and stands.
    for service, place in _AT_HOME:
        yield service, around.home / place
    for service, settings in _CLOUD_SETTINGS:
        for path in _CLOUD_FOLDER.findall(_read(_path_of(settings, around))):
            yield service, Path(path.strip().replace("\\\\", "\\"))
    for settings in _DROPBOX_SETTINGS:
        for path in _dropbox_folders(_read(_path_of(settings, around))):
            yield "Dropbox", Path(path)
    for name, service in _IN_ENVIRONMENT:
        if around.environ.get(name):
            yield service, Path(around.environ[name])


def _path_of(written: str, around: Surroundings) -> Path | None:
    """A place as it is written above; None where the system has no such place."""
    if written.startswith("~/"):
        return around.home / written[2:]
    name, _, rest = written[1:].partition("/")
    return Path(around.environ[name]) / rest if around.environ.get(name) else None


def _dropbox_folders(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    accounts = found.values() if isinstance(found, dict) else ()
    return [each["path"] for each in accounts if isinstance(each, dict) and isinstance(each.get("path"), str)]


def _by_name(place: Path) -> str:
    pattern = _MAC_FOLDER if place.parent.name == "CloudStorage" else _TEAM_FOLDER
    found = pattern.fullmatch(place.name)
    return _AS_WRITTEN.get(found[1].casefold().replace(" ", ""), found[1]) if found else ""


def _by_what_is_left(place: Path) -> str:
    for service, names in _LEFT_BEHIND:
        for name in names:
            if _is_there(place, name):
                return service
    return ""


def _is_there(place: Path, name: str) -> bool:
    try:
        if "*" in name:
            return any(place.glob(name))
        return (place / name).is_file() if name == _FILE_ONLY else (place / name).exists()
    except OSError:
        return False


def _folded(place: Path) -> str:
    """Two ways of writing one place, as Windows and macOS see it; on Linux two such folders are rare."""
    return str(place).casefold().rstrip("/\\")


def _read(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", errors="replace")
    except OSError:
        return ""
