"""How guessable a passphrase is, said in one sentence, and whether it is taken; it keeps nothing and repeats nothing.

There is no score and no praise: where nothing is wrong, nothing is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mapping.caseword import guessable_words, hides_word

if TYPE_CHECKING:
    from mapping.casemap import CaseMap

SHORTEST = 12
"""The fewest characters of a passphrase that is taken."""
_REFUSED_BELOW = 10**8
"""A guess costs the better part of a second. Whoever rents a thousand such computers makes a hundred million in about a
day: what falls in a day protects no whereabouts, so that it is not taken."""
_WARNED_BELOW = 10**12
"""The same thousand computers need thirty years for a million million; below that the worker is told and may decide."""
_LOOKED_AT = 32
"""How many characters are weighed at once. The estimator's time grows without bound for long rows of signs; whoever
guesses the whole must guess its beginning and its end too, so that the better of these two is no exaggeration."""

_STILL_SHORT = f"Still short: {SHORTEST} characters at least, and more words are better."
_IN_A_CASE = (
    "A word or number in it also stands in one of the cases, where whoever knows the family would look first."
    " Choose words that have nothing to do with them."
)
_INSTEAD = "Choose four or five words that have nothing to do with each other."
_CAN_BE_GUESSED = "It can be used, but someone patient could still guess it. One or two more unrelated words help most."
_WHY = {
    "StraightRowsOfKeysAreEasyToGuess": "Keys that lie side by side are tried early.",
    "ShortKeyboardPatternsAreEasyToGuess": "Patterns on the keyboard are tried early.",
    "RepeatsLikeAaaAreEasyToGuess": "The same letter again and again is tried early.",
    "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess": "Saying the same twice is hardly better than saying it once.",
    "ThisIsATop10Password": "This is among the first that anybody tries.",
    "ThisIsATop100Password": "This is among the first that anybody tries.",
    "ThisIsACommonPassword": "Many people use this one, so that it is tried early.",
    "ThisIsSimilarToACommonlyUsedPassword": "It is much like one that many people use.",
    "SequencesLikeAbcAreEasyToGuess": "Letters or numbers in their order are tried early.",
    "RecentYearsAreEasyToGuess": "Years are tried early.",
    "AWordByItselfIsEasyToGuess": "A single word is tried early, whatever is put after it.",
    "DatesAreOftenEasyToGuess": "Dates are tried early.",
    "NamesAndSurnamesByThemselvesAreEasyToGuess": "Names are tried early.",
    "CommonNamesAndSurnamesAreEasyToGuess": "Names are tried early.",
}
_TOO_EASY = "It could be guessed in a day."


class GuessableError(Exception):
    """A passphrase is not taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a passphrase, or nothing; and whether it is not taken."""

    sentence: str = ""
    refused: bool = False


class OpenVault(Protocol):
    """Where the words of the cases come from."""

    def cases(self) -> Collection[HasId]:
        """A line for each case."""

    def load(self, case_id: str) -> CaseMap:
        """One whole case."""


class HasId(Protocol):
    """A case by its id."""

    @property
    def id(self) -> str:
        """The id."""


def words_of_cases(vault: OpenVault) -> frozenset[str]:
    """The words of all cases of a vault that protect nothing; raises VaultError. It reads every case: do it aside."""
    found: frozenset[str] = frozenset()
    return found.union(*(guessable_words(vault.load(line.id)) for line in vault.cases()))


def judge(passphrase: str, case_words: Collection[str] = ()) -> Verdict:
    """What is wrong with a passphrase and what to do; the words of the cases are refused in it."""
    if len(passphrase.strip()) < SHORTEST:
        return Verdict(_STILL_SHORT if passphrase else "", True)
    if hides_word(passphrase, case_words):
        return Verdict(_IN_A_CASE, True)
    guesses, why = _weighed(passphrase)
    if guesses < _REFUSED_BELOW:
        return Verdict(f"{_WHY.get(why, _TOO_EASY)} {_INSTEAD}", True)
    return Verdict(_CAN_BE_GUESSED if guesses < _WARNED_BELOW else "")


def require_good(passphrase: str, case_words: Collection[str] = ()) -> str:
    """What is still to be said of a passphrase that is taken, or ""; raises GuessableError where it is not."""
    verdict = judge(passphrase, case_words)
    if verdict.refused:
        raise GuessableError(verdict.sentence or _STILL_SHORT)
    return verdict.sentence


def _weighed(passphrase: str) -> tuple[float, str]:
    """About how many guesses it takes, and the estimator's name for what makes it easy, if it gives one."""
    # Imported at first use: nothing of it is needed until somebody chooses a passphrase.
    from zxcvbn_rs_py import zxcvbn

    # A lone half of a character cannot be typed, but it can be pasted; the estimator takes whole ones only.
    whole = unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace").decode("utf-8")
    begun, ended = zxcvbn(whole[:_LOOKED_AT], ["throughline"]), zxcvbn(whole[-_LOOKED_AT:], ["throughline"])
    better = max(begun, ended, key=lambda each: each.guesses)
    warning = better.feedback.warning if better.feedback else None
    return better.guesses, repr(warning).rpartition(".")[2]
