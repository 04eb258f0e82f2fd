"""What part of one case's map is seen, and what is asked of it: shared by whoever chooses and whoever shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.asked import Answer, Question
from app.clock import today
from app.session import Session
from mapping.casemap import CaseMap, ChangeSet
from mapping.errors import CaseError
from mapping.lanes import is_card
from mapping.marks import DAYS, Marked, marked
from mapping.naming import Naming
from mapping.resting import cards
from mapping.showing import Part, Standing
from mapping.sight import Sight, seen, seen_arrows
from mapping.sightwords import count_words, shown_words

USUAL = ("disputed", "high_risk", "inferred")
"""The marks that are shown where nobody chose others; where something is not known yet, the edge is hollow."""
MOST_STEPS = 9


class Sights(QObject):
    """The sight and the question in force; `changed` when either is another one, or its answer is."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.sight, self.question = Sight(), None  # type: tuple[Sight, Question | None]
        self.rules: tuple[str, ...] = USUAL
        self.days = DAYS
        self.wanted: frozenset[str] = frozenset()
        self.folded: frozenset[str] = frozenset()
        self.aside: frozenset[str] = frozenset()
        self.faint: frozenset[str] = frozenset()
        self.marks = Marked({})
        self.answer = Answer()
        self.sentence = ""
        self.standing: Callable[[], Standing] = Standing
        """How the map stands just now; where there is none yet, nothing is told of it."""
        self._also: frozenset[str] = frozenset()
        self._marked_for: tuple[CaseMap, tuple[str, ...], int, date] | None = None
        self._over = False
        session.changed.connect(self._changed)
        session.veil_changed.connect(self._veiled)
        session.renaming.connect(self._hush)
        session.locking.connect(self._empty)
        session.selection_changed.connect(self._bring_back)
        self._look()

    @property
    def is_whole(self) -> bool:
        """Whether the whole map is seen, and nothing is asked of it."""
        return self.sight.wants_everything and self.question is None

    @property
    def shows_all(self) -> bool:
        """Whether every card is on show: none is left out or dimmed by a sight, none lies folded under another."""
        return self.sight.wants_everything and not self.folded

    @property
    def is_over(self) -> bool:
        """Whether the case has been put away."""
        return self._over

    @property
    def only(self) -> frozenset[str] | None:
        """The cards that are left on the map; None where none is left out."""
        return None if self.sight.wants_everything or self.sight.dims else self.wanted

    @property
    def count_text(self) -> str:
        """How much is shown; "" where all of it is."""
        return self.sentence.split(":", 1)[0].split(" (", 1)[0] if not self.shows_all else ""

    def look(self, sight: Sight) -> None:
        """See this part."""
        if sight != self.sight:
            self.sight, self._also = sight, frozenset()
            self._look()

    def ask(self, question: Question | None) -> None:
        """Put this question to the map, in place of the one before; raises CaseError where it cannot be answered."""
        if question is not None:
            question.answer(self._session.case, self._naming())
        self.question = question
        self._look()

    def mark(self, rules: Iterable[str], days: int | None = None) -> None:
        """Show these marks; `days` is what counts as recent from now on."""
        self.rules, self.days = tuple(rules), days or self.days
        self._look()

    def clear(self) -> bool:
        """See the whole map again, and ask nothing of it; False where that is so already."""
        if self.is_whole:
            return False
        self.sight, self.question, self._also = Sight(dims=self.sight.dims), None, frozenset()
        self._look()
        return True

    def fold(self, folded: frozenset[str]) -> None:
        """These cards lie folded under others, and no more than these."""
        if folded != self.folded:
            self.folded = folded
            self._say(self._session.case, self._naming())
            self.changed.emit()

    def put_aside(self, aside: frozenset[str]) -> None:
        """These cards stand in the side of the map, which is folded away; the heading there says how many."""
        if aside != self.aside:
            self.aside = aside
            self.changed.emit()

    @property
    def part(self) -> Part | None:
        """What of the map is shown now, for a picture of it; None where that is all of it."""
        away = self.folded | self.aside
        if self.sight.wants_everything and not away:
            return None
        return Part(self.wanted - away, self.sight, self.wanted & away)

    @property
    def part_text(self) -> str:
        """How much that is: "12 of 40 shown, 3 folded away"; "" where it is all of it."""
        part = self.part
        if part is None:
            return ""
        away = len(part.folded)
        return count_words(len(part.cards) + away, away, len(cards(self._session.case)))

    def near(self, identity: str, step: int) -> None:
        """See what is one step around a card, or so many steps more (1) or less (-1) than now."""
        now = self.sight
        steps = now.steps + step if now.focus == identity else 1
        if steps < 1:
            self.look(replace(now, focus="", steps=1))
        else:
            self.look(replace(now, focus=identity, steps=min(steps, MOST_STEPS)))

    def _naming(self) -> Naming:
        return Naming(self._session.case, self._session.veiled)

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        self._look()

    def _bring_back(self, identities: tuple[str, ...], _origin: object) -> None:
        """What is opened is shown, also where it was left out."""
        only, case = self.only, self._session.case
        if only is None:
            return
        found = {each for each in identities if (entry := case.entry(each)) is not None and is_card(entry)}
        if found - only:
            self._also |= found - only
            self._look()

    def _look(self) -> None:
        """Find anew what is seen, and say so."""
        case, naming = self._session.case, self._naming()
        self._keep_to(case)
        self.wanted = seen(case, self.sight)
        if self._also:
            self.wanted |= self._also & {card.id for card in cards(case)}
        self.answer = self._answered(case, naming)
        self.faint = self.answer.faint | self._left_faint(case)
        self._mark_anew(case)
        self._say(case, naming)
        self.changed.emit()

    def _mark_anew(self, case: CaseMap) -> None:
        """What the cards bear does not hang on what part of the map is seen: it is found once for each case."""
        wanted = (case, self.rules, self.days, today())
        if self._marked_for is None or self._marked_for[0] is not case or self._marked_for[1:] != wanted[1:]:
            self._marked_for = wanted
            self.marks = marked(case, self.rules, on=wanted[3], days=self.days, asked=frozenset())

    def _say(self, case: CaseMap, naming: Naming) -> None:
        self.sentence = shown_words(case, self.sight, naming, self.wanted, self.folded)
        if self._also:
            self.sentence += f", and {len(self._also)} that {'was' if len(self._also) == 1 else 'were'} opened"

    def _keep_to(self, case: CaseMap) -> None:
        """A card that is gone is no longer in focus."""
        if self.sight.focus and case.entry(self.sight.focus) is None:
            self.sight = replace(self.sight, focus="", steps=1)

    def _answered(self, case: CaseMap, naming: Naming) -> Answer:
        try:
            return self.question.answer(case, naming) if self.question is not None else Answer()
        except CaseError as error:
            return Answer(said=(str(error),))

    def _left_faint(self, case: CaseMap) -> frozenset[str]:
        """What the sight does not want, where that is only dimmed."""
        if self.sight.wants_everything or not self.sight.dims:
            return frozenset()
        every = frozenset(card.id for card in cards(case)) | case.links.keys()
        return every - self.wanted - seen_arrows(case, self.wanted)

    def _veiled(self, _on: bool) -> None:
        """Called otherwise: what is shown is found anew. A lambda would hold the session for as long as it lives."""
        self._look()

    def _hush(self) -> None:
        """People are called otherwise from now on: no word of before stays."""
        self.sentence, self.answer = "", Answer(self.answer.faint)
        self.changed.emit()

    def _empty(self) -> None:
        self.sight, self.question, self._also = Sight(), None, frozenset()
        self.wanted = self.faint = self.folded = self.aside = frozenset()
        self.answer, self.sentence, self.marks = Answer(), "", Marked({})
        self._marked_for, self.standing = None, Standing
        if not self._over:  # a window that closes after a lock says so once more
            self._session.changed.disconnect(self._changed)
            self._over = True
        self.changed.emit()


def sights_of(session: Session) -> Sights:
    """What is seen, as every room of this session shares it."""
    found = session.findChild(Sights)
    return found if isinstance(found, Sights) else Sights(session)
