"""The catalogue's words made to fit one case: who {they} are, what a source or an entry is called."""

from __future__ import annotations

from mapping.dates import spoken
from mapping.entries import Entry, Link, Person, Source
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import Vocabulary, load_vocabulary

_ABOUT_SOMEONE = ("by", "person", "child")
"""The fields that say whose an entry is, in the order in which they are asked."""
NOTHING_MAPPED = "Nothing mapped yet."
"""What stands where a child has no impact."""
_HOW_REACHED = "What do we know of how {} behaviour reaches {}?"


def person_of(entry: Entry) -> str:
    """The id of the person an entry is about, or ""."""
    if isinstance(entry, Person):
        return entry.id
    if isinstance(entry, Source):
        return ""
    for field in _ABOUT_SOMEONE:
        found = getattr(entry, field, "")
        if found and entry.kind not in ("allegation", "engagement", "goal", "action", "gap"):
            return str(found)
    return str(getattr(entry, "person", ""))


def fitted(text: str, naming: Naming, person: str = "") -> str:
    """A text of the catalogue with {they}, {them}, {their}, {does} and {P}, {S}, {C}, {W} filled in.

    They follow the person with this id; "" stands for several people, or nobody in particular.
    """
    if "{" not in text:
        return text
    they = naming.pronoun(person, "subject") if person else "they"
    does = "do" if they == "they" else "does"
    them, their = ("them", "their") if not person else ("", "")
    fillings = {
        "{they}": they or naming.inside(person),
        "{them}": them or naming.pronoun(person, "object") or naming.inside(person),
        "{their}": their or naming.possessive(person),
        "{does}": does,
    }
    for mark, filling in fillings.items():
        text = text.replace(mark, filling)
    text = naming.fill(text)
    return text[:1].upper() + text[1:]


def subject_of(kind: str, naming: Naming, vocabulary: Vocabulary, entry: Entry | None = None) -> str:
    """The id of the person whom the words of a kind follow: the entry's, else the only one with the kind's role."""
    own = person_of(entry) if entry is not None else ""
    if own:
        return own
    role = vocabulary.kind(kind).subject
    people = naming.with_role(role) if role else ()
    return people[0].id if len(people) == 1 else ""


def kind_title(kind: str, naming: Naming, vocabulary: Vocabulary, entry: Entry | None = None) -> str:
    """What stands over an entry of a kind: "What he does"."""
    words = vocabulary.kind(kind)
    return fitted(words.words or words.label, naming, subject_of(kind, naming, vocabulary, entry))


def category_title(entry: Entry, naming: Naming, vocabulary: Vocabulary) -> str:
    """The category of an entry in few words: "Using the children"; a team's own word as it is; "" without one."""
    key = entry.type if isinstance(entry, Source) else entry.category
    family = "source_type" if isinstance(entry, Source) else vocabulary.category_family(entry.kind)
    if not key:
        return ""
    return naming.fill(vocabulary.term(family, key).short or key)


def source_title(source: Source, naming: Naming, vocabulary: Vocabulary) -> str:
    """What a source is called: its title, whoever said it, else its type; when names are veiled, person or type."""
    kind = naming.fill(vocabulary.label("source_type", source.type))
    if source.person:
        called = naming.short(source.person)
    elif naming.veiled:
        called = kind
    else:
        called = source.title or source.who or source.agency or kind
    when = spoken(source.date, "")
    return " · ".join(part for part in (called, when) if part)


def title_of(thing: Entry | Link, naming: Naming, vocabulary: Vocabulary) -> str:
    """What a list calls an entry or link; never empty, and without names when veiled."""
    if isinstance(thing, Person):
        return naming.short(thing.id)
    if isinstance(thing, Source):
        return source_title(thing, naming, vocabulary)
    if isinstance(thing, Link):
        return fitted(vocabulary.link(thing.kind).label, naming, "")
    text = thing.title or first_line(thing.account) or category_title(thing, naming, vocabulary)
    if not text and thing.kind == "relationship":
        text = relationship_title(thing, naming, vocabulary)
    return veiled_text(text, naming) or vocabulary.kind(thing.kind).label


def relationship_title(entry: Entry, naming: Naming, vocabulary: Vocabulary) -> str:
    """A relationship as a sentence without its full stop."""
    first, second = getattr(entry, "from_id", ""), getattr(entry, "to_id", "")
    relation = vocabulary.label("relation", getattr(entry, "relation", ""))
    return f"{naming.short(first)} {relation} {naming.inside(second)}"


def is_inferred(status: str) -> bool:
    """Whether a status says that something was concluded, and not seen, told or found."""
    return load_vocabulary().term("status", status).inferred


def whose_behaviour(naming: Naming) -> str:
    """Before "behaviour": "his", "the father’s"; "their" of several, "the" where nobody is on the map."""
    acting = naming.perpetrators
    if len(acting) == 1:
        return naming.possessive(acting[0].id)
    return "their" if acting else "the"


def how_reached(naming: Naming, child: str = "") -> str:
    """The question about a child with no impact; the child of this id, or "this child"."""
    return _HOW_REACHED.format(whose_behaviour(naming), naming.inside(child) if child else "this child")


def nothing_mapped(naming: Naming) -> str:
    """What is said in a child's own place while no impact is there, with the question that follows."""
    return f"{NOTHING_MAPPED} {how_reached(naming)}"


def first_line(text: str, longest: int = 90) -> str:
    """The beginning of a longer text, cut at a word."""
    line = text.strip().partition("\n")[0]
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
