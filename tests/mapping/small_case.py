"""A small invented case for the tests of typed lines and of finding; it is nobody's."""

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Cite, Entry, Header, Person, ProtectiveEffort, Source

HEADER = Header(id="c1", title="Case 0417", labels=(("perpetrator", "father"), ("survivor", "mother")))
FATHER = Person(id="p1", roles=("perpetrator",), label="Father", name="Daniel Hart", pronouns="he/him")
MOTHER = Person(id="p2", roles=("survivor",), label="Mother", name="Anna Hart", pronouns="she/her", aliases=("Ania",))
ELDER = Person(id="p3", roles=("child",), label="Elder child", name="Tom")
YOUNGER = Person(id="p4", roles=("child",), label="Younger child", name="Mia")
AUNT = Person(id="p5", roles=("relative",), label="Relative 1", name="Aunt Jo")
OFFICER = Source(id="s1", type="housing", who="housing officer")
TAKES = Behaviour(
    id="B1", title="takes her wages", by="p1", toward=("p2",), account="Anna's pay goes to his account.",
    cites=(Cite(source="s1", quote="the rent was not paid"),),
)  # fmt: skip
SLEEPS = ChildImpact(id="I1", title="sleeps in shoes", child="p3")
EFFORT = ProtectiveEffort(id="E1", title="sleeps in the children’s room", by="p2", for_=("p3", "p4"))


def case_of(*entries: Entry, header: Header = HEADER) -> CaseMap:
    """A case with these entries and no links."""
    return CaseMap(header, {entry.id: entry for entry in entries}, {})


def family() -> CaseMap:
    """A father, a mother, two children, an aunt, one source and three cards."""
    return case_of(FATHER, MOTHER, ELDER, YOUNGER, AUNT, OFFICER, TAKES, SLEEPS, EFFORT)
