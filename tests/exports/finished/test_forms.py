"""Office files and pictures are read in every part, and what a copy must not hold is named without a word of it."""

import io
import zipfile
from datetime import date

import pytest

from exports.errors import ExportError
from exports.finished.check import Checked, check, require_clear
from exports.finished.readout import Form, read_out
from exports.interchange import read_file, write_text
from exports.outline import own_agency_outline
from exports.pdf import outline_pdf
from exports.picture import picture
from mapping.audience import Reader, candidates, view
from mapping.casemap import CaseMap
from mapping.readers import audiences
from tests.cases import PUBLISHED, PUBLISHED_NAMES, behaviour, case_of, child_impact, effort, person
from tests.exports.finished import plants
from tests.exports.finished.plants import W, office, word

HIM = Reader("perpetrator_may_see")
SECRET = "Quillan"
LONG = "walks the long way past the library"
CASE = case_of(
    behaviour("B1", "took her wages", status="convicted"),
    effort("E1", LONG),
    child_impact("I1", "bruise"),
    person("p8", "relative", name=SECRET),
)
SAMPLE = PUBLISHED.parents[2] / "resources" / "sample" / "hale.case.json"


def looked(data: bytes, form: Form, *ours: bytes) -> Checked:
    """What the check finds in a file for him."""
    return check(data, form, CASE, view(CASE, HIM), ours=ours)


def places(data: bytes, form: Form) -> list[str]:
    """Where the hidden name stands in a file."""
    return [hit.where for hit in looked(data, form).hits if hit.entry == "p8"]


def run(text: str) -> str:
    """A run of a Word file."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


OUTSIDE = '<R><r TargetMode="External" Target="x"/></R>'
DOCUMENT, HEADER, REMARKS = "word/document.xml", "word/header1.xml", "word/comments.xml"
CORE = f"<c xmlns:dc='d'><dc:creator>{SECRET}</dc:creator></c>"
BARE = {DOCUMENT: "<d/>"}
WORD = {
    "in runs": (word(f"<w:p>{run('Quil')}{run('lan')}</w:p>"), DOCUMENT),
    "hidden": (word(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"), DOCUMENT),
    "in a header": (word(word__header1=f"<w:hdr {W}><w:p>{run(SECRET)}</w:p></w:hdr>"), HEADER),
    "in a note": (word(word__comments=f"<w:cs {W}><w:comment><w:p>{run(SECRET)}</w:p></w:comment></w:cs>"), REMARKS),
    "as the author": (word(docProps__core=CORE), "docProps/core.xml"),
    "in own properties": (word(docProps__custom=f"<p><property name='{SECRET}'/></p>"), "docProps/custom.xml"),
    "in a field": (word(f"<w:p><w:r><w:instrText> AUTHOR {SECRET} </w:instrText></w:r></w:p>"), DOCUMENT),
    "deleted": (word(f"<w:p><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"), DOCUMENT),
    "under a picture": (word(f"<w:p><w:drawing><docPr descr='{SECRET}'/></w:drawing></w:p>"), "attribute"),
    "in a comment of XML": (word(f"<!-- {SECRET} -->"), "comment"),
    "in a link": (word(word__x=f"<R Target='https://example.org/{SECRET}'/>"), "attribute"),
    "as a part": (office(BARE | {f"word/media/{SECRET}.xml": "<d/>"}), "name of a part"),
    "in the archive's comment": (office(BARE, comment=SECRET.encode()), "comment of the archive"),
    "in the photo": (office({"word/media/image1.jpeg": plants.photo(SECRET)}), "image EXIF"),
}


@pytest.mark.parametrize("way", WORD)
def test_a_name_is_found_in_every_part_of_a_word_file(way: str) -> None:
    data, where = WORD[way]
    assert any(where in place for place in places(data, "docx")), places(data, "docx")


STRINGS, CELLS, BOOK = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"
SHEET = {
    "in shared strings": (STRINGS, "<sst><si><r><t>Quil</t></r><r><t>lan</t></r></si></sst>"),
    "in a cell": (CELLS, f"<s><c t='inlineStr'><is><t>{SECRET}</t></is></c></s>"),
    "as a defined name": (BOOK, f"<w><definedName name='{SECRET}'>A1</definedName></w>"),
    "as a hidden sheet": (BOOK, f"<w><sheet name='{SECRET}' state='veryHidden'/></w>"),
    "in a remark": ("xl/comments1.xml", f"<c><comment><text><t>{SECRET}</t></text></comment></c>"),
    "as the author": ("docProps/core.xml", CORE),
}


@pytest.mark.parametrize("way", SHEET)
def test_a_name_is_found_in_every_part_of_a_sheet(way: str) -> None:
    part, text = SHEET[way]
    assert any(part in place for place in places(office({part: text}), "xlsx"))


def test_a_short_text_is_found_as_a_cell_of_its_own_and_not_inside_another() -> None:
    cell = "<sst><si><t>{}</t></si></sst>"
    assert looked(office({"xl/sharedStrings.xml": cell.format("Bruise")}), "xlsx").entries == ("I1",)
    assert looked(office({"xl/sharedStrings.xml": cell.format("A bruise, healed")}), "xlsx").entries == ()


def extra(where: str) -> bytes:
    """An archive with the name in an extra field or between its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("word/document.xml")
        if where == "extra":
            info.extra = b"\x99\x99\x07\x00" + SECRET.encode()
        else:
            info.comment = SECRET.encode()
        archive.writestr(info, "<d/>")
    return out.getvalue()


