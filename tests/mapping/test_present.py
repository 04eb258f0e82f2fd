"""What the room sees: what may be on a screen before ten agencies is there, and nothing else is."""

from dataclasses import replace
from datetime import date

import pytest

from exports.interchange import write_text
from mapping.audience import Reader, view
from mapping.entries import Action, ChildImpact, Cite, Identifier, Response, View
from mapping.present import MARAC, Frame, Terms, frames, here, mark, showing
from mapping.present import copies as copies_of_a_meeting
from mapping.present.copies import room_copy, with_cards
from mapping.present.unknown import unknown_names
from tests.canaries import CANARY, rich_case
from tests.cases import (
    arrow,
    behaviour,
    case_of,
    child_impact,
    cited,
    effort,
    family,
    family_impact,
    goal,
    person,
    published,
    source,
)
from tests.disclosure import otherwise

DAY = date(2026, 3, 12)
ALL = {"efforts": True, "views": True, "quotations": True}
SHARED = {"release_to": ("meeting",), "sensitivity": "normal"}


def terms(**values) -> Terms:
    return Terms(on=DAY, meeting="Professionals’ meeting", **values)


def texts(case, **values) -> str:
    shown = showing(case, terms(**values))
    return "\n".join((shown.mark, *(text for frame in shown.frames for text in frame.texts)))


def stage(found: tuple[Frame, ...], name: str) -> Frame:
    return next(frame for frame in found if frame.stage == name)


def titles(frame: Frame) -> list[str]:
    return [card.title for card in frame.cards]


@pytest.fixture
def paths():
    return case_of(
        behaviour("B1", "took her wages", cites=cited("s1")),
        behaviour("B2", "shouted at night"),
        family_impact("L1", "the rent is not paid"),
        child_impact("I1", "does not sleep"),
        source("s1", "police", agency="Northern Police"),
        arrow("disrupts", "B1", "L1"),
        arrow("harms", "L1", "I1"),
    )


def test_a_child_is_shown_with_the_whole_path_that_reaches_it(paths):
    """His act, what it changed at home, what it did to the child, in three columns with the arrows between them."""
    frame = stage(frames(paths, terms()), "child")
    assert frame.title == "How his behaviour reaches the elder child"
    assert [[card.title for card in column.cards] for column in frame.columns] == [
        ["Took her wages"],
        ["The rent is not paid"],
        ["Does not sleep"],
    ]
    assert [(a.from_id, a.to_id) for a in frame.arrows] == [
        ("behaviour.1", "family_impact.1"),
        ("family_impact.1", "child_impact.1"),
    ]


def test_a_child_of_whom_nothing_is_mapped_is_not_passed_over(paths):
    """The child has a frame that asks what is known."""
    frame = stage(frames(case_of(*family(), behaviour(), people=False), terms()), "child")
    assert "Nothing is mapped for this child yet" in frame.columns[0].empty


def test_what_is_asked_of_him_is_asked_even_where_nothing_is_written(paths):
    """He is not missing from the meeting."""
    assert stage(frames(paths, terms()), "goals").columns[0].empty == "Nothing is asked of him yet."


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("veiled", [True, False])
def test_the_frames_say_nothing_that_a_meeting_may_not_have(seed, veiled):
    """With everything chosen, each planted text that is found stands in the meeting's own copy."""
    case = rich_case(seed)
    permitted = set(CANARY.findall(write_text(view(case, Reader("meeting")))))
    for order in ("usual", MARAC):
        said = set(CANARY.findall(texts(case, veiled=veiled, order=order, **ALL)))
        assert said
        assert said <= permitted


def test_that_look_would_notice_another_copy(monkeypatch):
    """Fed from our own agency's copy, the same frames say what they must not."""
    case = rich_case(1)
    permitted = set(CANARY.findall(write_text(view(case, Reader("meeting")))))
    monkeypatch.setattr(copies_of_a_meeting, "MEETING_READER", Reader("own_agency"))
    assert set(CANARY.findall(texts(case, veiled=False, **ALL))) - permitted


@pytest.mark.parametrize("seed", range(4))
def test_two_cases_that_differ_in_what_is_withheld_look_alike(seed):
    """Nobody in the room can tell from a frame what there is beside it."""
    case = rich_case(seed)
    other = otherwise(case, Reader("meeting"))
    assert case != other
    assert frames(case, terms(veiled=False, **ALL)) == frames(other, terms(veiled=False, **ALL))


