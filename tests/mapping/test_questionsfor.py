"""Questions for an agency that was not there: about what it told us itself, and nothing else."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest

from exports.copies import document_copy
from exports.interchange import write_text
from mapping.agencies import agency, speaking
from mapping.casemap import CaseMap
from mapping.entries import Source
from mapping.errors import CaseError
from mapping.lanes import is_card
from mapping.questionsfor import ALWAYS, held_by, questions_for
from mapping.resting import sources_of
from tests.canaries import CANARY, rich_case
from tests.cases import behaviour, case_of, child_impact, cited, source

ON = date(2026, 3, 12)


def told() -> CaseMap:
    return case_of(
        behaviour("B1", "waits at the gate", cites=cited("s1")),
        behaviour("B2", "took her wages", cites=cited("s2")),
        behaviour("B3", "shouts in the yard", cites=cited("s1") + cited("s2")),
        behaviour("B4", "hides her post"),
        child_impact("I1", "does not eat at lunch", cites=cited("s1")),
        source("s1", "school", agency="Mill Primary School"),
        source("s2", "police", agency="Police"),
    )


def test_only_what_an_agency_alone_told_us_is_asked_about() -> None:
    assert [each.entry.id for each in questions_for(told(), "mill primary  school")] == ["B1", "I1"]
    assert [each.entry.id for each in questions_for(told(), "Police")] == ["B2"]


def test_an_agency_that_told_us_nothing_is_not_made_up() -> None:
    with pytest.raises(CaseError, match="The agencies are"):
        questions_for(told(), "Fire service")


def test_the_page_holds_its_own_words_and_nobody_elses() -> None:
    made = document_copy(told(), "questions_for_agency", "Mill Primary School", ON)
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    assert "Waits at the gate" in text
    assert ALWAYS[0] in text
    for words in ("wages", "yard", "post", "Police", "Daniel", "Amira", "Noor"):
        assert words not in text


@pytest.mark.parametrize("seed", range(12))
def test_of_a_rich_case_nothing_is_in_it_that_rests_on_anybody_else(seed: int) -> None:
    case = rich_case(seed)
    for name in {each.agency for each in case.of(Source) if each.agency.strip()}:
        held = held_by(case, name)
        for each in filter(is_card, held.ordered_entries):
            own = {speaking(case, said).key for said in sources_of(case, case.entries[each.id])}
            assert own <= {agency(name).key}
        words = "\n".join(each.entry.title for each in questions_for(case, name))
        assert set(CANARY.findall(words)) <= set(CANARY.findall(write_text(held)))
