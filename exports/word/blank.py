"""An empty Word file of the house: its styles, an A4 page, and nothing that any other template would bring along."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument

from exports.office import APP, CORE, LANGUAGE, app, core, packed
from exports.word.elements import twips
from exports.word.lists import numbering_part
from exports.word.styles import COLUMN, SPACE, fonts_part, styles_part

_WIDTH, _HEIGHT = 595.28, 841.89
_SIDE = (_WIDTH - COLUMN) / 2
_TOP, _BOTTOM, _EDGE = 76.0, 66.0, 36.0
"""Where the text begins and ends on a page, and where the running lines stand, in points from its edges."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fontTable"}


def blank() -> WordDocument:
    """A new document without a word in it."""
    written = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
            (f"{_OFFICE}/extended-properties", APP),
        ),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(*((f"{_OFFICE}/{name}", f"{name}.xml") for name in _PARTS)),
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": fonts_part(),
    }
    parts = {name: f"{_HEAD}{text}".encode() for name, text in written.items()}
    return Document(io.BytesIO(packed(parts | {CORE: core(""), APP: app()})))


def _document() -> str:
    return (
        f'<w:document xmlns:w="{SPACE}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{twips(_WIDTH)}" w:h="{twips(_HEIGHT)}"/>'
        f'<w:pgMar w:top="{twips(_TOP)}" w:right="{twips(_SIDE)}" w:bottom="{twips(_BOTTOM)}" w:left="{twips(_SIDE)}"'
        f' w:header="{twips(_EDGE)}" w:footer="{twips(_EDGE)}" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _settings() -> str:
    """What Word is to keep to; where it saves the file again, it is not to write into it who did, and when."""
    compatible = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return (
        f'<w:settings xmlns:w="{SPACE}"><w:removePersonalInformation/><w:removeDateAndTime/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:compatSetting {compatible}/></w:compat>"
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _content_types() -> str:
    parts = {"document": "document.main", **_PARTS}
    own = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}'
        f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/{APP}" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'
