"""What differs between two texts is marked word by word, in both; nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from mapping.changedwords import changed_words


def marked(before: str, after: str) -> tuple[list[str], list[str]]:
    """The words that are marked on either side."""
    gone, come = changed_words(before, after)
    return [before[start:end] for start, end in gone], [after[start:end] for start, end in come]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    assert marked("He took her keys on Friday.", "He takes her keys on Friday.") == (["took"], ["takes"])


def test_words_that_went_and_words_that_came_are_marked_on_their_own_side() -> None:
    assert marked("She told. The flat above the bakery.", "She told.") == (["The flat above the bakery."], [])
    assert marked("", "all of it") == ([], ["all of it"])


def test_a_change_of_space_alone_marks_nothing() -> None:
    assert marked("one  two\nthree", "one two three") == ([], [])


def test_long_texts_of_other_words_are_compared_soon() -> None:
    before = " ".join(f"said {number} and the" for number in range(2500))
    after = " ".join(f"and the {number} said" for number in range(2500))
    gone, come = changed_words(before, after)
    assert gone
    assert come


@given(st.text("ab c.\n", max_size=40), st.text("ab c.\n", max_size=40))
def test_what_is_not_marked_is_the_same_on_both_sides(before: str, after: str) -> None:
    def kept(text: str, places: tuple[tuple[int, int], ...]) -> str:
        for start, end in reversed(places):
            text = text[:start] + text[end:]
        return "".join(text.split())

    gone, come = changed_words(before, after)
    assert kept(before, gone) == kept(after, come)
