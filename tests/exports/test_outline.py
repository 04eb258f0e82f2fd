"""What a report says: everything that is on the map, with the perpetrator as subject, and honestly where nothing is."""

import re
from dataclasses import replace
from datetime import date

import pytest

from exports.blocks import Block, Bullets, Item, Notice, Outline, Paragraph, PathwayPicture, Section, Table
from exports.outline import own_agency_outline
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import edit
from mapping.entries import Behaviour, Cite, Header, Person, Source
from mapping.ownwords import write_statement, write_words
from mapping.pathways import pathways
from tests.cases import PUBLISHED_NAMES, published
from tests.exports.full_case import case_of, full_case

DAY = date(2026, 3, 12)
TITLED = (
    "behaviour",
    "family_impact",
    "survivor_impact",
    "child_impact",
    "protective_effort",
    "response",
    "goal",
    "order",
    "action",
    "gap",
    "safety_item",
    "allegation",
    "engagement",
    "programme",
    "change",
)


def outline_of(case: CaseMap) -> Outline:
    """Return the outline of the own agency's view of a case."""
    return own_agency_outline(view(case, Reader("own_agency")), DAY)


def paragraphs(block: Block) -> list[Paragraph]:
    """Return every paragraph of a block."""
    match block:
        case Paragraph():
            return [block]
        case Bullets():
            return [each for item in block.items for each in item]
        case Item():
            return [block.title, *block.lines]
        case Table():
            return [each for row in block.rows for cell in row for each in cell]
        case Notice():
            return list(block.lines)
    return []


def words(outline: Outline | Section) -> str:
    """Return all that an outline or one section says, a line for each paragraph."""
    sections = outline.sections if isinstance(outline, Outline) else (outline,)
    lines = []
    for section in sections:
        lines.append(section.heading)
        lines += [paragraph.text for block in section.blocks for paragraph in paragraphs(block)]
    return "\n".join(lines)


def section(outline: Outline, heading: str) -> Section:
    """Return the section of this heading."""
    return next(each for each in outline.sections if each.heading == heading)


def stands(title: str, text: str) -> bool:
    """Tell whether a title stands in a text, its first letter large or small."""
    return title[1:] in text


@pytest.mark.parametrize("case", [*map(published, PUBLISHED_NAMES), full_case()], ids=[*PUBLISHED_NAMES, "full"])
def test_everything_with_a_title_is_said_word_for_word(case: CaseMap) -> None:
    text = words(outline_of(case))
    titled = [entry for entry in case.entries.values() if entry.kind in TITLED]
    assert titled
    assert [entry.id for entry in titled if not stands(entry.title, text)] == []


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_father_is_the_subject_of_every_sentence_of_the_pattern(name: str) -> None:
    *told, efforts = section(outline_of(published(name)), "The pattern").blocks
    sentences = [each for block in told for each in re.split(r"(?<=\.) (?=[A-Z])", paragraphs(block)[0].text)]
    assert len(sentences) >= 8
    assert [text for text in sentences if not text.startswith(("The father ", "The father’s ", "He ", "His "))] == []
    assert paragraphs(efforts)[0].text.startswith("To keep the children safe and well, the mother ")


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_pathway_is_read_aloud_with_the_father_first(name: str) -> None:
    outline = outline_of(published(name))
    pages = [each for each in outline.sections if each.heading.startswith("How the father’s behaviour reaches")]
    said = [
        item[0].text for page in pages for block in page.blocks if isinstance(block, Bullets) for item in block.items
    ]
    assert said
    assert all(text.startswith("The father") for text in said)
    assert sum(isinstance(block, PathwayPicture) for page in pages for block in page.blocks) >= 1


def test_behaviours_that_lead_the_same_way_are_said_together() -> None:
    page = section(outline_of(published("open-01-after-prison")), "How the father’s behaviour reaches Child 1")
    first = paragraphs(page.blocks[0])[0].text
    assert first.startswith(
        "The father choked her, put drugs before his children, pulled her hair, sat on her, squeezed her very hard. "
        "His conduct is also recorded as: emotional and psychological abuse; days of yelling. At home that meant: "
    )
    assert first.count("At home that meant: both children removed and placed with relatives.") == 1


