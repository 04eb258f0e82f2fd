"""What each reader's report says: read whole for the published cases, and by rule for every case."""

import io
import re
from dataclasses import replace

import pypdf
import pytest

from exports.copies import Copy, copy_of
from exports.dressing import dressing
from exports.errors import ExportError
from exports.finished.check import Checked, Hit
from exports.outline import outline
from exports.sections.pattern import arranged
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import edit
from mapping.entries import Action, Behaviour, Cite, Goal, Header, Link, Order, Person, Source
from mapping.readers import OUT, audiences
from mapping.vocabulary import load_vocabulary
from tests.cases import PUBLISHED_NAMES, published
from tests.exports.full_case import case_of, full_case
from tests.exports.plain import DAY, case_named, golden, kept, outline_for, plain, reader_of

OTHERS = [audience for audience in audiences() if audience != "own_agency"]
FATHER = Person(id="p1", roles=("perpetrator",), label="Father", pronouns="he/him")
HE_SAID = Source(id="s1", type="perpetrator", who="the father")
HIS = Reader("perpetrator_may_see")


def text_for(case: CaseMap, audience: str, **more: object) -> str:
    """Return all that one reader's report of a case says."""
    reader = Reader(audience, "p3") if audience == "partner_agency" else Reader(audience)
    return plain(outline_for(case, reader, **more))


# ------------------------------------------------------------------------------------------------- every reader


@pytest.mark.parametrize(("name", "audience"), list(kept()))
def test_a_report_reads_as_it_was_read_aloud(name: str, audience: str) -> None:
    said = plain(outline_for(case_named(name), reader_of(name, audience)))
    assert said == golden(name, audience).read_text(encoding="utf-8"), "python -m tests.exports.plain writes it anew"


@pytest.mark.parametrize("audience", list(audiences()))
def test_every_section_belongs_to_a_part_that_the_reader_is_granted(audience: str) -> None:
    for name in (*PUBLISHED_NAMES, "hale"):
        for section in outline_for(case_named(name), reader_of(name, audience)).sections:
            assert section.key, section.heading
            assert audiences()[audience].section(section.key) != OUT, section.heading


@pytest.mark.parametrize("audience", OTHERS)
def test_nobody_is_told_what_is_not_on_a_map_from_which_something_was_taken(audience: str) -> None:
    for name in (*PUBLISHED_NAMES, "hale"):
        said = plain(outline_for(case_named(name), reader_of(name, audience)))
        for words in (
            "Nobody has",
            "not recorded yet",
            "not recorded |",
            "no source is named",
            "Nothing mapped",
            "nobody is named",
        ):
            assert words not in said


@pytest.mark.parametrize("audience", list(audiences()))
def test_an_empty_case_still_makes_a_page(audience: str) -> None:
    people = (FATHER, Person(id="p2", roles=("survivor",), label="A"), Person(id="p3", roles=("child",), label="B"))
    assert len(text_for(case_of(*people), audience)) > 150


@pytest.mark.parametrize("audience", list(audiences()))
def test_every_page_says_the_day_and_the_copy(audience: str) -> None:
    reader = reader_of("hale", audience)
    running = outline_for(case_named("hale"), reader, copy=7).running
    assert running.endswith("22 November 2026 · copy 7")
    assert "Hale" not in running


@pytest.mark.parametrize("audience", [each for each in OTHERS if each != "perpetrator_may_see"])
def test_the_front_page_counts_nothing(audience: str) -> None:
    """What was left out is said by kind: two cases that differ in what is withheld have the same front page."""
    more = full_case()
    hers = next(each for each in more.entries.values() if each.kind == "protective_effort")
    less = more.apply(edit(more, hers.id, title="did something else", account=""))

    def front(case: CaseMap) -> str:
        reader = Reader(audience, "p3") if audience == "partner_agency" else Reader(audience)
        return plain(replace(told := outline_for(case, reader), sections=told.sections[:5]))

    assert front(more).split("\n# ")[1] == front(less).split("\n# ")[1]


# ------------------------------------------------------------------------------------------------- what he may see


def his(*entries: object, links: tuple[Link, ...] = ()) -> str:
    """Return his page for a map that holds these and what clears them."""
    case = case_of(FATHER, HE_SAID, *entries)  # type: ignore[arg-type]
    return plain(outline_for(CaseMap(case.header, case.entries, {link.id: link for link in links}), HIS))


