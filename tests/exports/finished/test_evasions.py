"""What somebody would try, or a program do by itself, to get something past the release check; each is found."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from exports.finished.check import Checked, check
from exports.finished.readout import Form
from mapping.audience import Reader, view
from mapping.entries import Identifier
from tests.cases import behaviour, case_of, person
from tests.exports.finished import plants
from tests.exports.finished.plants import W, office, word
from tests.exports.finished.test_spellings import found, looked, verdict

SECRET = "Quillan"
CASE = case_of(behaviour("B1", "took her wages", status="convicted"), person("p8", "relative", name=SECRET))


def in_file(data: bytes, form: Form) -> Checked:
    """What the check finds in a file for him."""
    return check(data, form, CASE, view(CASE, Reader("perpetrator_may_see")))


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("Jo Brandt", "He told Jo to go.", "hit"), ("Jo Brandt", "Jo’s car", "hit"), ("Jo Brandt", "JO 12", "near"),
        ("Jo Brandt", "with joy", ""), ("Al Brandt", "He told Al to go.", "hit"), ("Al", "He told Al.", "hit"),
        ("Al", "Smith et al. 2014", "near"), ("Ben Brandt", "He told Ben to go.", "hit"),
        ("Van Nguyen", "He told Van to go.", "hit"), ("Van Nguyen", "the van was red", ""),
        ("Jan van Dam", "the van was red", ""), ("Ada de Silva", "De facto he left.", ""), ("Jo", "Tell Jo.", "hit"),
        ("Ng Li", "He told Ng to go.", "hit"), ("Ng Li", "12 ng of it", "near"),
        ("Amelie Brandt", "brandtamelie@example.org", "hit"), ("Amelie Brandt", "amelie_brandt", "hit"),
        ("Amelie", "told\u200bAmelie\u200bto", "hit"), ("Amelie", "\u202eeilemA\u202c", "hit"),
        ("Amelie", "eilemA", ""), ("Amelie", "ᴀᴍᴇʟɪᴇ", "hit"), ("Amelie", "Ⓐⓜⓔⓛⓘⓔ", "hit"),
        ("Amelie", "https://example.org/%41melie", "hit"), ("Zoë", "/Zo%C3%AB/", "hit"),
        ("Amelie", "Am&#101;lie", "hit"), ("Amelie", "Am&#x65;lie", "hit"), ("Amelie", "_x0041_melie", "hit"),
        ("Amelie", "&LAmelie&R", "hit"), ("Amelie", '&C&"Arial,Bold"&12Amelie', "hit"), ("Amelie", "R&D at 20 %", ""),
        ("Grandmother", "Grandmother", "near"), ("Grandmother", "He told Grandmother.", "near"),
        ("Grandmother", "her grandmother’s flat", ""), ("Grandmother", "The grandmothers met.", ""),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_disguised(name: str, written: str, told: str) -> None:
    assert verdict(looked(written, person("p8", "relative", name=name))) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [("born 2014 (A.B.)", "near"), ("2014, AB", "near"), ("in 2014 they left", ""), ("2015 (A.B.)", "")],
)
def test_a_year_of_birth_before_initials_is_a_warning(written: str, told: str) -> None:
    child = person("p8", "child", name="Amelie Brandt", born="2014-03-12", label="Child")
    assert verdict(looked(written, child)) == told


@pytest.mark.parametrize(("name", "letters"), [("Ben Brandt", "BB"), ("Mrs Ada van Dam", "AD"), ("Al Adams", "AA")])
def test_initials_are_those_of_the_words_that_somebody_is_called_by(name: str, letters: str) -> None:
    child = person("p8", "child", name=name, born="2014-03-12", label="Child")
    assert verdict(looked(f"{letters}, born 2014", child)) == "hit"


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("phone", "07700 900123", "٠٧٧٠٠ ٩٠٠١٢٣"), ("phone", "٠٧٧٠٠ ٩٠٠١٢٣", "07700 900123"),
        ("phone", "07700 900123", "07700_900_123"), ("email", "a.brandt@example.org", "a.brandt (at) example.org"),
        ("email", "a.brandt@example.org", "a.brandt[at]example[dot]org"),
        ("address", "9 Elm Road, LS6 3AB", "ＬＳ６ ３ＡＢ"),
    ],
)  # fmt: skip
def test_numbers_and_addresses_are_found_in_other_signs(kind: str, value: str, written: str) -> None:
    assert found(f"Ask {written} today.", (kind, value)) == "hit"


def test_what_many_short_names_and_numbers_share_raises_no_alarm() -> None:
    people = [person(f"p{number}", "relative", name=name) for number, name in enumerate(("Al Fox", "Jo Reed"), 8)]
    car = person("p7", "relative", identifiers=(Identifier(type="vehicle", value="AB12 CDE"),))
    text = "Also: an almost joyful day at the ed unit; he said so, and 12 of them came, in all, to foxes."
    assert verdict(looked(text, *people, car)) == ""


# ------------------------------------------------------------------------------------------------------------ paper


def not_listed(pdf: bytes) -> bytes:
    """A document with a packed object that no list of objects leads to."""
    at = pdf.rfind(b"xref\n", 0, pdf.rfind(b"startxref"))
    body = zlib.compress(f"BT ({SECRET}) Tj ET".encode())
    left = b"999 0 obj\n<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
    return pdf[:at] + left + pdf[at : pdf.rfind(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % (at + len(left))


def test_a_stream_that_no_list_of_objects_knows_is_unpacked_and_refused() -> None:
    checked = in_file(not_listed(plants.ours()), "pdf")
    assert checked.entries == ("p8",)
    assert "bytes that belong to no part" in str(checked.faults)


def _font(**more: object) -> Callable[[pikepdf.Pdf], None]:
    """Words on the page in a typeface whose codes nobody can turn into letters."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        page.Resources.Font["/F9"] = document.make_indirect(Dictionary(Type=Name.Font, **more))
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\nBT /F9 12 Tf 70 90 Td <00410042> Tj ET")

    return change


