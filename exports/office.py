"""What every office file of ours has in common: parts in one order, no times, and of itself it tells its title alone.

It knows packages (zip files of XML parts), and refuses to know what stands in their parts.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exports.fonts import spoken
from exports.text import require_printable

LANGUAGE = "en-GB"

CORE, APP = "docProps/core.xml", "docProps/app.xml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def plain(text: str, where: str = "") -> str:
    """A text as it may go into a file, without what nobody sees; raises ExportError, naming `where` it stands.

    It is what goes to paper too, so that no format holds a character that another one refuses.
    """
    return spoken("".join(span.text for span in require_printable(text, where)))


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as one file: the same parts give the same bytes, whenever and wherever it is made."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED  # pixels are packed already
            info.create_system = info.external_attr = 0
            package.writestr(info, parts[name])
    return out.getvalue()


def neutral(data: bytes, title: str) -> bytes:
    """A file that some library made, with the same parts but for what it says of itself, which is its title alone."""
    with ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    return packed(parts | {CORE: core(title), APP: app()})


def core(title: str) -> bytes:
    """The properties of a file: its title and its language; no author, no times, no count of revisions."""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    ).encode()


def app() -> bytes:
    """The properties that name the program, the template and the company: none of them."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{space}"/>'.encode()
