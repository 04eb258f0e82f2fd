"""The training copy: everybody and every place replaced alike, all dates moved or coarser, and the map as it was."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from mapping.audience import Reader, cut, view
from mapping.casemap import CaseMap
from mapping.dates import read_edtf
from mapping.entries import (
    ENTRY_CLASSES,
    Action,
    Behaviour,
    Engagement,
    Entry,
    Identifier,
    Incident,
    Order,
    Person,
    Response,
    Session,
    Source,
    View,
)
from mapping.errors import CaseError
from mapping.fields import DATE, fields_of
from mapping.graph import paths
from mapping.parts import Attendance
from mapping.training import Coarse, Dates, Shift, dates_from, training_copy
from tests.cases import PUBLISHED_NAMES, case_of, cited, person, published
from tests.long.strings import FORMS

CHOICES: tuple[Dates, ...] = (Coarse.YEARS, Coarse.MONTHS, Shift(211), Shift(-40))


def texts(owner: Any) -> Iterator[str]:
    """Every text in an entry, link or record, ids and keys included."""
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                if dataclasses.is_dataclass(each):
                    yield from texts(each)
                else:
                    yield from each if isinstance(each, tuple) else (each,)


def all_text(case: CaseMap) -> str:
    things: tuple[Any, ...] = (case.header, *case.ordered_entries, *case.ordered_links)
    return "\n".join(text for thing in things for text in texts(thing))


def told(text: str, *people: Person, when: str = "", dates: Dates = Coarse.YEARS) -> str:
    """What a text has become in the training copy of a case with these people."""
    case = case_of(*people, Incident(id="F1", account=text, when=when), people=False)
    entry = training_copy(case, dates).entries["F1"]
    return entry.account


FATHER = person("p1", "perpetrator", label="Father", name="Daniel O’Neil", aliases=("Danny",))
MOTHER = person(
    "p2",
    "survivor",
    label="Mother",
    name="Grace Okafor-Bell",
    identifiers=(
        Identifier(type="address", value="Flat 3, 14 Larkspur Rise, Northmoor, NM3 4QT"),
        Identifier(type="phone", value="07700 900461"),
        Identifier(type="vehicle", value="LK19 XZV"),
    ),
)
CHILD = person(
    "p3",
    "child",
    label="Milo",
    name="Milo",
    identifiers=(Identifier(type="school", value="Heronsgate Primary School"),),
)
OTHER_CHILD = person("p4", "child", label="Ava", name="Ava")
FAMILY = (FATHER, MOTHER, CHILD, OTHER_CHILD)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Daniel’s brother rang Danny.", "Father’s brother rang Father."),
        ("Mr O'Neil and D.O. came", "Father and Father came"),
        ("She told Okafor; grace fell; GRACE too", "She told Mother; Mother fell; Mother too"),
        ("Mi\u00adlo saw Ava", "Child 1 saw Child 2"),
        ("They live at 14 Larkspur Rise, near Larkspur Rise", "They live at an address, near an address"),
        ("He rang +44 7700 900 461 and 07700-900-461", "He rang a telephone number and a telephone number"),
        ("His lk19xzv stood there", "His number plate stood there"),
        ("The Heronsgate Primary School rang; her Heronsgate friends know", "A school rang; her school friends know"),
        ("He went to Whitby and wrote to kim.w@example.org", "He went to a town and wrote to an e-mail address"),
        ("Dr Patel wrote; Dr Patel knows; PC Shah came", "Person A wrote; Person A knows; Person B came"),
        ("A court in St. Pölten, and the Vienna Court of Appeal", "A court in a town, and a court"),
        ("at St Mary's Hospital, SW1A 1AA, ref 42CR/118/19", "at a hospital, a postcode, ref a reference"),
        ("She came from Poland to 9 Market Street", "She came from a country to a street"),
        ("The Supreme Court and the police in Year 6", "The Supreme Court and the police in Year 6"),
    ],
)
def test_whatever_says_who_or_where_is_replaced_in_running_text(text: str, shown: str) -> None:
    assert told(text, *FAMILY) == shown


@pytest.mark.parametrize(
    ("text", "years", "months", "moved"),
    [
        ("On 2 March 2019 he came", "In 2019 he came", "In March 2019 he came", "On 10 June 2019 he came"),
        ("call of 2/3/19", "call of a day in 2019", "call of a day in March 2019", "call of 10/6/19"),
        ("in March he left", "in a certain month he left", "in March he left", "in June he left"),
        (
            "the night of 9 February",
            "the night of a certain day",
            "the night of a day in February",
            "the night of 19 May",
        ),
        ("at Christmas 2018", "in 2018", "in December 2018", "in March 2019"),
        ("since 2012", "since 2012", "since 2012", "since 2012"),
        ("he may march in", "he may march in", "he may march in", "he may march in"),
        (
            "when she was 7, for £2019",
            "when she was 7, for £2019",
            "when she was 7, for £2019",
            "when she was 7, for £2019",
        ),
    ],
)
def test_dates_in_prose_go_with_those_in_fields(text: str, years: str, months: str, moved: str) -> None:
    shown = [told(text, dates=dates) for dates in (Coarse.YEARS, Coarse.MONTHS, Shift(100))]
    assert shown == [years, months, moved]


def test_a_day_without_a_year_moves_within_the_year_of_its_entry() -> None:
    assert told("on 28 February", when="2023", dates=Shift(2)) == "on 2 March"
    assert told("on 28 February", when="2024", dates=Shift(2)) == "on 1 March"


def test_people_are_called_by_their_part_and_numbered_only_where_several_share_it() -> None:
    copy = training_copy(case_of(*FAMILY, people=False))
    assert [each.label for each in copy.of(Person)] == ["Father", "Mother", "Child 1", "Child 2"]
    assert [each.label for each in training_copy(case_of(FATHER, CHILD, people=False)).of(Person)] == [
        "Father",
        "Child",
    ]


def test_a_named_agency_has_the_same_letter_everywhere_and_the_police_stay_the_police() -> None:
    aid, town = "Northmoor Women’s Aid", "Northmoor Council"
    case = case_of(
        Response(id="R1", title="rang back", agency=aid, effect="helpful"),
        Response(id="R2", title=f"asked {aid} and northmoor council", agency="Police", effect="helpful"),
        Action(id="T1", title="writes", agency=town),
    )
    copy = training_copy(case)
    assert [copy.entries[each].agency for each in ("R1", "R2", "T1")] == ["Agency A", "Police", "Agency B"]
    assert copy.entries["R2"].title == "asked Agency A and Agency B"


def test_what_is_made_to_say_who_where_and_by_which_paper_is_gone() -> None:
    case = case_of(
        Source(id="s1", type="school", who="Ms Varga", reference="DC 118", obtained_from="Mr Todd", date="2019-03-02"),
        View(id="Y1", account="I am tired, said Ms Varga", person="p3", heard_by="Ms Varga"),
        Engagement(id="M1", title="met", person="p1", by="Lena Ort"),
        Action(id="T1", title="Lena rings", agency="Police", owner="Lena Ort"),
        Order(id="O1", title="Order", made_by="Police", applied_by="Ruth Marsh", since="2019-03-02"),
        Session(id="S1", when="2019-03-02", attended=(Attendance(agency="Police", who="Lena Ort", role="officer"),)),
        reference="CASE-77",
        title="The O’Neils of Northmoor",
        opened="2019-01-01",
    )
    copy = training_copy(case)
    held = all_text(copy)
    assert not [word for word in ("Varga", "Todd", "Lena", "Ort", "Marsh", "118", "77", "Neil") if word in held]
    assert copy.header.opened == copy.header.reference == ""
    assert copy.entries["T1"].title == "Person A rings"


@pytest.mark.parametrize("dates", CHOICES, ids=lambda each: getattr(each, "value", "shift"))
@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_map_hangs_together_as_it_did(name: str, dates: Dates) -> None:
    case = published(name)
    copy = training_copy(case, dates)
    assert [(each.id, each.kind) for each in copy.ordered_entries] == [
        (each.id, each.kind) for each in case.ordered_entries
    ]
    assert [(e.kind, e.from_id, e.to_id) for e in copy.ordered_links] == [
        (e.kind, e.from_id, e.to_id) for e in case.ordered_links
    ]
    assert tuple(paths(copy)) == tuple(paths(case))
    assert copy == training_copy(case, dates)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_no_name_and_no_town_of_the_published_cases_is_left(name: str) -> None:
    held = all_text(view(published(name), Reader("training"))).casefold()
    names = ("mitch", "cody", "poppy", "orla", "new south wales", "emrah", "öz", "gülşen", "çağan", "büşra", "größl")
    places = ("graz", "pölten", "vienna", "strasbourg", "austria")
    assert not [word for word in (*names, *places) if f" {word}" in f" {held}"]


# ------------------------------------------------------------------------------------------- generated cases

_SYLLABLES = ("bra", "quo", "zel", "vim", "tor", "hex", "lun", "pra", "wix", "dro", "fen", "gal")


def generated(seed: int) -> tuple[CaseMap, tuple[str, ...]]:
    """A case in which invented names, agencies and ways to find people stand everywhere, and those strings."""
    draw = random.Random(seed)

    def word() -> str:
        return "".join(draw.choice(_SYLLABLES) for _ in range(3)).capitalize()

    secrets = {
        key: word() for key in ("he", "his", "she", "child", "alias", "town", "street", "school", "aid", "worker")
    }
    phone = f"07{draw.randrange(10**9):09}"
    his_name, home = f"{secrets['he']} {secrets['his']}", f"{secrets['street']} Road, {secrets['town']}"
    people = (
        person("p1", "perpetrator", label="Father", name=his_name, aliases=(secrets["alias"],)),
        person(
            "p2", "survivor", label=secrets["she"], name=secrets["she"],
            identifiers=(
                Identifier(type="address", value=f"{draw.randrange(2, 99)} {home}"),
                Identifier(type="phone", value=phone),
            ),
        ),
        person("p3", "child", label="Child 1", name=secrets["child"], born="2015-07-09",
               identifiers=(Identifier(type="school", value=f"{secrets['school']} Academy"),)),
    )  # fmt: skip
    spoken = [
        lambda s: s, str.upper, str.lower, lambda s: f"{s}’s", lambda s: f"({s})", lambda s: s[:3] + "\u00ad" + s[3:]
    ]  # fmt: skip

    def prose() -> str:
        said = [draw.choice(spoken)(each) for each in draw.sample(sorted(secrets.values()), 4)]
        number = f"{phone[:5]} {phone[5:8]}-{phone[8:]}"
        return f"Then {said[0]} met {said[1]} by {said[2]}; {said[3]} rang {number} on 9 July 2015 and 09/07/15."

    entries: list[Entry] = [
        Source(
            id="s1",
            type="police",
            who=f"PC {secrets['worker']}",
            agency=f"{secrets['aid']} Women’s Aid",
            date="2015-07-09",
        ),
        Behaviour(
            id="B1", title=f"follows {secrets['she']}", by="p1", account=prose(), when="2015-07-09", cites=cited("s1")
        ),
    ]
    for kind, owner in ENTRY_CLASSES.items():
        if kind in ("behaviour", "source", "person", "relationship"):
            continue
        needed = {
            field.name: {"date": "2015-07-09", "ref": "p3" if field.name == "child" else "p1"}.get(field.shape.form)
            or (field.shape.choices[0] if field.shape.choices else prose())
            for field in fields_of(owner)
            if field.shape.required and field.name != "id"
        }
        entries.append(
            owner(id=f"{kind}.1", **(needed | {"account": prose(), "recorded_as": prose(), "when": "2015-07-09"}))
        )
    case = case_of(*people, *entries, people=False, title=f"The family {secrets['his']}", reference=secrets["town"])
    return case, (*secrets.values(), phone[-6:])


@pytest.mark.parametrize("seed", range(8))
def test_of_generated_cases_no_protected_string_is_left_and_the_structure_is_equal(seed: int) -> None:
    case, secrets = generated(seed)
    for dates in CHOICES:
        copy = training_copy(case, dates)
        plain = all_text(copy).casefold().replace("\u00ad", "")
        bare = "".join(char for char in plain if char.isalnum())
        assert not [each for each in secrets if each.casefold() in bare], seed
        assert "9 july 2015" not in plain and "09/07/15" not in plain and "2015-07-09" not in plain
        assert copy.entries.keys() == case.entries.keys() and copy.links.keys() == case.links.keys()


def test_a_planted_name_would_be_found_by_that_look() -> None:
    case, secrets = generated(1)
    assert secrets[0].casefold() in all_text(case).casefold()


# ------------------------------------------------------------------------------------------- dates and the view


def test_all_dates_move_by_the_same_number_of_days_and_stay_as_exact() -> None:
    case = published(PUBLISHED_NAMES[1])
    copy = training_copy(case, Shift(211))
    for before in case.ordered_entries:
        after = copy.entries[before.id]
        for field in (each for each in fields_of(type(before)) if each.shape.form == DATE):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if len(old) == 10 and "/" not in old:
                assert (date.fromisoformat(new) - date.fromisoformat(old)).days == 211
            first, second = read_edtf(old), read_edtf(new)
            assert (first.precision if first else "") == (second.precision if second else "")


@pytest.mark.parametrize("text", ["2019-03/..", "../2020", "2019/2019-03-02", "201X", "2004-XX", "2021-24", "2019-03?"])
@pytest.mark.parametrize("days", [-400, -1, 1, 200])
def test_every_form_of_date_moves_to_a_date(text: str, days: int) -> None:
    copy = training_copy(case_of(Incident(id="F1", account="x", when=text)), Shift(days))
    moved = read_edtf(copy.entries["F1"].when)
    was = read_edtf(text)
    assert moved is not None and was is not None and moved.precision == was.precision


@pytest.mark.parametrize("text", ["shift:0", "shift", "shift:x", "days", "shift:99999999", "Years"])
def test_a_way_to_give_dates_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CaseError, match="years, months, or shift"):
        dates_from(text)


def test_the_number_of_days_is_in_no_repr() -> None:
    assert "211" not in repr(Shift(211)) and "211" not in repr(Reader("training", dates="shift:211"))


def test_the_view_for_training_is_the_training_copy_with_new_ids() -> None:
    case = case_of(Behaviour(id="anna-1", title="hit Amira in Leeds", by="p1", when="2019-03-02"))
    shown = view(case, Reader("training", dates="months"))
    assert [(each.id, each.title, each.when) for each in shown.of(Behaviour)] == [
        ("behaviour.1", "hit Mother in a town", "2019-03")
    ]
    assert "anna-1" in cut(case, Reader("training")).copy.entries


def test_two_cases_that_differ_only_in_what_is_withheld_give_the_same_training_copy() -> None:
    def made(name: str) -> CaseMap:
        kept = Response(id="R1", title="rang Bexley Aid", agency="Bexley Aid", effect="helpful")
        gone = Response(id="R0", title=name, agency=name, effect="harmful", sensitivity="agency_internal")
        return view(case_of(kept, gone), Reader("training"))

    assert made("Torhex Trust") == made("Quolun Refuge")


# ------------------------------------------------------------------------------------- however a name is written


@pytest.mark.parametrize("form", [*FORMS])
@pytest.mark.parametrize(
    "name",
    [
        "Daniel Hale",
        "Zoe\u0308 Blanc",
        "Da\u00adniel Morse",
        "Ｄａｎｉｅｌ Kern",
        "Iris Isık",
        "محمد علي",
        "Иван Петров",
    ],
)
def test_a_name_is_replaced_in_every_form_of_its_letters_on_the_card_and_in_a_text(name: str, form: str) -> None:
    written = FORMS[form](name, random.Random(form))
    act = Behaviour(id="B1", by="p1", title=f"rang {written} twice")
    copy = view(case_of(person("p8", "relative", name=name), act), Reader("training"))
    (told_of,) = copy.of(Behaviour)
    assert told_of.title.casefold() == "rang relative twice"


def test_a_sign_that_is_no_letter_stays_as_it_was() -> None:
    text = "“Half” of it … ½ m², 100 € – ™ می‌خواهد 👩‍👧"
    assert told(text) == text


@pytest.mark.parametrize(
    ("name", "said"), [("Jessica Kirk", "JEſſICA"), ("Jessica Kirk", "\u212airk"), ("Isla Ito", "İto")]
)
def test_letters_that_are_taken_for_others_hide_no_name(name: str, said: str) -> None:
    assert told(f"rang {said} twice", person("p8", "relative", name=name)) == "rang Relative twice"
