"""What of a rich case a reader should have, worked out a second time: by the table's letters and by hand.

It shares nothing with mapping/audience.py and what that stands on but the table itself and the classes of entries, so
that a fault in either is seen. Slow and plain on purpose.
"""

from __future__ import annotations

import tomllib
from typing import Any

from mapping.casemap import CaseMap
from mapping.fields import fields_of
from mapping.references import named_by
from tests.canaries import CANARY
from tests.house.source import ROOT

TABLE = tomllib.loads((ROOT / "resources/vocabulary/audiences.toml").read_text("utf-8"))
RECORDS = {
    "Cite": "cite", "Lived": "lived", "Asked": "asked", "Identifier": "identifier", "Period": "period",
    "ChildPosition": "child_position", "Comparison": "comparison", "ProgrammeReport": "programme_report",
    "Attendance": "attendance",
}  # fmt: skip
HARM = {"perpetrator", "co_perpetrator"}
NO_PART = {"earlier_survivor", "relative", "new_partner", "professional", "supervisor", "ally_of_perpetrator"}
WHO = {"who", "obtained_from", "heard_by", "owner", "by", "applied_by", "decided_by", "apologies", "of"}
NAMELESS = {"roles", "label", "pronouns"}
UNNAMED = {"type", "own_words", "court_finding", "attribution", "status", "position"}
PATH = {"disrupts", "restricts", "manipulates", "exploits", "leads_to", "worsens", "harms"}
TELLING = {
    "behaviour", "protective_effort", "survivor_impact", "family_impact", "child_impact", "allegation", "order",
}  # fmt: skip
TEXT = {"line", "prose", "lines", "category", "words"}


def letter(reader: str, where: str, name: str, part: str = "field") -> str:
    """One letter of the table."""
    row = TABLE[part].get(where, {}) if part != "class" else TABLE["class"]
    return row[name].split()[TABLE["readers"].index(reader)] if name in row else "-"


def must_name(owner: Any) -> list[str]:
    """The fields of a thing or record that must name something."""
    return [field.name for field in fields_of(type(owner)) if field.shape.form == "ref" and field.shape.required]