@pytest.mark.parametrize("name", ["open-01-after-prison", "open-02-school-basement"])
def test_the_room_is_fed_from_the_copy_for_a_meeting(name):
    """The same things with the same words, whichever cards are wanted."""
    case = published(name)
    some = frozenset(sorted(case.entries)[::2])
    for only in (None, some):
        whole = room_copy(case)
        copy = whole if only is None else with_cards(whole, only)
        given = view(case, Reader("meeting"), only)
        assert said_in(copy) == said_in(given)
        assert len(copy.links) == len(given.links)


def said_in(copy) -> list[tuple]:
    """Everything in a copy, kind by kind, but for the ids."""
    found = sorted(copy.ordered_entries, key=lambda each: each.kind)
    return [(each.kind, each.title, each.account, each.when, each.status, len(each.cites)) for each in found]


def test_what_waits_is_nowhere_until_it_is_released(paths):
    """Neither the card nor its arrows, nor a card that cannot stand without somebody who waits."""
    new = child_impact("I2", "hides under the table", child="p4")
    case = case_of(
        *family(), person("p4", "child", label="Cousin"), *paths.entries.values(), *paths.links.values(), new,
        people=False,
    )  # fmt: skip
    assert "Hides under the table" in texts(case)
    for waiting in ({"I2"}, {"p4"}):
        said = texts(case, waiting=frozenset(waiting))
        assert "ides under" not in said
        assert "Took her wages" in said
    assert "ousin" not in texts(case, waiting=frozenset({"p4"}))


@pytest.mark.parametrize("veiled", [True, False])
def test_whoever_waits_is_somebody_in_what_is_shown_already(veiled):
    """Neither the name nor the label that was just typed is read in another card."""
    new = person("p9", "relative", label="Kev from Harwich", name="Kevin")
    case = case_of(behaviour("B1", "rang Kevin every night"), new)
    assert "Rang somebody every night" in texts(case, waiting=frozenset({"p9"}), veiled=veiled)
    assert "Kev" not in texts(case, waiting=frozenset({"p9"}), veiled=veiled)
    assert "Kev from Harwich" in texts(case, veiled=False)


def test_an_arrow_that_waits_is_not_drawn(paths):
    """The path is broken where the arrow waits."""
    link = next(each for each in paths.links.values() if each.kind == "harms")
    frame = stage(frames(paths, terms(waiting=frozenset({link.id}))), "child")
    assert frame.arrows == ()
    assert titles(frame) == ["Does not sleep"]


def _spoken_of():
    return case_of(
        behaviour("B1", "took her wages"),
        effort("E1", "agreed a code word", account="It is “violet”.", **SHARED),
        View(id="W1", person="p2", account="I am afraid of him.", title="afraid", **SHARED),
        Action(id="A1", title="keep the arrangement going", agency="School", about="E1"),
        Action(id="A2", title="ask about attendance", agency="School"),
        behaviour("B2", "watched the gate", account="She goes there by the canal."),
    )


def test_what_she_does_is_spoken_and_not_shown_unless_somebody_chooses():
    """Off the screen are the effort and what an agency does about it; that it is spoken is said without a count."""
    case = _spoken_of()
    said = texts(case)
    assert "code word" not in said
    assert "arrangement" not in said
    assert "Ask about attendance" in said
    band = stage(frames(case, terms()), "child").band
    assert band is not None
    assert band.title.startswith("What she does to keep this child safe")
    assert "code word" in texts(case, efforts=True).casefold()
    assert "Keep the arrangement" in texts(case, efforts=True)


def test_the_words_about_what_is_spoken_do_not_depend_on_there_being_any():
    """A map with no effort on it shows the same band."""
    with_one, without = _spoken_of(), case_of(behaviour("B1", "took her wages"))
    assert stage(frames(with_one, terms()), "child").band == stage(frames(without, terms()), "child").band