def done(title: str, **more: str) -> Behaviour:
    """Return a behaviour that he told of himself."""
    return Behaviour(id="B1", by="p1", title=title, cites=(Cite(source="s1"),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("choked her", "- You choked her."),
        ("pulled her hair, sat on her", "- You pulled her hair, sat on her."),
        ("strangles the mother", "- What you do: “strangles the mother”."),
        ("put drugs before his children", "- What you did: “put drugs before his children”."),
        ("took her wages and leaves the rent", "- What you did: “took her wages and leaves the rent”."),
        ("was violent", "- What you did: “was violent”."),
        ("financial abuse", "- What you did is written down as: “financial abuse”."),
    ],
)
def test_a_title_follows_you_only_where_every_word_of_it_can(title: str, said: str) -> None:
    assert said in his(done(title))


def test_days_stand_where_they_read_well() -> None:
    assert "- On 9 February 2026 you choked her." in his(done("choked her", when="2026-02-09"))
    assert "- You choked her (that summer)." in his(done("choked her", when="2026", when_said="that summer"))
    assert "- What you do since 2023: “takes the keys”." in his(done("takes the keys", when="2023/.."))


def test_someone_whose_pronouns_nobody_gave_is_never_turned_wrongly() -> None:
    named = replace(FATHER, label="Named person", pronouns="")
    text = plain(outline_for(case_of(named, HE_SAID, done("hit the child with her belt")), HIS))
    assert "“hit the child with her belt”" in text
    assert "# What is expected of you  [" in text


def expected(*titles: str) -> str:
    """Return what his page says of these goals."""
    goals = [Goal(id=f"G{n}", person="p1", title=title, release_to=(HIS.audience,)) for n, title in enumerate(titles)]
    return his(*goals)


def test_what_is_expected_ends_a_sentence_that_begins_for_it() -> None:
    text = expected("asks the children nothing", "Pays the arrears from his own wages.")
    assert "You are to be a father who\n1. asks the children nothing.\n2. pays the arrears from his own wages." in text
    assert "A certificate of attendance does not show either." in text
    assert "We expect that you\n1. use no force." in expected("Use no force.")
    mixed = expected("use no force", "asks nothing", "no messages")
    assert "This is expected of you:\n1. Use no force.\n2. Asks nothing.\n3. No messages." in mixed
    assert "does not show any of this." in mixed


def test_an_order_that_has_ended_is_not_one_to_keep() -> None:
    order = Order(id="O1", title="x", binds=("p1",), served=True, terms="He keeps away.", since="2026-02-10")
    assert "The order that you must keep" in his(order)
    assert "Order, since 10 February 2026." in his(order)
    ended = his(replace(order, until="2026-03-10"))
    assert "must keep" not in ended
    assert "Order, from 10 February 2026 to 10 March 2026." in ended


@pytest.mark.parametrize("name", [*PUBLISHED_NAMES, "hale"])
def test_his_page_holds_no_method_no_source_and_no_one_else(name: str) -> None:
    told = outline_for(case_named(name), HIS)
    text = plain(told)
    for word in ("Throughline", "map", "source", "left out", "mother", "withh", "Confidential", "["):
        assert word not in re.sub(r"  \[\w+\]$", "", text, flags=re.MULTILINE).replace("contact the mother", "")
    assert told.marking == ""


@pytest.mark.parametrize("name", [*PUBLISHED_NAMES, "hale"])
def test_his_page_is_a_page_or_two_and_so_is_the_insert(name: str) -> None:
    for audience in ("perpetrator_may_see", "marac"):
        pdf = copy_of(case_named(name), Copy(Reader(audience), DAY))
        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 2


# ------------------------------------------------------------------------------------------------- other readers


def test_the_insert_of_a_large_case_stays_on_two_pages() -> None:
    children = [Person(id=f"p{n}", roles=("child",), label=f"Child {n}") for n in range(3, 12)]
    mother = Person(id="p2", roles=("survivor",), label="Mother")
    many = [
        Behaviour(id=f"B{n}", by="p1", title=f"took {'thing after thing ' * 12}{n}", category=f"B{n % 18 + 1:02}")
        for n in range(60)
    ]
    actions = [
        Action(id=f"A{n}", agency="An agency of a long name", title="does " + "a great deal " * 15, by="2026-12-01")
        for n in range(12)
    ]
    open_ones = [replace(each, id=f"X{each.id}", by="", about="p1") for each in actions]
    case = case_of(FATHER, mother, *children, *many, *actions, *open_ones)
    pdf = copy_of(case, Copy(Reader("marac"), DAY))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 2
    text = text_for(case, "marac")
    assert "There is more than stands in these lines." in text
    assert "ask the agency that made the map" in text


def test_the_insert_asks_for_something_about_him_even_where_nothing_is_proposed() -> None:
    rows = text_for(published(PUBLISHED_NAMES[0]), "marac").split("## Actions proposed")[1]
    assert re.findall(r"^(The father|The mother|The children) \| ", rows, re.MULTILINE) == [
        "The father", "The mother", "The children",
    ]  # fmt: skip


