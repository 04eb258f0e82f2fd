"""One page of help as widgets: a prompt, a card, the glossary, what was found, or the beginning; it keeps no state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.flow import beside
from app.help.guide import Part, guide, pages_with
from app.help.pieces import asked, beware, heading, said
from app.plain import Button, PlainLabel
from mapping.guidance import (
    Card,
    Explained,
    Hit,
    Prompt,
    Topic,
    body_of,
    filled,
    load_guidance,
    nobody,
    place_of,
    sentence,
    sort_title,
    title_of,
)
from mapping.guidance.telling import heading_of
from mapping.naming import Naming
from mapping.vocabulary import Term, load_vocabulary

GLOSSARY = Topic("term", "")
"""The whole glossary."""
INVENTED = "For example, of invented people"
_NOTHING = "Nothing here has these words. Try the word that you would use yourself, or fewer of them."


class Page(QWidget):
    """`asked` carries what is to be shown next, `wants_paper` the key of a card."""

    asked = Signal(object)
    wants_paper = Signal(str)

    def __init__(self, naming: Naming | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._naming = naming
        self._run: QVBoxLayout | None = None
        px = theme.current().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(4), px(16), px(16))
        self.column.setSpacing(px(8))

    # ---------------------------------------------------------------------------------------------- whole pages

    def begin(self, present: Topic | None) -> None:
        """What help there is: for the field where the keyboard was, the cards, the parts of the map, the glossary."""
        if present is not None and body_of(present) is not None:
            self._put(heading("Where you were"))
            self._link(present)
        self._guide_pages()
        self._list("card", [Topic("card", key) for key in load_guidance().cards])
        self._put(heading(sort_title("term")))
        self._link(GLOSSARY, f"{len(load_guidance().glossary)} words explained")
        self._list("kind", [Topic("kind", kind) for kind in load_vocabulary().kinds])
        self._list("link", [Topic("link", kind) for kind in load_vocabulary().links])
        self._end()

    def tell(self, topic: Topic) -> None:
        """Everything about one thing."""
        if topic == GLOSSARY:
            self._glossary()
        elif topic.sort == "guide":
            self._guide(topic.key)
        else:
            body = body_of(topic)
            self._put(PlainLabel(place_of(topic, self._naming), "muted"))
            self._put(PlainLabel(title_of(topic, self._naming), "title"))
            match body:
                case Prompt():
                    self._prompt(topic, body)
                case Card():
                    self._card(body)
                case Explained():
                    self._put(PlainLabel(self._filled(body.meaning)))
                case None:
                    self._put(PlainLabel(_OWN_WORD))
        self._end()

    def found(self, hits: Iterable[Hit], query: str = "") -> None:
        """What fits the words that were typed, and the pages of the guide that have them."""
        there, pages = tuple(hits), tuple(pages_with(query))
        for hit in there:
            place = place_of(hit.topic, self._naming)
            self._link(hit.topic, muted=place)
        for topic, title, under in pages:
            self._link(topic, title, muted=under or sort_title("guide"))
        if not there and not pages:
            self._put(PlainLabel(_NOTHING))
        self._end()

    # ----------------------------------------------------------------------------------------------- their parts

    def _prompt(self, topic: Topic, prompt: Prompt) -> None:
        meaning = _meaning(topic)
        if meaning:
            self._put(PlainLabel(self._filled(meaning), "muted"))
        self._put(asked("Ask", self._filled(prompt.ask)))
        self._put(PlainLabel(INVENTED, "muted"))
        self._put(said(sentence(prompt.example)))
        self._put(beware("Take care", self._filled(prompt.trap)))
        self._catalogue(topic)
        self._around(topic)

    def _catalogue(self, topic: Topic) -> None:
        """The examples of the catalogue, of nobody in particular: they are no facts about this case."""
        term = load_vocabulary().term(topic.owner, topic.key) if topic.sort == "word" else None
        if term is None or not term.examples:
            return
        self._put(heading("In the catalogue"))
        signs = any(example.high_risk for example in term.examples)
        if signs:
            self._put(PlainLabel("Those marked ◆ are danger signs: use a risk tool today.", "muted"))
        for example in term.examples:
            self._put(PlainLabel(("◆ " if example.high_risk else "– ") + nobody().fill(example.text)))

    def _around(self, topic: Topic) -> None:
        """Where to go from here: the words that a field offers, the finer words of a word, the fields of a kind."""
        words = load_vocabulary()
        if topic.sort == "field":
            self._words("The words to choose from", words.choices(topic.owner, topic.key))
        elif topic.sort == "word":
            self._words("More exactly", words.parts(topic.owner, topic.key))
        elif topic.sort == "kind":
            self._words("What kinds there are", words.family(words.category_family(topic.key)))
            self._put(heading("Its fields"))
            for name in load_guidance().fields.get(topic.key, {}):
                self._link(Topic("field", name, topic.key), sign=False)

    def _words(self, title: str, terms: Iterable[Term]) -> None:
        there = [term for term in terms if not (term.family == "pathway" and term.parent and title[0] == "T")]
        if there:
            self._put(heading(title))
        for term in there:
            topic = Topic("word", term.key, term.family)
            if body_of(topic) is not None:
                self._link(topic, sign=False)
            else:
                self._put(PlainLabel(self._filled(f"{term.label}. {term.meaning}" if term.meaning else term.label)))

    def _card(self, card: Card) -> None:
        self._put(PlainLabel(self._filled(card.lead)))
        for number, part in enumerate(card.parts, start=1):
            self._put(heading(self._filled(heading_of(card, part, number))))
            if part.text:
                self._put(PlainLabel(self._filled(part.text)))
            if part.say:
                self._put(said(*(self._filled(each) for each in part.say)))
        if card.foot:
            self._put(beware("Remember", self._filled(card.foot)))
        paper = Button("Make a page to print")
        paper.setAccessibleDescription("This card on one page, as a PDF")
        paper.clicked.connect(lambda: self.wants_paper.emit(card.key))
        self._put(beside(paper))

    def _guide_pages(self, *, but: str = "") -> None:
        self._put(heading(sort_title("guide")))
        for page in guide().values():
            if page.key != but:
                self._link(Topic("guide", page.key), page.title)

    def _guide(self, key: str) -> None:
        """A page of the guide, and the ways to the others."""
        page = guide()[key]
        self._put(PlainLabel(page.title, "title"))
        for part in page.parts:
            self._put(_piece(part))
        self._guide_pages(but=key)

    def _glossary(self) -> None:
        self._put(PlainLabel("Words explained", "title"))
        self._put(PlainLabel("Plainly, and not as advice: law and practice differ from place to place.", "muted"))
        for each in sorted(load_guidance().glossary.values(), key=lambda one: one.word.strip("“").casefold()):
            self._put(heading(each.word))
            if each.stands_for:
                self._put(PlainLabel(each.stands_for, "muted"))
            self._put(PlainLabel(self._filled(each.meaning)))

    # ------------------------------------------------------------------------------------------------ one widget

    def _list(self, sort: str, topics: Iterable[Topic]) -> None:
        self._put(heading(sort_title(sort)))  # type: ignore[arg-type]
        for topic in topics:
            self._link(topic)

    def _link(self, topic: Topic, words: str = "", muted: str = "", *, sign: bool = True) -> None:
        """A line that can be gone to; those that follow each other stand close."""
        link = EntryLink(sign_of(topic) if sign else "", words or title_of(topic, self._naming), muted)
        link.pressed.connect(lambda: self.asked.emit(topic))
        if self._run is None:
            run = QWidget()
            self.column.addWidget(run)
            self._run = QVBoxLayout(run)
            self._run.setContentsMargins(0, 0, 0, 0)
            self._run.setSpacing(0)
        self._run.addWidget(link)

    def _put(self, widget: QWidget) -> None:
        self._run = None
        self.column.addWidget(widget)

    def _end(self) -> None:
        self.column.addStretch(1)

    def _filled(self, text: str) -> str:
        return filled(text, self._naming)

    # -------------------------------------------------------------------------------------------- as it is read

    @property
    def links(self) -> tuple[EntryLink, ...]:
        """What can be gone to from here, in order."""
        return tuple(each for each in self._widgets() if isinstance(each, EntryLink))

    def words(self) -> str:
        """The whole page as one text, for those who hear it."""
        return "\n".join(_words_of(each) for each in self._widgets() if _words_of(each))

    def _widgets(self) -> Iterator[QWidget]:
        for place in range(self.column.count()):
            item = self.column.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                yield from widget.findChildren(EntryLink) or (widget,)


_OWN_WORD = (
    "This is a word of your own, and it is kept as it is. The nearest word of the catalogue may have a prompt: search."
)


def called(topic: Topic, naming: Naming | None) -> str:
    """What a page of help is called."""
    if topic.sort == "guide":
        return guide()[topic.key].title
    return "Words explained" if topic == GLOSSARY else title_of(topic, naming)


def _piece(part: Part) -> QWidget:
    """One part of the guide."""
    first, *rest = part.texts
    match part.sort:
        case "heading":
            return heading(first)
        case "item":
            return PlainLabel(f"– {first}")
        case "typed":
            return said(first)
        case "row":
            return asked(first, "\n".join(rest))
    return PlainLabel(first)


def sign_of(topic: Topic) -> str:
    """The kind whose sign stands before something, or ""."""
    if topic.sort == "kind":
        return topic.key
    if topic.sort == "field":
        return topic.owner if topic.owner in load_vocabulary().kinds else ""
    kinds = load_vocabulary().kinds.values()
    return next((kind.kind for kind in kinds if topic.sort == "word" and kind.category_family == topic.owner), "")


def _meaning(topic: Topic) -> str:
    words = load_vocabulary()
    match topic.sort:
        case "kind":
            return words.kind(topic.key).help
        case "link":
            return words.link(topic.key).help
        case "word":
            return words.term(topic.owner, topic.key).meaning
    return words.field(topic.owner, topic.key).help


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, EntryLink):
        return widget.words
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
