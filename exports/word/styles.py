"""The styles of a report in Word: the house's own typography, under the names that Word knows where it has one.

It knows looks; it refuses to know texts. A worker who pastes a heading elsewhere pastes a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from exports.colours import colour
from exports.office import LANGUAGE
from exports.word.elements import twips

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COLUMN = 495.28
"""The width between the margins, in points."""

FONT, INSTEAD = "Atkinson Hyperlegible Next", "Arial"
"""The house's face, and what every Word has: there it stands in, and it draws Arabic and Hebrew."""
_HAN = "Microsoft YaHei"
SIGNS = "Segoe UI Symbol"
"""The face of the signs that stand before the titles of cards."""

_CHARACTERS, _USUAL = 75, 0.52  # at most so many to a line; of the size: the width of one in ordinary English


@dataclass(frozen=True, slots=True)
class Look:
    """One style of a paragraph, measures in points.

    `based` names the style that it adds to. `colour` is a role of the theme. A style that is not `wide` keeps its lines
    to what can be read with ease. `level` is that of a heading, from 1; `list` the number of the list it belongs to.
    """

    id: str
    name: str
    based: str = "Normal"
    size: float = 0.0
    leading: float = 0.0
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    wide: bool = False
    stays: bool = False
    level: int = 0
    list: int = 0
    more: str = ""


BULLETS = 1
"""The number of the list that points stand before."""

INDENT = 14.0
"""How far what is said of a card stands from the left, in points."""

_LINE, _GROUND = colour("line")[1:], colour("paper")[1:]
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="8" w:color="{_LINE}"/>' for side in ("top", "left", "bottom", "right")
)
_NOTICE = f'<w:pBdr>{_FRAME}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/>'
_UNDERLINED = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{_LINE}"/></w:pBdr>'
_AT_THE_END = f'<w:tabs><w:tab w:val="right" w:pos="{twips(COLUMN)}"/></w:tabs>'

LOOKS = (
    Look("Normal", "Normal", "", size=10.5, leading=16, colour="ink", wide=True),
    Look("BodyText", "Body Text", leading=16, after=6),
    Look("Title", "Title", size=24, leading=30, after=10, bold=True, wide=True, stays=True, level=1),
    Look("Heading1", "heading 1", size=19, leading=25, before=26, after=8, bold=True, wide=True, stays=True, level=1),
    Look("Heading2", "heading 2", size=12.5, leading=17, before=16, after=4, bold=True, wide=True, stays=True, level=2),
    Look("Heading3", "heading 3", size=10.5, leading=16, before=8, after=2, bold=True, wide=True, stays=True, level=3),
    Look("Lead", "Lead", "BodyText", size=11.5, leading=18, after=8),
    Look("Note", "Note", "BodyText", size=9.5, leading=14, before=3, after=6, colour="muted", wide=True, stays=True),
    Look("CardTitle", "Card Title", before=10, after=1, left=INDENT, hanging=INDENT, bold=True, stays=True),
    Look("CardFacts", "Card Facts", size=9, leading=13, after=3, left=INDENT, colour="muted", wide=True),
    Look("CardText", "Card Text", after=3, left=INDENT),
    Look("Quote", "Quote", after=4, left=26, italic=True),
    Look("ListBullet", "List Bullet", after=3, left=15, hanging=15, list=BULLETS),
    Look("ListNumber", "List Number", after=3, left=15, hanging=15),
    Look("ListContinue", "List Continue", after=3, left=15),
    Look("Notice", "Notice", before=6, after=4, left=10, more=_NOTICE),
    Look("TableText", "Table Text", size=9.5, leading=13, after=2, wide=True),
    Look("TableHeading", "Table Heading", "TableText", bold=True, colour="muted", wide=True, stays=True),
    Look("Picture", "Picture", before=10, after=4, wide=True, stays=True),
    Look("Caption", "caption", size=9.5, leading=14, after=10, colour="muted"),
    Look("TOC1", "toc 1", size=9.5, leading=14, after=1, wide=True, more=_AT_THE_END),
    Look("Header", "header", size=8.5, leading=12.5, colour="muted", wide=True, more=_UNDERLINED + _AT_THE_END),
    Look("Footer", "footer", size=8.5, leading=12.5, colour="muted", wide=True, more=_AT_THE_END),
)
"""Every style of a paragraph, by the names under which Word and other programs know them."""

