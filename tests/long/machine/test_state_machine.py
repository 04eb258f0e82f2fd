"""The same machine as in the normal run, for as long as it takes to reach what is rare."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.storage.machine import Worker

LONG = settings(
    max_examples=500, stateful_step_count=60, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck)
)
"""Some twenty minutes; each run of it takes other ways."""


def test_file_session_and_views_agree_whatever_is_done_and_whenever_the_disk_fails() -> None:
    run_state_machine_as_test(Worker, settings=LONG)
