"""With a screen reader and a keyboard alone: the program as it is met over AT-SPI, on a screen and a bus of its own."""

import json
from collections.abc import Iterator

import pytest

from tests.atspi.desk import ROOT, Desk, desk, missing
from tests.atspi.ears import FLOWS_FROM, FLOWS_TO, Ears, Thing

SAMPLE = ROOT / "resources" / "sample" / "hale.case.json"
ROOMS = ("ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+7")
TOLD_WITH_THEIR_TITLE = {
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response", "goal",
}  # fmt: skip
NAMELESS = """
import sys
from PySide6.QtWidgets import QLineEdit
from app.map.heard import CardVoice
said = CardVoice.text
CardVoice.text = lambda card, kind: "" if card.id == "B2" else said(card, kind)
QLineEdit.setAccessibleName = lambda *_given: None
from app import commandline
sys.exit(commandline.run(sys.argv[1:]))
"""

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}")


@pytest.fixture(scope="module")
def at_desk() -> Iterator[Desk]:
    with desk("main.py", "--case", SAMPLE) as made:
        yield made


@pytest.fixture
def sample() -> dict:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def cards(at: Desk) -> dict[str, Thing]:
    """The cards of the map by their names, which are their words and their kind."""
    return {at.ears.name(each): each for each in on_the_map(at, "list item")}


def on_the_map(at: Desk, *roles: str) -> list[Thing]:
    """What the map holds of these roles, in order."""
    return [each for each in at.ears.children(at.part("list", "Map")) if at.ears.role(each) in roles]


def called(found: dict[str, Thing], words: str) -> Thing:
    """The card that begins with these words, whatever the size of its first letter."""
    return next(thing for name, thing in found.items() if name.casefold().startswith(words.casefold()))


def nameless(ears: Ears, thing: Thing) -> list[str]:
    """What can have the keyboard, is in sight, and is called nothing; by its role and by what it stands in."""
    states, found = ears.states(thing), []
    if "focusable" in states and not ears.name(thing).strip():
        found.append(f"{ears.role(thing)} in {ears.name(ears.parent(thing))!r}")
    for child in ears.children(thing):
        if "showing" in ears.states(child):
            found += nameless(ears, child)
    return found


def focusable(ears: Ears, thing: Thing) -> list[Thing]:
    """What can have the keyboard and is in sight."""
    return [each for each in ears.all_in(thing) if {"focusable", "showing"} <= ears.states(each)]


def to_the_map(at: Desk) -> None:
    """The keyboard on the map, at its first card."""
    names = tuple(cards(at))
    at.press("Escape", "Escape", "ctrl+1", "Home", "End")
    at.ears.hear_focus(names[-1])
    at.ears.forget()
    at.press("Home")
    at.ears.hear_focus(names[0])


def test_every_card_says_its_words_its_kind_and_what_it_leads_to(at_desk: Desk, sample: dict) -> None:
    ears, found = at_desk.ears, cards(at_desk)
    titled = [each for each in sample["entries"] if each["kind"] in TOLD_WITH_THEIR_TITLE and each.get("title")]
    assert len(titled) > 20
    for entry in titled:
        assert any(name.casefold().startswith(entry["title"].casefold()) for name in found), entry["id"]
    every = on_the_map(at_desk, "list item", "heading")
    assert [ears.place(each) for each in every] == list(range(len(every)))
    wages = called(found, "took her wages")
    assert ears.name(wages).endswith("(Behaviour)")
    assert "2 arrows from here: disrupts “the home is about to be lost" in ears.description(wages)


def test_lanes_captions_and_children_are_headings_that_say_what_they_hold(at_desk: Desk, sample: dict) -> None:
    ears, every = at_desk.ears, on_the_map(at_desk, "heading")
    said = {ears.name(each): ears.description(each) for each in every}
    children = [each.get("name") or each["label"] for each in sample["entries"] if "child" in each.get("roles", ())]
    assert children
    assert set(said) >= set(children), said
    assert "What that does to each child" in said
    assert all(each[0].isdigit() or each.startswith("no cards") for each in said.values())
    assert "focusable" not in ears.states(every[0])


def test_every_arrow_between_two_cards_is_told_at_both_its_ends(at_desk: Desk, sample: dict) -> None:
    ears, found = at_desk.ears, cards(at_desk)
    titles = {each["id"]: each["title"] for each in sample["entries"] if each["kind"] in TOLD_WITH_THEIR_TITLE}
    links = [each for each in sample["links"] if each["from"] in titles and each["to"] in titles]
    assert len(links) > 10
    for link in links:
        start, end = called(found, titles[link["from"]]), called(found, titles[link["to"]])
        assert end in ears.led_to(start, FLOWS_TO), link["id"]
        assert start in ears.led_to(end, FLOWS_FROM), link["id"]


