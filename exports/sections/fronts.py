"""The words of the front page for each reader: for whom it is, how to handle it, what it is, what is not in it.

They are the same for every case of that reader: what was left out is said by kind and never by number, so that a front
page tells nothing that the pages behind it do not. What he may see has a page of its own and none of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.training import CANNOT_PROMISE

MARKING = "Confidential — not for any member of the family"
PATTERN = "It maps a pattern: what {P} does, what that does to family life and to the care that {S} can give, {last}."
LAST = "what it does to each child, and what {S} does to keep the children safe"
LAST_WITHOUT_EFFORTS = "and what it does to each child"
"""The end of that sentence, where the reader's copy holds efforts and where it holds none."""
BEFORE_BIRTH = "For those who see {S} before {C} is born"
"""The first line of a copy about a child whom nobody can see yet."""
_NO_FINDING = "It is not a finding of fact and not a score of any risk. What is inferred says so."
_BY_PART = "People are called by their part in the case."
_NOT_MARKED = "Single details of what does stand here may be left out too. Nothing marks the place."
"""The same for every case: a mark where something is missing would say that there is something."""
_PLACES = "addresses, schools, telephones, cars."
_WAYS = f"Ways to find somebody: {_PLACES}"


@dataclass(frozen=True, slots=True)
class Front:
    """The front page of one reader; texts hold the placeholders of the catalogue.

    `running` follows the title at the head of each page. `agency_case` says whether reference and dates of the case
    stand on it, `contents` whether it lists the sections, `astray` whether it says what to do when a copy is lost.
    """

    title: str
    lead: str
    notice: tuple[str, ...]
    is_: tuple[str, ...]
    missing: tuple[str, ...]
    running: str = ""
    marking: str = MARKING
    agency_case: bool = True
    contents: bool = True
    astray: bool = True
    heading: str = "What this report is, and is not"