class Expectation:
    """What one reader of one case should have: the ids kept, the canaries in their texts, the days in their dates."""

    def __init__(self, case: CaseMap, reader: str, whom: str = "", agency: str = "") -> None:
        self.case, self.reader, self.whom, self.agency = case, reader, whom, agency
        self.roles = {each: set(e.roles) for each, e in case.entries.items() if e.kind == "person"}
        self.things = {**case.entries, **case.links}
        self.edit: set[str] = set()
        self.kept = self.for_him() if reader == "perpetrator_may_see" else self.all_kept()
        self.canaries: set[str] = set()
        self.days: set[str] = set()
        for each in self.kept:
            thing = self.things[each]
            if reader == "perpetrator_may_see":
                self.his_fields(thing)
            else:
                self.fields(thing, self.kind(thing), each in self.edit, thing)
        self.head()

    # ---------------------------------------------------------------------------------------------- of a thing

    def kind(self, thing: Any) -> str:
        return thing.kind if thing.id in self.case.entries else "link"

    def called(self, readers: tuple[str, ...]) -> bool:
        """Whether this reader is among some."""
        mine = {self.reader, f"{self.reader}:{self.whom}" if self.whom else self.reader}
        if self.agency:
            mine.add(f"{self.reader}:{self.agency.lower().replace(' ', '_')}")
        return bool(mine & set(readers))

    def released(self, thing: Any) -> bool:
        shown = self.reader == "meeting" and thing.show_in_room is True
        return shown or self.called(thing.release_to) or (thing.kind == "view" and self.called(thing.may_share_with))

    def role(self, identity: str) -> set[str]:
        return self.roles.get(identity, set())

    def of_source(self, source: Any) -> set[str]:
        found = {"bounded"} if source.attribution in ("safety_only", "session_only") else set()
        found |= {"child_voice"} if source.type == "child" else set()
        found |= {"source_protected"} if source.type in ("relative", "intelligence", "earlier_survivor") else set()
        return found | ({"earlier_survivor"} if source.type == "earlier_survivor" else set())

    def passed_on(self, source: Any) -> set[str]:
        return self.of_source(source) | ({source.sensitivity} - {"", "normal", "source_protected"})

    def classes(self, thing: Any) -> set[str]:
        kind = self.kind(thing)
        found = {thing.sensitivity or "normal"}
        if kind == "source":
            found = (found if thing.sensitivity != "source_protected" else {"normal"}) | self.of_source(thing)
        found |= {"protective_effort": {"survivor_private"}, "safety_item": {"worker_only"}}.get(kind, set())
        if kind == "view":
            role = self.role(thing.person)
            if "child" in role:
                found.add("child_voice")
            elif role & {"survivor", "earlier_survivor"}:
                found.add("survivor_private")
            elif not role & (HARM | {"professional", "supervisor"}):
                found.add("source_protected")
        rest = [self.passed_on(self.case.entries[cite.source]) for cite in thing.cites]
        if rest:
            found |= set.intersection(*rest)
        return found | ({"earlier_survivor"} if self.is_earlier(thing, kind) else set())

    def is_earlier(self, thing: Any, kind: str) -> bool:
        if kind == "person":
            return "earlier_survivor" in thing.roles
        if kind == "behaviour" and thing.setting == "earlier_relationship":
            return True
        shown = [self.case.entries[link.to_id] for link in self.case.links.values()
                 if link.kind == "evidences" and link.from_id == thing.id]  # fmt: skip
        if any(each.kind == "behaviour" and each.setting == "earlier_relationship" for each in shown):
            return True
        return any("earlier_survivor" in self.role(each) for _, _, each in named_by(thing))

    def grade(self, thing: Any) -> str:
        """w, e or - for a whole thing, whoever the copy is for."""
        kind = self.kind(thing)
        if kind not in TABLE["field"] or all(letter(self.reader, kind, name) == "-" for name in TABLE["field"][kind]):
            return "-"
        if kind == "note" and thing.category not in TABLE["only"]["note"].get(self.reader, ()):
            return "-"
        if getattr(thing, "category", None) in TABLE["never"].get(kind, {}).get(self.reader, ()):
            return "-"
        if self.called(thing.withhold_from) or (
            self.reader == "meeting" and getattr(thing, "show_in_room", 0) is False
        ):
            return "-"
        theirs = kind == "view" and self.reader != "own_agency" and thing.person != self.whom
        if theirs and (thing.may_attribute is False or (thing.may_share_with and not self.released(thing))):
            return "-"
        found = {name: letter(self.reader, "", name, "class") for name in self.classes(thing)}
        for name, given in found.items():
            if given == "-" or (given == "a" and not self.opened(thing, kind, name)):
                return "-"
        if self.is_shut_by_all(thing, kind):
            return "-"
        return "e" if "e" in found.values() else "w"

    def is_shut_by_all(self, thing: Any, kind: str) -> bool:
        """Whether no source of a thing would let this reader have it if it were the only one."""
        shut = []
        for source in (self.case.entries[cite.source] for cite in thing.cites):
            given = {name: letter(self.reader, "", name, "class") for name in self.passed_on(source)}
            shut.append(any(g == "-" or (g == "a" and not self.opened(thing, kind, n)) for n, g in given.items()))
        return bool(shut) and all(shut)

    def opened(self, thing: Any, kind: str, name: str) -> bool:
        if kind != "link":
            return self.released(thing)
        ends = [self.case.entries[each] for each in (thing.from_id, thing.to_id)]
        return any(name in self.classes(end) and self.released(end) for end in ends)

    # ------------------------------------------------------------------------------------------- whose copy it is

    def all_kept(self) -> set[str]:
        grades = {each: self.grade(thing) for each, thing in self.things.items()}
        self.edit = {each for each, grade in grades.items() if grade == "e"}
        kept = {each for each, grade in grades.items() if grade != "-"}
        bound = {"programme": self.for_programme, "survivor": self.for_her, "partner_agency": self.for_child}
        if self.reader in bound:
            kept = bound[self.reader](kept) | {each for each in kept if each in self.case.links}
        kept = self.standing(kept)
        if self.reader not in ("own_agency", "meeting", "court", "training"):
            kept = self.standing(kept - self.of_no_part(kept))
        return kept

    def standing(self, kept: set[str]) -> set[str]:
        """Without what must name somebody who is gone."""
        while True:
            fallen = {each for each in kept if any(need not in kept for need in self.needs(self.things[each]))}
            if not fallen:
                return kept
            kept = kept - fallen

    def needs(self, thing: Any) -> list[str]:
        return [getattr(thing, name) for name in must_name(thing)]

    def of_no_part(self, kept: set[str]) -> set[str]:
        """People of no part whom nothing that is told names."""
        named: set[str] = set()
        for each in kept:
            thing = self.things[each]
            for place, _, whom in named_by(thing):
                top, _, _sub = place.partition(".")
                name = {"from": "from_id", "to": "to_id", "for": "for_"}.get(top, top)
                if letter(self.reader, self.kind(thing), name) != "-" and not self.is_hidden(thing, name):
                    named.add(whom)
        return {each for each in kept if self.role(each) & NO_PART and each not in named}

    def is_hidden(self, thing: Any, name: str) -> bool:
        kind = self.kind(thing)
        if kind == "source":
            return self.unnamed(thing) and name not in UNNAMED
        return kind == "person" and thing.id in self.edit and name not in NAMELESS

    def paths(self, kept: set[str], starts: set[str], back: bool = False) -> set[str]:
        """Everything on the way from (or back to) these, over arrows and cards that are kept."""
        found, more = set(starts), True
        while more:
            more = False
            for link in self.case.links.values():
                ends = (link.to_id, link.from_id) if back else (link.from_id, link.to_id)
                if link.kind in PATH and {link.id, *ends} <= kept and ends[0] in found and ends[1] not in found:
                    found.add(ends[1])
                    more = True
        return found

    def of(self, kind: str) -> list[Any]:
        return [entry for entry in self.case.entries.values() if entry.kind == kind]

    def joined_elsewhere(self, mine: set[str], part: set[str]) -> set[str]:
        gone, several = set(), sum(1 for roles in self.roles.values() if roles & part) > 1
        for entry in (*self.of("incident"), *self.of("response")):
            ends = {link.to_id for link in self.case.links.values() if link.from_id == entry.id}
            ends |= {link.from_id for link in self.case.links.values() if link.to_id == entry.id}
            ends = {each for each in ends if self.case.entries[each].kind in TELLING}
            if (ends and not ends & mine) or (several and not ends and self.whom not in getattr(entry, "present", ())):
                gone.add(entry.id)
        return gone

    def led_elsewhere(self, kept: set[str], mine: set[str], kinds: tuple[str, ...]) -> set[str]:
        acts = {each.id for each in self.of("behaviour")}
        gone = self.paths(set(self.things), acts - mine) - self.paths(kept, acts & mine)
        return {each for each in gone if self.case.entries[each].kind in kinds}

    def about(self, action: Any) -> list[Any]:
        serves = [
            link.to_id for link in self.case.links.values() if link.kind == "serves" and link.from_id == action.id
        ]
        return [self.case.entries[each] for each in (action.about, *serves) if each]

    def for_her(self, kept: set[str]) -> set[str]:
        other = {each for each, roles in self.roles.items() if roles & {"survivor", "earlier_survivor"}} - {self.whom}
        children = {each for each, roles in self.roles.items() if "child" in roles}
        parents: dict[str, set[str]] = {}
        for tie in self.of("relationship"):
            if tie.relation in ("parent", "step_parent", "carer") and tie.from_id in other | {self.whom}:
                parents.setdefault(tie.to_id, set()).add(tie.from_id)
        other |= {each for each in children if each in parents and self.whom not in parents[each]}
        hers = children - other
        mine: set[str] = set()
        for entry in self.case.entries.values():
            single = {"protective_effort": "by", "survivor_impact": "person", "view": "person", "child_impact": "child"}
            several = {"behaviour": "toward", "goal": "toward", "order": "protects", "incident": "present"}
            if entry.kind == "intersection":
                ok = entry.person in hers | {self.whom}
            elif entry.kind == "action":
                about = self.about(entry)
                own = hers | {self.whom} | {each.id for each in self.of("protective_effort") if each.by == self.whom}
                ok = bool(about) and {each.id for each in about} <= own
            else:
                people = {getattr(entry, single[entry.kind])} if entry.kind in single else set()
                people = set(getattr(entry, several[entry.kind])) if entry.kind in several else people
                people = {entry.id} if entry.kind == "person" else people
                people = {entry.by, entry.about} if entry.kind == "allegation" else people
                ok = self.whom in people or not people & other
            if ok:
                mine.add(entry.id)
        for act in self.of("behaviour"):
            ends = [self.case.entries[each] for each in self.paths(kept, {act.id}) & kept]
            hurt = {each.person for each in ends if each.kind == "survivor_impact"}
            hurt |= {each.child for each in ends if each.kind == "child_impact"}
            if not act.toward and not hurt - other:
                mine.discard(act.id)
        mine -= self.led_elsewhere(kept, mine, ("family_impact",))
        return kept & (mine - self.joined_elsewhere(mine, {"survivor"}))

    def for_programme(self, kept: set[str]) -> set[str]:
        other = {each for each, roles in self.roles.items() if roles & HARM} - {self.whom}

        def his(entry: Any) -> bool:
            match entry.kind:
                case "behaviour":
                    return entry.by == self.whom
                case "goal" | "change" | "programme" | "engagement" | "intersection" | "view":
                    return entry.person == self.whom or (entry.kind == "view" and entry.person not in other)
                case "order":
                    return self.whom in entry.binds
                case "allegation":
                    return self.whom in (entry.by, entry.about)
                case "person":
                    return entry.id not in other
                case "action":
                    about, own = self.about(entry), ("behaviour", "goal", "change", "programme", "engagement", "order")
                    return bool(about) and all(e.id == self.whom or (e.kind in own and his(e)) for e in about)
            return True

        mine = {entry.id for entry in self.case.entries.values() if his(entry)}
        mine -= self.led_elsewhere(kept, mine, ("family_impact", "survivor_impact", "child_impact"))
        return kept & (mine - self.joined_elsewhere(mine, HARM))

    def for_child(self, kept: set[str]) -> set[str]:
        child, school = self.whom, self.agency.lower()
        rest = {each for each, roles in self.roles.items() if "child" in roles} - {child}
        mine = {child} | {each.id for each in self.of("child_impact") if each.id in kept and each.child == child}
        before = self.paths(kept, mine - {child}, back=True)
        mine |= {each.id for each in self.of("family_impact") if each.id in before}
        for act in self.of("behaviour"):
            there = child in act.toward or any(row.child == child and row.position != "unaware" for row in act.children)
            if there or (act.id in before and not rest & set(act.toward)):
                mine.add(act.id)
        mine |= {each.id for each in self.of("relationship") if child in (each.from_id, each.to_id)}
        mine |= {each.id for each in self.of("order") if child in each.protects}
        mine |= {each.id for each in self.of("goal") if child in each.toward}
        mine |= {each.id for each in self.of("safety_item")}
        for action in self.of("action"):
            people = {p for e in self.about(action) for p in (e.id, getattr(e, "child", ""), getattr(e, "person", ""))}
            if action.agency.lower() == school and not people & rest:
                mine.add(action.id)
        ties = [{tie.from_id, tie.to_id} for tie in self.of("relationship")]
        tied = {each for tie in ties if child in tie for each in tie}
        tied |= {each for act in self.of("behaviour") if act.id in mine for each in (act.by, *act.toward)}
        tied |= {each.person for each in self.of("goal") if each.id in mine}
        tied |= {each for order in self.of("order") if order.id in mine for each in order.binds}
        mine |= {each for each in tied if self.role(each) & (HARM | {"survivor"})}
        return kept & mine

    # ------------------------------------------------------------------------------------------------ its fields

    def unnamed(self, source: Any) -> bool:
        if self.reader == "own_agency":
            return False
        if source.attribution == "unattributed":
            return True
        return source.sensitivity == "source_protected" and source.attribution != "named" and not self.released(source)

    def fields(self, owner: Any, where: str, edit: bool, top: Any) -> None:
        for field in fields_of(type(owner)):
            part = "record" if type(owner).__name__ in RECORDS else "field"
            given, value = letter(self.reader, where, field.name, part), getattr(owner, field.name)
            if given == "-" or field.name == "id" or (owner is top and self.is_hidden(top, field.name)):
                continue
            if given == "a" and (top.id in self.case.links or not self.released(top)):
                continue
            if edit and field.name == "when_said":  # may be finer than an edited date
                continue
            here = (
                edit or given in ("e", "a")
            ) and self.reader != "training"  # that copy is made anew as a whole afterwards
            if field.shape.form == "rows":
                for row in value:
                    bare = type(row).__name__ == "Cite" and self.unnamed(self.case.entries[row.source])
                    if not bare and {getattr(row, name) for name in must_name(row)} <= self.kept:
                        self.fields(row, RECORDS[type(row).__name__], here, top)
            elif field.shape.form in TEXT:
                self.text(field.name, value, here)
            elif field.shape.form == "date" and value and not here:
                self.days.add(value)

    def text(self, name: str, value: Any, edit: bool) -> None:
        found = set(CANARY.findall(repr(value)))
        if edit:
            found = set() if name in WHO or name == "name" else self.without_names(found)
        self.canaries |= found

    @staticmethod
    def without_names(found: set[str]) -> set[str]:
        """A name gives way to the label of whoever has it."""
        names = {each for each in found if each.startswith("«person|name|")}
        return found - names | {f"label of {each.split('|')[2][:-1]}" for each in names}

    def head(self) -> None:
        if self.reader == "perpetrator_may_see":
            return
        for name in ("title", "reference", "locale", "labels"):
            given = letter(self.reader, "case", name)
            if given == "w" and (name != "locale" or self.reader == "own_agency"):  # a canary is no language
                self.text(name, getattr(self.case.header, name), False)
        for name in ("opened", "review_on"):
            if letter(self.reader, "case", name) == "w":
                self.days.add(getattr(self.case.header, name))

    # ------------------------------------------------------------------------------------- what he may see

    def for_him(self) -> set[str]:
        kept = {self.whom}
        shut = {e.id for e in self.case.entries.values() if self.called(e.withhold_from)}
        close = [each for each in self.case.entries.values() if each.sensitivity not in ("", "normal")]
        shut |= {each.id for each in close if not self.called(each.release_to)}
        for act in self.of("behaviour"):
            clear = bool(act.cites) and all(self.clear(cite.source) for cite in act.cites)
            open_ = act.status in ("admitted", "found", "convicted") or self.called(act.release_to) or clear
            if act.by == self.whom and act.id not in shut and open_:
                kept.add(act.id)
        for goal in self.of("goal"):
            aims = {
                link.to_id for link in self.case.links.values() if link.kind == "targets" and link.from_id == goal.id
            }
            open_ = self.called(goal.release_to) or (aims and aims <= kept)
            if goal.person == self.whom and goal.id not in shut and open_:
                kept.add(goal.id)
        kept |= {e.id for e in self.of("order") if self.whom in e.binds and e.served and e.id not in shut}
        return kept | {e.id for e in self.of("programme") if e.person == self.whom and e.id not in shut}

    def clear(self, identity: str) -> bool:
        source = self.case.entries[identity]
        bad = self.called(source.withhold_from) or source.attribution in ("safety_only", "session_only")
        if bad or source.sensitivity not in ("", "normal", "source_protected"):
            return False
        if source.type == "court":
            return source.court_finding is True
        his = source.type == "perpetrator" and source.person == self.whom
        return his and not source.obtained_from and not source.heard_from

    HIS = {
        "person": ("name", "label", "pronouns"), "behaviour": ("title", "category", "when_said", "when"),
        "goal": ("title", "by"), "order": ("terms", "when_said", "when", "since", "until"), "programme": ("title",),
    }  # fmt: skip

    def his_fields(self, thing: Any) -> None:
        for name in self.HIS[thing.kind]:
            value = getattr(thing, name)
            if name in ("when", "by", "since", "until"):
                self.days |= {value} - {""}
            else:
                self.text(name, value, False)
        for cite in thing.cites if thing.kind == "behaviour" else ():
            if self.clear(cite.source):
                self.text("quote", cite.quote, False)
