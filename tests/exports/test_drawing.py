"""A drawing looks the same on paper, in SVG and as pixels, and holds its text as text."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exports.drawing import (
    Curve,
    Drawing,
    Group,
    Rect,
    Sign,
    TextLine,
    each_text,
    laid,
    text_block,
    text_width,
    wrap,
)
from exports.errors import ExportError
from exports.flow import Figure
from exports.outlines import Outline, outlines_of
from exports.paint_png import png
from exports.paint_svg import svg
from exports.text import cannot_print, tidy
from mapping.signs import shapes
from tests.exports.paper_reading import bare, document, read

RED, INK = "#9c2f1f", "#1d2430"
LIKE = TextLine(0, 0, "", 10, "bold")


def drawing(*items: object) -> Drawing:
    """Return a drawing of these items, 200 by 100."""
    return Drawing(200, 100, tuple(items), "A map")


def pixels(*items: object, scale: float = 1.0) -> Image.Image:
    """Return the picture of these items."""
    return Image.open(io.BytesIO(png(drawing(*items), scale)))


def close(found: tuple[int, ...], colour: str) -> bool:
    """Is a pixel of a colour, within what making smaller may change?"""
    return all(abs(value - int(colour[at : at + 2], 16)) < 12 for value, at in zip(found, (1, 3, 5), strict=True))


def test_text_is_measured_in_the_faces_it_is_painted_in() -> None:
    assert text_width("", "regular", 10) == 0
    assert text_width("mm", "regular", 10) > text_width("ii", "regular", 10)
    assert text_width("He took her wages", "bold", 10) > text_width("He took her wages", "regular", 10)
    assert text_width("He took", "regular", 20) == pytest.approx(2 * text_width("He took", "regular", 10))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["he ", "took ", "x" * 40, "لا ", "मा ", "中", "\n"]), max_size=30).map("".join),
    st.integers(1, 4),
)
def test_wrapped_text_fits_its_width_and_its_lines(text: str, most: int) -> None:
    found = wrap(text, "regular", 10, 90, most)
    assert len(found) <= most
    assert all(text_width(line, "regular", 10) <= 90 + 1e-6 for line in found)


def test_text_that_is_cut_says_so() -> None:
    assert wrap("He questions the child every week", "regular", 10, 60, 2)[1].endswith("…")
    assert wrap("He asks", "regular", 10, 60, 2) == ("He asks",)


def test_arabic_in_a_card_is_set_against_its_right_side() -> None:
    (line,) = text_block(20, 30, "الأب", 150, LIKE, 12)
    shaped, left = laid(line)
    assert left + shaped.width == pytest.approx(170)
    (line,) = text_block(20, 30, "father", 150, LIKE, 12)
    assert laid(line)[1] == 20


@pytest.mark.parametrize("paint", [svg, lambda of: png(of), lambda of: document(Figure(of))])
def test_every_painter_refuses_what_it_cannot_draw_by_name(paint: object) -> None:
    assert callable(paint)
    with pytest.raises(ExportError, match="U\\+0E01"):
        paint(drawing(TextLine(0, 10, "\u0e01")))
    with pytest.raises(ExportError, match="U\\+0E01"):
        wrap("\u0e01", "regular", 10, 90)


def test_svg_holds_text_as_text_and_nothing_that_runs_or_leads_out() -> None:
    made = svg(drawing(Group((Rect(0, 0, 90, 40, 4, fill="#ffffff"), TextLine(5, 10, "<script>&'\"")), "A <card>")))
    root = ElementTree.fromstring(made)
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds == {"svg", "title", "g", "path", "text"}
    assert [element.text for element in root.iter() if element.tag.endswith("text")] == ["<script>&'\""]
    assert [element.text for element in root.iter() if element.tag.endswith("title")] == ["A map", "A <card>"]
    assert b"href" not in made


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_svg_is_well_formed_whatever_is_written_in_it(text: str, label: str) -> None:
    if cannot_print(text + label):
        return
    root = ElementTree.fromstring(svg(drawing(Group((TextLine(5, 10, text),), label))))
    (found,) = (element.text or "" for element in root.iter() if element.tag.endswith("text"))
    expected = tidy(text).replace("\n", " ").translate({0x202D: 0x202A, 0x202E: 0x202B})
    assert found.removeprefix("\u2067").removesuffix("\u2069") == expected.removeprefix("\u2067").removesuffix("\u2069")


def test_svg_sets_a_line_that_runs_from_the_right_against_its_right_side() -> None:
    root = ElementTree.fromstring(svg(drawing(TextLine(20, 30, "الأب", room=100))))
    (line,) = (element for element in root.iter() if element.tag.endswith("text"))
    assert line.text == "\u2067الأب\u2069"
    assert float(line.get("x", "0")) + float(line.get("textLength", "0")) == pytest.approx(120, abs=0.02)


@pytest.mark.parametrize("kind", shapes())
def test_every_sign_has_a_shape_of_its_own(kind: str) -> None:
    drawn = {sign: tuple(outlines_of(Sign(sign, 0, 0, 10, INK))) for sign in shapes()}
    assert [sign for sign in drawn if drawn[sign] == drawn[kind]] == [kind]


def test_signs_are_painted_around_their_middle() -> None:
    for kind in ("square", "diamond", "circle", "triangle", "hexagon", "cross"):
        picture = pixels(Sign(kind, 50, 50, 30, RED))
        assert close(picture.getpixel((50, 50)), RED)
        assert close(picture.getpixel((5, 5)), "#ffffff")
    assert close(pixels(Sign("hollow circle", 50, 50, 30, RED)).getpixel((50, 50)), "#ffffff")


def test_a_box_has_its_band_and_its_round_corners() -> None:
    picture = pixels(Rect(20, 20, 100, 60, 12, "#ffffff", "#d9d4c8", edge=RED, edge_width=6), scale=2)
    assert close(picture.getpixel((45, 100)), RED)
    assert close(picture.getpixel((120, 100)), "#ffffff")
    assert close(picture.getpixel((41, 41)), "#ffffff")


def test_a_dashed_curve_has_gaps_and_a_solid_one_has_none() -> None:
    ends = ((10.0, 50.0), (70.0, 50.0), (130.0, 50.0), (190.0, 50.0))
    solid = pixels(Curve(*ends, RED, 4)).crop((10, 50, 190, 51))
    dashed = pixels(Curve(*ends, RED, 4, (10, 10))).crop((10, 50, 190, 51))
    assert all(close(solid.getpixel((x, 0)), RED) for x in range(5, 175))
    assert 60 < sum(close(dashed.getpixel((x, 0)), RED) for x in range(180)) < 120


def test_an_arrow_ends_where_its_curve_ends() -> None:
    picture = pixels(Curve((10, 50), (70, 50), (130, 50), (180, 50), RED, 1.2, head="arrow", head_size=20))
    assert close(picture.getpixel((170, 50)), RED)
    assert close(picture.getpixel((184, 50)), "#ffffff")
    assert close(picture.getpixel((162, 46)), RED)
    dot = pixels(Curve((10, 50), (70, 50), (130, 50), (180, 50), RED, 1.2, head="dot", head_size=20))
    assert close(dot.getpixel((187, 50)), RED)


@pytest.mark.parametrize("text", ["Takes", "الأب", "किसी", "中文", "שלום"])
def test_text_is_painted_as_pixels_where_it_was_measured(text: str) -> None:
    box = (
        pixels(TextLine(20, 60, text, 24), scale=2)
        .convert("L")
        .point(lambda value: 255 if value < 128 else 0)
        .getbbox()
    )
    assert box
    assert box[0] >= 20 * 2 - 4
    assert box[2] <= (20 + text_width(text, "regular", 24)) * 2 + 4
    assert 60 < box[3] < 170


def test_what_lies_on_the_seam_of_two_bands_is_painted_whole() -> None:
    def part(top: float) -> Image.Image:
        items = (Rect(10, top, 20, 24, 5, fill=RED), TextLine(2, top + 18, "MMM", 12, "bold", INK))
        picture = Image.open(io.BytesIO(png(Drawing(40, 600, items), 1)))
        return picture.crop((0, int(top), 40, int(top) + 24))

    assert list(part(500).tobytes()) == list(part(100).tobytes())


def test_a_picture_has_a_background_and_the_size_that_was_asked_for() -> None:
    picture = Image.open(io.BytesIO(png(Drawing(30, 20, (), background="#f6f4ef"), 3)))
    assert picture.size == (90, 60)
    assert close(picture.getpixel((45, 30)), "#f6f4ef")


def test_a_picture_larger_than_any_screen_is_refused() -> None:
    with pytest.raises(ExportError, match="too large"):
        png(Drawing(20_000, 20_000, ()), 2)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    made = drawing(Sign("circle", 20, 20, 10, RED), TextLine(40, 40, "He took her phone", 10))
    assert svg(made) == svg(made)
    assert png(made) == png(made)


def test_the_text_of_a_drawing_can_be_found_on_paper() -> None:
    made = drawing(Group((TextLine(10, 20, "He took her phone"), Group((TextLine(10, 50, "الأب"),)))))
    assert bare(read(document(Figure(made)))) == bare("He took her phoneالأب")
    assert [line.text for line in each_text(made)] == ["He took her phone", "الأب"]


def test_outlines_are_values() -> None:
    assert all(isinstance(part, Outline) for part in outlines_of(Rect(0, 0, 9, 9, 2, "#ffffff", "#000000", edge=RED)))
