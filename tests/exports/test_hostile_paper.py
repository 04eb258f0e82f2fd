"""Three hundred hostile strings through every field of a report; fifty thousand in tests/long/paper."""

from tests.exports.hostile import NO_FONT, batch, places, refused, stands

FIELDS_OF_ONE_KIND = ("title", "account", "when_said", "quote", "label", "agency", "reference", "terms", "words")


def test_every_kind_of_field_is_among_those_that_are_tried() -> None:
    assert len(places()) > 90
    tried = {str(path[-1]) for path in places()}
    assert not set(FIELDS_OF_ONE_KIND[:6]) - tried


def test_three_hundred_hostile_strings_stand_on_paper_as_they_were_typed() -> None:
    count, seed = 0, 1
    while count < 300:
        found = batch(seed)
        assert found.lost == []
        count += found.strings
        seed += found.strings


def test_what_cannot_be_printed_is_refused_with_its_entry_in_every_field() -> None:
    assert [wrong for seed in range(3 * len(NO_FONT)) if (wrong := refused(seed))] == []


def test_a_string_that_is_changed_on_the_way_would_be_found() -> None:
    paper = ["theparentsaid“no”", "ontheway"]
    assert stands("the parent said “no” on the way", paper)
    assert not stands("the parent said “No” on the way", paper)
    assert not stands("the parent said <b>", paper)
