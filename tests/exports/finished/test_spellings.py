"""What leads to a person is found in every usual spelling, and words that lead to nobody raise no alarm."""

from dataclasses import replace

import pytest

from exports.finished.check import Checked, looked_through
from exports.finished.passages import Passage
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Header, Identifier, Response, Source
from mapping.fields import fields_of
from tests.cases import behaviour, case_of, child_impact, effort, person
from tests.exports.full_case import full_case

HIM = Reader("perpetrator_may_see")
HIS = behaviour("B1", "took her wages", status="convicted")
CHILD = person("p8", "child", name="Amelie Brandt", born="2014-03-12", label="Child")


def looked(text: str, *things: object, field: bool = False, him: str = "Daniel") -> Checked:
    """What the check finds in a text that goes to him, in a case that holds these things."""
    father = person("p1", name=him, label="Father")
    case = case_of(HIS, father, *things, people=False)  # type: ignore[arg-type]
    return looked_through([Passage(text, "page 1, text", field)], case, view(case, HIM))


def found(text: str, *identifiers: tuple[str, str]) -> str:
    """ "hit", "near" or "" for a text, where somebody has these identifiers."""
    whole = person(
        "p9", "relative", identifiers=tuple(Identifier(type=kind, value=value) for kind, value in identifiers)
    )
    return verdict(looked(text, whole))


def verdict(checked: Checked) -> str:
    """What became of a text."""
    return "hit" if checked.hits else "near" if checked.near else ""


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123", "07700900123", "0770 090 0123", "07700-900-123", "(07700) 900 123", "+44 7700 900123",
        "+44 (0)7700 900123", "0044 7700 900 123", "07 70 09 00 12 3", "0 7 7 0 0 9 0 0 1 2 3", "07700.900.123",
        "07700\n900123", "tel:+447700900123", "\uff10\uff17\uff17\uff10\uff10 900123",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kept", ["07700 900123", "+44 7700 900 123"])
def test_a_telephone_number_is_found_in_any_grouping(written: str, kept: str) -> None:
    assert found(f"Ring {written} after six.", ("phone", kept)) == "hit"


@pytest.mark.parametrize("written", ["07700 900124", "900123", "In 2014 there were 900 of them, in 2015 123.", "7700"])
def test_another_number_is_not_that_number(written: str) -> None:
    assert found(f"Ring {written} after six.", ("phone", "07700 900123")) == ""


ADDRESS = ("address", "Flat 2, 14 Elm Road, Leeds LS6 3AB")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Flat 2, 14 Elm Road, Leeds LS6 3AB", "hit"), ("LS6 3AB", "hit"), ("LS63AB", "hit"), ("ls6  3ab", "hit"),
        ("L S 6 3 A B", "hit"), ("LS6-3AB", "hit"), ("LS6", "near"), ("14 Elm Road", "hit"), ("14 Elm Rd", "hit"),
        ("14, Elm Rd.", "hit"), ("Elm Road 14", "hit"), ("Elm Road", "near"), ("Leeds", ""), ("14 elms", ""),
        ("114 Elm Grove", ""), ("LS6 3ABC", "near"), ("LS60", ""), ("flat 2", ""), ("LS7 3AB", ""),
    ],
)  # fmt: skip
def test_an_address_is_found_by_its_postcode_and_by_house_and_street(written: str, told: str) -> None:
    assert found(f"He waited near {written} again.", ADDRESS) == told