def test_her_copy_begins_with_what_she_does_and_speaks_to_her() -> None:
    told = outline_for(case_named("hale"), Reader("survivor"))
    first = [section.heading for section in told.sections if section.level == 1]
    assert first[:2] == ["Reading together", "What you do to keep the children safe and well"]
    assert "What that does to you" in first
    text = plain(told)
    for jargon in ("survivor", "perpetrator", "inference", "Person using violence", "Everyday care under control"):
        assert jargon not in text.replace("[survivor]", "").replace("(survivor_impact)", "")
    assert "do not send it and do not leave it" in text


def test_her_copy_says_nothing_at_its_head_that_would_catch_an_eye() -> None:
    told = outline_for(case_named("hale"), Reader("survivor"))
    assert (told.title, told.running) == ("Reading together", "Reading together · 22 November 2026 · copy 1")
    assert told.marking == "Stays with the worker"


def test_the_programme_hears_why_it_has_this_and_what_its_reports_cannot_say() -> None:
    text = text_for(case_named("hale"), "programme")
    assert "so that the father cannot hide behind the ignorance of those who work with him" in text
    assert "Attendance, good words and a certificate show no change at home." in text
    assert "keep the children safe and well" not in text


def test_the_court_reads_that_it_is_no_finding_and_where_its_sources_stand() -> None:
    told = outline_for(case_named("hale"), Reader("court"))
    text = plain(told)
    assert "It is not a finding of fact: findings are for the court." in text
    assert "Sources" in [section.heading for section in told.sections if section.key == "sources"]
    assert "Call-out record, Police, 9 Feb 2026" in text


def test_a_school_reads_of_one_child_and_what_it_can_do() -> None:
    told = outline_for(case_named("hale"), Reader("partner_agency", "p3", "Primary school"))
    headings = [section.heading for section in told.sections if section.level == 1]
    assert headings[:3] == ["What to know about one child", "What you may see", "What you can do"]
    assert not [heading for heading in headings if "younger child" in heading]
    assert "for Primary school" in plain(told)


def test_what_he_did_to_others_and_as_a_parent_have_parts_of_their_own() -> None:
    elsewhere = Behaviour(id="B2", by="p1", title="broke a door", category="B02", setting="earlier_relationship")
    as_parent = Behaviour(id="B3", by="p1", title="mocked her rules", category="B12")
    here = Behaviour(id="B1", by="p1", title="hid the keys", category="B01")
    told = outline_for(case_of(FATHER, here, elsewhere, as_parent), Reader("own_agency"))
    found = {item.title.text: part.key for part in told.sections for item in part.blocks if hasattr(item, "title")}
    assert found == {"Hid the keys": "pattern", "Broke a door": "other_relationships", "Mocked her rules": "as_parent"}


def test_danger_signs_are_facts_with_the_advice_to_look_for_a_risk_tool() -> None:
    case = case_of(FATHER, Behaviour(id="B1", by="p1", title="choked her", high_risk=True))
    text = text_for(case, "own_agency")
    assert "It is not a score, and nothing is added up." in text
    assert "look up whether one was done" in text
    case = case_of(*case.entries.values(), Source(id="s9", type="police", who="DASH risk checklist", date="2026-02-10"))
    assert "A risk tool is among the sources: DASH risk checklist, 10 Feb 2026." in text_for(case, "own_agency")


def test_the_day_of_review_stands_with_what_is_done_next() -> None:
    header = Header(id="case", title="A", review_on="2026-12-24")
    assert "On 24 Dec 2026, or as soon as something changes." in text_for(case_of(FATHER, header=header), "own_agency")


def test_the_training_copy_says_what_it_cannot_promise() -> None:
    text = text_for(case_named("hale"), "training")
    assert "What it cannot promise: that nobody can be recognised." in text


def test_the_view_and_not_the_case_decides_what_a_report_says() -> None:
    case = full_case()
    for audience in OTHERS:
        reader = Reader(audience, "p3") if audience == "partner_agency" else Reader(audience)
        assert outline_for(case, reader) == outline_for(replace(case), reader)
        assert view(case, reader) is not case


def test_what_the_last_look_finds_is_refused_and_for_him_whatever_anybody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Checked(hits=(Hit("E1", "a text", "page 1, text"),))
    monkeypatch.setattr("exports.finished.check.check", lambda *_args, **_more: found)
    case = case_named("hale")
    for reader in (Reader("meeting"), HIS):
        with pytest.raises(ExportError, match="E1"):
            copy_of(case, Copy(reader, DAY))
    assert copy_of(case, Copy(Reader("meeting"), DAY), all_the_same=True).startswith(b"%PDF-")
    with pytest.raises(ExportError, match="E1"):
        copy_of(case, Copy(HIS, DAY), all_the_same=True)


