"""A part of a page is made when it is first asked for, and stays the same."""

from app.later import Later


class Page:
    made = 0

    def _room(self) -> list[int]:
        self.made += 1
        return [self.made]

    room = Later(_room)


def test_a_part_is_made_when_it_is_first_asked_for_and_once() -> None:
    page = Page()
    assert page.made == 0 and "room" not in vars(page)
    first = page.room
    assert page.room is first and page.made == 1


def test_each_page_has_a_part_of_its_own() -> None:
    assert Page().room is not Page().room
    assert isinstance(Page.room, Later)