def test_a_pathway_is_followed_by_the_arrow_key_alone(at_desk: Desk) -> None:
    ears = at_desk.ears
    to_the_map(at_desk)
    at_desk.press("Tab")
    before, met = ears.hear_focus(), []
    while ears.led_to(before) and len(met) < 4:
        at_desk.press("Right")
        now = ears.hear_focus()
        assert now in ears.led_to(before)
        met.append(ears.name(now).rpartition("(")[2])
        before = now
        if met[-1].startswith("Effect on a child"):
            break
    assert met[-1] == "Effect on a child)"
    at_desk.press("Left")
    assert before in ears.led_to(ears.hear_focus())


def test_a_behaviour_is_added_linked_and_taken_back_and_each_is_heard(at_desk: Desk) -> None:
    ears = at_desk.ears
    to_the_map(at_desk)
    known = len(cards(at_desk))
    at_desk.press("a")
    ears.hear_focus("Add by typing")
    at_desk.write("Locks her out of the flat at night")
    ears.forget()
    at_desk.press("Return")
    ears.hear_said("Done: Add “Behaviour”")
    come = ears.hear("ChildrenChanged", "add")
    assert ears.name(Thing(*come.value)) == "Locks her out of the flat at night (Behaviour)"
    assert len(cards(at_desk)) == known + 1
    at_desk.press("Escape")
    mine = ears.hear_focus("Locks her out of the flat at night")
    at_desk.press("l")
    aimed = ears.hear_said(", 1 of ")
    assert "Enter draws the arrow" in aimed
    at_desk.press("Right")
    said = ears.hear_said(", 2 of ")
    at_desk.press("Return")
    ears.hear_said("Done: Draw an arrow")
    (end,) = ears.led_to(mine)
    assert ears.name(end).casefold().startswith(said.partition("“")[2].partition("”")[0].casefold())
    ears.forget()
    at_desk.press("Escape", "ctrl+z")
    ears.hear_said("Undone: Draw an arrow")
    assert ears.led_to(mine) == ()
    at_desk.press("ctrl+z")
    ears.hear_said("Undone: Add “Behaviour”")
    gone = ears.hear("ChildrenChanged", "remove")
    assert Thing(*gone.value) == mine
    assert len(cards(at_desk)) == known


def test_what_is_left_out_and_what_is_folded_is_announced_and_so_is_the_way_back(at_desk: Desk) -> None:
    ears = at_desk.ears
    to_the_map(at_desk)
    known = len(cards(at_desk))
    at_desk.press("Tab")
    ears.hear_focus()
    ears.forget()
    at_desk.press("n")
    ears.hear_said(" shown: within one step of “")
    told = [ears.description(each).startswith("fainter: not among what is shown") for each in cards(at_desk).values()]
    assert 0 < sum(told) < known == len(told)
    at_desk.press("shift+s")
    ears.hear_said("The whole map is shown")
    at_desk.press("Right", "Right")
    ears.hear_focus("Effect on a child")
    ears.forget()
    at_desk.press("k")
    said = ears.hear_said("folded away")
    assert said.split()[0] == str(len(cards(at_desk)))
    assert any("folded under it" in ears.description(each) for each in cards(at_desk).values())
    at_desk.press("ctrl+shift+k")
    ears.hear_said("The whole map is shown")
    assert len(cards(at_desk)) == known


def test_a_part_is_chosen_by_keys_alone_and_each_choice_says_whether_it_is_made(at_desk: Desk) -> None:
    ears = at_desk.ears
    to_the_map(at_desk)
    at_desk.press("s")
    at_desk.settle()
    panel = next(each for each in ears.all_in(at_desk.program) if ears.name(each) == "See part of the map")
    marks = [each for each in focusable(ears, panel) if ears.role(each) == "check box"]
    assert len(marks) > 3
    assert any("checked" in ears.states(each) for each in marks)
    at_desk.press("Escape")
    at_desk.settle()


def test_whatever_can_have_the_keyboard_has_a_name_in_every_room(at_desk: Desk) -> None:
    for room in ROOMS:
        at_desk.press("Escape", "Escape", "ctrl+1", room)
        at_desk.settle()
        assert nameless(at_desk.ears, at_desk.program) == [], room
    for panel in ("F1", "ctrl+h", "ctrl+F1", "s", "ctrl+shift+n", "ctrl+e", "ctrl+shift+w", "ctrl+f", "a", "question"):
        to_the_map(at_desk)
        at_desk.press(panel)
        at_desk.settle()
        assert nameless(at_desk.ears, at_desk.program) == [], panel
        assert len(focusable(at_desk.ears, at_desk.program)) > 5, panel
        at_desk.press("Escape", panel) if panel in ("ctrl+shift+n", "ctrl+shift+w") else at_desk.press("Escape")


def test_a_name_that_is_missing_is_found() -> None:
    with desk("-c", NAMELESS, "--case", SAMPLE) as at:
        found = nameless(at.ears, at.program)
    assert "list item in 'Map'" in found
    assert any(each.startswith("text in") for each in found)
