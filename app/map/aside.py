"""How the map stood in the other ways in which it was shown, kept up with every act; it lays nothing out."""

from __future__ import annotations

from collections.abc import Callable

from mapping.lanes import Layout, Options

_KEPT = 4
"""So many other ways at once."""


class Aside:
    """Layouts by the way in which they were made, the one seen last at the end."""

    def __init__(self) -> None:
        self._laid: dict[Options, Layout] = {}

    def put(self, options: Options, laid: Layout | None) -> None:
        """Keep a layout, so that whoever looks away and back finds all where it stood."""
        if laid is not None:
            self._laid.pop(options, None)
            self._laid[options] = laid
        for each in list(self._laid)[:-_KEPT]:
            del self._laid[each]

    def take(self, options: Options) -> Layout | None:
        """The layout that was made in this way, which is kept no longer; None where there is none."""
        return self._laid.pop(options, None)

    def follow(self, stayed: Callable[[Options, Layout], Layout | None]) -> None:
        """Let every layout follow an act; those in which things would have to make room are kept no longer."""
        found = {options: stayed(options, laid) for options, laid in self._laid.items()}
        self._laid = {options: laid for options, laid in found.items() if laid is not None}

    def forget(self) -> None:
        """Keep none."""
        self._laid.clear()
