"""What a reader of a finished office file gets out of it, read from its XML and by no library that wrote it."""

import io
import re
import zipfile
from xml.etree import ElementTree

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    """Return every part of a file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Element:
    """Return one part of a file, taken apart."""
    return ElementTree.fromstring(parts(data)[name])


def everything(data: bytes) -> str:
    """Return all that stands in the XML of a file, marks and all."""
    return "\n".join(raw.decode() for name, raw in parts(data).items() if not name.endswith(".png"))


def says_nothing_of_itself(data: bytes, title: str) -> bool:
    """Tell whether a file tells of itself a title and its language, and has no time, no comment and no owner."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        plain = not package.comment and all(not info.comment and not info.extra for info in infos)
        timeless = {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    core = {each.tag.partition("}")[2]: each.text for each in part(data, "docProps/core.xml")}
    about = [name for name in parts(data) if name.startswith("docProps/")]
    return (
        plain
        and timeless
        and core == {"title": title, "language": "en-GB"}
        and len(part(data, "docProps/app.xml")) == 0
        and about == ["docProps/app.xml", "docProps/core.xml"]
    )


# ------------------------------------------------------------------------------------------------- Word


def paragraphs(data: bytes) -> list[Element]:
    """Return every paragraph of a Word file, those of its tables in their places."""
    return list(part(data, "word/document.xml").iter(f"{W}p"))


def style(paragraph: Element) -> str:
    """Return the name of the style of a paragraph, as the file keeps it."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def text(element: Element) -> str:
    """Return what is read in an element: its text, its breaks, and nothing of its fields but what they show."""
    found = []
    for each in element.iter():
        if each.tag == f"{W}t":
            found.append(each.text or "")
        elif each.tag in (f"{W}br", f"{W}tab") and each.tag != f"{W}tabs":
            found.append("\n" if each.tag == f"{W}br" else "\t")
    return "".join(found)


def levels(data: bytes) -> dict[str, int]:
    """Return the level of each style that is one of headings, from 1."""
    found = {}
    for each in part(data, "word/styles.xml").iter(f"{W}style"):
        outline = each.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            found[each.get(f"{W}styleId", "")] = int(outline.get(f"{W}val", "")) + 1
    return found


# ------------------------------------------------------------------------------------------------- Excel

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheets(data: bytes) -> dict[str, str]:
    """Return the sheets of an Excel file: the name of each, and that of its part."""
    names = [each.get("name", "") for each in part(data, "xl/workbook.xml").iter(f"{X}sheet")]
    return {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}


def rows(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a sheet, each as its texts by heading."""
    shared = ["".join(each.itertext()) for each in part(data, "xl/sharedStrings.xml").iter(f"{X}si")]
    table = []
    for row in part(data, sheets(data)[name]).iter(f"{X}row"):
        cells = {}
        for cell in row.iter(f"{X}c"):
            value = cell.find(f"{X}v")
            assert cell.get("t") == "s"
            assert value is not None
            column = "".join(filter(str.isalpha, cell.get("r", "")))
            cells[column] = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), shared[int(value.text or "")])
        table.append(cells)
    heading, *others = table
    return [{heading[column]: text for column, text in row.items()} for row in others]
