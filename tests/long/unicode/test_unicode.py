"""However a text is written: it is kept letter by letter as it came, and a name in it is known in all its forms.

Stored text is not brought into one form, as decided: what was said is evidence. What is compared is: NFKC, one case,
and without what nobody sees. Letters of another script that only look alike are other letters; that is counted too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from exports.finished.check import looked_through
from exports.finished.passages import Passage
from exports.interchange import read_bytes, write_text
from mapping import commands
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Behaviour, Link
from mapping.errors import CaseError, CaseFileError
from mapping.find import find
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from storage.vault import Vault
from tests.cases import behaviour, case_of, child_impact, family
from tests.long import figures
from tests.long.forked import fast_folder
from tests.long.strings import FORMS, LINE, LOOK_ALIKES, hostile
from tests.storage.sample import CHEAP, PASSPHRASE

GROUP, TEXTS, NAMES, BATCH = "unicode", 2000, 2000, 100
KEPT, KNOWN, REFUSED, ALIKE = "kept as it came", "names in every form", "what no keyboard makes", "look-alikes"
CALLED = (
    "Zoë Weiß", "Amira Öz", "Nguyễn Thị Hồng", "Ånna O’Dea", "Çağla İnce", "Siân Llŷr", "Łucja Żak", "Renée-Anne Côté",
    "Ḥalīm Ḩaddād", "Straße Muller", "Jörg ﬁsch", "Ελένη Σίσυφος", "Анна Йолкина", "김하늘", "Mẫn", "Sofía Ñáñez",
)  # fmt: skip
SENTENCES = ("He asked {} to leave.", "{}", "“{}!” he shouted… at {}", "Told by {}; {}’s keys.", "(שלום) {}, no",
             "{}\u200b {}")  # fmt: skip
UNTYPABLE = (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
"""Every character that is refused, by its number."""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory."""
    with fast_folder() as folder:
        yield folder


# ------------------------------------------------------------------------------------------------ kept as it came


def case_with(texts: list[str]) -> CaseMap:
    """A case in which each of these stands as a title, an account, a name and a note beside an arrow."""
    he, she, child = family()
    things = []
    for number, text in enumerate(texts):
        line = text[:LINE]
        things += [
            behaviour(f"B{number}", line, account=text), child_impact(f"I{number}", line),
            replace(child, id=f"c{number}", name=line, aliases=(line,)),
            Link(id=f"L{number}", kind="harms", from_id=f"B{number}", to_id=f"I{number}", note=line),
        ]  # fmt: skip
    return case_of(he, she, child, *things, title=texts[0][:LINE], people=False)


def test_two_thousand_texts_are_kept_and_handed_on_as_they_came(place: Path) -> None:
    for so_far in figures.rounds(GROUP, KEPT, "texts", TEXTS, BATCH):
        texts = [hostile(so_far + number) for number in range(figures.left(GROUP, KEPT, "texts", TEXTS, BATCH))]
        case = case_with(texts)
        with Vault.create(place / f"kept-{so_far}", PASSPHRASE, cost=CHEAP)[0] as vault:
            vault.add(case, "worker")
            again = ChangeSet("edit", (Change(case.entries["B0"], replace(case.entries["B0"], account=texts[-1])),))
            case = case.apply(again)
            vault.write("case-1", again, "worker")
        with Vault.unlock(place / f"kept-{so_far}", PASSPHRASE) as vault:
            kept, faults = vault.load("case-1"), vault.check()
        changed = sum(kept.entries[each] != case.entries[each] for each in case.entries)
        changed += sum(kept.links[each] != case.links[each] for each in case.links)
        handed = read_bytes(write_text(case).encode())
        figures.record(GROUP, KEPT, texts=len(texts), changed=changed, changed_in_a_file=int(handed != case))
        assert (changed, faults, handed == case, kept.header == case.header) == (0, (), True, True)


# --------------------------------------------------------------------------------------------------- known in all forms


@cache
def people_called(name: str) -> CaseMap:
    """A case in which the mother is called so."""
    he, she, child = family()
    return case_of(he, replace(she, name=name), child, people=False)


def missed_by(name: str, written: str) -> list[str]:
    """Which of those who look for a name overlook it where it is written so: the veil, the last look, the search."""
    case = people_called(name)
    he, she, child = family()
    smaller = case_of(he, replace(she, name=""), child, people=False)
    with_it = case_of(*case.entries.values(), behaviour("B1", account=written), people=False)
    hits = find(with_it, name, Naming(with_it, veiled=False), load_vocabulary())
    hidden = find(with_it, name, Naming(with_it, veiled=True), load_vocabulary())
    return [
        *(["veil"] if any(part in plain(veil(written, case)) for part in plain(name).split()) else []),
        *(["release"] if "p2" not in looked_through([Passage(written, "")], case, smaller).entries else []),
        *(["search"] if "B1" not in {hit.id for hit in hits} else []),
        *(["search while names are hidden"] if {"B1", "p2"} & {hit.id for hit in hidden} else []),
    ]