def test_words_that_were_said_are_shown_where_the_card_was_chosen_and_the_meeting_has_them(paths) -> None:
    said = (Cite(source="s1", quote="Ann hid the wages slip from him"),)
    shown, kept = (behaviour(each, title, cites=said) for each, title in (("B7", "hid it"), ("B8", "hid all of it")))
    case = case_of(
        *paths.entries.values(), *paths.links.values(), replace(shown, show_in_room=True), kept,
        person("p9", "relative", name="Ann", label="the aunt"), people=False,
    )  # fmt: skip
    assert "wages slip" not in texts(case)
    found = texts(case, quotations=True)
    assert (found.count("hid the wages slip from him"), "Ann" in found) == (1, False)
    assert "wages slip" not in texts(case, quotations=True, waiting=frozenset({"B7"}))


def test_a_stranger_in_words_that_would_be_shown_is_noticed(paths) -> None:
    said = behaviour("B7", "hid it", cites=(Cite(source="s1", quote="then Marguerite came in"),))
    case = case_of(*paths.entries.values(), said, people=False)
    assert unknown_names(case, said) == ()
    assert unknown_names(case, replace(said, show_in_room=True)) == ("Marguerite",)


@pytest.mark.parametrize("chosen", [{}, {"efforts": True}, {"views": True}, {"efforts": True, "quotations": True}])
def test_free_text_is_off_the_screen_until_efforts_and_views_are_both_chosen(chosen):
    """It may tell of either; also where a title is wanting and its beginning would stand there."""
    said = texts(_spoken_of(), **chosen)
    assert "canal" not in said
    assert "violet" not in said
    assert "I am afraid" not in said


def test_free_text_is_shown_where_both_were_chosen():
    """The look for it would find it."""
    said = texts(_spoken_of(), efforts=True, views=True)
    assert "canal" in said
    assert "I am afraid" in said


def _named():
    he, she, child = family()
    child = replace(child, aliases=("Nono",), identifiers=(Identifier(type="school", value="Hill Road School"),))
    return case_of(
        he, she, child,
        behaviour("B1", "Daniel waits for Noor outside Hill Road School and rings 07700 900123"),
        behaviour("B2", "asked at Mill Lane School in Harwich for Nono"),
        behaviour("B3", "went back to Hill Road School"),
        Response(id="R1", title="told Amira to move to Harwich", agency="Hill Road School", effect="harmful"),
        source("s1", "school", agency="Hill Road School"),
        people=False,
    )  # fmt: skip


@pytest.mark.parametrize("secret", ["Daniel", "Noor", "Nono", "Amira", "Hill Road", "Mill Lane", "Harwich", "07700"])
@pytest.mark.parametrize("order", ["usual", MARAC])
def test_veiled_the_room_reads_roles_and_no_name_place_or_number(secret, order):
    """In cards, headings, titles and the mark alike."""
    said = texts(_named(), veiled=True, order=order)
    assert secret.casefold() not in said.casefold()
    shown = showing(_named(), replace(terms(), meeting="About Daniel at Hill Road School"))
    assert secret not in shown.mark


def test_two_schools_are_told_apart_by_their_letters():
    """The same school has the same letter wherever it is named."""
    said = titles(stage(frames(_named(), terms()), "pattern"))
    assert said[0].endswith("outside school A and rings a telephone number")
    assert "school B" in said[1]
    assert said[2].endswith("school A")


def test_unveiled_the_room_reads_places_but_no_name_that_a_meeting_may_not_have():
    """The look for names would find one: the school is there."""
    said = texts(_named(), veiled=False)
    assert "Hill Road School" in said
    assert "Daniel" not in said


def test_a_label_that_is_a_name_gives_way_to_the_part_in_the_case():
    """A person whom somebody labelled by name is not named in the room."""
    he, she, child = family()
    case = case_of(he, she, replace(child, label="Little Noor"), behaviour(), people=False)
    assert "Noor" in texts(case, veiled=False)
    assert "Noor" not in texts(case, veiled=True)


def test_what_only_an_absent_agency_can_confirm_is_hatched_and_says_so(paths):
    """With a word for it, not by hatching alone; what others say too, or nobody, is not."""
    frame = stage(frames(paths, terms(absent=frozenset({"northern police"}))), "pattern")
    assert [card.hatched for card in frame.cards] == ["Only police can confirm this (not in the room)", ""]
    assert not any(card.hatched for card in stage(frames(paths, terms()), "pattern").cards)


