"""Older words and cards come back as new acts, and where they cannot, it is said what to do."""

import dataclasses

import pytest

from mapping import commands
from mapping.bringingback import bring_back, put_back
from mapping.errors import CaseError
from tests.mapping.small_case import SLEEPS, TAKES, family


def test_an_older_text_comes_back_as_an_edit() -> None:
    case = family()
    later = case.apply(commands.edit(case, "B1", account="Another."))
    changes = put_back(later, TAKES, "account")
    assert changes.act == "edit"
    assert later.apply(changes) == case


def test_what_stands_there_already_is_no_act() -> None:
    assert not put_back(family(), TAKES, "account")


def test_words_of_a_card_that_is_gone_cannot_be_put_back_alone() -> None:
    case = family()
    without = case.apply(commands.remove(case, "B1"))
    with pytest.raises(CaseError, match="Bring it back first"):
        put_back(without, TAKES, "account")


def test_a_card_comes_back_as_it_was_without_what_is_gone_meanwhile() -> None:
    case = family()
    without = case.apply(commands.remove(case, "B1", "s1", "p2"))
    back = without.apply(bring_back(without, TAKES)).entry("B1")
    assert back == dataclasses.replace(TAKES, cites=(), toward=())


def test_a_card_that_needs_someone_who_is_gone_is_refused() -> None:
    case = family()
    without = case.apply(commands.remove(case, "p3"))
    with pytest.raises(CaseError):
        bring_back(without, SLEEPS)


def test_a_card_that_is_there_is_not_brought_back() -> None:
    with pytest.raises(CaseError, match="already"):
        bring_back(family(), TAKES)


def test_an_arrow_comes_back_where_both_its_cards_stand() -> None:
    case = family()
    linked = case.apply(commands.link(case, "harms", "B1", "I1"))
    (link,) = linked.ordered_links
    assert case.apply(bring_back(case, link)) == linked
    with pytest.raises(CaseError, match="Bring it back first"):
        bring_back(case.apply(commands.remove(case, "B1")), link)
