"""Acts are told as sentences, field by field, with what stood before and after; hidden names stay hidden in it."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from mapping import commands
from mapping.audit import Step, Titles, differences, erased_at, reader_of, steps_of, with_former
from mapping.auditwords import NOBODY, Phrases
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Person, Position, Source, Thing
from mapping.fields import fields_of
from mapping.fieldtext import HIDDEN
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from tests.mapping.small_case import TAKES, family


@dataclass(frozen=True)
class Touch:
    """One thing in an act, as storage has it."""

    thing: str
    before: Thing | None
    after: Thing | None
    before_erased: bool = False
    erased: bool = False
    titles: Titles | None = None


@dataclass(frozen=True)
class Told:
    """One act, as storage has it."""

    seq: int
    act: str
    touched: tuple[Touch, ...]
    how: str = "do"
    who: str = "R. Okafor"
    joined: bool = False
    clock_back: bool = False
    size: int = 0
    moment: datetime = datetime(2026, 5, 3, 14, 2, tzinfo=UTC)


def act_of(changes: ChangeSet, seq: int = 2, **more: object) -> Told:
    """The record of a change set that was done."""
    touched = tuple(Touch(change.id, change.before, change.after) for change in changes)
    return Told(seq, changes.act, touched, **more)


def phrases(case: CaseMap, steps: Iterable[Step], veiled: bool = False) -> Phrases:
    return Phrases(reader_of(case, Naming(case, veiled), load_vocabulary(), tuple(steps)))


def said(case: CaseMap, *acts: Told, veiled: bool = False) -> str:
    """The sentence of the newest step."""
    steps = steps_of(acts)
    return phrases(case, steps, veiled).sentence(steps[0])


@pytest.fixture
def case() -> CaseMap:
    return family().apply(commands.link(family(), "harms", "B1", "I1"))


def test_changed_words_are_told_with_who_the_card_and_the_field(case: CaseMap) -> None:
    identity = TAKES.id
    changes = commands.edit(case, identity, account="Every Friday.")
    called = changes.changes[0].thing.title
    assert said(case, act_of(changes)) == (f"R. Okafor changed the words of “{called}”: What is known, in full")


def test_an_act_by_nobody_says_so(case: CaseMap) -> None:
    changes = commands.edit(case, TAKES.id, account="Every Friday.")
    assert said(case, act_of(changes, who="")).startswith(NOBODY)


def test_an_undone_act_is_told_as_what_it_was_and_undone(case: CaseMap) -> None:
    changes = commands.edit(case, TAKES.id, title="takes her keys")
    undone = act_of(changes.inverse(), how="undo")
    assert "undid changing the words of “takes her keys”" in said(case, undone)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("open", "began the case"), ("import", "brought the case in from a file"),
        ("attach", "attached evidence to a card"), ("hand_back", "handed the case back"),
    ],
)  # fmt: skip
def test_acts_about_the_whole_case_have_words(case: CaseMap, act: str, words: str) -> None:
    assert said(case, Told(1, act, ())) == f"R. Okafor {words}"


def test_adding_linking_moving_and_removing_have_words(case: CaseMap) -> None:
    identity = TAKES.id
    new = commands.new_entry(case, "behaviour", title="hides her post", by="p1")
    assert "added “hides her post” (behaviour)" in said(case, act_of(commands.add(case, new)))
    moved = commands.move(case, {identity: Position(x=1.0, y=2.0)})
    assert f"moved “{case.entries[identity].title}”" in said(case, act_of(moved))
    removed = commands.remove(case, identity)
    assert "off the map" in said(case, act_of(removed))
    link = case.ordered_links[0]
    drawn = ChangeSet("link", tuple(change for change in removed.inverse() if change.id == link.id))
    ends = [commands_title(case, link.from_id), commands_title(case, link.to_id)]
    assert all(f"“{end}”" in said(case, act_of(drawn)) for end in ends)


def commands_title(case: CaseMap, identity: str) -> str:
    entry = case.entry(identity)
    assert entry is not None
    return entry.title


def test_erased_words_are_told_as_erased_and_when(case: CaseMap) -> None:
    identity = TAKES.id
    edited = Told(2, "edit", (Touch(identity, None, None, True, True),))
    erased = Told(3, "erase", (Touch(identity, None, case.entries[identity], True),), how="beside")
    steps = steps_of((erased, edited))
    assert "what it said was erased" in phrases(case, steps).sentence(steps[1])
    assert "erased what stood in" in phrases(case, steps).sentence(steps[0])
    assert erased_at(identity, 2, steps) == erased.moment
    assert erased_at(identity, 3, steps) is None
    assert list(differences(steps[1].turns[0], reader_of(case, Naming(case, False), load_vocabulary(), steps))) == []


def test_things_erased_for_good_are_counted_without_a_name(case: CaseMap) -> None:
    gone = Told(3, "erase", (Touch("x1", None, None), Touch("x2", None, None)), how="beside")
    assert said(case, gone) == "R. Okafor erased 2 things for good"


def test_typing_in_one_field_is_one_step_with_its_first_before_and_last_after(case: CaseMap) -> None:
    identity = TAKES.id
    states = [case.entries[identity]]
    states += [dataclasses.replace(states[0], account=text) for text in ("a", "ab", "abc")]
    acts = [
        Told(seq, "edit", (Touch(identity, states[seq - 2], states[seq - 1]),), joined=seq > 2) for seq in (4, 3, 2)
    ]
    (step,) = steps_of(acts)
    (turn,) = step.turns
    assert (turn.before, turn.after) == (states[0], states[3])
    assert [act.seq for act in step.acts] == [4, 3, 2]


def test_acts_are_not_joined_over_a_gap(case: CaseMap) -> None:
    first, second = Told(2, "edit", ()), Told(5, "edit", (), joined=True)
    assert len(steps_of((second, first))) == 2


def test_an_act_that_touched_very_much_is_told_by_its_size(case: CaseMap) -> None:
    identity = TAKES.id
    one = Touch(identity, None, case.entries[identity])
    assert said(case, Told(1, "import", (one,), size=11_001)).endswith("from a file: 11,000 cards and arrows")
    assert said(case, Told(1, "move", (one,), size=900)).endswith("moved 900 things")


def test_an_act_of_a_later_version_is_told_by_its_own_word(case: CaseMap) -> None:
    assert said(case, Told(1, "frobnicate", ())) == "R. Okafor did what the record calls “frobnicate”"


# ------------------------------------------------------------------------------------------------- field by field


def fields(case: CaseMap, changes: ChangeSet, veiled: bool = False, former: Iterable[Person] = ()) -> dict[str, tuple]:
    steps = steps_of([act_of(changes)])
    naming = Naming(with_former(case, former), veiled)
    text = reader_of(case, naming, load_vocabulary(), steps)
    return {each.field: (each.label, each.before, each.after) for each in differences(steps[0].turns[0], text)}


def test_each_field_is_told_by_its_label_in_words(case: CaseMap) -> None:
    identity = TAKES.id
    changes = commands.edit(
        case, identity, when="2025-10", frequency="weekly", high_risk=True, position=Position(x=3.0, y=4.0)
    )
    found = fields(case, changes)
    assert found["when"] == ("When", "", "Oct 2025")
    assert found["frequency"][2] == "Weekly"
    assert found["high_risk"][2] == "yes"
    assert found["position"][2] in ("moved", "put there by hand")
    assert "id" not in found


def test_people_and_readers_are_told_by_what_they_are_called(case: CaseMap) -> None:
    changes = commands.edit(case, TAKES.id, toward=("p3",), release_to=("court",))
    found = fields(case, changes)
    assert found["toward"][1:] == ("Anna Hart", "Tom")
    assert found["release_to"][2] == load_vocabulary().label("audience", "court")


def test_hidden_names_are_hidden_in_older_texts_too_and_former_names_with_them(case: CaseMap) -> None:
    person = next(entry for entry in case.ordered_entries if isinstance(entry, Person) and entry.name)
    before = case.entries[TAKES.id]
    old = dataclasses.replace(before, account=f"{person.name} said so. Before, she was called Quilla.")
    changes = ChangeSet("edit", commands.edit(case.apply(ChangeSet("edit", (Change(before, old),))), before.id,
                                              account="Nobody is named.").changes)  # fmt: skip
    former = dataclasses.replace(person, name="Quilla")
    shown = fields(case, changes, veiled=True, former=[former])["account"][1]
    assert person.name not in shown
    assert "Quilla" not in shown


def test_someone_who_is_gone_is_hidden_too(case: CaseMap) -> None:
    gone = Person(id="p99", roles=("relative",), label="Aunt", name="Wilhelmine")
    naming = Naming(with_former(case, [gone]), veiled=True)
    text = reader_of(case, naming, load_vocabulary(), ())
    entry = dataclasses.replace(case.entries[TAKES.id], account="Wilhelmine saw it.")
    account = next(field for field in fields_of(type(entry)) if field.name == "account")
    assert text.text(entry, account) == "Aunt saw it."


def test_a_field_that_is_made_for_names_says_only_that_it_holds_one(case: CaseMap) -> None:
    source = Source(id="s9", type="neighbour", who="Mrs Adair")
    text = reader_of(case, Naming(case, True), load_vocabulary(), ())
    who = next(field for field in fields_of(type(source)) if field.name == "who")
    assert text.text(source, who) == HIDDEN


def test_a_card_that_is_gone_is_named_as_it_was_last_known(case: CaseMap) -> None:
    identity = TAKES.id
    gone = commands.remove(case, identity)
    steps = steps_of([act_of(gone)])
    text = reader_of(case.apply(gone), Naming(case, False), load_vocabulary(), steps)
    assert text.named(identity) == case.entries[identity].title
    assert text.named("nothing") == "a card that is not on the map"