@pytest.mark.parametrize(
    ("kind", "value", "written", "told"),
    [
        ("vehicle", "AB12 CDE", "ab12cde", "hit"), ("vehicle", "blue Ford Focus, AB12 CDE", "AB 12 CDE", "hit"),
        ("vehicle", "AB12 CDE", "AB12 CDF", ""), ("vehicle", "W-4711 K", "W 4711K", "hit"),
        ("school", "Oakfield Primary School", "Oakfield Primary School", "hit"),
        ("school", "Oakfield Primary School", "OAKFIELD PRIMARY SCHOOL", "hit"),
        ("school", "Oakfield Primary School", "the Oakfield gate", "near"),
        ("school", "Oakfield Primary School", "the primary school", ""),
        ("nursery", "St Mary’s Nursery", "St. Mary's nursery", "hit"),
        ("email", "a.brandt@example.org", "A.Brandt@example.org", "hit"),
        ("email", "a.brandt@example.org", "a.brandt @ example.org", "hit"),
        ("email", "a.brandt@example.org", "brandt@example.com", ""),
        ("place", "the library", "He went to the library.", "near"), ("account", "1234 5678", "12345678", "hit"),
    ],
)  # fmt: skip
def test_cars_schools_and_mail_are_found(kind: str, value: str, written: str, told: str) -> None:
    assert found(f"He saw {written} twice.", (kind, value)) == told


@pytest.mark.parametrize(
    "written",
    [
        "12/03/2014", "12.3.14", "12-03-2014", "2014-03-12", "12 March 2014", "12th of March, 2014", "March 12, 2014",
        "12 Mar 14", "12032014", "20140312", "1 2 / 0 3 / 2 0 1 4", "12\u00a0March\u00a02014", "12 / 3 / 2014",
        "MARCH 12TH 2014", "3/12/2014",
    ],
)  # fmt: skip
def test_a_date_of_birth_is_found_in_its_usual_spellings(written: str) -> None:
    assert verdict(looked(f"Child, born {written}.", CHILD)) == "hit"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("A.B. 12/03/2014", "hit"), ("AB (12.3.14)", "hit"), ("A. B., born 2014", "hit"), ("AB, 2014", "hit"),
        ("A.B. (March 2014)", "hit"), ("AB, dob 2014", "hit"), ("AB 2015", ""), ("AC (2014)", ""), ("in 2014", ""),
        ("March 2014", "near"), ("13/03/2014", ""), ("up to 12 in 2014", ""), ("A B C 2014", ""),
    ],
)  # fmt: skip
def test_initials_with_a_birth_tell_who_it_is(written: str, told: str) -> None:
    assert verdict(looked(f"Seen: {written}, at home.", CHILD)) == told


def test_a_date_that_he_may_have_is_no_secret() -> None:
    dated = replace(HIS, when="2014-03-12")
    case = case_of(dated, person("p1", name="Daniel"), CHILD, people=False)
    read = [Passage("On 12 March 2014 he took her wages.", "page 1, text")]
    assert looked_through(read, case, view(case, HIM)).hits == ()


