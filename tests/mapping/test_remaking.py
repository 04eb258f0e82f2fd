"""A card made another kind of card keeps its words, its sources and the arrows that still say something."""

import pytest

from mapping.entries import ProtectiveEffort
from mapping.errors import CaseError
from mapping.remaking import made_by, remake
from tests.cases import arrow, behaviour, case_of, cited, family_impact, source


def test_words_and_sources_stay_and_arrows_that_fit_are_drawn_anew() -> None:
    card = behaviour("B1", "hid the keys", account="On Friday.", when_said="Friday", cites=cited("s1"), category="B07")
    arrows = arrow("disrupts", "B1", "L1", "l1"), arrow("contradicts", "s1", "B1", "l2")
    case = case_of(card, family_impact("L1"), source("s1"), *arrows)
    changes = remake(case, "B1", "protective_effort", by="p2")
    after = case.apply(changes)
    made = after.entries[made_by(changes)]
    assert isinstance(made, ProtectiveEffort)
    assert (made.title, made.account, made.when_said, made.by) == ("hid the keys", "On Friday.", "Friday", "p2")
    assert (made.cites, made.category) == (card.cites, "")
    assert "B1" not in after.entries
    assert [(link.kind, link.from_id, link.to_id) for link in after.ordered_links] == [("contradicts", "s1", made.id)]
    assert after.apply(changes.inverse()) == case


def test_what_the_rules_refuse_is_refused_here_too() -> None:
    with pytest.raises(CaseError):
        remake(case_of(behaviour("B1", "hid the keys")), "B1", "protective_effort", by="p1")
