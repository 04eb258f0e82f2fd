"""The whole map as one picture: every card with its whole title, in three formats, the same each time."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from exports.cards import Type
from exports.errors import ExportError
from exports.laidmap import whole_map
from exports.mapdrawing import whole
from exports.picture import picture
from mapping.audience import view
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Entry, Gap, Person, Position
from mapping.lanes import Layout
from mapping.naming import Naming
from mapping.readers import Reader
from mapping.resting import cards
from mapping.vocabulary import load_vocabulary
from mapping.ways import Run, Way, runs
from tests.cases import PUBLISHED_NAMES, published
from tests.exports.full_case import case_of, full_case
from tests.exports.paper_reading import bare

SVG = "{http://www.w3.org/2000/svg}"
FATHER = Person(id="p1", roles=("perpetrator",), label="Father", name="Daniel Quern")
CARDS = ("behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response")


def root(case: CaseMap) -> ET.Element:
    """Return the picture of a case as an element tree."""
    return ET.fromstring(picture(case, "svg"))


def written(case: CaseMap) -> str:
    """Return what is written in the picture, titles of groups left out."""
    return bare("".join("".join(text.itertext()) for text in root(case).iter(f"{SVG}text")))


@pytest.mark.parametrize("case", [*map(published, PUBLISHED_NAMES), full_case()], ids=[*PUBLISHED_NAMES, "full"])
def test_every_card_stands_on_the_picture_with_its_whole_title(case: CaseMap) -> None:
    text = written(case)
    shown = [entry for entry in case.entries.values() if entry.kind in CARDS]
    assert shown
    assert [entry.id for entry in shown if bare(entry.title)[1:] not in text] == []


def test_a_long_title_is_not_cut() -> None:
    title = ("questions the elder child about where their mother went and whom she saw there; " * 4)[:299]
    assert bare(title)[1:] in written(case_of(FATHER, Behaviour(id="B1", by="p1", title=title)))


def test_the_headings_follow_the_person_and_name_nobody() -> None:
    text = written(case_of(FATHER, Behaviour(id="B1", by="p1", title="hid the keys")))
    assert "Whatthefatherdoes" in text
    assert "Quern" not in text


def test_an_empty_map_says_that_nothing_is_recorded_yet() -> None:
    assert "Nothingrecordedyet." in written(case_of())
    child = Person(id="p3", roles=("child",), label="Child")
    assert "Nothingmappedyet." in written(case_of(FATHER, child))


def test_the_picture_says_whom_it_is_not_for() -> None:
    assert bare("Confidential — not for any member of the family") in written(case_of())


def test_what_protects_is_drawn_dashed_and_what_harms_solid() -> None:
    dashes = [path.get("stroke-dasharray") for path in root(full_case()).iter(f"{SVG}path") if path.get("stroke")]
    assert any(dashes)
    plain = case_of(FATHER, Behaviour(id="B1", by="p1", title="hid the keys"))
    drawn = [path for path in root(plain).iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert drawn == []


@pytest.mark.parametrize("format_", ["svg", "png", "pdf"])
def test_the_same_map_gives_the_same_bytes(format_: str) -> None:
    assert picture(full_case(), format_) == picture(full_case(), format_)  # type: ignore[arg-type]


def test_the_png_is_a_picture_of_the_size_of_the_map() -> None:
    image = Image.open(io.BytesIO(picture(full_case(), "png")))
    view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture(full_case(), "svg").decode())
    assert view
    assert image.size == pytest.approx((float(view[1]) * 2, float(view[2]) * 2), abs=2)


def test_the_pdf_is_one_page_whose_text_can_be_read() -> None:
    pages = pypdf.PdfReader(io.BytesIO(picture(full_case(), "pdf"))).pages
    assert len(pages) == 1
    assert bare("every plan and routine is questioned")[1:] in bare(pages[0].extract_text())


def test_a_card_that_was_put_somewhere_by_hand_stands_there() -> None:
    put = Behaviour(id="B1", by="p1", title="hid the keys", position=Position(x=1400, y=900))
    view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture(case_of(FATHER, put), "svg").decode())
    assert view
    assert float(view[1]) >= 1700
    assert float(view[2]) >= 900


def test_a_card_put_left_of_or_above_the_map_is_still_on_the_picture() -> None:
    put = Behaviour(id="B1", by="p1", title="hid the keys", position=Position(x=-500, y=-300))
    found = root(case_of(FATHER, put))
    words = next(text for text in found.iter(f"{SVG}text") if "".join(text.itertext()) == "Hid the keys")
    assert float(words.get("x", "")) >= 0
    assert float(words.get("y", "")) >= 0


def test_a_character_that_no_font_has_is_refused() -> None:
    with pytest.raises(ExportError, match=r"U\+13000"):
        picture(case_of(FATHER, Behaviour(id="B1", by="p1", title="left 𓀀 there")), "svg")


@pytest.mark.parametrize(
    ("where", "things"),
    [
        ("B1", (Behaviour(id="B1", by="p1", title="left 𓀀 there"),)),
        ("B1", (Behaviour(id="B1", by="p1", title="", account="left 𓀀 there"),)),
        ("B1", (Behaviour(id="B1", by="p1", title="left", category="𓀀"),)),
        ("B1", (Behaviour(id="B1", by="p1", title="left", when_said="on 𓀀 day"),)),
        ("p3", (Person(id="p3", roles=("child",), label="Child 𓀀"),)),
    ],
    ids=["title", "account", "category", "when", "child"],
)
def test_a_character_that_no_font_has_is_refused_by_the_name_of_its_entry(
    where: str, things: tuple[Entry, ...]
) -> None:
    with pytest.raises(ExportError, match=rf"U\+13000.* in {where};") as refusal:
        picture(case_of(FATHER, *things), "svg")
    assert refusal.value.where == where


@pytest.mark.parametrize("case", [*map(published, PUBLISHED_NAMES), full_case()], ids=[*PUBLISHED_NAMES, "full"])
def test_no_arrow_runs_under_the_words_of_a_card_that_is_not_its_end(case: CaseMap) -> None:
    laid = whole_map(case, Naming(case, veiled=True), Type(), "#ffffff")
    found = list(runs(case, laid.layout, {}))
    assert len(found) > 5
    assert crossed(laid.layout, found) == []
    straight = [
        replace(run, way=Way((run.way.points[0], *run.way.points[:1], *run.way.points[-1:] * 2), (1, 0)))
        for run in found
    ]
    assert crossed(laid.layout, straight)


def crossed(laid: Layout, found: list[Run]) -> list[tuple[str, str]]:
    """Each arrow that enters what a card says that is not its end, with that card."""
    hit = set()
    for run in found:
        ends = {run.link.from_id, run.link.to_id}
        for at in range(0, len(run.way.points) - 1, 3):
            for x, y in along(run.way.points[at : at + 4]):
                hit |= {
                    (run.link.id, key) for key, box in laid.cards.items()
                    if key not in ends and box.x + 2 < x < box.right - 2 and box.y + 2 < y < box.bottom - 2
                }  # fmt: skip
    return sorted(hit)


def along(four: tuple[tuple[float, float], ...], steps: int = 16) -> list[tuple[float, float]]:
    """Points along a cubic curve."""
    shares = [step / steps for step in range(steps + 1)]
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in shares]
    return [tuple(sum(w * p[axis] for w, p in zip(each, four, strict=True)) for axis in (0, 1)) for each in weights]


def test_the_legend_tells_what_is_on_the_picture_and_nothing_else() -> None:
    plain = written(case_of(FATHER, Behaviour(id="B1", by="p1", title="hid the keys")))
    assert "Behaviour" in plain
    assert "Protectiveeffort" not in plain
    assert "harms,orleadstoit" not in plain
    every = written(full_case())
    kinds = {entry.kind for entry in cards(full_case())}
    assert len(kinds) > 10
    for kind in kinds:
        assert bare(Naming(full_case(), veiled=True).fill(load_vocabulary().kind(kind).label)) in every
    assert "protects,orisinferred" in every


def test_a_question_that_has_its_answer_is_no_more_on_the_picture_than_on_the_map() -> None:
    asked = Gap(id="N1", title="who drives her?", state="not_asked")
    assert "Whodrivesher?" in written(case_of(FATHER, asked))
    assert "Whodrivesher?" not in written(case_of(FATHER, replace(asked, state="answered")))


def test_an_arrow_that_goes_around_the_last_column_is_on_the_picture_whole() -> None:
    case = view(published("open-02-school-basement"), Reader("court"))
    laid = whole_map(case, Naming(case, veiled=True), Type(), "#ffffff")
    reach = max(x for arrow in (*laid.curves, *laid.behind) for x, _ in arrow.route.points)
    assert whole(laid).width >= reach
    around = replace(laid.curves[0].route, points=((0, 0), (laid.width + 90, 0), (laid.width + 90, 9), (0, 9)))
    assert whole(replace(laid, curves=(replace(laid.curves[0], route=around),))).width >= laid.width + 90
