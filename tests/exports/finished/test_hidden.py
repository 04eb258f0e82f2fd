"""However something is hidden in a finished file, the release check finds it and says where, and never what."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from exports.finished.check import Checked, check, looked_through, require_clear
from exports.finished.passages import Passage
from exports.finished.readout import read_out
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Identifier
from tests.cases import behaviour, case_of, effort, person
from tests.exports.finished import plants

HIM = Reader("perpetrator_may_see")
SECRET = "Quillan"
LONG = "walks the long way past the library"


def a_case(**more: str) -> CaseMap:
    """A case with somebody whom he must not find, and what he may read."""
    hidden = person("p8", "relative", name=SECRET, **more)
    return case_of(behaviour("B1", "took her wages", status="convicted"), effort("E1", LONG), hidden)


def looked(pdf: bytes, form: str = "pdf", case: CaseMap | None = None) -> Checked:
    """What the check finds in a file for him."""
    whole = case or a_case()
    return check(pdf, form, whole, view(whole, HIM))


@pytest.mark.parametrize("way", plants.PLANTED)
def test_a_name_is_found_wherever_it_is_hidden_on_paper(way: str) -> None:
    found = looked(plants.PLANTED[way](SECRET))
    assert "p8" in found.entries, way
    with pytest.raises(Exception, match="p8") as caught:
        require_clear(found)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("way", plants.PLANTED)
def test_a_long_text_is_found_wherever_it_is_hidden_on_paper(way: str) -> None:
    assert "E1" in looked(plants.PLANTED[way](LONG)).entries, way


@pytest.mark.parametrize("way", plants.PLANTED)
def test_the_same_file_without_the_secret_is_let_out_by_name(way: str) -> None:
    assert looked(plants.PLANTED[way]("everybody")).entries == ()


def test_a_file_of_our_own_is_clear() -> None:
    found = looked(plants.ours("He is expected at ten."))
    assert (found.hits, found.near, found.faults) == ((), (), ())
    require_clear(found)


def _alt(document: pikepdf.Pdf) -> None:
    next(each for each in document.objects if isinstance(each, Dictionary) and each.get("/S") == "/H1").Alt = String(
        SECRET
    )


def _note(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(f"ask {SECRET}"))
    document.pages[0].obj.Annots = Array([document.make_indirect(note)])


def _attach(document: pikepdf.Pdf) -> None:
    document.attachments["notes.txt"] = f"ask {SECRET}".encode()


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def _layer(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def _property(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.Contents = document.make_stream(
        page.Contents.read_bytes() + f"\n/Span <</ActualText ({SECRET})>> BDC EMC".encode()
    )


def _comment(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.Contents = document.make_stream(page.Contents.read_bytes() + f"\n% {SECRET}\n".encode())


PLACES: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "info": (lambda document: document.docinfo.__setitem__("/Author", String(SECRET)), "metadata"),
    "info in wide letters": (
        lambda document: document.docinfo.__setitem__("/Subject", String(f"{SECRET} …")),
        "metadata",
    ),
    "xmp": (lambda document: document.Root.__setattr__("Metadata", _xmp(document)), "metadata"),
    "outline": (lambda document: document.Root.Outlines.First.__setattr__("Title", String(SECRET)), "outline"),
    "alternative text": (_alt, "page 1, structure tree"),
    "a note": (_note, "page 1, annotation"),
    "an attached file": (_attach, "attached file"),
    "a script": (_script, "the head of the file"),
    "a layer": (_layer, "layer"),
    "a destination": (
        lambda document: document.Root.__setattr__("Dests", Dictionary({f"/{SECRET}": Array([])})),
        "name in the file",
    ),
    "a property of the text": (_property, "page 1, text"),
    "a comment": (_comment, "comment"),
}


def _xmp(document: pikepdf.Pdf) -> pikepdf.Stream:
    stream = document.make_stream(f"<x xmlns:dc='dc'><dc:creator>{SECRET}</dc:creator></x>".encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return stream


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_beside_the_pages_and_its_place_is_said(place: str) -> None:
    change, where = PLACES[place]
    found = looked(plants.changed(change))
    assert any(hit.entry == "p8" and where in hit.where for hit in found.hits), found


@pytest.mark.parametrize("place", ["a note", "an attached file", "a script", "a layer"])
def test_what_a_finished_file_must_not_hold_refuses_it_whatever_it_says(place: str) -> None:
    found = looked(plants.changed(PLACES[place][0]), case=case_of(behaviour()))
    assert found.faults
    with pytest.raises(Exception, match="Nothing was written"):
        require_clear(found)


@pytest.mark.parametrize(
    ("pdf", "told"),
    [
        (plants.with_an_earlier_version("nobody"), "one end"),
        (plants.with_photo("nobody"), "a picture that cannot be read"),
        (plants.ours() + b"\nmore", "belong to no part"),
        (b"more\n" + plants.ours(), "belong to no part"),
        (b"%PDF-1.7 and nothing", "cannot be read"),
        (plants.ours()[:-900], "one end"),
    ],
)
def test_a_file_that_is_not_built_as_ours_are_is_refused(pdf: bytes, told: str) -> None:
    assert any(told in str(fault) for fault in looked(pdf).faults)


def test_a_file_is_checked_before_it_is_locked() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(plants.ours())) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user=""))
    assert any("lock" in str(fault) for fault in looked(locked.getvalue()).faults)


def test_a_text_is_found_as_a_whole_over_a_page_break() -> None:
    told = " ".join(f"she keeps key {number} in a place of its own" for number in range(12))
    case = case_of(behaviour("B1", "took her wages", status="convicted"), effort("E1", account=told))
    broken = 0
    for filler in range(24, 28):
        pdf = plants.ours(*(f"Line {number} of what he may read." for number in range(filler)), told)
        pages = [each.text for each in read_out(pdf, "pdf").passages if not each.field and "she keeps" in each.text]
        broken += len(pages) == 2
        assert "a text" in {hit.what for hit in looked(pdf, case=case).hits}, filler
    assert broken, "no page break fell into the text"


def test_text_beside_the_file_is_looked_through_too() -> None:
    case = a_case()
    found = check(plants.ours(), "pdf", case, view(case, HIM), beside=(f"report on {SECRET}.pdf",))
    assert [(hit.entry, hit.where) for hit in found.hits] == [("p8", "what goes with the file")]


# ------------------------------------------------------------------------------------------ any text, any spacing

GAPS = st.sampled_from(("", "", " ", "  ", "\u00a0", "\n", "-\n", "\u00ad", "\u200b", " \u2009 ", "\t"))
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéöşđžÿñ", min_size=6, max_size=40)


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.data())
def test_a_protected_text_of_six_letters_is_found_however_its_letters_are_spaced(
    secret: str, data: st.DataObject
) -> None:
    apart = "".join(letter + data.draw(GAPS) for letter in secret)
    case = case_of(person("p8", "relative", name=secret), people=False)
    nothing = CaseMap(case.header, {}, {})
    found = looked_through([Passage(f"Then, {apart} came; 12 of them.", "page 1, text")], case, nothing)
    assert {hit.entry for hit in (*found.hits, *found.near)} >= {"p8"}


@settings(max_examples=12, deadline=None)
@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=14), st.lists(st.booleans(), min_size=14, max_size=14)
)
def test_the_same_holds_on_a_page(secret: str, gaps: list[bool]) -> None:
    apart = "".join(letter + (" " if gap else "") for letter, gap in zip(secret, gaps, strict=False))
    case = case_of(person("p8", "relative", name=secret), people=False)
    found = check(plants.ours(f"Then, {apart}, came."), "pdf", case, CaseMap(case.header, {}, {}))
    assert {hit.entry for hit in (*found.hits, *found.near)} >= {"p8"}


def test_nothing_that_the_check_gives_back_shows_a_text() -> None:
    case = a_case(identifiers=(Identifier(type="phone", value="07700 900123"),))
    found = looked(plants.ours(f"{SECRET}, 07700 900123, {LONG}"), case=case)
    assert {hit.what for hit in found.hits} >= {"a name", "a number", "a text"}
    for told in (repr(found), str(found.hits), repr(found.faults)):
        assert SECRET not in told
        assert "900123" not in told
