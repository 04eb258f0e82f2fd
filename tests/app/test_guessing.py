"""A guessable passphrase is told so in a sentence: the weakest are refused, weak ones may be used, none is praised."""

import time

import pytest

from app import guessing
from app.guessing import GuessableError, Verdict, judge, require_good, words_of_cases
from app.vault.newcase import Beginning, begun
from storage.vault import Vault
from tests.storage.sample import CHEAP, small_case

GOOD = "copper lantern under seven rivers"
CASE_WORDS = frozenset({"pickles", "zoe"})


@pytest.mark.parametrize(
    ("passphrase", "told"),
    [
        ("password1234", "Many people use"),
        ("qwertyuiop1234", "much like one that many people use"),
        ("aaaaaaaaaaaaaaaa", "same letter again"),
        ("abcdefghijklmnop", "in their order"),
        ("benchbenchbench", "Saying the same twice"),
        ("throughline123", "guessed in a day"),
        ("a" * 100_000, "same letter again"),
    ],
)
def test_what_falls_in_a_day_is_refused_with_the_reason_and_what_to_do(passphrase: str, told: str) -> None:
    verdict = judge(passphrase)
    assert verdict.refused
    assert told in verdict.sentence
    assert "four or five words" in verdict.sentence


@pytest.mark.parametrize("passphrase", ["kitchen table", "summer2024!!", "copper lantern"])
def test_what_a_patient_thief_would_find_is_said_and_may_be_used(passphrase: str) -> None:
    verdict = judge(passphrase)
    assert not verdict.refused
    assert "could still guess it" in verdict.sentence


@pytest.mark.parametrize("passphrase", [GOOD, "four kettles hum softly", "жёлтый слон летит домой", "x9$Lq2!vTz7#Rw"])
def test_of_a_good_one_nothing_is_said(passphrase: str) -> None:
    assert judge(passphrase) == Verdict()


@pytest.mark.parametrize("passphrase", ["", "short", " " * 40, "eleven char"])
def test_a_short_one_is_refused_whatever_it_is(passphrase: str) -> None:
    assert judge(passphrase).refused


def test_a_word_of_a_case_is_refused_and_not_repeated() -> None:
    for passphrase in ("pickles and nine tins of rain", "seven Zoë lanterns of tin"):
        verdict = judge(passphrase, CASE_WORDS)
        assert verdict.refused
        assert "stands in one of the cases" in verdict.sentence
        assert not {"pickles", "zoe", "zoë"} & set(verdict.sentence.casefold().split())
    assert judge("pickles and nine tins of rain") == Verdict()


def test_a_refusal_can_be_raised_and_a_doubt_given_back() -> None:
    assert require_good(GOOD) == ""
    assert "could still guess it" in require_good("kitchen table")
    with pytest.raises(GuessableError, match="Still short"):
        require_good("")
    with pytest.raises(GuessableError, match="one of the cases"):
        require_good("pickles and nine tins of rain", CASE_WORDS)


def test_no_sentence_repeats_the_passphrase() -> None:
    for passphrase in ("password1234", "liverpool fc", "letmeinplease1", "kitchen table"):
        told = judge(passphrase).sentence.casefold()
        assert passphrase not in told
        assert "liverpool" not in told


def test_half_a_character_that_was_pasted_is_no_trouble() -> None:
    assert judge("\ud800 and seven rivers of tin") == Verdict()


def test_long_rows_of_signs_do_not_stop_the_window() -> None:
    """The estimator alone would take minutes over the second of these."""
    for passphrase in ("4@8({[<369&#!1/|0$5+7%2" * 2, "4@8({[<369&#!1/|0$5+7%2" * 400):
        begun_at = time.process_time()
        assert not judge(passphrase).refused
        assert time.process_time() - begun_at < 3


def test_every_reason_of_the_estimator_has_our_words() -> None:
    from zxcvbn_rs_py import Warning as Reason

    names = {name for name in dir(Reason) if name[0].isupper()}
    assert names == set(guessing._WHY)


def test_the_words_of_all_cases_of_a_vault_are_known(tmp_path) -> None:
    vault, _code = Vault.create(tmp_path / "vault", GOOD, cost=CHEAP)
    vault.add(small_case(), "worker")
    vault.add(begun(Beginning("Larkfield matter")), "worker")
    words = words_of_cases(vault)
    assert {"aron", "bell", "zoe", "larkfield", "matter"} <= words
    vault.close()


def test_the_estimator_is_not_there_until_somebody_chooses_a_passphrase() -> None:
    import subprocess
    import sys

    code = "import sys, app.guessing, app.vault.passphrase; print('zxcvbn_rs_py' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
