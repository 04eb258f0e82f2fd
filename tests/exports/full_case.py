"""A case with an entry of every kind and almost every field, for the tests of documents; all of it is invented."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import (
    Action,
    Allegation,
    Asked,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    ChildPosition,
    Cite,
    Comparison,
    Engagement,
    Entry,
    FamilyImpact,
    Gap,
    Goal,
    Header,
    Identifier,
    Incident,
    Intersection,
    Link,
    Lived,
    Note,
    Order,
    Period,
    Person,
    Programme,
    ProgrammeReport,
    ProtectiveEffort,
    Relationship,
    Response,
    SafetyItem,
    Session,
    Sharing,
    Source,
    SurvivorImpact,
    View,
)
from mapping.parts import Attendance

PEOPLE: tuple[Entry, ...] = (
    Person(id="p1", roles=("perpetrator",), label="Father", name="Daniel Quern", aliases=("Dan",), pronouns="he/him"),
    Person(
        id="p2",
        roles=("survivor",),
        label="Mother",
        name="Anna Quern",
        pronouns="she/her",
        language="Tigrinya",
        identifiers=(
            Identifier(type="address", value="14 Larkspur Rise"),
            Identifier(type="phone", value="07700 900 461"),
        ),
    ),
    Person(
        id="p3",
        roles=("child",),
        label="Elder child",
        name="Milo",
        born="2016-05-04",
        parental_responsibility=None,
        lived=(Lived(with_=("p2",), when="2025/..", place_type="a flat"),),
        asked=(Asked(category="I2", state="none_observed", on="2026-03-03", of="school"),),
        identifiers=(Identifier(type="school", value="Heronsgate Primary"),),
    ),
    Person(id="p4", roles=("child",), label="Younger child", born="2021~"),
    Person(id="p5", roles=("child",), label="Unborn child", unborn=True),
    Person(id="p6", roles=("professional",), label="Health visitor", agency="health", maybe_same_as="p7"),
    Person(id="p7", roles=("relative",), label="Grandmother"),
)

SOURCES: tuple[Entry, ...] = (
    Source(id="s1", type="school", who="school log", agency="Education", date="2026-03-03", attribution="named"),
    Source(id="s2", type="child", who="the elder child to Ms Varga", attribution="unattributed", own_words=True),
    Source(id="s3", type="survivor", person="p2", attribution="session_only"),
    Source(id="s4", type="relative", who="neighbour at number nine", attribution="safety_only", heard_from="p7"),
    Source(id="s5", type="court", who="district court", court_finding=True, reference="DC 118", obtained_from="police"),
    Source(id="s6", type="perpetrator", who="his own account", attribution="named"),
)

HARM: tuple[Entry, ...] = (
    Behaviour(
        id="B1",
        by="p1",
        toward=("p2", "p3"),
        through=("p7",),
        title="questions the elder child about where their mother went",
        category="B11",
        when="2024-09~",
        when_said="weekly, since about September",
        frequency="weekly",
        trend="rising",
        account="When she comes home he takes the child aside.\nIf the answers differ he keeps the child in the room.",
        cites=(Cite(source="s1", quote="He asks me every time.", where="p. 4"), Cite(source="s2")),
        status="disclosed",
        setting="after_separation",
        high_risk=True,
        recorded_as="Parents argue about contact.",
        periods=(Period(when="2024/2025", state="active", context="contact"), Period(when="2026", state="changed")),
        children=(ChildPosition(child="p3", position="target"), ChildPosition(child="p4", position="heard")),
    ),
    Behaviour(
        id="B2",
        by="p1",
        toward=("p2",),
        title="takes her wages; rent unpaid",
        category="B07",
        cites=(Cite(source="s3"),),
    ),
    Behaviour(
        id="B3", by="p1", title="dangerous threats", category="B05", status="convicted", cites=(Cite(source="s5"),)
    ),
    Behaviour(id="B4", by="p1", title="paid maintenance on time", category="B00", cites=(Cite(source="s6"),)),
    Behaviour(id="B5", by="p1", title="waits outside the nursery", category="our own word", cites=(Cite(source="s4"),)),
    FamilyImpact(
        id="L1", title="every plan and routine is questioned", category="F3", when="2022/..", cites=(Cite(source="s1"),)
    ),
    SurvivorImpact(id="V1", person="p2", title="sleeps in the children’s room", category="V2", status="inferred"),
    ChildImpact(
        id="I1",
        child="p3",
        title="will not sleep before the house is quiet",
        category="I2",
        cites=(Cite(source="s1"),),
        other_explanations="A new bedroom since autumn.",
        trend="rising",
    ),
    ChildImpact(id="I2", child="p4", title="stopped speaking at nursery", category="I4", when="2026-02"),
)

CARE: tuple[Entry, ...] = (
    ProtectiveEffort(
        id="E1",
        by="p2",
        title="agreed a code word with the teacher",
        for_=("p3",),
        when="2026-01",
        cites=(Cite(source="s1"),),
        meant_to_prevent="Being collected by him without warning.",
        outcome="Used twice.",
        in_use=True,
        perpetrator_would_learn="yes",
        category="G2",
    ),
    ProtectiveEffort(id="E2", by="p3", title="hides the phone under the cot", for_=("p4",)),
    Intersection(
        id="X1",
        person="p2",
        category="language",
        how_used="He speaks for her.",
        how_limits="No interpreter.",
        being_done="An interpreter is booked.",
    ),
    Response(
        id="R1", agency="police", title="recorded a row", effect="harmful", load_moved_to="survivor", when="2025-11-02"
    ),
    Response(
        id="R2", agency="school", title="told her who collects the child", effect="helpful", cites=(Cite(source="s1"),)
    ),
    Order(
        id="O1",
        title="stays away from the home",
        category="non_molestation",
        terms="Not within 100 metres.",
        since="2025-12",
        until="2026-12",
        made_by="district court",
        binds=("p1",),
        protects=("p2", "p3"),
        served=True,
    ),
    Incident(
        id="F1",
        account="He stood at the gate and called the child over.",
        when="2026-02-09",
        present=("p3",),
        place_type="school gate",
        phase="during",
        cites=(Cite(source="s1"),),
    ),
    Allegation(
        id="A1",
        title="she keeps the children from him",
        by="p1",
        about="p2",
        finding="unresolved",
        before_and_after="He had missed three visits.",
        comparison=(Comparison(question="afraid", of_by="He is not.", of_about="She is, since 2023."),),
    ),
    Engagement(
        id="M1",
        person="p1",
        title="met at the office",
        by="social worker",
        outcome="met",
        put_to_him=("B1",),
        reply="He said that he is a good father.",
        survivor_warned="yes",
        when="2026-02-20",
    ),
    Goal(
        id="G1",
        person="p1",
        title="asks the children nothing about their mother",
        toward=("p3",),
        by="2026-04-30",
        seen_by="school and grandmother",
        success="Two months without a question.",
        state="agreed",
    ),
    ChangeEvidence(
        id="C1",
        person="p1",
        question="name",
        level="names_vaguely",
        direction="unclear",
        title="names two acts",
        account="Says that he asked too much.",
        cites=(Cite(source="s6"),),
        sustained_for="two weeks",
    ),
    Programme(
        id="P1",
        person="p1",
        title="group programme",
        state="attending",
        accredited=True,
        partner_support="in_place",
        information_sent="The acts named here.",
        reports=(
            ProgrammeReport(
                date="2026-02-28",
                by="facilitator",
                attendance="5 of 8",
                denied=("threats",),
                limits="Saw nobody but him.",
            ),
        ),
    ),
    Action(id="T1", agency="School", title="asks for the attendance record", by="2026-03-20", state="open", about="p3"),
    Gap(
        id="N1",
        title="did he do this in earlier relationships?",
        who_might_know="police",
        safe_way="By letter to the station.",
        by="2026-03-26",
        state="not_asked",
    ),
    SafetyItem(
        id="W1",
        title="follows workers to the car park",
        at_risk=("p6",),
        trigger="After a hearing.",
        mitigation="Two together.",
        supervisor_told="2026-02-10",
    ),
    View(
        id="VW1",
        person="p3",
        account="I want him to stop asking.",
        verbatim=True,
        heard_by="teacher",
        may_attribute=False,
    ),
    Session(
        id="SE1",
        when="2026-03-12",
        purpose="First mapping",
        confidentiality_read=True,
        apologies=("housing",),
        attended=(Attendance(agency="School", who="Ms Varga", role="head"),),
    ),
    Sharing(id="SH1", audience="court", when="2026-03-01", released="The order and nothing else."),
    Note(id="NT1", account="Is my supervisor right about the uncle?"),
    Relationship(id="RL1", from_id="p1", to_id="p2", relation="former_partner", since="2014", until="2025"),
)

LINKS = (
    ("disrupts", "B1", "L1"),
    ("harms", "L1", "I1"),
    ("restricts", "B2", "V1"),
    ("harms", "V1", "I2"),
    ("answers", "E1", "B1"),
    ("protects", "E2", "p4"),
    ("exploits", "B1", "X1"),
    ("evidences", "F1", "B1"),
    ("undermines", "R1", "E1"),
    ("supports", "R2", "E1"),
    ("breaches", "F1", "O1"),
    ("targets", "G1", "B1"),
    ("serves", "T1", "G1"),
    ("about", "N1", "p1"),
    ("about", "VW1", "B1"),
    ("about", "W1", "B5"),
    ("speaks_to", "C1", "B1"),
    ("retaliates_for", "B5", "E1"),
    ("contradicts", "s6", "B3"),
)


def case_of(*entries: Entry, links: tuple[Link, ...] = (), header: Header | None = None) -> CaseMap:
    """A case of these entries and links."""
    head = header or Header(id="case", title="An invented family", reference="0417")
    return CaseMap(head, {entry.id: entry for entry in entries}, {link.id: link for link in links})


def full_case() -> CaseMap:
    """The case with everything in it."""
    links = tuple(
        Link(id=f"l{number}", kind=kind, from_id=start, to_id=end, pathway="P5" if kind == "harms" else "")
        for number, (kind, start, end) in enumerate(LINKS, 1)
    )
    header = Header(
        id="case",
        title="An invented family",
        reference="0417",
        opened="2026-01-05",
        review_on="2026-06-01",
        labels=(("perpetrator", "father"), ("survivor", "mother")),
    )
    return case_of(*PEOPLE, *SOURCES, *HARM, *CARE, links=links, header=header)
