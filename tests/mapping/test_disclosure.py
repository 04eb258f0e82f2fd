"""Rich cases with a canary in every field: nothing forbidden in any reader's copy, and everything permitted there."""

import dataclasses

import pytest

from exports.interchange import write_text
from mapping import audience, binding, granting, trimming
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES
from mapping.fields import fields_of
from mapping.readers import audiences
from mapping.reading import read_case
from mapping.records import case_record
from tests.canaries import CANARY, rich_case
from tests.disclosure import DAY, look, otherwise, reader_of

CASES = 20
PAIRS = 6


@pytest.mark.parametrize("name", [*audiences()])
def test_nothing_forbidden_is_in_a_copy_and_everything_permitted_is(name: str) -> None:
    permitted = 0
    for seed in range(CASES):
        case = rich_case(seed)
        found = look(case, reader_of(case, name, seed))
        assert (found.forbidden, found.missing) == ((), ()), f"seed {seed}"
        permitted += found.permitted
    assert permitted > CASES * 4, "there was something to find"


def test_a_copy_for_training_has_no_name_and_no_day_and_nothing_that_was_not_granted() -> None:
    for seed in range(PAIRS):
        case = rich_case(seed)
        text = write_text(view(case, Reader("training")))
        assert look(case, Reader("training"), make=view).forbidden == (), f"seed {seed}"
        assert (DAY.findall(text), [each for each in CANARY.findall(text) if "|name|" in each]) == ([], [])
        assert len(CANARY.findall(text)) > len(case.entries) // 2, "what was done is still told"


@pytest.mark.parametrize("name", [*audiences()])
def test_two_cases_that_differ_only_in_what_a_reader_does_not_get_give_the_same_copy(name: str) -> None:
    for seed in range(PAIRS):
        case = rich_case(seed)
        reader = reader_of(case, name, seed)
        other = otherwise(case, reader)
        assert other != case
        assert write_text(view(other, reader)) == write_text(view(case, reader)), f"seed {seed}"


# ------------------------------------------------------------------------- the proof can fail, and is of something


def test_a_rich_case_is_a_case_with_a_canary_in_every_field_of_text() -> None:
    case = rich_case(1)
    assert read_case(case_record(case)) == case
    assert rich_case(1) == case != rich_case(2)
    planted = {tuple(each.strip("«»").split("|")[:2]) for each in CANARY.findall(write_text(case))}
    for kind, owner in ENTRY_CLASSES.items():
        fields = {
            field.name for field in fields_of(owner) if field.shape.form in ("prose", "line", "lines", "category")
        }
        missing = {name for name in fields if (kind, name) not in planted}
        assert missing <= {"type", "attribution", "agency", "obtained_from"}
        assert {len(case.of(owner)) >= 4 for _ in fields} == {True}


def faults(case: CaseMap, reader: Reader) -> bool:
    found = look(case, reader)
    return bool(found.forbidden or found.missing)


def any_fault(name: str) -> bool:
    return any(faults(case, reader_of(case, name, seed)) for seed in range(6) for case in (rich_case(seed),))


def test_a_leak_of_every_sort_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = view
    case = rich_case(3)
    reader = reader_of(case, "court", 3)
    assert look(case, reader, make=lambda of, _: of).forbidden, "the whole case instead of the copy"
    assert look(case, reader, make=lambda of, who: _one_less(whole(of, who))).missing, "a copy that lacks an entry"


def _one_less(copy: CaseMap) -> CaseMap:
    kept = dict(copy.entries)
    kept.pop([each for each in kept if kept[each].kind == "incident" or kept[each].account][-1])
    return CaseMap(copy.header, kept, {})


@pytest.mark.parametrize(
    ("module", "what", "instead", "name"),
    [
        (granting, "classes_by_source", lambda case, thing: (), "court"),
        (audience, "unnamed_sources", lambda case, reader: frozenset(), "court"),
        (binding, "others", lambda case, whom, *roles: frozenset(), "survivor"),
        (audience, "concerned", lambda case, granted, *bound: frozenset(case.entries), "partner_agency"),
        (trimming, "edited", lambda field, value, naming: value, "meeting"),
        (audience, "_unnamed", lambda case: frozenset(), "marac"),
    ],
)  # fmt: skip
def test_a_rule_that_is_taken_away_is_missed(
    module: object, what: str, instead: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any_fault(name)
    monkeypatch.setattr(module, what, instead)
    assert any_fault(name)


@pytest.mark.parametrize("name", ["meeting", "court", "survivor"])
def test_a_letter_that_is_changed_in_the_table_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    each = audiences()[name]
    fields = {kind: dict(column) for kind, column in each.fields.items()}
    fields["behaviour"]["reader_reason"] = "w"
    wider = {**audiences(), name: dataclasses.replace(each, fields=fields)}
    monkeypatch.setattr(audience, "audiences", lambda: wider)
    assert any_fault(name)