def test_a_source_that_must_not_be_named_is_not_told_by_a_hatching(paths):
    """Who ticks one agency after another must not find out who it was."""
    quiet = replace(paths.entries["s1"], attribution="unattributed")
    case = case_of(*{**paths.entries, "s1": quiet}.values(), *paths.links.values(), people=False)
    frame = stage(frames(case, terms(absent=frozenset({"northern police"}))), "pattern")
    assert not any(card.hatched for card in frame.cards)


def test_how_much_the_filter_shows_is_reckoned_on_what_the_room_may_have(paths):
    """The withheld effort is no part of either number."""
    case = case_of(*paths.entries.values(), *paths.links.values(), effort("E1"), people=False)
    shown = frames(case, terms(only=frozenset({"B1", "E1"})))
    assert all("1 of 4 shown" in frame.note for frame in shown)
    assert titles(stage(shown, "pattern")) == ["Took her wages"]
    assert not any("shown:" in frame.note or "of 4 shown" in frame.note for frame in frames(case, terms()))


def test_the_chair_alone_can_tell_which_card_it_is(paths):
    """Room ids lead to the whole case, and no frame holds an id of that."""
    found = here(paths, terms())
    assert found["behaviour.2"] == "B2"
    assert found["child_impact.1"] == "I1"
    used = {card.id for frame in frames(paths, terms()) for card in frame.cards}
    assert used <= found.keys()
    assert used.isdisjoint(paths.entries)


def test_the_order_of_a_conference_begins_with_risk_and_what_is_new(paths):
    """Risk, the pattern and the children in five lines, what was agreed, what is proposed."""
    acts = [behaviour(f"B{n}", f"shouted {n} times", high_risk=n == 7) for n in range(1, 9)]
    case = case_of(*acts, child_impact(), goal())
    found = frames(case, terms(order=MARAC))
    assert [frame.stage for frame in found] == ["risk", "pattern", "children", "goals", "proposed", "not_for_him"]
    assert titles(stage(found, "risk")) == ["Shouted 7 times"]
    assert len(stage(found, "pattern").cards) == 5
    assert stage(found, "pattern").cards[0].title == "Shouted 7 times"


def test_every_frame_bears_where_it_stands_and_that_private_things_are_elsewhere(paths):
    """The same words whether or not anything is private."""
    found = frames(paths, terms())
    assert [frame.note.split(" · ")[0] for frame in found] == [f"{n} of {len(found)}" for n in range(1, len(found) + 1)]
    assert all(frame.note.endswith("items marked private are not on this screen") for frame in found)
    assert mark(paths, terms()) == "12 March 2026 · Professionals’ meeting"


def test_what_is_inferred_says_so(paths):
    """A card that is somebody's reading is no report."""
    case = case_of(ChildImpact(id="I1", title="is sad", child="p3", status="inferred"), behaviour())
    assert "professional inference" in stage(frames(case, terms()), "child").cards[0].note


def test_values_print_nothing_of_the_case(paths):
    """What ends in a log by mistake holds ids at most."""
    shown = showing(paths, terms())
    printed = repr((shown, shown.frames, shown.frames[0].columns, shown.frames[1].cards, shown.frames[1].arrows))
    assert "wages" not in printed
    assert "Professionals" not in repr(terms())


@pytest.mark.parametrize("veiled", [True, False])
@pytest.mark.parametrize(
    ("said", "secret", "instead"),
    [
        ("rang 07700 900123 all night", "900123", "a telephone number"),
        ("wrote to amira.k@example.org every hour", "example.org", "an e-mail address"),
        ("waited at 14 Alder Lane", "Alder", "a street"),
        ("followed her car, AB12 CDE", "AB12", "a number plate"),
        ("shouted her number ZX-77-Q in the shop", "ZX-77-Q", "houted her number"),
    ],
)
def test_no_number_or_address_is_on_a_wall_whether_names_are_shown_or_not(veiled, said, secret, instead):
    """They find somebody, and nobody in the room needs them; what a person is known by in the file is among them."""
    known = person("p9", "relative", name="Uma", label="Aunt", identifiers=(Identifier(type="other", value="ZX-77-Q"),))
    told = texts(case_of(behaviour("B1", said), known), veiled=veiled)
    assert secret not in told
    assert instead in told
