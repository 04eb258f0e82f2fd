"""A picture of a part of the map: what is shown and no more, how much that is, and no word too many for others."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pypdf
import pytest

from exports.copies import asked_before_picture, picture_copy
from exports.errors import ExportError
from mapping.audience import OWN_AGENCY, Reader, numbers, view
from mapping.casemap import CaseMap
from mapping.entries import Gap
from mapping.showing import Part
from mapping.sight import Sight, seen
from tests.cases import arrow, behaviour, case_of, child_impact, cited, family_impact, published, source

SVG = "{http://www.w3.org/2000/svg}"
OURS, COURT = Reader(OWN_AGENCY), Reader("court")
HIS = Sight(kinds=("behaviour",))


def a_case() -> CaseMap:
    return case_of(
        behaviour("B1", "takes her wages", cites=cited("s1")), behaviour("B2", "hides her post", cites=cited("s1")),
        family_impact("L1", "home is about to be lost", cites=cited("s1")),
        child_impact("I1", "does not sleep", cites=cited("s1")),
        source("s1", "school", who="Ruth Vale", agency="School"),
        Gap(id="N1", title="who drives her?", state="none_observed"),
        arrow("disrupts", "B1", "L1", "l1"), arrow("harms", "L1", "I1", "l2"),
    )  # fmt: skip


def part(case: CaseMap, sight: Sight) -> Part:
    return Part(seen(case, sight), sight)


def words(picture: bytes) -> str:
    return " ".join(" ".join("".join(each.itertext()) for each in ET.fromstring(picture).iter(f"{SVG}text")).split())


def drawn(case: CaseMap, sight: Sight, reader: Reader = OURS) -> str:
    return words(picture_copy(case, "svg", reader, part(case, sight)))


def test_only_what_is_shown_is_drawn_and_the_picture_says_how_much_that_is() -> None:
    text = drawn(a_case(), HIS)
    assert "akes her wages" in text
    assert "ides her post" in text
    assert "ome is about to be lost" not in text
    assert "oes not sleep" not in text
    assert "2 of 4 shown: what he does" in text
    assert "of 4 shown" not in words(picture_copy(a_case(), "svg"))


def test_of_what_is_not_shown_nothing_is_said_to_be_missing() -> None:
    assert "Nothing" not in drawn(a_case(), HIS)


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_as_a_picture_and_as_a_page_to_print_too(form: str) -> None:
    made = picture_copy(a_case(), form, OURS, part(a_case(), HIS))  # type: ignore[arg-type]
    assert made != picture_copy(a_case(), form, OURS)  # type: ignore[arg-type]
    if form == "pdf":
        assert "2 of 4 shown" in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_our_own_copy_tells_what_was_chosen_and_another_only_what_names_nobody() -> None:
    sight = Sight(kinds=("behaviour",), sources=("s1",), agencies=("School",))
    ours, theirs = drawn(a_case(), sight), drawn(a_case(), sight, COURT)
    assert "School" in ours
    assert "School" not in theirs.partition("shown:")[2]
    assert "shown: what he does, and by other choices" in theirs
    assert "Ruth" not in ours + theirs


def test_it_is_counted_in_what_the_reader_may_have() -> None:
    case = published("open-02-school-basement")
    everything = view(case, COURT)
    text = drawn(case, HIS, COURT)
    count, total = text.partition(" shown")[0].split()[-3::2]
    whole = len(seen(everything, Sight()))
    assert int(total) == whole < len(seen(case, Sight()))
    assert int(count) <= len(seen(case, HIS))


def test_the_smaller_view_is_numbered_anew_and_hangs_together() -> None:
    case = published("open-02-school-basement")
    smaller = view(case, COURT, seen(case, HIS))
    assert {each.kind for each in smaller.entries.values()} & {"behaviour"}
    assert not {each.kind for each in smaller.entries.values()} & {"child_impact", "protective_effort"}
    assert all({link.from_id, link.to_id} <= smaller.entries.keys() for link in smaller.links.values())
    assert view(case, COURT, frozenset(case.entries)) == view(case, COURT)


def test_a_part_of_which_the_reader_may_have_nothing_is_refused() -> None:
    with pytest.raises(ExportError, match="None of the cards that are shown"):
        picture_copy(a_case(), "svg", OURS, Part(frozenset(), Sight(kinds=("order",))))


def test_the_wording_is_asked_of_what_is_drawn_and_of_nothing_else() -> None:
    case = case_of(behaviour("B1", "took her keys"), family_impact("L1", "mother failed to protect the children"))
    assert asked_before_picture(case)
    assert asked_before_picture(case, part=part(case, HIS)) == ()


@pytest.mark.parametrize("reader", [OURS, COURT])
def test_what_is_folded_away_is_not_drawn_and_is_counted_in_what_the_reader_may_have(reader: Reader) -> None:
    case = a_case()
    shown = Part(frozenset({"B1", "L1"}), Sight(), frozenset({"B2", "I1"}))
    text = words(picture_copy(case, "svg", reader, shown))
    assert "ides her post" not in text
    assert "2 of 4 shown, 2 folded away" in text


@pytest.mark.parametrize("reader", [OURS, COURT])
def test_each_card_of_a_readers_view_is_known_by_its_id_in_the_whole_case(reader: Reader) -> None:
    case = published("open-02-school-basement")
    only = seen(case, HIS)
    for chosen in (None, only):
        smaller, new = view(case, reader, chosen), numbers(case, reader, chosen)
        assert set(new.values()) == smaller.entries.keys() | smaller.links.keys()
        dated = {
            old: each for old, each in new.items() if old in case.entries and case.entries[old].kind == "behaviour"
        }
        assert dated
        for old, each in dated.items():
            assert smaller.entries[each].kind == case.entries[old].kind
            assert smaller.entries[each].category in ("", case.entries[old].category)
