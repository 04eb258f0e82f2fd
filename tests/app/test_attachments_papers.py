"""PDF and texts as evidence: looked through and drawn apart, told for what they are, kept as they came or refused."""

import codecs

import pytest

from app.sandbox import answers
from app.sandbox.evidence import PDF, TEXT, NotTakenError, drawn, paper, taken, taken_from
from app.sandbox.running import SandboxError, run
from app.sandbox.workers.pdf import MOST_PAGES
from app.sandbox.workers.text import work as read_text
from storage.attachments import KINDS
from tests import papers


def pixel(found, x: int, y: int) -> tuple[int, int, int]:
    at = (y * found.width + x) * 4
    blue, green, red = found.pixels[at : at + 3]
    return red, green, blue


# ----------------------------------------------------------------------------------------------------------- PDF


def test_a_pdf_is_kept_as_it_came_and_its_pages_are_counted() -> None:
    raw = papers.paper((1, 0, 0), (0, 1, 0))
    found = taken(raw)
    assert (found.content, found.kind) == (raw, PDF)
    assert found.told == ("A PDF of 2 pages.", "It is kept as it came, with what it says of who made it and when.")


def test_each_page_is_drawn_as_it_is_in_the_width_that_was_asked() -> None:
    raw = papers.paper((1, 0, 0), (0, 0, 1))
    first, second = drawn(raw, 0, 100), drawn(raw, 1, 100)
    assert (first.width, first.height) == (100, 150)
    assert (pixel(first, 50, 70), pixel(second, 50, 70)) == ((255, 0, 0), (0, 0, 255))


def test_what_a_pdf_would_do_elsewhere_is_told_and_does_nothing_here() -> None:
    raw = papers.restless()
    (told,) = paper(raw).told
    for what in ("scripts", "orders to start something", "links", "files attached to it"):
        assert what in told
    assert "only shown as pictures" in told
    assert drawn(raw, 0, 50).width == 50


def test_of_a_quiet_pdf_nothing_is_told() -> None:
    assert paper(papers.paper()).told == ()


def test_a_pdf_without_its_own_letters_is_drawn_with_ours_and_that_is_told() -> None:
    raw = papers.in_borrowed_letters("Hill")
    assert "our" in paper(raw).told[0]
    found = drawn(raw, 0, 200)
    assert any(sum(found.pixels[at : at + 3]) < 300 for at in range(0, len(found.pixels), 4))


def test_a_pdf_that_asks_for_a_password_is_refused_and_one_that_only_forbids_changes_is_not() -> None:
    with pytest.raises(NotTakenError, match="asks for a password"):
        taken(papers.locked("open", "change"))
    assert taken(papers.locked("", "change")).told[0] == "A PDF of 1 page."


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF-1.7\nnothing", "cannot be shown"),
        (papers.paper()[:200], "cannot be shown"),
        (papers.paper(*[(1, 1, 1)] * (MOST_PAGES + 1)), "more than 500 pages"),
        (b"%PDF-1.7" + bytes(21 * 1024 * 1024), "larger than the 20 MB"),
    ],
    ids=["no PDF", "cut short", "too many pages", "too large"],
)
def test_what_is_no_sound_pdf_is_refused_in_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(NotTakenError, match=sentence):
        taken(raw)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotTakenError, match="page cannot be shown"):
        drawn(papers.paper(), 1, 100)


def test_a_page_of_any_size_comes_in_bounds() -> None:
    found = drawn(papers.paper(), 0, 60_000)
    assert max(found.width, found.height) == 4000


# ----------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Zoë said no.".encode(), "Zoë said no."),
        (codecs.BOM_UTF8 + "Zoë".encode(), "Zoë"),
        ("Zoë 女".encode("utf-16"), "Zoë 女"),
        (codecs.BOM_UTF16_BE + "Zoë".encode("utf-16-be"), "Zoë"),
        ("Zoë’s “no”".encode("cp1252"), "Zoë’s “no”"),
        (b"one\r\ntwo\tthree\x0c", "one\r\ntwo\tthree\x0c"),
    ],
    ids=["UTF-8", "with its mark", "UTF-16", "the other way round", "Western European", "lines"],
)
def test_a_text_is_read_in_the_way_it_was_written(raw: bytes, words: str) -> None:
    content, _facts = answers.opened(read_text(raw))
    assert content.decode() == words


def test_a_text_is_told_with_how_it_was_read() -> None:
    found = taken("Zoë".encode("cp1252"))
    assert (found.kind, found.content) == (TEXT, "Zoë".encode())
    assert found.told[0] == "A text of 3 letters."
    assert "Western European" in found.told[1]


def test_marks_that_turn_the_writing_are_told() -> None:
    assert "turn the direction" in taken("he said \u202eon".encode()).told[1]


@pytest.mark.parametrize("raw", [b"a\x00b", b"\x1b[2J", b"MZ\x90\x00", b"\xff\xfea", b"\x81\x8d"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(answers.NotMadeError, match="binary"):
        answers.opened(read_text(raw))


def test_an_empty_text_and_one_that_is_too_long_are_refused_in_a_sentence() -> None:
    with pytest.raises(NotTakenError, match="empty"):
        taken(b" \n")
    with pytest.raises(NotTakenError, match="larger than the 1 MB"):
        taken(b"a" * (1024 * 1024 + 1))


def test_all_that_is_made_the_vault_keeps() -> None:
    assert {PDF, TEXT, "image/png", "image/jpeg"} == set(KINDS)


# ---------------------------------------------------------------------------------------------------------- files


def test_a_file_that_cannot_be_read_is_told(tmp_path) -> None:
    with pytest.raises(NotTakenError, match="could not be read: no such file"):
        taken_from(tmp_path / "gone.pdf")
    with pytest.raises(NotTakenError, match="no file"):
        taken_from(tmp_path)


@pytest.mark.parametrize(
    "answer", [b"", b"M", b"M{}", b"M[]\nx", b'M{"pages": "many"}\n', b'M{"pages": null}\n', b"N\xff", b"Nwhy"]
)
def test_nonsense_out_of_the_sandbox_is_not_believed(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr("app.sandbox.evidence.run", lambda *_args, **_limits: answer)
    with pytest.raises(SandboxError, match="broke off"):
        paper(b"%PDF-")


def test_a_picture_of_a_page_that_lies_about_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    lie = answers.made(bytes(400), {"width": 100, "height": 100})
    monkeypatch.setattr("app.sandbox.evidence.run", lambda *_args, **_limits: lie)
    with pytest.raises(SandboxError, match="broke off"):
        drawn(b"%PDF-", 0, 100)


def test_no_worker_needs_what_the_child_has_given_up() -> None:
    """Each worker answers in its child, also where the file is nothing: all that it needs was brought in before."""
    for worker in ("image", "pdf", "text"):
        assert run(worker, b"nothing at all", megabytes=1024)[:1] in (b"M", b"N")