_OURS = frozenset(
    {"Lead", "Note", "CardTitle", "CardFacts", "CardText", "Notice", "TableText", "TableHeading", "Picture"}
)
"""Those of them that Word does not have itself."""

RAISED, TABLE = "EndnoteReference", "ReportTable"
"""The style of the raised numbers of sources, and that of tables."""

_OTHERS = f"""
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="character" w:styleId="{RAISED}"><w:name w:val="endnote reference"/><w:qFormat/>
<w:rPr><w:color w:val="{colour("muted")[1:]}"/><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Report Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/></w:tblBorders><w:tblCellMar>
<w:top w:w="{twips(4)}" w:type="dxa"/><w:left w:w="{twips(6)}" w:type="dxa"/>
<w:bottom w:w="{twips(2)}" w:type="dxa"/><w:right w:w="{twips(6)}" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>
"""


def left_of(style: str) -> float:
    """How far a style stands from the left, in points."""
    return next(look.left for look in LOOKS if look.id == style)


def styles_part() -> str:
    """The part of a Word file that says how its styles look."""
    return (
        f'<w:styles xmlns:w="{SPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(map(_style, LOOKS))}{_OTHERS}</w:styles>"
    )


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{_HAN}" w:cs="{INSTEAD}"/>'


def _style(look: Look) -> str:
    kind = 'w:default="1"' if not look.based else 'w:customStyle="1"' if look.id in _OURS else ""
    based = f'<w:basedOn w:val="{look.based}"/>' if look.based else ""
    after = '<w:next w:val="BodyText"/>' if look.level else ""
    return (
        f'<w:style w:type="paragraph" {kind} w:styleId="{look.id}"><w:name w:val={quoteattr(look.name)}/>{based}{after}'
        f"<w:qFormat/><w:pPr>{''.join(_paragraph(look))}</w:pPr><w:rPr>{''.join(_run(look))}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> Iterator[str]:
    """The properties of a paragraph, in the order in which Word wants them."""
    if look.stays:
        yield "<w:keepNext/>"
    if look.level or look.id in ("CardTitle", "Picture"):
        yield "<w:keepLines/>"
    if look.list:
        yield f'<w:numPr><w:numId w:val="{look.list}"/></w:numPr>'
    yield look.more
    leading = f' w:line="{twips(look.leading)}" w:lineRule="atLeast"' if look.leading else ""
    yield f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}"{leading}/>'
    yield f'<w:ind w:left="{twips(look.left)}" w:right="{twips(_right(look))}"{_hanging(look)}/>'
    if look.level:
        yield f'<w:outlineLvl w:val="{look.level - 1}"/>'


def _hanging(look: Look) -> str:
    return f' w:hanging="{twips(look.hanging)}"' if look.hanging else ""


def _right(look: Look) -> float:
    """How far lines stay from the right margin, so that none is longer than can be read with ease."""
    if look.wide:
        return 0.0
    return max(0.0, COLUMN - look.left - _CHARACTERS * (look.size or LOOKS[0].size) * _USUAL)


def _run(look: Look) -> Iterator[str]:
    if look.bold:
        yield "<w:b/><w:bCs/>"
    if look.italic:
        yield "<w:i/><w:iCs/>"
    if look.colour:
        yield f'<w:color w:val="{colour(look.colour)[1:]}"/>'
    if look.size:
        yield f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'


def fonts_part() -> str:
    """The part that names the faces, with what stands in where the house's own is not there."""
    return (
        f'<w:fonts xmlns:w="{SPACE}"><w:font w:name="{FONT}"><w:altName w:val="{INSTEAD}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