def veil(text: str, case: CaseMap) -> str:
    """The text while names are hidden."""
    return veiled_text(text, Naming(case, veiled=True))


def plain(text: str) -> str:
    """The text as an attentive reader would read it, by another way than the program's own."""
    import unicodedata

    seen = (each for each in text if unicodedata.category(each) not in ("Cf", "Mn", "Cn") and each != "\u3164")
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", "".join(seen)).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).replace("’", "'")


def one(seed: int) -> tuple[str, str, str]:
    """A name, the name of a form, and a text in which the name stands in that form."""
    chance = random.Random(f"name {seed}")
    name, form = chance.choice(CALLED), sorted(FORMS)[seed % len(FORMS)]
    return name, form, chance.choice(SENTENCES).replace("{}", FORMS[form](name, chance))


def test_a_name_is_known_in_every_form_by_all_who_look_for_one() -> None:
    for so_far in figures.rounds(GROUP, KNOWN, "names", NAMES, BATCH):
        found: Counter[str] = Counter(names=figures.left(GROUP, KNOWN, "names", NAMES, BATCH))
        told = []
        for seed in range(so_far, so_far + found["names"]):
            name, form, written = one(seed)
            missed = missed_by(name, written)
            found.update(f"missed by {each}".replace(" ", "_") for each in missed)
            told += [(name, form, ascii(written), missed)] if missed else []
        nothing = {f"missed_by_{each}": 0 for each in ("veil", "release", "search", "search_while_names_are_hidden")}
        figures.record(GROUP, KNOWN, **nothing | found)
        assert told == []


def alike(name: str) -> str:
    """A first name in letters of another script, where there are such."""
    return name.split(maxsplit=1)[0].translate(LOOK_ALIKES)


def test_letters_that_only_look_alike_are_others() -> None:
    for so_far in figures.rounds(GROUP, ALIKE, "names", 200, BATCH):
        number = figures.left(GROUP, ALIKE, "names", 200, BATCH)
        taken = 0
        for seed in range(so_far, so_far + number):
            name = random.Random(seed).choice([each for each in CALLED if alike(each) != each.split(maxsplit=1)[0]])
            text = f"He asked {alike(name)} to leave."
            taken += veil(text, people_called(name)) != text
        # Said as it is: somebody who writes a name so on purpose is not found out.
        figures.record(GROUP, ALIKE, names=number, taken_for_the_name=taken)
        assert taken == 0


def test_a_veil_that_compares_letter_by_letter_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def carelessly(text: str, case: CaseMap) -> str:
        for part in case.entries["p2"].name.split():  # type: ignore[attr-defined]
            text = text.replace(part, "Mother")
        return text

    monkeypatch.setattr(f"{__name__}.veil", carelessly)
    found = sum("veil" in missed_by(name, written) for name, _form, written in map(one, range(48)))
    figures.record(GROUP, "control: names compared letter by letter", names=48, overlooked=found)
    assert found > 20


# ---------------------------------------------------------------------------------------------- what no keyboard makes


def test_every_character_that_no_keyboard_makes_is_refused_by_its_number() -> None:
    case = case_of(behaviour())
    raw = write_text(case)
    for so_far in figures.rounds(GROUP, REFUSED, "characters", len(UNTYPABLE), 250):
        batch = UNTYPABLE[so_far : so_far + figures.left(GROUP, REFUSED, "characters", len(UNTYPABLE), 250)]
        taken = []
        for code in batch:
            escaped = raw.replace("took her wages", f"took \\u{code:04x} wages")
            assert escaped != raw
            told = [refused(lambda: read_bytes(escaped.encode())), by_hand(case, f"took {chr(code)} wages")]  # noqa: B023
            named = "half a character" if 0xD800 <= code < 0xE000 else f"U+{code:04X}"
            taken += [] if all(named in each for each in told) else [(code, told)]
        figures.record(GROUP, REFUSED, characters=len(batch), taken=len(taken))
        assert taken == []


def refused(work) -> str:
    """The sentence with which something is refused; "" where it is not."""
    try:
        work()
    except (CaseError, CaseFileError) as error:
        return str(error)
    return ""


def by_hand(case: CaseMap, title: str) -> str:
    """The sentence with which a title that was typed is refused; "" where it is not."""
    return refused(lambda: commands.add(case, Behaviour(id="B2", title=title, by="p1")))
