"""The tests; a package, so that `python -m tests.bench` and `from tests...` find these and nobody else's."""
