"""The same machine as in the normal run, for as long as it takes to reach what is rare."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.long import figures
from tests.storage.machine import Worker

NAME, RUNS, BATCH, STEPS = "on a disk that fails now and then", 500, 25, 60
"""Some twenty minutes; each run of it takes other ways."""


def test_file_session_and_views_agree_whatever_is_done_and_whenever_the_disk_fails() -> None:
    for _begun in figures.rounds("machine", NAME, "runs", RUNS, BATCH):
        runs = figures.left("machine", NAME, "runs", RUNS, BATCH)
        ways = settings(
            max_examples=runs, stateful_step_count=STEPS, deadline=None, derandomize=False,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(Worker, settings=ways)
        figures.record("machine", NAME, runs=runs, different=0, most_steps=STEPS)