@pytest.mark.parametrize("where", ["extra", "comment"])
def test_a_name_is_found_in_the_fields_that_an_archive_keeps_of_its_parts(where: str) -> None:
    assert any(where in place for place in places(extra(where), "docx"))


def test_bytes_that_belong_to_no_part_are_found_and_refused() -> None:
    found = looked(f"ask {SECRET} ".encode() + word(), "docx")
    assert "p8" in found.entries
    assert any("belong to no part" in str(fault) for fault in found.faults)


@pytest.mark.parametrize(
    ("data", "form", "told"),
    [
        (WORD["deleted"][0], "docx", "a record of changes"), (WORD["in a note"][0], "docx", "a comment"),
        (office({"word/vbaProject.bin": b"x"}), "docx", "an embedded object"),
        (office({"word/media/image1.jpeg": plants.photo("x")}), "docx", "a picture that cannot be read"),
        (office({"word/_rels/document.xml.rels": OUTSIDE}), "docx", "a link out"),
        (office({"word/document.xml": "<a><b>"}), "docx", "cannot be read"),
        (office({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "docx", "a document type"),
        (office({"xl/worksheets/sheet1.xml": "<s><c><f>1+1</f></c></s>"}), "xlsx", "a formula"),
        (b"PK\x03\x04 and nothing", "xlsx", "cannot be read"), (b"", "docx", "cannot be read"),
        (b"<svg><script>x</script></svg>", "svg", "a script"), (b"<svg onload='x'/>", "svg", "a script"),
        (b"<svg><a href='https://example.org'/></svg>", "svg", "a link out"), (b"<svg", "svg", "cannot be read"),
        (b"<svg><image href='data:image/png;base64,AAAA'/></svg>", "svg", "a picture that cannot be read"),
        (plants.png() + b"more", "png", "after the end"), (b"BM", "png", "a picture that cannot be read"),
    ],
)  # fmt: skip
def test_what_a_finished_file_must_not_hold_is_named(data: bytes, form: Form, told: str) -> None:
    found = looked(data, form)
    assert any(told in str(fault) for fault in found.faults), found.faults
    with pytest.raises(ExportError, match="Nothing was written"):
        require_clear(found)


def test_a_picture_that_the_program_painted_itself_may_stand_in_a_document() -> None:
    ours = plants.png()
    assert looked(office({"word/media/image1.png": ours}), "docx", ours).faults == ()
    assert looked(office({"word/media/image1.png": plants.png(plain="x")}), "docx", ours).faults != ()


@pytest.mark.parametrize("form", ["plain", "packed", "wide"])
def test_a_name_is_found_in_the_texts_of_a_picture(form: str) -> None:
    assert places(plants.png(**{form: f"of {SECRET}"}), "png") == ["the picture, image text"]


@pytest.mark.parametrize(
    ("svg", "where"),
    [
        (f"<svg><desc>{SECRET}</desc></svg>", "the drawing"), (f"<svg><title>{SECRET}</title></svg>", "the drawing"),
        ("<svg><text>Quil<tspan>lan</tspan></text></svg>", "the drawing"), (f"<svg><!--{SECRET}--></svg>", "comment"),
        (f"<svg><metadata><a>{SECRET}</a></metadata></svg>", "the drawing"), (f"<svg id='{SECRET}'/>", "attribute"),
        (f"<?note {SECRET}?><svg/>", "instruction"), (f"<svg aria-label='{SECRET}'/>", "attribute"),
        ("<svg>" + "".join(f"<text>{letter}</text>" for letter in SECRET) + "</svg>", "the drawing"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_part_of_a_drawing(svg: str, where: str) -> None:
    assert any(where in place for place in places(svg.encode(), "svg"))


def test_a_title_that_a_drawing_breaks_over_lines_is_found() -> None:
    svg = b"<svg><text>walks the long way</text><text>past the library</text></svg>"
    assert looked(svg, "svg").entries == ("E1",)


# ------------------------------------------------------------------------------------------------- controls


def cases() -> list[CaseMap]:
    """The published cases and the sample."""
    return [read_file(SAMPLE), *(read_file(PUBLISHED / f"{name}.case.json") for name in PUBLISHED_NAMES)]


@pytest.mark.parametrize("number", range(3))
def test_a_report_for_the_own_agency_raises_no_alarm(number: int) -> None:
    case = cases()[number]
    smaller = view(case, Reader("own_agency"))
    report = outline_pdf(own_agency_outline(smaller, date(2026, 11, 22)), smaller)
    found = check(report, "pdf", case, smaller)
    assert (found.hits, found.near, found.faults) == ((), (), ())


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_picture_for_the_own_agency_raises_no_alarm(form: Form) -> None:
    case = cases()[1]
    smaller = view(case, Reader("own_agency"))
    found = check(picture(smaller, form), form, case, smaller)
    assert (found.hits, found.near, found.faults) == ((), (), ())


@pytest.mark.parametrize("number", range(3))
def test_what_other_readers_were_given_raises_no_alarm(number: int) -> None:
    case = cases()[number]
    for audience in audiences():
        for whom in [each.id for each in candidates(case, Reader(audience))] or [""]:
            smaller = view(case, Reader(audience, whom, "school"))
            found = check(write_text(smaller).encode(), "json", case, smaller)
            assert (found.hits, found.faults) == ((), ()), (audience, whom)


@pytest.mark.parametrize("number", range(3))
def test_the_own_agencys_report_would_never_pass_for_his(number: int) -> None:
    case = cases()[number]
    own = view(case, Reader("own_agency"))
    his = view(case, Reader("perpetrator_may_see", candidates(case, HIM)[0].id))
    report = outline_pdf(own_agency_outline(own, date(2026, 11, 22)), own)
    hidden = {
        each.id for each in case.ordered_entries if each.title and each.kind in ("protective_effort", "child_impact")
    }
    missed = hidden - set(check(report, "pdf", case, his).entries)
    assert missed == set()


def test_a_readout_shows_nothing_of_what_it_holds_when_printed() -> None:
    read = read_out(plants.ours(SECRET), "pdf")
    assert SECRET not in repr(read)
    assert SECRET not in repr(read.passages)