def test_headings_say_what_stands_below_them() -> None:
    headings = [each.heading for each in outline_of(full_case()).sections]
    assert "How his behaviour reaches the elder child" in headings
    assert "What the father does: money" in headings
    assert "What the mother does to keep the children safe and well" in headings
    assert not [heading for heading in headings if "Section" in heading]


def test_a_child_for_whom_nothing_is_mapped_has_a_page_that_says_so() -> None:
    page = section(outline_of(full_case()), "How his behaviour reaches the unborn child")
    assert "Nothing mapped yet." in words(page)
    assert "does not say that there is none" in words(page)


def test_an_empty_case_makes_an_honest_report() -> None:
    text = words(outline_of(case_of()))
    for sentence in (
        "Nobody has been put on the map yet.",
        "Nobody has recorded yet what the person who harms does.",
        "No child has been put on the map yet.",
        "Nobody has written down yet what is not known.",
        "No source has been recorded yet.",
        "No agency has taken on anything yet.",
    ):
        assert sentence in text


def test_a_survivor_without_an_effort_is_a_gap_in_what_we_know() -> None:
    mother = Person(id="p2", roles=("survivor",), label="Mother")
    text = words(outline_of(case_of(mother)))
    assert (
        "Nobody has recorded yet what the mother does to keep the children safe. That is a gap in what we know" in text
    )


def test_nothing_by_which_somebody_can_be_found_is_said() -> None:
    text = words(outline_of(full_case()))
    assert not [value for value in ("Larkspur", "07700", "Heronsgate") if value in text]


def test_working_notes_and_the_log_of_sharing_stay_out() -> None:
    text = words(outline_of(full_case()))
    assert "Is my supervisor right" not in text
    assert "The order and nothing else" not in text


def test_the_day_of_birth_stays_out_and_the_age_comes_in() -> None:
    text = words(outline_of(full_case()))
    assert "2016, aged 9" in text
    assert "4 May 2016" not in text
    assert "not yet born" in text


def test_a_source_that_is_not_to_be_named_is_given_by_its_type_alone() -> None:
    text = words(outline_of(full_case()))
    assert "Varga to" not in text
    assert "the elder child to Ms Varga" not in text
    assert "a child (not to be named)" in text


def test_what_is_bound_to_the_session_or_to_safety_is_marked_where_it_stands() -> None:
    outline = outline_of(full_case())
    assert "Not to be used outside the session." in words(section(outline, "What the father does: money"))
    assert "For safety planning only." in words(section(outline, "What the father does: our own word"))
    assert "takes her wages; rent unpaid (not to be used outside the session)" in words(section(outline, "The pattern"))


def test_what_only_he_says_of_his_change_is_marked() -> None:
    page = section(outline_of(full_case()), "Can the father name a meaningful part of what was done?")
    assert "only the father says so" in words(page)


def test_constructive_conduct_is_no_part_of_the_pattern_in_short() -> None:
    outline = outline_of(full_case())
    assert "maintenance" not in words(section(outline, "The pattern"))
    assert "Paid maintenance on time" in words(section(outline, "What the father does: constructive conduct"))


def test_a_long_pattern_is_put_in_short_and_says_that_there_is_more() -> None:
    father = Person(id="p1", roles=("perpetrator",), label="Father")
    many = [Behaviour(id=f"B{n}", by="p1", title=f"took thing {n} away", category="B07") for n in range(1, 40)]
    text = words(section(outline_of(case_of(father, *many)), "The pattern"))
    assert "He did more than is said here." in text
    assert text.count("away") < 20


def test_numbers_lead_to_the_list_of_those_who_told_us() -> None:
    outline = outline_of(full_case())
    rows = next(block for block in section(outline, "Who told us").blocks if isinstance(block, Table)).rows
    known = {int(row[0][0].text) for row in rows}
    cited = {
        number
        for each in outline.sections
        for block in each.blocks
        for paragraph in paragraphs(block)
        for phrase in paragraph.phrases
        for number in phrase.sources
    }
    assert cited
    assert cited <= known


def test_a_section_without_any_source_says_so_once() -> None:
    text = words(section(outline_of(published("open-01-after-prison")), "What that does to family life"))
    assert text.count("No source is named yet for anything in this section.") == 1