# ------------------------------------------------------------------------------------------------- the day, and pages


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_same_case_reader_and_day_give_the_same_bytes_in_every_format(form: str) -> None:
    case = case_named("hale")
    for audience in ("court", "training"):
        wanted = Copy(Reader(audience), DAY, form=form)  # type: ignore[arg-type]
        assert copy_of(case, wanted) == copy_of(case, wanted)


def test_a_training_copy_with_moved_dates_bears_no_day_by_which_the_move_could_be_told() -> None:
    case = case_named("hale")
    moved = Reader("training", dates="shift:211")
    said = plain(outline(view(case, moved), moved, DAY))
    assert "Made on" not in said and "Throughline on" not in said and "22 November" not in said.splitlines()[1]
    assert plain(outline(view(case, moved), moved, DAY.replace(year=2031))) == said
    coarse = Reader("training")
    assert "Made on 22 November 2026" in plain(outline(view(case, coarse), coarse, DAY))


def test_the_reader_is_told_over_which_years_it_reaches() -> None:
    assert "What has a date in it lies between 2023 and 2026." in text_for(case_named("hale"), "court")
    assert "What has a date in it" not in text_for(case_of(FATHER), "court")


def test_that_details_may_be_missing_is_said_the_same_whether_or_not_any_are() -> None:
    words = "Single details of what does stand here may be left out too."
    for audience in ("own_agency", "meeting", "court", "programme", "partner_agency"):
        for case in (case_named("hale"), case_of(FATHER, Person(id="p3", roles=("child",), label="Child"))):
            assert text_for(case, audience).count(words) == 1


def test_the_programme_is_told_what_success_is_and_not_who_will_see_it() -> None:
    goal = Goal(id="G1", person="p1", title="pays the rent", seen_by="the mother, asked alone", success="It is paid.")
    case = case_of(FATHER, goal)
    assert "It is paid." in text_for(case, "programme") and "asked alone" not in text_for(case, "programme")
    assert "asked alone" in text_for(case, "court")


def test_a_school_is_told_once_what_is_asked_of_him() -> None:
    assert text_for(case_named("hale"), "partner_agency").count("What is asked of the father") == 1


def test_of_a_child_who_died_nobody_is_told_what_to_do_for_that_child_from_day_to_day() -> None:
    child = Person(id="p3", roles=("child",), label="Child", died="2012")
    assert "What you can do" not in text_for(case_of(FATHER, child), "partner_agency")
    assert "What you can do" in text_for(case_of(FATHER, replace(child, died="")), "partner_agency")


def test_what_an_effort_does_about_an_effect_is_not_called_protecting_the_effect() -> None:
    said = text_for(case_named("hale"), "own_agency")
    assert "Works against: has stopped speaking at nursery (the younger child)" in said
    assert "Protects: " not in said


def test_every_kind_of_conduct_that_a_report_puts_in_order_is_in_the_catalogue() -> None:
    known = {term.key for term in load_vocabulary().family("behaviour")}
    for what in ("as_parent", "gravest_first"):
        assert arranged(what) and set(arranged(what)) <= known


# ------------------------------------------------------------------------------------- what a page may not say wrong


def test_an_order_that_has_ended_is_not_told_as_one_that_protects_still() -> None:
    mother = Person(id="p2", roles=("survivor",), label="Mother")
    over = Order(id="O1", title="Bail condition", since="2026-02-10", until="2026-03-10", binds=("p1",), served=True)
    said = text_for(case_of(FATHER, mother, over), "court")
    assert "Was in force from 10 Feb 2026 until 10 Mar 2026" in said
    assert "In force since" not in said
    lasting = replace(over, until="2027-03-10")
    assert "In force since 10 Feb 2026 · until 10 Mar 2027" in text_for(case_of(FATHER, mother, lasting), "court")


def test_nobody_is_asked_to_listen_to_a_child_who_is_not_born_yet() -> None:
    said = plain(outline_for(case_named("hale"), Reader("partner_agency", "p5", "Midwifery")))
    assert "For those who see the mother before the unborn child is born" in said
    assert "See the mother alone at some time in every visit" in said
    assert "speaks" not in said
    assert "from day to day" not in said


def test_a_reader_without_names_finds_each_kind_of_source_once_with_its_numbers() -> None:
    told = outline_for(case_named("open-02-school-basement"), Reader("meeting"))
    said = plain(told)
    assert [line for line in said.splitlines() if line.endswith(" | Police")] == ["1, 2, 8, 10, 17, 18 | Police"]
    raised = {int(number) for found in re.findall(r"\[([\d,]+)\]", said) for number in found.split(",")}
    assert dressing(told).listed == raised  # so each raised number leads to its place in the list


def test_the_day_on_which_somebody_was_asked_never_stands_alone() -> None:
    said = text_for(case_named("hale"), "training")
    assert "Asked 2026" in said
    assert "2026 / 2026" not in said