# ---------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("Amelie", "He told Amelie to go.", "hit"), ("Amelie", "amelie", "hit"), ("Amelie", "AMELIE’S", "hit"),
        ("Amelie", "A m e l i e", "hit"), ("Amelie", "A.m.e.l.i.e", "hit"), ("Amelie", "Ame-\nlie", "hit"),
        ("Amelie", "Ame lie", "hit"), ("Amelie", "Am\u00adelie", "hit"), ("Amelie", "Аmеliе", "hit"),
        ("Amelie", "Amelie3", "hit"), ("Amelie", "camelie", "near"), ("Amelie", "ameliehaft", ""),
        ("Amelie", "Amelies", "near"),
        ("Zoë", "Zoe", "near"), ("Zoë", "ZOË", "hit"), ("Ian", "I a n", "hit"), ("Ian", "Marian", ""),
        ("Ian", "I an", ""), ("Isa", "It is a pity.", ""), ("Noor", "There is no or little.", ""),
        ("Asher", "as her mother said", ""), ("Justin", "He came just in time.", "near"), ("Öz", "Öz", "hit"),
        ("Mary Ann", "Mary-Ann", "hit"), ("Mary Ann", "Maryann", "hit"), ("Mary-Ann", "Mary Ann", "hit"),
        ("O’Brien", "O'Brien", "hit"), ("O’Brien", "OBrien", "hit"), ("Amelie Brandt", "Brandt", "hit"),
        ("Amelie Brandt", "Frau Brandt", "hit"), ("Mrs Brandt", "Mrs", ""), ("Daniela", "Daniel", ""),
        ("Danielle", "Danielle", "hit"), ("李明", "父亲李明每晚", "hit"), ("أميرة", "وأميرة خرجت", "hit"),
        ("\U000e0041melie", "Amelie", "hit"), ("Amelie", "".join(chr(0xE0000 + ord(c)) for c in "Amelie"), "hit"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_a_name(name: str, written: str, told: str) -> None:
    assert verdict(looked(written, person("p8", "relative", name=name))) == told


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("Will", "He will come.", ""), ("Will", "Will he come?", "near"), ("Will", "He told Will to go.", "hit"),
        ("May", "It may be. In May he left.", "near"), ("Grace", "with good grace", "near"),
        ("Grace", "Grace left.", "hit"),
        ("Grace", "He hit Grace.", "hit"), ("Mark", "a mark on her arm", ""), ("Hope", "they hope so", ""),
        ("Grandmother", "the grandmother said", ""), ("Police officers", "police officers came", ""),
    ],
)  # fmt: skip
def test_a_name_that_is_a_word_too_is_told_by_its_capital(name: str, written: str, told: str) -> None:
    assert verdict(looked(written, person("p8", "relative", name=name))) == told


def test_other_names_are_found_too() -> None:
    assert verdict(looked("Mimsy left.", person("p8", "relative", aliases=("Mimsy", "")))) == "hit"


def test_a_name_that_he_shares_is_no_secret_but_the_rest_of_it_is() -> None:
    mother = person("p8", "survivor", name="Amira Hale", label="Mother")
    assert verdict(looked("Mr Hale is expected.", mother, him="Daniel Hale")) == ""
    assert verdict(looked("Amira is expected.", mother, him="Daniel Hale")) == "hit"


def test_a_label_is_no_secret_even_where_it_is_a_name() -> None:
    him = person("p1", name="Daniel", label="Father of Amira")
    case = case_of(HIS, him, person("p8", "survivor", name="Amira"), people=False)
    read = [Passage("Copy for the Father of Amira", "page 1, text")]
    assert verdict(looked_through(read, case, view(case, HIM))) == ""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Daniel", "Danial"),
        ("Katherine", "Catherine"),
        ("Yusuf", "Yousuf"),
        ("Bernadette", "Bernardete"),
        ("Lotte", "Lotti"),
    ],
)
def test_a_near_spelling_is_a_warning_with_its_place(name: str, written: str) -> None:
    checked = looked(f"He told {written} to go.", person("p8", "relative", name=name), him="Ralf")
    assert checked.hits == ()
    assert [(hit.entry, hit.where) for hit in checked.near] == [("p8", "page 1, text")]


@pytest.mark.parametrize(
    ("name", "written"),
    [("Noor", "the door and the floor"), ("Tom", "Tim"), ("Daniel", "Nathaniel"), ("Mara", "Lara"), ("Jude", "Judge")],
)
def test_a_word_of_the_language_or_another_name_is_no_near_spelling(name: str, written: str) -> None:
    assert verdict(looked(f"He saw {written}.", person("p8", "relative", name=name), him="Ralf")) == ""


# ---------------------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("title", "text", "field", "told"),
    [
        ("bruise", "She saw the bruise and left.", False, ""), ("bruise", "Bruise", True, "hit"),
        ("bruise", "• Bruise 3", True, "hit"), ("bruise", "Bruise", False, ""), ("no", "No", True, ""),
        ("2014", "2014", True, ""), ("Perpetrator", "Perpetrator", True, ""),
    ],
)  # fmt: skip
def test_a_short_text_counts_only_where_it_stands_for_itself(title: str, text: str, field: bool, told: str) -> None:
    assert verdict(looked(text, person("p3", "child"), child_impact(title=title), field=field)) == told


