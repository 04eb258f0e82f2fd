"""The audience's window: what is painted on it, what a screen reader says of it, and how the room goes through it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app import theme
from app.present import framelines
from app.present import screen as screen_module
from app.present.framelines import Scale
from app.present.paging import BAR, pages
from app.present.screen import RoomScreen, painted, pictures_of
from exports.interchange import write_text
from mapping.audience import Reader, view
from mapping.entries import Response
from mapping.present import Terms, frames, showing
from tests.bench.maps import big_case
from tests.canaries import CANARY, rich_case
from tests.cases import (
    arrow,
    behaviour,
    case_of,
    child_impact,
    cited,
    effort,
    family_impact,
    published,
    source,
    survivor_impact,
)

DAY = date(2026, 3, 12)
SIZES = [(1920, 1080), (1280, 720), (1366, 768), (1024, 768)]


def shown(case, **values):
    return showing(case, Terms(on=DAY, meeting="Professionals’ meeting", **values))


def letters(texts) -> str:
    """Texts without spaces: a line that is broken is the same text."""
    return "".join("".join(texts).split())


@pytest.fixture
def case():
    return case_of(
        behaviour("B1", "questions the child about where their mother went", cites=cited("s1")),
        behaviour("B2", "checks her phone every night"),
        behaviour("B3", "slammed doors " * 8),
        source("s1", "school", agency="North School"),
        family_impact("L1", "child keeps secrets"),
        family_impact("L2", "every routine is questioned"),
        survivor_impact("V1", "cannot plan a week", sensitivity="normal"),
        child_impact("I1", "quiet and watchful"),
        child_impact("I2", "will not sleep"),
        Response(id="R1", title="asked her to keep the doors locked", agency="Police", effect="harmful"),
        effort("E1", "agreed a code word"),
        arrow("disrupts", "B1", "L1"),
        arrow("disrupts", "B1", "L2"),
        arrow("disrupts", "B2", "L2"),
        arrow("harms", "L1", "I1"),
        arrow("harms", "L2", "I2", status="inferred"),
        arrow("harms", "B3", "I2"),
    )


@pytest.fixture
def room(qtbot, case):
    made = RoomScreen()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    found = shown(case)
    made.show_frames(found.frames, found.mark)
    return made


class _Heard(QPainter):
    """A painter that tells what was written."""

    said: list[str] = []

    def drawText(self, where, text):  # Qt's own name
        assert isinstance(where, QPointF)
        self.said.append(text)
        super().drawText(where, text)


@pytest.fixture
def painted_words(monkeypatch):
    monkeypatch.setattr(screen_module, "QPainter", _Heard)
    _Heard.said = []
    return _Heard.said


# ------------------------------------------------------------------------------------------------- what is painted


@pytest.mark.parametrize("seed", range(3))
def test_no_page_is_painted_with_what_a_meeting_may_not_have(qtbot, painted_words, seed):
    """Every word of every page of a case full of planted texts; those that may be seen are."""
    case = rich_case(seed)
    permitted = letters(CANARY.findall(write_text(view(case, Reader("meeting")))))
    found = shown(case, veiled=False, efforts=True, views=True, quotations=True)
    pictures_of(found.frames, found.mark, QSize(1280, 720))
    seen = CANARY.findall(letters(painted_words))
    assert seen
    assert all(each in permitted for each in seen)


@pytest.mark.parametrize("seed", range(3))
def test_a_screen_reader_says_nothing_that_a_meeting_may_not_have(qtbot, seed):
    """On every page of a case full of planted texts; those that may be heard are."""
    case, room, heard = rich_case(seed), RoomScreen(), []
    qtbot.addWidget(room)
    permitted = set(CANARY.findall(write_text(view(case, Reader("meeting")))))
    found = shown(case, veiled=False, efforts=True, views=True, quotations=True)
    room.show_frames(found.frames, found.mark)
    room.moved.connect(lambda _at: heard.append(f"{room.accessibleName()}\n{room.accessibleDescription()}"))
    place = ""
    while place != room.place:
        place = room.place
        room.next()
    said = set(CANARY.findall("\n".join(heard)))
    assert said
    assert said <= permitted


def test_the_look_at_what_is_painted_would_find_a_forbidden_text(qtbot, painted_words):
    """Planted in a frame it is found on the picture."""
    found = shown(case_of(behaviour("B1", "«behaviour|title|restricted|B1» took her wages")))
    pictures_of(found.frames, found.mark, QSize(1280, 720))
    assert CANARY.findall(letters(painted_words))


def test_what_is_painted_is_what_the_page_holds_and_the_mark(room, painted_words):
    """There is no other place from which words come."""
    room.go(1)
    page = pages(room.frames[1], Scale(1280, 720))[0]
    room.picture()
    assert sorted(painted_words) == sorted((*page.drawn, "12 March 2026 · Professionals’ meeting"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["open-01-after-prison", "open-02-school-basement"])
def test_nothing_of_a_frame_is_lost_in_its_pages(qtbot, size, name):
    """Every card's whole title and line stand on some page, at every size."""
    for frame in shown(published(name), absent=frozenset({"police"})).frames:
        drawn = letters(text for page in pages(frame, Scale(*size)) for text in page.drawn)
        assert all(letters([text]) in drawn for card in frame.cards for text in card.texts)
        assert letters([frame.title]) in drawn