def test_the_last_pages_are_for_workers_and_on_method() -> None:
    *_, safety, method, wording = (each for each in outline_of(full_case()).sections if each.level == 1)
    assert safety.heading == "Keeping workers and others safe"
    assert safety.new_page
    assert "Nothing here is a finding of fact." in words(method)
    assert method.new_page
    assert wording.heading == "How the wording was read"


def test_whose_view_it_is_and_whether_that_may_be_said_stands_with_the_view() -> None:
    page = words(section(outline_of(full_case()), "What people themselves say"))
    assert "The elder child" in page
    assert "it must not be said whose it is" in page


def test_a_case_read_in_another_order_says_the_same() -> None:
    case = full_case()
    turned = CaseMap(case.header, dict(reversed(case.entries.items())), dict(reversed(case.links.items())))
    assert outline_of(turned) == outline_of(case)


def test_what_stands_on_every_page_names_the_reference_and_nobody() -> None:
    outline = outline_of(full_case())
    assert outline.running == "Mapping report · 0417 · for our own agency · 12 March 2026 · copy 1"
    assert outline.marking == "Confidential — not for any member of the family"
    nameless = case_of(header=Header(id="case", title="The Quern family"))
    assert outline_of(nameless).running == "Mapping report · Case · for our own agency · 12 March 2026 · copy 1"


def test_a_reference_as_long_as_a_letter_does_not_fill_every_page() -> None:
    long = case_of(header=Header(id="case", title="A", reference="ref " * 500))
    assert len(outline_of(long).running) < 100


def test_a_quotation_stands_with_its_source_and_its_place() -> None:
    item = next(
        block
        for block in section(outline_of(full_case()), "What the father does: using the children").blocks
        if isinstance(block, Item)
    )
    quote = next(line for line in item.lines if line.tone == "quote")
    assert quote.text == "“He asks me every time.” p. 4"
    assert quote.phrases[0].sources == (1,)


def test_a_source_cited_by_nothing_that_is_in_the_case_is_passed_over() -> None:
    father = Person(id="p1", roles=("perpetrator",), label="Father")
    behaviour = Behaviour(id="B1", by="p1", title="hid the keys", cites=(Cite(source="gone"), Cite(source="s1")))
    case = case_of(father, behaviour, Source(id="s1", type="police", who="police log"))
    outline = own_agency_outline(replace(case), DAY)
    assert "no source is named" not in words(section(outline, "What the father does: not yet sorted"))


# ---------------------------------------------------------------------------------------------- our own words


def with_own_words(case: CaseMap) -> CaseMap:
    """The same case, in which the team has written one pathway and the statement anew."""
    case = case.apply(write_words(case, pathways(case)[0], "He hit the children for years, and the teacher saw it."))
    return case.apply(write_statement(case, "p1", "He ruled the house by fear.\nNobody stopped him."))


def test_our_own_words_stand_in_the_place_of_the_maps() -> None:
    case = with_own_words(published("open-02-school-basement"))
    outline = outline_of(case)
    statement = section(outline, "The pattern")
    assert [paragraphs(block)[0].text for block in statement.blocks] == [
        "He ruled the house by fear.", "Nobody stopped him.",
    ]  # fmt: skip
    page = words(section(outline, "How the father’s behaviour reaches Child 1"))
    assert "He hit the children for years, and the teacher saw it." in page
    assert "So Child 1 was slapped or beaten." not in page
    assert "The father shot his son in front of his daughter, then himself. So Child 1 was killed" in page


def test_our_own_words_are_marked_where_the_map_has_changed_since() -> None:
    case = with_own_words(published("open-02-school-basement"))
    case = case.apply(edit(case, "B9", title="slapped and beat the children"))
    page = words(section(outline_of(case), "How the father’s behaviour reaches Child 1"))
    assert "He hit the children for years, and the teacher saw it." in page
    assert "The map has changed since these words were written." in page
    assert "As the map says it now: The father slapped and beat the children. So Child 1 was slapped or beaten." in page
    assert "The map has changed since" in words(section(outline_of(case), "The pattern"))


def test_own_words_are_no_card_of_the_report() -> None:
    case = with_own_words(published("open-02-school-basement"))
    text = words(outline_of(case))
    assert text.count("the teacher saw it") == 1
    assert "Note" not in text
