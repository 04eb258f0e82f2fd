"""What a screen reader is told of each card: its words, its kind, and what it leads to; it knows no screen reader."""

from __future__ import annotations

from app.map.headings import Heading, heading_box, heading_words, headings, held_words, with_headings
from app.map.heard import Spoken
from app.map.scene import MapScene
from app.map.walking import reading_order
from app.questions import Questions
from app.session import Session
from app.unseen import visible
from mapping.casemap import ChangeSet
from mapping.entries import Link
from mapping.marks import meaning
from mapping.naming import Naming
from mapping.piles import folded_words
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_BY_WORDS = 3
"""So many arrows on each side of a card are told by their words, and so many questions; the rest are counted."""


_FAINT = "fainter: not among what is shown"


class Speech:
    """Says the cards of one map, as they are now."""

    def __init__(self, session: Session, scene: MapScene, questions: Questions) -> None:
        self._session, self._scene, self._questions = session, scene, questions
        self._order: tuple[str, ...] | None = None
        self._headings: dict[str, Heading] = {}
        self._told: dict[str, Heading] = {}
        scene.laid_out.connect(self._forget_order)

    def _forget_order(self) -> None:
        self._order = None

    def order(self) -> tuple[str, ...]:
        """The cards that are shown, in reading order, under their headings.

        Worked out once for each layout, since Qt asks often.
        """
        laid, case = self._scene.layout, self._session.case
        if laid is None:
            return ()
        if self._order is None:
            cards = reading_order(case, laid)
            self._headings = headings(case, laid, cards, self._scene.stage.folded)
            self._order = with_headings(case, cards, self._headings)
        return self._order

    def knows(self, identity: str) -> bool:
        """Whether this card or heading is shown."""
        return self._is_card(identity) or self.heads(identity)

    def heads(self, identity: str) -> bool:
        """Whether this is a heading that is shown."""
        return self._scene.layout is not None and identity not in self._scene.cards and identity in self._known()

    def takes_keyboard(self, identity: str) -> bool:
        """Whether this can be selected: a card, or a child."""
        laid = self._scene.layout
        return self._is_card(identity) or (laid is not None and identity in laid.frames)

    def regrouped(self) -> tuple[str, ...]:
        """The headings that hold something else than when this was asked last."""
        before, self._told = self._told, self._known()
        return tuple(key for key, each in self._told.items() if key in before and before[key] != each)

    def box(self, identity: str) -> Box | None:
        """Where on the map a card is now, or a heading."""
        laid = self._scene.layout
        if laid is None or identity in self._scene.cards:
            return self._scene.box_of(identity)
        return heading_box(identity, laid)

    def _is_card(self, identity: str) -> bool:
        laid = self._scene.layout
        return laid is not None and identity in laid.cards and identity in self._scene.cards

    def _known(self) -> dict[str, Heading]:
        self.order()
        return self._headings

    def current(self) -> str:
        """The card or the child at which the keyboard is: what was selected last; "" for none."""
        return next((each for each in reversed(self._session.selection) if self.takes_keyboard(each)), "")

    def touched(self, changes: ChangeSet) -> tuple[str, ...]:
        """The cards and children of which something else is said after these changes."""
        ids = dict.fromkeys(change.id for change in changes)
        links = (thing for change in changes for thing in (change.before, change.after) if isinstance(thing, Link))
        ids |= dict.fromkeys(end for link in links for end in (link.from_id, link.to_id))
        return tuple(each for each in ids if self.takes_keyboard(each))

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
        """The words for one card or heading; None where there is none."""
        card = self._scene.cards.get(identity)
        if card is None:
            return self._headed(identity)
        kind = self._scene.naming.fill(load_vocabulary().kind(card.look.kind).label)
        ahead, back = self._links(identity)
        questions = self._questions.said(identity) if self._scene.stage.asks(identity) else ()
        stage = self._scene.stage
        borne = ", ".join(meaning(rule, stage.marks.days).split(":")[0] for rule in stage.marks.of(identity))
        tag = stage.tags.get(identity, "")
        arrows = self._arrows(ahead, "from"), self._arrows(back, "to")
        more = (
            _FAINT if identity in stage.faint else "",
            card.look.note,
            folded_words(stage.piled.get(identity, 0)),
            tag,
            borne,
            *arrows,
            not_known(questions, " "),
        )
        return Spoken(f"{card.look.title} ({kind})", "; ".join(part for part in more if part))

    def _headed(self, identity: str) -> Spoken | None:
        """The words for a heading: what is to be read there, what it holds or might, and what is not known yet."""
        laid, scene = self._scene.layout, self._scene
        heading = self._known().get(identity) if laid is not None else None
        if laid is None or heading is None:
            return None
        whole = identity.startswith("lane/")  # the cards of a lane are told under their own headings
        titles = () if whole else (scene.cards[each].look.title for each in heading.held if each in scene.cards)
        ahead, back = self._links(identity)
        questions = self._questions.said(identity) if scene.stage.asks(identity) else ()
        arrows = self._arrows(ahead, "from"), self._arrows(back, "to")
        plate = scene.plates.get(f"words/{identity.removeprefix('lane/')}")
        empty = plate.look.text if plate is not None else ""
        more = (held_words(heading, titles), empty, *arrows, not_known(questions, " "))
        name = heading_words(identity, laid, scene.naming)
        return Spoken(name, "; ".join(part for part in more if part))

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
