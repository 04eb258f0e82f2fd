"""Every word the program uses for what stands in a case, as one frozen value; it knows no case and no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mapping.catalogue import COMMON, read_catalogue
from mapping.terms import Example, FieldWords, KindWords, LinkWords, Term, VocabularyError

__all__ = [
    "Example", "FieldWords", "KindWords", "LinkWords", "Term", "Vocabulary", "VocabularyError", "load_vocabulary",
    "read_vocabulary",
]  # fmt: skip

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "vocabulary"
_READERS = "audiences"
"""The table of readers lies there too; it is no words (mapping/readers.py)."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Vocabulary:
    """The words by family, field, kind and link; whatever is not there is answered with the key itself."""

    terms: Mapping[str, Mapping[str, Term]]
    fields: Mapping[str, Mapping[str, FieldWords]]
    kinds: Mapping[str, KindWords]
    links: Mapping[str, LinkWords]

    def family(self, name: str) -> tuple[Term, ...]:
        """The terms of a family that are offered, in their order; finer terms follow as they stand in the catalogue."""
        return tuple(term for term in self.terms.get(name, {}).values() if not (term.retired or term.renamed))

    def parts(self, family: str, parent: str) -> tuple[Term, ...]:
        """The finer terms of one term: the sub-pathways of a pathway, the levels of one change question."""
        return tuple(term for term in self.family(family) if term.parent == parent)

    def term(self, family: str, key: str) -> Term:
        """The term of this key, old keys and the keys of examples included; unknown ones show the key itself."""
        found = self.terms.get(family, {}).get(key)
        if found is not None:
            return self.term(family, found.renamed) if found.renamed else found
        return self._example(family, key) or Term(family, key, label=key, short=key, known=False)

    def label(self, family: str, key: str) -> str:
        """The label of this key, or the key itself."""
        return self.term(family, key).label

    def field(self, kind: str, name: str) -> FieldWords:
        """The words for a field, the kind's own or those of all kinds; "children.position" names one inside a list."""
        own = self.fields.get(kind, {}).get(name) or self.fields.get(COMMON, {}).get(name)
        return own or FieldWords(kind, name, label=name, known=False)

    def form(self, kind: str) -> tuple[FieldWords, ...]:
        """The words for every field of a kind, in the order of a form: by group, then by order.

        All common fields are among them; links and the head of a case have only some of those.
        """
        groups = {term.key: place for place, term in enumerate(self.family("field_group"))}
        found = {**self.fields.get(COMMON, {}), **self.fields.get(kind, {})}.values()
        return tuple(sorted(found, key=lambda words: (groups.get(words.group, len(groups)), words.order)))

    def choices(self, kind: str, field: str) -> tuple[Term, ...]:
        """What this field offers; empty where it offers nothing. "category" offers the kind's own family."""
        offered = self.category_family(kind) if field == "category" else self.field(kind, field).choices
        return self.family(offered)

    def kind(self, kind: str) -> KindWords:
        """The words for a kind of entry."""
        return self.kinds.get(kind) or KindWords(kind, label=kind, plural=kind, words=kind, known=False)

    def link(self, kind: str) -> LinkWords:
        """The words for a kind of link."""
        return self.links.get(kind) or LinkWords(kind, label=kind, forward=kind, reverse=kind, known=False)

    def category_family(self, kind: str) -> str:
        """The family that a kind takes its category from, or "" if it has none."""
        return self.kind(kind).category_family

    def _example(self, family: str, key: str) -> Term | None:
        """A term made of one example, so that an entry may be categorised as finely as the catalogue goes."""
        head, _, number = key.rpartition(".")
        if head not in self.terms.get(family, {}):
            return None
        whole = self.term(family, head)
        for each in (*whole.examples, *whole.retired_examples):
            if each.key == f"{whole.key}.{number}":
                return Term(
                    family, each.key, each.text, short=each.text, parent=whole.key, constructive=whole.constructive,
                    high_risk=each.high_risk, effect=each.effect, retired=each.retired,
                )  # fmt: skip
        return None


@cache
def load_vocabulary() -> Vocabulary:
    """The catalogue that the program is shipped with; read once."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.toml"))}
    texts.pop(_READERS)
    return read_vocabulary(texts)


def read_vocabulary(texts: Mapping[str, str]) -> Vocabulary:
    """A vocabulary from TOML texts by the name of their file; VocabularyError names the file and the key of a fault."""
    return Vocabulary(*read_catalogue(texts))
