"""The checks about what is asked, planned and shown: goals, change, actions, open questions, the room's screen."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.asks import governs_survivor, is_service, owned_by
from mapping.checks.finding import Spot
from mapping.checks.ground import OPEN_STATES, Ground
from mapping.dates import read_edtf
from mapping.entries import Action, ChangeEvidence, Gap, Goal, Source

_KEPT_CLOSE = ("restricted", "survivor_private", "child_voice", "worker_only")
_HIS_OWN = {"perpetrator", "programme"}
_OPEN_ACTION = ("", "open")
_OVER = ("withdrawn",)
_TWO = 2


def private_on_screen(ground: Ground) -> Iterator[Spot]:
    """Check 14: something kept close that is marked to be shown on the room's screen."""
    for entry in ground.case.ordered_entries:
        if entry.show_in_room and entry.sensitivity in _KEPT_CLOSE:
            yield Spot((entry.id,))


def goal_is_a_service(ground: Ground) -> Iterator[Spot]:
    """Check 11: a goal that is met by going somewhere, or by what the other parent does."""
    for goal in ground.case.of(Goal):
        hers = "hers" if governs_survivor(ground.case, goal.title) else ""
        if goal.state not in _OVER and (hers or is_service(goal.title)):
            yield Spot((goal.id,), hers, goal.person, (("{P}", ground.naming.inside(goal.person)),))


def change_self_reported(ground: Ground) -> Iterator[Spot]:
    """Check 12: evidence of change that nobody is named for but the one who is to change, or a programme."""
    for change in ground.case.of(ChangeEvidence):
        sources = (ground.case.entry(cite.source) for cite in change.cites)
        types = {source.type for source in sources if isinstance(source, Source)}
        if change.direction != "away" and types <= _HIS_OWN:
            yield Spot((change.id,), who=change.person, fill=(("{P}", ground.naming.inside(change.person)),))


def action_without_owner_or_date(ground: Ground) -> Iterator[Spot]:
    """Check 13: an open action that nobody is named for, or that has no day."""
    for action in _open_actions(ground):
        if not action.owner.strip() or not action.by:
            variant = "" if not action.owner.strip() and not action.by else "day" if action.owner.strip() else "owner"
            yield Spot((action.id,), variant)


def action_on_survivor(ground: Ground) -> Iterator[Spot]:
    """Check 13: an action that came from a file as the task of a survivor or a child; the editor takes none."""
    for action in _open_actions(ground):
        person = owned_by(ground.case, action)
        if person:
            yield Spot((action.id,), who=person, fill=(("{who}", ground.naming.inside(person)),))


def actions_all_on_survivor(ground: Ground) -> Iterator[Spot]:
    """Check 13: everything that is to be done is about the survivors."""
    actions, survivors = _open_actions(ground), {person.id for person in ground.naming.survivors}
    if len(actions) >= _TWO and all(action.about in survivors for action in actions):
        yield Spot(tuple(action.id for action in actions), who=ground.survivor)


def _open_actions(ground: Ground) -> tuple[Action, ...]:
    return tuple(action for action in ground.case.of(Action) if action.state in _OPEN_ACTION)


def question_overdue(ground: Ground) -> Iterator[Spot]:
    """A question that was to be asked by a day that has passed."""
    for gap in ground.case.of(Gap):
        by = read_edtf(gap.by)
        if ground.on and by and by.latest and by.latest < ground.on and gap.state in OPEN_STATES:
            yield Spot((gap.id,))


def no_gap_recorded(ground: Ground) -> Iterator[Spot]:
    """Check 18: no gap recorded, which no real case is without."""
    if ground.case.entries and not ground.case.of(Gap):
        yield Spot(())
