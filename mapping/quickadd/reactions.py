"""Words that say how a child is; where nobody said what kind of thing that is, no act is made of them unasked."""

from __future__ import annotations

import re

_NEED = (
    r"eat|sleep|speak|talk|settle|play|concentrate|feed|walk|go to (?:school|nursery|bed|sleep)|grow|smile|laugh|sit"
    r"|stay|wet|cry|stammer|stutter"
)
_DOING = (
    r"eating|sleeping|speaking|talking|settling|playing|feeding|walking|growing|smiling|laughing|wetting|soiling|crying"
    r"|screaming|stammering|stuttering|biting|hitting|self-harming|going (?:to|out)|having (?:nightmares|tantrums)"
)
_STATE = (
    r"afraid|scared|frightened|anxious|worried|quiet|silent|withdrawn|tired|sad|angry|clingy|jumpy|hungry|late|ill|sick"
    r"|upset|distressed|aggressive|falling|not (?:sleeping|eating|speaking|talking|growing)|bedwetting|losing"
)
_WAYS = (
    rf"(?:stop(?:s|ped)?|start(?:s|ed)?|begins?|began|begun)\s+(?:{_DOING}|to (?:{_NEED}))",
    rf"(?:(?:does|did|do|could|will) not|(?:does|did|do)n[’']t|cannot|can[’']t|won[’']t)\s+(?:{_NEED})",
    rf"no longer\s+(?:{_NEED})s?",
    rf"refuse[sd]?\s+(?:food|school|nursery|to (?:{_NEED}))",
    r"startle[sd]?|flinche[sd]|cries|cried|wets|wet (?:the|him|her)|soils|soiled|clings|clung|trembles|trembled|froze",
    r"freezes|withdrew|withdraws|regresse[sd]|self-harm(?:s|ed)|believes|worries|fears",
    r"blame[sd]? (?:him|her|them)sel(?:f|ves)",
    r"(?:hides?|hid) (?:when|under|behind|from)|wakes? (?:up )?(?:screaming|crying)",
    r"(?:(?:has|have|had) )?(?:nightmares|tantrums|bad dreams|lost (?:weight|words|interest)|(?:head|stomach) ?aches)",
    r"misse[sd] school|(?:falls?|fell) (?:asleep|behind)|(?:runs?|ran) away",
    r"(?:(?:seem|look|feel)(?:s|ed)?|becomes?|became|felt|gone|been)\s+(?:very |so |more |often )*" + rf"(?:{_STATE})",
    _STATE,
)
_REACTION = re.compile(
    rf"(?:(?:has|have|had|is|was|keeps|kept|now|often|always|still)\s+)*(?:{'|'.join(_WAYS)})\b", re.IGNORECASE
)


def says_how_a_child_is(title: str) -> bool:
    """Whether words that begin with nobody say what a child feels, does no more, or has begun to do."""
    return _REACTION.match(title.strip()) is not None