def _behind_a_typeface(document: pikepdf.Pdf) -> None:
    file = next(each for each in document.objects if isinstance(each, Stream) and "/Length1" in each.stream_dict)
    file.write(file.read_bytes() + f"ask {SECRET}".encode())


def _of_its_own(document: pikepdf.Pdf) -> None:
    document.Root.Extra = document.make_stream(SECRET.encode("utf-16-le"))


ODD = Dictionary(Type=Name.Encoding, Differences=Array([0, Name("/g1"), 65, Name("/g2"), Name("/g3")]))
PAPER: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "codes without a map": (
        _font(Subtype=Name.Type0, BaseFont=Name("/AAAAAA+NotoSans"), Encoding=Name("/Identity-H")),
        "letters that nobody can read",
    ),
    "letters of odd names": (
        _font(Subtype=Name.Type1, BaseFont=Name("/Helvetica"), Encoding=ODD),
        "letters that nobody can read",
    ),
    "behind a typeface": (_behind_a_typeface, "after the end of a typeface"),
    "a stream of its own": (_of_its_own, "a stream of a kind"),
}


@pytest.mark.parametrize("way", PAPER)
def test_what_only_a_program_could_read_is_refused(way: str) -> None:
    change, told = PAPER[way]
    assert told in str(in_file(plants.changed(change), "pdf").faults)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: setattr(document.Root, "Lang", String(f"x-{SECRET}")),
        lambda document: setattr(
            document.Root, "PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
        ),
        lambda document: document.trailer.__setitem__("/ID", Array([String(SECRET), String(SECRET)])),
        lambda document: setattr(
            document.Root, "Names", Dictionary(Dests=Dictionary(Names=Array([String(SECRET), Array([])])))
        ),
    ],
    ids=["language", "page labels", "mark of the file", "named place"],
)  # fmt: skip
def test_a_name_in_the_smallest_corner_of_a_pdf_is_found(change: Callable[[pikepdf.Pdf], object]) -> None:
    assert in_file(plants.changed(change), "pdf").entries == ("p8",)


# ------------------------------------------------------------------------------------- office files and pictures


def cells(text: str) -> bytes:
    """A sheet with this in it."""
    return office({"xl/worksheets/sheet1.xml": f"<s>{text}</s>"})


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (word(f"<w:p><w:bookmarkStart w:name='{SECRET}'/></w:p>"), "docx"),
        (word("<w:p><w:r><w:t>Quil</w:t></w:r></w:p><w:p><w:r><w:t>lan</w:t></w:r></w:p>"), "docx"),
        (word("<w:p><w:r><w:t>Quil</w:t><w:softHyphen/><w:t>lan</w:t></w:r></w:p>"), "docx"),
        (word(f"<w:p><w:hyperlink w:anchor='{SECRET}'/></w:p>"), "docx"),
        (word(word__rels="<R Target='x/%51uillan'/>"), "docx"),
        (word(word__settings=f"<w:s {W}><w:docVar w:val='{SECRET}'/></w:s>"), "docx"),
        (word(word__numbering=f"<w:n {W}><w:lvlText w:val='{SECRET} %1'/></w:n>"), "docx"),
        (cells(f"<headerFooter><oddHeader>&amp;L{SECRET}&amp;R&amp;P</oddHeader></headerFooter>"), "xlsx"),
        (office({"xl/sharedStrings.xml": "<sst><si><t>_x0051_uillan</t></si></sst>"}), "xlsx"),
        (cells(f'<dataValidation prompt="ask {SECRET}"><formula1>"a,b"</formula1></dataValidation>'), "xlsx"),
        (f"<svg><style>.a:before{{content:'{SECRET}'}}</style></svg>".encode(), "svg"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_what_no_page_shows(data: bytes, form: Form) -> None:
    assert in_file(data, form).entries == ("p8",)


def behind_the_pixels() -> bytes:
    """A picture with something behind its packed pixels, in the same chunk."""
    png = plants.png()
    at = png.index(b"IDAT")
    length = int.from_bytes(png[at - 4 : at], "big")
    body = png[at : at + 4 + length] + f"ask {SECRET}".encode()
    sized = (len(body) - 4).to_bytes(4, "big")
    return png[: at - 4] + sized + body + zlib.crc32(body).to_bytes(4, "big") + png[at + 8 + length :]


@pytest.mark.parametrize(
    ("data", "form", "told"),
    [
        (word("<w:p><w:r><w:sym w:char='0051'/></w:r></w:p>"), "docx", "a letter without a code"),
        (cells("<c r='A1'><v>41710</v></c>"), "xlsx", "a cell that is no text"),
        (b"<svg><rect style='fill:url(https://example.org/x)'/></svg>", "svg", "a link out"),
        (b"<svg><style>@import 'x.css'</style></svg>", "svg", "a link out"),
        (behind_the_pixels(), "png", "after the end of a picture"),
    ],
)
def test_what_a_file_of_ours_never_holds_refuses_it(data: bytes, form: Form, told: str) -> None:
    assert told in str(in_file(data, form).faults)


def test_a_drawing_may_point_into_itself() -> None:
    assert in_file(b"<svg><rect style='fill:url(#a)'/><use href='#a'/></svg>", "svg").faults == ()


def test_a_picture_of_many_packed_pieces_is_clear() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((700, 700), 90).save(out, "PNG")
    assert out.getvalue().count(b"IDAT") > 1
    assert in_file(out.getvalue(), "png") == Checked()
