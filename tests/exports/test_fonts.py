"""Every character has a face that comes with the program, or a name by which it is refused."""

from typing import get_args

import pytest

from exports.fonts import FAMILIES, FOLDER, Weight, coverage, describe, faces, faces_for, missing

ENGLISH = set(map(ord, "ABCXYZabcxyz0123456789 .,;:!?'\"()[]{}<>&%#@*+-=/\\|_~^`$€£§“”‘’–—…éèüñçßøåŵŷ"))


def stems(text: str, weight: Weight = "regular") -> list[tuple[str, str]]:
    """Return the runs of a text as (text, name of the face)."""
    return [(text[start:end], face.stem if face else "") for start, end, face in faces_for(text, weight)]


@pytest.mark.parametrize("weight", get_args(Weight))
def test_every_face_is_a_file_of_the_program_with_its_licence(weight: Weight) -> None:
    for face in faces(weight):
        assert face.path.is_file()
        assert face.path.parent == FOLDER
        assert (FOLDER / f"OFL-{face.stem.partition('-')[0]}.txt").is_file()


@pytest.mark.parametrize("weight", get_args(Weight))
def test_english_has_one_face_in_every_weight(weight: Weight) -> None:
    assert coverage(faces(weight)[0]) >= ENGLISH | {*range(0xC0, 0x100), ord("·")}
    assert len(stems("He said: “It’s £5 – no more…” (twice)", weight)) == 1


def test_spaces_change_no_face() -> None:
    assert stems("الأب يفتش هاتفها") == [("الأب يفتش هاتفها", "NotoNaskhArabic-Regular")]


def test_a_word_is_set_in_one_face_where_one_has_all_of_it() -> None:
    assert stems("Người cha") == [("Người ", "NotoSans-Regular"), ("cha", "AtkinsonHyperlegibleNext-Regular")]
    assert stems("της") == [("της", "NotoSans-Regular")]
    assert stems("(محمد)") == [("(محمد)", "NotoNaskhArabic-Regular")]


def test_a_mark_goes_with_its_letter() -> None:
    assert stems("x\u0323y") == [("x\u0323y", "NotoSans-Regular")]
    assert stems("e\u0301") == [("e\u0301", "AtkinsonHyperlegibleNext-Regular")]


def test_bold_falls_back_to_bold_where_there_is_one() -> None:
    assert stems("माँ", "bold") == [("माँ", "NotoSansDevanagari-Bold")]
    assert stems("中", "bold italic") == [("中", "NotoSansSC-Regular")]


def test_what_no_face_has_is_named_once_and_in_order() -> None:
    assert missing("a\u0e01b한\u0e01") == ["\u0e01", "한"]
    assert describe("한") == "U+D55C HANGUL SYLLABLE HAN"
    assert missing("Zażółć ✓ → 中 אב") == []


def test_marks_of_direction_and_variation_selectors_are_never_missing() -> None:
    assert missing("a\u200e\u202a\u2066\ufe0f\u200b\u00ad\ufeff") == []


def test_no_family_is_asked_for_a_script_that_another_was_made_for() -> None:
    for text in ("ا", "א", "अ", "অ", "ਅ", "அ"):
        assert "NotoSans-" not in stems(text)[0][1]
    assert FAMILIES[0].name.startswith("Atkinson")