@pytest.mark.parametrize("size", SIZES)
def test_cards_neither_overlap_nor_leave_the_page(qtbot, size):
    """At 1,000 cards, with a card that is longer than a page."""
    case = big_case(300)
    case = replace(case, entries={**case.entries, "B1": replace(case.entries["B1"], title="slammed doors " * 60)})
    scale = Scale(*size)
    for frame in shown(case).frames:
        for page in pages(frame, scale):
            floor = page.band[1][1] if page.band else scale.height - scale.px(BAR)
            for at, one in enumerate(page.cards):
                assert one.x >= 0 and one.right <= scale.width and one.bottom <= floor + 1
                assert all(_apart(one, other) for other in page.cards[at + 1 :])


def _apart(one, other) -> bool:
    side = one.right <= other.x + 0.5 or other.right <= one.x + 0.5
    return side or one.bottom <= other.y + 0.5 or other.bottom <= one.y + 0.5


def test_no_arrow_runs_under_the_words_of_a_card(room):
    """Also one that passes the middle column."""
    (page,) = pages(room.frames[1], Scale(1280, 720))
    assert len(page.courses) == 6
    for course in page.courses:
        for x, y in _along(course.points):
            assert not any(p.x + 1 < x < p.right - 1 and p.y + 1 < y < p.bottom - 1 for p in page.cards)


def _along(points):
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(21):
            t = step / 20
            yield tuple(
                (1 - t) ** 3 * a[i] + 3 * t * (1 - t) ** 2 * b[i] + 3 * t * t * (1 - t) * c[i] + t**3 * d[i]
                for i in (0, 1)
            )


def test_a_smaller_screen_shows_the_same_and_no_smaller_letters_for_its_height(qtbot, case):
    """Titles are 28 pixels high at 1080 lines and as large a part of 720."""
    assert Scale(1920, 1080).type("title").size == 28
    assert Scale(1920, 1080).type("muted").size == 22
    assert Scale(1280, 720).type("title").size == 19
    large, small = (pages(shown(case).frames[1], Scale(*size)) for size in ((1920, 1080), (1280, 720)))
    assert [len(page.cards) for page in large] == [len(page.cards) for page in small]


# ----------------------------------------------------------------------------------------------------- going through


def test_next_and_back_go_through_every_page_of_every_frame(qtbot):
    """Nothing is passed over, and back leads the same way."""
    found, room = shown(big_case(150)), RoomScreen()
    qtbot.addWidget(room)
    room.show_frames(found.frames, found.mark)
    places = [room.place]
    while room.next() or room.place != places[-1]:
        places.append(room.place)
    assert len(places) == len(set(places))
    assert len(places) == sum(len(pages(frame, Scale(1280, 720))) for frame in found.frames)
    back = [room.place]
    while room.back() or room.place != back[-1]:
        back.append(room.place)
    assert back == places[::-1]


def test_an_act_does_not_take_the_room_elsewhere(room, case):
    """The frame that was shown is shown, though others came before it."""
    room.go(2)
    before, key = room.place, room.frames[2].key
    with_more = case_of(*case.entries.values(), *case.links.values(), behaviour("B9", "x", by="p2"), people=False)
    found = shown(with_more)
    with_signal = []
    room.moved.connect(with_signal.append)
    room.show_frames(found.frames, found.mark)
    assert room.place == before
    assert room.frames[room.at].key == key
    assert with_signal == [room.at]


