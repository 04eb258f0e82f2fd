"""The same case gives the same copy, to the byte, whatever the machine's order of things or language."""

import os
import subprocess
import sys

from mapping.readers import audiences
from tests.house.source import ROOT

_SCRIPT = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from exports.interchange import write_text
from mapping.audience import view
from mapping.comparing import Released, compare
from mapping.giveaway import give_aways
from mapping.leftout import left_out
from tests.canaries import rich_case
from tests.cases import PUBLISHED_NAMES, published
from tests.mapping.pairs import readers

for case in (published(PUBLISHED_NAMES[1]), rich_case(7, 2)):
    some = {reader.audience: reader for reader in readers(case)}
    for reader in some.values():
        copy = view(case, reader)
        said = [write_text(copy), left_out(case, reader)]
        said += [(each.entry, each.field, each.start, each.phrase, each.why) for each in give_aways(case, copy, reader)]
        print(reader.audience, hashlib.sha256(repr(said).encode()).hexdigest())
    pair = compare(Released(case, some["court"]), Released(case, some["meeting"]))
    print([(each.sort, each.entry, each.field, each.why) for each in pair.found])
"""
LANGUAGES = (("0", "C"), ("4242", "tr_TR.UTF-8"))


def making(seed: str, language: str) -> subprocess.Popen[str]:
    """A process of its own that makes every reader's copy and prints its mark."""
    told = {"PYTHONHASHSEED": seed, "LC_ALL": language, "LANG": language, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _SCRIPT]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | told, stdout=subprocess.PIPE, text=True)


def test_copies_are_the_same_for_two_hash_seeds_and_two_languages() -> None:
    first, second = (each.communicate() for each in [making(*each) for each in LANGUAGES])
    assert first[0].count("\n") == 2 * (len(audiences()) + 1)
    assert first == second
