"""The page of a meeting: one page, right in what it says, by roles, and nothing on it that a meeting may not have."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest

from exports.copies import DOCUMENTS, RoomTerms, document_copy
from exports.interchange import write_text
from mapping.agreed import agree
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import add, edit
from mapping.differing import Differing, seed_of
from mapping.entries import Action, Gap, Goal, Session
from mapping.errors import CaseError
from mapping.parts import Attendance
from mapping.replacing import parts_of
from mapping.signed import SHOWN, mark_of, sign, signings
from tests.canaries import CANARY, rich_case
from tests.cases import PUBLISHED_NAMES, arrow, behaviour, case_of, cited, person, published, source

ON = date(2026, 3, 12)
SECRET = "sleeps at the refuge"


def met() -> CaseMap:
    case = case_of(
        behaviour("B1", "took her wages", category="B07", cites=cited("s1")),
        behaviour("B2", SECRET, category="B07", cites=cited("s1"), sensitivity="restricted"),
        source("s1", "police", agency="Police"),
        Goal(id="G1", person="p1", title="pays the rent"),
        Gap(id="g1", title="Who has seen the younger child?", who_might_know="the nursery", state="not_asked"),
        Session(
            id="se1", when="2026-03-12", confidentiality_read=True,
            attended=(Attendance(agency="Police", who="Sergeant Moss"), Attendance(agency="Housing")),
            apologies=("Dr Karim",),
        ),
    )  # fmt: skip
    for line in ("police: visit him at work by 3 April 2026", "housing: change the locks by 20 March 2026 (Ann Lee)"):
        case = case.apply(agree(case, "se1", line, ON))
    return case


def pages(case: CaseMap, whom: str = "") -> list[str]:
    made = document_copy(case, "session_record", whom, ON)
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def test_it_says_who_was_here_what_was_agreed_and_what_nobody_knows() -> None:
    (page,) = pages(met())
    for words in (
        "12 Mar 2026", "Police; Housing", "Confidentiality was read", "ook her wages", "Visit him at work",
        "3 Apr 2026",
        "Change the locks", "20 Mar 2026", "Pays the rent", "Who has seen the younger child?", "the nursery",
    ):  # fmt: skip
        assert words in " ".join(page.split()), words


def test_nothing_on_it_that_a_meeting_may_not_have() -> None:
    (page,) = pages(met())
    assert SECRET not in page
    for name in ("Daniel", "Amira", "Noor", "Moss", "Karim"):
        assert name not in page


def test_where_roles_differ_from_meeting_to_meeting_it_says_those_of_its_own_day() -> None:
    case = met()
    case = case.apply(add(case, person("p4", "child", name="Mika", label="Younger child")))
    case = case.apply(agree(case, "se1", "police: tell the younger child’s nursery what is done", ON))
    usual = " ".join(pages(case)[0].split())
    assert "younger child’s nursery" in usual
    held = Differing(case, parts_of(case), seed_of("lot", date(2026, 3, 12)))
    called = held.parts["p4"]
    for on in (ON, date(2026, 5, 1)):
        made = document_copy(case, "session_record", "", on, room=RoomTerms(drawn="lot"))
        page = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())
        assert f"Tell {called[:1].lower()}{called[1:]}’s nursery what is done" in page
        assert "ounger" not in page


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_no_planted_text_of_a_rich_case_is_on_it_that_is_not_in_the_copy_for_a_meeting(seed: int) -> None:
    case = rich_case(seed)
    may = {"".join(each.split()).casefold() for each in CANARY.findall(write_text(view(case, Reader("meeting"))))}
    found = CANARY.findall("".join("".join(pages(case)).split()).casefold())
    assert set(found) <= may


def test_it_is_one_page_however_much_was_agreed() -> None:
    case = met()
    for number in range(40):
        line = f"agency {number}: does a thing that takes many words to say, {'and again ' * 9}by 1 April 2026"
        case = case.apply(agree(case, "se1", line, ON))
    for number in range(20):
        case = case.apply(agree(case, "se1", f"police: thing {number}", ON))
    found = pages(case)
    assert len(found) == 1
    assert "more, on the map" in found[0]


def test_it_is_one_page_where_everything_there_can_be_is_long() -> None:
    case, long = met(), "and again and once more " * 10
    things = [
        *(behaviour(f"B{n}", f"took what was hers {long}", category=f"B0{n}", cites=cited("s1")) for n in range(3, 9)),
        *(Goal(id=f"G{n}", person="p1", title=f"pays {n} {long}", by="2026-04-01") for n in range(2, 9)),
        *(Gap(id=f"g{n}", title=f"Who saw it {n} {long}", who_might_know=long, state="not_asked") for n in range(2, 9)),
        *(Action(id=f"a{n}", title=f"look {n} {long}", agency=f"Housing {long}", state="open") for n in range(9)),
    ]
    for each in things:
        case = case.apply(add(case, each))
    here = tuple(Attendance(agency=f"Agency for homes and streets number {n}") for n in range(20))
    case = case.apply(edit(case, "se1", attended=here, apologies=("A", "B")))
    for number in range(12):
        case = case.apply(agree(case, "se1", f"agency {number}: does a thing {long}", ON))
    (page,) = pages(case)
    assert "A day to look again" in page
    for rest in ("more, on the map", "Not known yet", "What is asked", "The pattern"):
        assert rest in page


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_it_is_one_page_for_a_published_case(name: str) -> None:
    case = published(name)
    case = case.apply(add(case, Session(id="se1", when="2026-03-12")))
    for line in ("police: visit him at work by 3 April 2026", "school: tell his teacher", "probation: speak to him"):
        case = case.apply(agree(case, "se1", line, ON))
    assert len(pages(case)) == 1


def test_what_was_decided_here_stands_before_older_goals_and_what_was_withdrawn_is_not_asked() -> None:
    case = met()
    for number in range(5):
        case = case.apply(add(case, Goal(id=f"G{number + 2}", person="p1", title=f"older {number}")))
    case = case.apply(edit(case, "G1", state="withdrawn"))
    decided = Goal(id="G9", person="p1", title="leaves the keys with the police")
    case = case.apply(add(case, decided, links=(arrow("decided_in", "G9", "se1"),)))
    (page,) = pages(case)
    assert "Leaves the keys with the police" in page
    assert "Pays the rent" not in page


def test_it_says_that_it_is_not_noted_where_confidentiality_was_not_read() -> None:
    case = met()
    (page,) = pages(case.apply(edit(case, "se1", confidentiality_read=None)))
    assert "It is not noted that confidentiality was read" in " ".join(page.split())


def test_what_was_agreed_before_stands_apart() -> None:
    case = met()
    older = Action(id="a9", title="look at the locks", agency="Housing", state="open")
    (page,) = pages(case.apply(add(case, older)))
    words = " ".join(page.split())
    assert (
        words.index("Visit him at work")
        < words.index("Agreed before, and still open")
        < words.index("Look at the locks")
    )


def test_it_has_the_statement_that_was_read_aloud_in_one_paragraph() -> None:
    (page,) = pages(met())
    assert "The father took her wages" in " ".join(page.split())
    case = met()
    for number in range(60):
        title = f"kept the keys and the car number {number} from her, and told her sister and the neighbours why"
        case = case.apply(add(case, behaviour(f"B{number + 10}", title, category=f"B{number % 16 + 1:02}")))
    (page,) = pages(case)
    assert "More of it stands on the map." in page
    case = case.apply(add(case, behaviour("B99", "held her by the throat", high_risk=True)))
    (page,) = pages(case)
    assert "eld her by the throat" in page, "what is gravest is not what is left out"


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_statement_takes_the_room_that_is_left(name: str) -> None:
    case = published(name)
    (page,) = pages(case if case.of(Session) else case.apply(add(case, Session(id="se9", when="2026-03-12"))))
    assert "Signed off by:" in page


def test_it_bears_the_mark_that_the_signing_keeps_and_what_a_meeting_may_not_have_does_not_change_it() -> None:
    case = met()
    mark = mark_of(write_text(view(case, Reader("meeting"))))
    signed = case.apply(sign(case, "se1", "R. Okafor", "0" * 64, ON, mark))
    (latest,) = signings(signed)
    (page,) = pages(signed)
    assert latest.page == mark
    assert f"may see: {latest.page[:SHOWN]}." in " ".join(page.split())
    assert "Signed off by:" in page
    other = signed.apply(edit(signed, "B2", title="sleeps somewhere else"))
    assert pages(other) == [page]


def test_without_a_meeting_it_is_said_what_to_do() -> None:
    with pytest.raises(CaseError, match="No meeting is noted"):
        document_copy(case_of(behaviour("B1")), "session_record", "", ON)


def test_it_can_be_asked_for_by_its_name() -> None:
    assert "session_record" in DOCUMENTS


def test_what_still_waits_for_the_room_is_not_on_its_page_and_the_mark_stays_that_of_the_signing() -> None:
    case = met()
    waits = frozenset({each.id for each in case.of(Action) if "locks" in each.title} | {"B1"})
    made = document_copy(case, "session_record", "", ON, room=RoomTerms(waiting=waits))
    (page,) = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert "Visit him at work" in page
    assert "ocks" not in page
    assert "wages" not in page
    mark = mark_of(write_text(view(case, Reader("meeting"))))
    assert f"may see: {mark[:SHOWN]}." in " ".join(page.split())


def test_where_there_is_little_room_violence_stays_before_money_and_a_long_sentence_makes_way_for_short_ones() -> None:
    long = "took her wages " + "and what her mother gave her " * 6
    money = [behaviour(f"B{10 + each}", f"{long}{each}", category="B07", cites=cited("s1")) for each in range(6)]
    case = met().apply(add(met(), *money, behaviour("B20", "hit her with a belt", category="B02", cites=cited("s1"))))
    gaps = [Action(id=f"A{each}", title=f"does thing {each} " * 5, agency="Police") for each in range(40, 52)]
    (page,) = pages(case.apply(add(case, *gaps)))
    assert "it her with a belt" in page
    assert "More of it stands on the map." in page


def test_numbers_and_addresses_are_on_no_paper_for_the_room_and_what_it_says_of_days_and_money_stays() -> None:
    then = met()
    case = then.apply(agree(then, "se1", "police: ring her on 07700 900123 before 5 pm by 3 April 2026", ON))
    case = case.apply(add(case, behaviour("B3", "waits at 14 Acorn Road with £250", category="B07", cites=cited("s1"))))
    since = document_copy(case, "since_last_session", "", ON, room=RoomTerms(then))
    for made in (document_copy(case, "session_record", "", ON), since):
        words = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())
        assert "ing her on a telephone number before 5 pm" in words
        assert "aits at a street with £250" in words
        assert "900123" not in words
        assert "Acorn" not in words
    assert mark_of(write_text(view(case, Reader("meeting"))))[:SHOWN] in " ".join(pages(case)[0].split())
