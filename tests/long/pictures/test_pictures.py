"""Pictures by the hundred, each in a child of its own: made anew with nothing in it but itself, or refused."""

from collections import Counter

from app.sandbox.evidence import JPEG, PNG, NotTakenError, taken
from app.sandbox.running import SandboxError
from tests.long import figures
from tests.pictures import Trial, judge, trials

GROUP, NAME, GOAL = "pictures", "made anew or refused", 300
EACH = len(trials(0))


def outcome(trial: Trial) -> Counter[str]:
    """What became of a file, and how often it was not as it should be."""
    found: Counter[str] = Counter(pictures=1, made=0, refused=0, broken_off=0, wrong=0)
    content = None
    try:
        evidence = taken(trial.raw)
        content = evidence.content if evidence.kind in (JPEG, PNG) else None
        found["made"] += 1
    except NotTakenError:
        found["refused"] += 1
    except SandboxError:
        found["broken_off"] += 1
    wrong = judge(trial, content)
    found["wrong"] += bool(wrong)
    for line in wrong:
        print(line)
    return found


def test_no_picture_brings_anything_along() -> None:
    for so_far in figures.rounds(GROUP, NAME, "pictures", GOAL):
        for trial in trials(so_far // EACH + 1):
            figures.record(GROUP, NAME, **outcome(trial))
    found = figures.done(GROUP, NAME)
    assert (found["wrong"], found["broken_off"]) == (0, 0)


def test_a_picture_that_was_only_passed_on_would_be_counted() -> None:
    """The control: the files as they came are found out, all of those that hold something."""
    blamed = [bool(judge(trial, trial.raw)) for trial in trials(1) if trial.wanted == "made"]
    assert blamed
    assert all(blamed)
