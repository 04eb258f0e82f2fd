"""Vaults that cost nothing to unlock stay so: what a guess costs is raised only in the tests that are about it."""

from storage import keys


def stay_cheap() -> None:
    """Leave the cost of every vault as it was made, in this process; a second time does nothing."""
    keys.dearer = lambda _cost, _seconds: None
