"""What stands at which height of a tall map: whatever lies in a stretch is found without looking at the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

_FINEST = 256
"""The height of the narrowest bands, in map units; each coarser kind is twice as high."""
_Stretch = tuple[float, float]


class Bands:
    """Ids by the stretch they cover; each is kept in one band of the first kind that is as high as its stretch."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, defaultdict[int, dict[str, _Stretch]]] = defaultdict(lambda: defaultdict(dict))
        self._where: dict[str, tuple[int, int]] = {}

    def put(self, identity: str, top: float, bottom: float) -> None:
        """Keep an id with its stretch, in place of the one it had."""
        level = (int(bottom - top) // _FINEST).bit_length()
        where = (level, int(top // (_FINEST << level)))
        before = self._where.get(identity)
        if before is not None and before != where:
            del self._bands[before[0]][before[1]][identity]
        self._bands[level][where[1]][identity] = (top, bottom)
        self._where[identity] = where

    def drop(self, identity: str) -> None:
        """Forget an id."""
        where = self._where.pop(identity, None)
        if where is not None:
            del self._bands[where[0]][where[1]][identity]

    def __contains__(self, identity: object) -> bool:
        return identity in self._where

    def stretch(self, identity: str) -> tuple[float, float] | None:
        """The stretch that an id covers; None where it is not kept."""
        where = self._where.get(identity)
        return None if where is None else self._bands[where[0]][where[1]][identity]

    def near(self, top: float, bottom: float) -> Iterator[str]:
        """The ids whose stretch meets this one."""
        for level, bands in self._bands.items():
            height = _FINEST << level
            for band in range(int(top // height) - 1, int(bottom // height) + 1):
                for identity, (first, last) in bands[band].items() if band in bands else ():
                    if first <= bottom and last >= top:
                        yield identity
