"""What a screen reader is told of each card: its words, its kind, and what it leads to; it knows no screen reader."""

from __future__ import annotations

from app.map.piles import folded_words
from app.map.scene import MapScene
from app.map.voice import Spoken
from app.map.walking import reading_order
from app.questions import Questions
from app.session import Session
from app.unseen import visible
from mapping.casemap import ChangeSet
from mapping.entries import Link
from mapping.marks import meaning
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_BY_WORDS = 3
"""So many arrows on each side of a card are told by their words, and so many questions; the rest are counted."""


class Speech:
    """Says the cards of one map, as they are now."""

    def __init__(self, session: Session, scene: MapScene, questions: Questions) -> None:
        self._session, self._scene, self._questions = session, scene, questions
        self._order: tuple[str, ...] | None = None
        scene.laid_out.connect(self._forget_order)

    def _forget_order(self) -> None:
        self._order = None

    def order(self) -> tuple[str, ...]:
        """The cards that are shown, in reading order; worked out once for each layout, since Qt asks often."""
        laid = self._scene.layout
        if laid is None:
            return ()
        if self._order is None:
            self._order = reading_order(self._session.case, laid)
        return self._order

    def knows(self, identity: str) -> bool:
        """Whether this card is shown."""
        laid = self._scene.layout
        return laid is not None and identity in laid.cards and identity in self._scene.cards

    def current(self) -> str:
        """The card at which the keyboard is: the one selected last; "" for none."""
        return next((each for each in reversed(self._session.selection) if self.knows(each)), "")

    def touched(self, changes: ChangeSet) -> tuple[str, ...]:
        """The cards of which something else is said after these changes."""
        ids = dict.fromkeys(change.id for change in changes)
        links = (thing for change in changes for thing in (change.before, change.after) if isinstance(thing, Link))
        ids |= dict.fromkeys(end for link in links for end in (link.from_id, link.to_id))
        return tuple(each for each in ids if self.knows(each))

    def selected(self, identity: str) -> bool:
        """Whether this card is selected."""
        return identity in self._scene.stage.selected

    def joined(self, identity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cards and children to which arrows lead from here, and those from which they lead to here."""
        ahead, back = self._links(identity)
        above = self._scene.web.above  # an arrow to what lies folded ends at the card on top
        into = dict.fromkeys(above.get(link.to_id, link.to_id) for link in ahead)
        return tuple(into), tuple(dict.fromkeys(above.get(link.from_id, link.from_id) for link in back))

    def spoken(self, identity: str) -> Spoken | None:
        """The words for one card; None where there is none."""
        card = self._scene.cards.get(identity)
        if card is None:
            return None
        kind = self._scene.naming.fill(load_vocabulary().kind(card.look.kind).label)
        ahead, back = self._links(identity)
        questions = self._questions.said(identity) if self._scene.stage.asks(identity) else ()
        stage = self._scene.stage
        borne = ", ".join(meaning(rule, stage.marks.days).split(":")[0] for rule in stage.marks.of(identity))
        tag = stage.tags.get(identity, "")
        arrows = self._arrows(ahead, "from"), self._arrows(back, "to")
        more = (
            card.look.note,
            folded_words(stage.piled.get(identity, 0)),
            tag,
            borne,
            *arrows,
            not_known(questions, " "),
        )
        return Spoken(f"{card.look.title} ({kind})", "; ".join(part for part in more if part))

    def _links(self, identity: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The links that are drawn from here, and to here."""
        case, arrows = self._session.case, self._scene.web.arrows
        ahead = (link for link in case.links_from(identity) if link.id in arrows)
        back = (link for link in case.links_to(identity) if link.id in arrows)
        return tuple(ahead), tuple(back)

    def _arrows(self, links: tuple[Link, ...], way: str) -> str:
        """Arrows on one side: how many, the first few by what they say, and how many more."""
        if not links:
            return ""
        naming = self._scene.naming
        said = [self._arrow(link, naming, outward=way == "from") for link in links[:_BY_WORDS]]
        more = [f"and {len(links) - _BY_WORDS} more"] if len(links) > _BY_WORDS else []
        return f"{len(links)} arrow{'s' if len(links) > 1 else ''} {way} here: {', '.join((*said, *more))}"

    def _arrow(self, link: Link, naming: Naming, *, outward: bool) -> str:
        words, vocabulary = load_vocabulary().link(link.kind), load_vocabulary()
        other = self._session.case.entry(link.to_id if outward else link.from_id)
        title = title_of(other, naming, vocabulary) if other else ""
        return f"{naming.fill(words.forward if outward else words.reverse)} “{visible(title)}”"


def not_known(questions: tuple[str, ...], between: str) -> str:
    """The open questions about one thing, as they are shown beside it and spoken."""
    shown = questions[:_BY_WORDS]
    more = (f"and {len(questions) - _BY_WORDS} more",) if len(questions) > _BY_WORDS else ()
    return between.join(("Not known yet:", *shown, *more)) if questions else ""
