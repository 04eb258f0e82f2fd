"""Every rule of the practice is there, says why, finds what it says it finds, and leaves its near misses alone."""

import dataclasses
import re

import pytest

from mapping.language import Rule, RuleError, Rules, default_cast, load_rules, read, rules_in_force
from mapping.language.reader import check_rules

GRAVE = frozenset(
    {
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        9,
        10,
        17,
        18,
        24,
        28,
        29,
        *range(31, 41),
        46,
        47,
        48,
        54,
        61,
        62,
        63,
        73,
        75,
        77,
        84,
        86,
        88,
        95,
    }
    | set(range(103, 109))
)
HINTS = frozenset({14, 26, 44, 81, 94, 102})
ALL = load_rules().all
KNOWN = dataclasses.replace(default_cast(), known=True)
TEAM = """
[T1]
severity = "B"
name = "Our own word"
looks_for = "zizzle"
why = "It hides who did what."
patterns = ["zizzle", "=hoo =ha"]
hits = ["there was a zizzle", "a hoo-ha broke out"]
misses = ["he struck her", "the kettle boiled"]
"""


def found_by(rule: Rule, sentences: tuple[str, ...]) -> list[str]:
    """The sentences in which this rule alone finds something."""
    ours = load_rules()
    alone, reader = Rules((rule,), ours.words, ours.macros, ours.frame), next(iter(rule.readers), "")
    return [each for each in sentences if read(each, KNOWN, alone, reader=reader).findings]


def test_all_hundred_and_ten_rules_of_the_practice_are_there_once_and_one_for_blanks() -> None:
    assert [rule.key for rule in ALL] == [f"L{number:02d}" for number in range(111)]


def test_each_rule_is_as_grave_as_the_practice_says() -> None:
    wanted = {f"L{n:02d}": "A" if n in GRAVE else "C" if n in HINTS else "B" for n in range(111)}
    assert {rule.key: rule.severity for rule in ALL} == wanted


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.key)
def test_a_rule_finds_its_hits_and_leaves_its_near_misses(rule: Rule) -> None:
    assert len(rule.hits) >= 2
    assert len(rule.misses) >= 2
    assert found_by(rule, rule.hits) == list(rule.hits)
    assert found_by(rule, rule.misses) == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.key)
def test_a_rule_can_be_read_by_people(rule: Rule) -> None:
    for words in (rule.name, rule.looks_for, rule.why, rule.group):
        assert words.strip()
    assert rule.why.rstrip().endswith(("?", "."))
    assert not re.search(r"[<>$@=]", rule.why + rule.looks_for + rule.fine)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.key)
def test_a_pivot_is_a_frame_with_blanks_and_people(rule: Rule) -> None:
    assert rule.pivots or rule.group == "blanks"
    for pivot in rule.pivots:
        spoken = re.sub(r"\[[PSC]('s)?\]|_{3}", "", pivot)
        assert pivot.count("_") % 3 == 0
        assert "[" not in spoken
        assert len(spoken.split()) <= 16


def test_every_pattern_of_every_rule_can_be_read() -> None:
    check_rules(load_rules())


def test_a_rule_that_is_switched_off_finds_nothing_and_is_still_listed() -> None:
    off = rules_in_force(off={"L31": "a court’s head in our state"})
    assert not read("mother failed to protect", rules=off).findings
    assert off.named("L31").key == "L31"
    assert off.off == {"L31": "a court’s head in our state"}


def test_a_teams_rule_is_found_beside_ours_and_says_that_it_is_the_teams() -> None:
    rules = rules_in_force(TEAM)
    assert [found.rule for found in read("there was a zizzle", rules=rules).findings] == ["T1"]
    assert rules.named("T1").team
    assert read("mother failed to protect", rules=rules).findings


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("not toml at all [", "cannot be read"),
        ("", ""),
        ("x = 1", "no rule"),
        (TEAM.replace('severity = "B"', 'severity = "D"'), "A, B and C"),
        (TEAM.replace("why = ", "whyever = "), "no part of a rule"),
        (TEAM.replace('why = "It hides who did what."', ""), "“why” is missing"),
        (TEAM.replace("[T1]", "[L31]"), "there already"),
        (TEAM.replace('"zizzle", ', '"(zizzle", '), "opened and not closed"),
        (TEAM.replace('"zizzle", ', '"[X] zizzle", '), "is nobody"),
        (TEAM.replace('"zizzle", ', '"@rumpus", '), "no class of words"),
        (TEAM.replace('"zizzle", ', '".. ", '), "match anything"),
        (TEAM.replace('"zizzle", ', ""), "sentence 1 of its own “hits”"),
        (TEAM.replace('"he struck her"', '"a zizzle"'), "sentence 1 of its own “misses”"),
        (
            TEAM.replace('hits = ["there was a zizzle", "a hoo-ha broke out"]', 'hits = ["a zizzle"]'),
            "at least two",
        ),
        (TEAM.replace('"zizzle", ', "7, "), "list of texts"),
    ],
)
def test_a_bad_file_of_rules_gets_one_clear_sentence(broken: str, said: str) -> None:
    if not broken:
        assert rules_in_force(broken) is load_rules()
        return
    with pytest.raises(RuleError) as told:
        rules_in_force(broken)
    assert said in str(told.value)