def test_a_card_is_shown_alone_by_its_number(room, painted_words):
    """The rest stays, dimmed; the next step shows all again."""
    room.go(1)
    plain = room.picture().toImage()
    room.focus_card(2)
    assert room.focused == room.numbered[1]
    assert room.picture().toImage() != plain
    room.focus_card(99)
    assert room.focused == ""
    room.focus_card(room.numbered[0])
    room.next()
    assert room.focused == ""


def test_blank_there_is_paper_and_the_mark(room, painted_words):
    """For the eye and for a screen reader."""
    room.blank(True)
    room.picture()
    assert painted_words == ["12 March 2026 · Professionals’ meeting"]
    assert room.covered
    assert room.accessibleDescription() == "12 March 2026 · Professionals’ meeting"
    room.blank(False)
    assert "phone" in room.accessibleDescription()


def test_a_screen_reader_says_the_page_in_reading_order_and_nothing_more(room, case):
    """Title, then each column from the top; what is painted is what is said."""
    room.go(1)
    said = f"{room.accessibleName()}\n{room.accessibleDescription()}"
    order = ["How his behaviour", "What he does", "Questions the child", "What that does at home", "Quiet and watchful"]
    places = [said.index(each) for each in order]
    assert places == sorted(places)
    assert "code word" not in said
    assert "Daniel" not in said
    allowed = letters(text for text in room.frames[1].texts)
    for line in room.accessibleDescription().split("\n"):
        assert all(letters([part]) in allowed or "12 March" in line for part in line.split(". ")[1:])


def test_nothing_else_opens_on_the_rooms_window(room):
    """No tool tip, no menu, no child that could hold a message; the title names nobody."""
    assert room.toolTip() == ""
    assert room.findChildren(QWidget) == []
    assert room.windowTitle() == "What the room sees"


def test_whoever_presents_is_told_that_the_window_was_shut(qtbot, room):
    """By the desktop's own means."""
    room.show()
    with qtbot.waitSignal(room.closed):
        room.close()


def test_let_go_forgets_every_word(room):
    """At a lock nothing of the case is left in the window."""
    room.picture()
    room.let_go()
    assert room.frames == ()
    assert framelines._broken.cache_info().currsize == 0
    assert room.place == ""
    assert "phone" not in room.accessibleName() + room.accessibleDescription()
    room.next()
    room.back()
    room.focus_card(1)
    assert not room.picture().isNull()


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_theme_paints_words_that_stand_out(qtbot, case, name):
    """The title is there in ink on paper."""
    found = shown(case)
    picture = painted(pages(found.frames[0], Scale(960, 540))[0], QSize(960, 540), 1.0, name, found.mark).toImage()
    ink, paper = theme.Theme(name).colour("ink"), theme.Theme(name).colour("paper")
    seen = {picture.pixelColor(x, y).name() for x in range(400) for y in range(15, 60)}
    assert {ink.name(), paper.name()} <= seen


def test_the_keys_are_named_only_where_somebody_asked(room, painted_words):
    """With one display the bar names them."""
    room.picture()
    assert not any("blank" in each for each in painted_words)
    room.hint("→ next    B blank")
    room.picture()
    assert "→ next    B blank" in painted_words


def test_a_frame_with_nothing_says_so_calmly(qtbot):
    """One quiet line, and no empty boxes."""
    found = frames(case_of(people=True), Terms(on=DAY))
    assert [len(pages(frame, Scale(1280, 720))) for frame in found] == [1] * len(found)
    drawn = letters(text for frame in found for text in pages(frame, Scale(1280, 720))[0].drawn)
    assert letters(["Nobody has mapped yet what the father does."]) in drawn


def test_the_room_sees_the_view_that_it_was_led_to_however_many_there_are(qtbot, room):
    """Each view is drawn from its own page, also when the pages seen before it were let go on the way."""
    found = shown(published("open-02-school-basement"))
    assert len(found.frames) > screen_module._KEPT
    room.show_frames(found.frames, "")
    seen = []
    for _ in found.frames:
        seen.append(room.picture().toImage())
        room._look_ahead()
        room.next()
    drawn = [each.toImage() for each in pictures_of(found.frames, "", room.size())]
    assert [at for at, (saw, own) in enumerate(zip(seen, drawn, strict=True)) if saw != own] == []