ACCOUNT = (
    "The elder child hid behind the wardrobe until the morning. Nobody at the surgery was told why they had come "
    "that day. New number 07700 900456; moving to 3 Quayside Terrace, CF10 4ZZ."
)


@pytest.mark.parametrize(
    "shown",
    [
        ACCOUNT, "Hid behind the wardrobe until …", "nobody at the surgery was told why they had come that day",
        "CF104ZZ", "+44 7700 900456", "3 Quayside Terrace",
    ],
)  # fmt: skip
def test_parts_of_a_withheld_account_are_found(shown: str) -> None:
    hidden = effort("E1", "hid the phone", account=ACCOUNT)
    assert verdict(looked(shown, person("p2", "survivor"), person("p3", "child"), hidden)) == "hit"


def test_a_withheld_text_is_found_with_its_names_replaced() -> None:
    mother = person("p2", "survivor", label="Mother", name="Amira")
    hidden = effort("E1", "waits until Amira is asleep")
    assert verdict(looked("She waits until Mother is asleep.", mother, hidden)) == "hit"


def test_what_the_program_puts_together_from_what_he_may_have_is_no_secret() -> None:
    told = behaviour("B2", "rang the school every day of that week", status="convicted")
    hidden = effort("E1", "noted it", account="The father rang the school every day of that week.")
    assert (
        verdict(looked("The father rang the school every day of that week.", told, person("p2", "survivor"), hidden))
        == ""
    )


def test_who_said_it_is_a_secret_where_it_names_somebody_or_something() -> None:
    named = Source(id="s1", type="relative", who="Ms Varga", agency="Haven House")
    assert verdict(looked("as ms varga said", named)) == "hit"
    assert verdict(looked("a place at Haven House", named)) == "hit"
    unnamed = Source(id="s2", type="relative", who="the grandmother")
    response = Response(id="R1", title="closed the case", agency="criminal court", effect="harmful")
    assert verdict(looked("The grandmother went to the criminal court.", unnamed, response)) == ""
    assert verdict(looked("The grandmother", unnamed, field=True)) == "hit"


def test_to_a_reader_who_has_everything_nothing_is_a_secret() -> None:
    case = case_of(HIS, CHILD, effort("E1", account=ACCOUNT))
    read = [Passage(f"{ACCOUNT} Amelie Brandt, 12/03/2014", "page 1, text")]
    assert looked_through(read, case, case) == Checked()


def test_in_a_copy_of_nothing_everything_is_a_secret() -> None:
    case = case_of(HIS)
    read = [Passage("Took her wages", "page 1, text", field=True)]
    assert looked_through(read, case, CaseMap(case.header, {}, {})).entries == ("B1",)


TYPED = ("line", "prose")


def typed(owner: object) -> list[str]:
    """The texts that somebody could type into an entry, link or record, but for what people are called."""
    found: list[str] = []
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if field.shape.form in TYPED and value and field.name not in ("kind", "label", "pronouns", "locale", "pathway"):
            found.append(value)
        elif field.shape.form == "lines":
            found.extend(value)
        elif field.shape.form == "rows":
            found.extend(text for row in value for text in typed(row))
    return found


def test_every_text_of_a_case_that_says_more_than_a_word_is_looked_for() -> None:
    case = full_case()
    nothing = CaseMap(Header(id="case", title="Mapping report"), {}, {})
    for thing in (case.header, *case.ordered_entries, *case.ordered_links):
        texts = [text for text in typed(thing) if " " in text and len(text) > len("p. 44")]
        for text in texts:
            read = [Passage(text, "page 1, text", field=True)]
            assert thing.id in looked_through(read, case, nothing).entries, (thing.id, text)