FRONTS: Mapping[str, Front] = {
    "own_agency": Front(
        title="Mapping report",
        running="for our own agency",
        lead="For your own agency and supervision",
        notice=(
            "Confidential. Not for any member of the family.",
            "Do not copy or forward it, and do not open it or read from it where a member of the family could see or "
            "hear. Whoever else needs to know gets a report made for that reader, never this one cut down.",
        ),
        is_=(
            PATTERN,
            f"{_NO_FINDING} Raised numbers lead to the list of those who told us.",
            f"{_BY_PART[:-1]}; see “Who is who”. Accounts and quotations stand as written, and may hold names.",
        ),
        missing=(
            f"Whatever was recorded as a way to find somebody: {_PLACES} Accounts and quotations may still speak of "
            "them.",
            "Working notes, the log of what was shared with whom, and whatever was marked as not for this reader.",
            _NOT_MARKED,
        ),
    ),
    "meeting": Front(
        title="Mapping report",
        running="for the meeting",
        lead="For the people in this meeting, and for nobody else",
        notice=(
            "Confidential. For this room, under the confidentiality statement that was read out.",
            "Do not photograph, copy or forward it. Whoever was not here, and has to know, asks the agency that made "
            "the map. Each agency takes home its own actions and nothing of this report.",
        ),
        is_=(PATTERN, _NO_FINDING, f"{_BY_PART} Names are not used, so that it can be shown on a wall."),
        missing=(
            f"Names, and all other ways to find somebody: {_PLACES}",
            "What an adult or a child said in confidence, unless it was cleared for this room.",
            "What an agency keeps to itself.",
            _NOT_MARKED,
        ),
    ),
    "court": Front(
        title="Mapping report",
        running="for the court",
        marking="Confidential to the proceedings",
        lead="For the court",
        notice=(
            "Confidential to the proceedings.",
            "It is not to be shown, copied or described to anyone but the court and those whom the court allows. "
            "Before it is served on any party, ask what that does to the safety of {S} and the children: in a bundle "
            "one page is read by everybody.",
        ),
        is_=(
            PATTERN,
            "It says what workers have recorded, who said so, and how the map reads it. It is not a finding of fact: "
            "findings are for the court. What is inferred says so. It holds no score.",
            "Raised numbers lead to the list of sources at the end. A source is named there unless it must be "
            "protected; then its kind alone is given.",
            "How the map was made and read is said on the last page.",
        ),
        missing=(
            _WAYS,
            "What {S}, a child or somebody outside the family said in confidence, unless it was released to the court "
            "on advice.",
            "Papers that workers keep for their own safety, and their working notes.",
            _NOT_MARKED,
            "That something is not in it says neither that it did not happen nor that it is not known.",
        ),
    ),
    "programme": Front(
        title="Mapping report",
        running="for the programme",
        marking="Confidential — not to be shown or hinted to the person it is about",
        lead="For the programme that works with {P}",
        notice=(
            "Confidential. Never to be shown, read out or hinted to {P}, and not for any member of the family.",
            "Hold what {P} tells you beside what stands here. Put nothing of it to {them} before the agency that made "
            "it has said that this is safe: {they} may ask who said so, and somebody else would pay for the answer.",
        ),
        is_=(
            f"{PATTERN} You have it so that {{P}} cannot hide behind the ignorance of those who work with {{them}}.",
            _NO_FINDING,
            "What a programme can report has limits. It sees a person in a room, for hours, among others who are "
            "trying too. Attendance, good words and a certificate show no change at home. Say in each report which "
            "acts were named and which denied, what you have not seen, and whether {S} was asked, alone and safely, by "
            "somebody who supports {S}.",
            "Say at once, and not in the next report, when you hear of a threat, a plan, a weapon, a missed bail or "
            "order, or an ending that {they} did not choose.",
        ),
        missing=(
            "What {S} and the children do and plan in order to be safe, and what they said in confidence. The account"
            " of a single day may tell what they did on it.",
            _WAYS,
            _NOT_MARKED,
            "Do not ask {P} about any of these, and do not try to find them out.",
        ),
    ),
    "survivor": Front(
        title="Reading together",
        marking="Stays with the worker",
        lead="For you, to be read aloud together",
        notice=(
            "For the worker: read it together, do not send it and do not leave it.",
            "Read where nobody else can see or hear, and agree first what you will say if somebody comes in. Stop "
            "whenever it is enough. Take it with you when you go.",
        ),
        heading="What this is",
        is_=(
            "This is what we have understood so far: what you do to keep the children safe and well, what {P} does, "
            "and what that does to you and to each child. What you do comes first.",
            "Where these pages say {her}, that is often you: the words were written down by others, and they stand as "
            "they were written.",
            "What {P} does is {P’s} choice. It is not your fault, and it is not the children’s.",
            "If something is wrong, or too much, or missing, say so, and it will be put right. Nothing has to be "
            "decided today.",
        ),
        missing=(
            "Where you and the children are, and other ways to find you.",
            "What other people told us in confidence, and what services keep among themselves. You can ask us about "
            "anything that you miss.",
        ),
        agency_case=False,
        contents=False,
    ),
    "partner_agency": Front(
        title="What to know about one child",
        marking="Confidential — not for any member of the family",
        lead="For those who see {C} from day to day",
        notice=(
            "Confidential. About one child, for those who see that child. Not for any member of the family.",
            "Tell only those colleagues who need it to keep {C} safe. Do not let {P} know that you have it, or what it "
            "says. Do not put it into a file that a parent may read.",
        ),
        heading="What this is, and is not",
        is_=(
            "It says what {P} does that reaches {C}, what you may see of it, and what you can do.",
            f"{_NO_FINDING} You are not asked to judge it, and not to look into it yourself.",
        ),
        missing=(
            "The rest of the family, and what somebody said in confidence.",
            f"{_WAYS} If you know them, keep them as you do for a child at risk.",
            _NOT_MARKED,
        ),
        contents=False,
    ),
    "training": Front(
        title="Training copy",
        marking="For training only",
        lead="For learning. Names and places are replaced and dates moved",
        notice=(
            "For training only. Not to be copied, forwarded or kept after the session.",
            "A rare story can still be recognised by somebody who knows the family. If you think that you know it, "
            "tell the trainer alone, and put it away. Do not look for the people in it.",
        ),
        is_=(PATTERN, f"{_NO_FINDING} Nothing in it is evidence of anything."),
        missing=(f"What it cannot promise: that nobody can be recognised. {CANNOT_PROMISE}",),
        agency_case=False,
        astray=False,
    ),
}
"""The front pages of the readers that have one of this kind, by the name of the reader."""
ASTRAY = (
    "Tell {whom} at once, at any hour, and say where it may be. {S} has to be warned before {P} can have read it. "
    "Do not try to get it back by yourself."
)
ASTRAY_OF_HERS = (
    "If these pages are ever out of our hands, we tell you at once, and we think together about what to do first. If "
    "you hear of it before us, tell {whom}. Nobody will blame you."
)
