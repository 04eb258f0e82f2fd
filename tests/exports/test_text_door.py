"""What is typed is what is printed: every character, in every script, and nothing is ever taken for markup."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.errors import ExportError
from exports.flow import Heading, Text, listed
from exports.lines import break_lines
from exports.page import build_pdf
from exports.table import Row, Table
from exports.text import Span, Style, cannot_print, require_printable, spans_of, tidy
from tests.exports.paper_reading import POPPLER, bare, document, opened, printed, read, read_by_poppler

HOSTILE = (
    "<b>he said", "</para>", "<img src='/etc/hostname'/>", "<a href='http://x'>y</a>", "mail from <bob@x.org> said so",
    "you <b", "&amp; &lt; &#0; &nosuch;", "]]> <![CDATA[ x", "<!-- -->", "%s {0} {page} \\n \\", "<?xml?>",
    "<font size='9'>",     "=cmd()", "(parentheses) \\( BT /F1 1 Tf ET", "<br/>", "<para>", "\u00a0<super>1</super>",
)  # fmt: skip

SCRIPTS = {
    "Polish, Welsh, Turkish": "Zażółć gęślą jaźń, Ŵy ŷd, ağaç İstanbul ışık",
    "Vietnamese": "Người cha kiểm tra điện thoại của mẹ mỗi đêm.",
    "Russian": "Отец каждую ночь проверяет телефон матери.",
    "Ukrainian": "Батько щоночі перевіряє телефон матері; дитина ґречна.",
    "Greek": "Ο πατέρας ελέγχει το τηλέφωνο της μητέρας κάθε βράδυ.",
    "Arabic": "قالت الأم إن الأب يفتش هاتفها كل ليلة وإنها تخاف",
    "Arabic with vowels": "مُحَمَّدٌ لَا يَنَامُ",
    "Urdu": "بچہ رات کو ڈرتا ہے اور باپ سے بات نہیں کرتا۔",
    "Persian": "او می‌خواهد که مادر از خانه برود",
    "Hebrew": "האב בודק את הטלפון של האם כל לילה",
    "Hebrew with points": "שָׁלוֹם בְּרֵאשִׁית",
    "Hindi": "पिता हर रात माँ का फ़ोन जाँचता है; क्षत्रिय स्त्री र्कि।",
    "Bengali": "বাবা প্রতি রাতে মায়ের ফোন পরীক্ষা করেন; ক্ষতি।",
    "Punjabi": "ਪਿਤਾ ਹਰ ਰਾਤ ਮਾਂ ਦਾ ਫ਼ੋਨ ਚੈੱਕ ਕਰਦਾ ਹੈ।",
    "Tamil": "அவர் ஒவ்வொரு இரவும் தொலைபேசியைச் சரிபார்க்கிறார்; கொடுமை.",
    "Chinese": "父亲每晚检查母亲的手机，孩子因为害怕而不敢说话。",
    "Japanese": "父は毎晩、母の携帯電話を調べる。",
    "Signs": "→ ✓ ■ ◆ ● ▲ € £ § ½ ² “quoted” – — … ☐ ☑",
}

MIXED = {
    "Arabic with brackets, a date and English": "الأب (محمد) يفتش هاتفها منذ 12/03/2022، وقال: «لا». School (Ms A).",
    "Hebrew with a year": "הטלפון של האם (מאז 2022). שָׁלוֹם",
    "English with Arabic": "She wrote “أنا خائفة” to her sister on 3 March, 12/03.",
    "Arabic digits": "منذ ٢٠٢٢ و ٢٠٢٣",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_markup_is_printed_as_it_is(text: str) -> None:
    assert bare(read(printed(text))) == bare(text)


@pytest.mark.parametrize("text", [*SCRIPTS.values(), *MIXED.values()], ids=[*SCRIPTS, *MIXED])
def test_every_script_can_be_copied_out_of_the_document_as_it_was_typed(text: str) -> None:
    assert bare(read(printed(text))) == bare(text)


@pytest.mark.skipif(POPPLER is None, reason="a second reader of documents is not installed here")
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_a_second_reader_finds_the_same_text(text: str, tmp_path: Path) -> None:
    assert bare(read_by_poppler(printed(text), tmp_path)) == bare(text)


def test_the_words_of_a_line_stay_apart_and_in_order() -> None:
    text = "He questions the child each week about where their mother went."
    assert read(printed(text)).split() == text.split()
    assert read(printed(SCRIPTS["Arabic"])).split() == SCRIPTS["Arabic"].split()
    assert read(printed(SCRIPTS["Hindi"])).split() == SCRIPTS["Hindi"].split()


TOKENS = st.sampled_from(
    ["<", ">", "&", "<b>", "</b>", "<i", "/>", "&amp;", "&#0;", "]]>", '"', "'", "=", "he", "said", " ", " ", "\n",
     "\t", "\\", "%s", "{0}", "(", ")", "é", "ź", "ж", "中", "fi", "ffi", "AV", "—", "x" * 90, "a\u0301", "\u200b",
     "\r\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TOKENS, max_size=30).map("".join), min_size=1, max_size=8))
def test_any_text_is_printed_exactly(texts: list[str]) -> None:
    pdf = printed(*texts)
    assert bare(read(pdf)) == bare("".join(tidy(text) for text in texts)).replace("\u200b", "")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_are_printed_or_refused_by_name(text: str) -> None:
    named = cannot_print(text)
    if named:
        with pytest.raises(ExportError) as caught:
            require_printable(text, "e12")
        assert named[0].split()[0] in str(caught.value)
    else:
        assert break_lines(spans_of(text), Style(), 300, 75)


def test_no_file_is_opened_on_the_way(tmp_path: Path) -> None:
    bait = tmp_path / "bait.png"
    bait.write_bytes(b"x")
    seen: list[str] = []
    watching = [True]
    sys.addaudithook(lambda event, of: seen.append(str(of[0])) if watching[0] and event == "open" else None)
    pdf = printed(f"<img src='{bait}'/>", f"<a href='file://{bait}'>x</a>")
    watching[0] = False
    assert not [path for path in seen if "bait" in path]
    with opened(pdf) as taken_apart:
        assert not [page for page in taken_apart.pages if "/Annots" in page]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("she was \u0e01 about it", "U+0E01 THAI CHARACTER KO KAI"),
        ("한", "U+D55C HANGUL SYLLABLE HAN"),
        ("a\x00b", "U+0000 a control character"),
        ("a\x1bb", "U+001B a control character"),
        ("\ud800", "U+D800 half of a character"),
        ("\ue000", "U+E000 a private character"),
        ("\uffff", "U+FFFF a character without a name"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_name_and_place(text: str, named: str) -> None:
    assert cannot_print(text) == (named,)
    with pytest.raises(ExportError) as caught:
        Text(text, where="e17")
    assert named in str(caught.value)
    assert "e17" in str(caught.value)
    assert caught.value.where == "e17"


def test_a_refusal_never_quotes_the_text() -> None:
    with pytest.raises(ExportError) as caught:
        Text("Mrs Canary \u0e01", where="e17")
    assert "Canary" not in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: Text(text, where="e9"),
        lambda text: Heading(text, where="e9"),
        lambda text: listed([text], where=["e9"]),
        lambda text: Table(["a"], [Row((text,), "e9")], [1]),
        lambda text: Text([Span("fine"), Span(text, bold=True)], where="e9"),
    ],
)
def test_every_block_refuses_what_it_cannot_print(make: object) -> None:
    assert callable(make)
    with pytest.raises(ExportError, match=r"U\+0E01.*e9"):
        make("\u0e01")


def test_running_lines_and_the_title_are_refused_too() -> None:
    for given_ in ({"header": ("\u0e01", "")}, {"footer": "\u0e01"}, {"title": "\u0e01"}):
        with pytest.raises(ExportError):
            build_pdf([Text("x")], **given_)


def test_line_ends_of_every_kind_break_the_line_and_tabs_are_spaces() -> None:
    lines = break_lines(spans_of("a\nb\r\nc\rd\u2028e\u2029f\x85g\vh\fi\n\nj\tk"), Style(), 300)
    assert [line.text for line in lines] == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "", "j    k"]


def test_the_shape_of_a_span_says_nothing_of_its_text() -> None:
    assert "Canary" not in repr(Span("Mrs Canary"))
    assert "Canary" not in repr(break_lines(spans_of("Mrs Canary"), Style(), 300))


def test_spans_are_printed_in_a_row() -> None:
    pdf = printed(
        [Span("He "), Span("took", bold=True), Span(" her "), Span("phone", italic=True), Span("1", raised=True)]
    )
    assert read(pdf).strip() == "He took her phone1"
    with opened(pdf) as taken_apart:
        names = {str(font.BaseFont).split("+")[1] for font in taken_apart.pages[0].Resources.Font.values()}
    assert names == {f"AtkinsonHyperlegibleNext-{style}" for style in ("Regular", "Bold", "Italic")}


def test_an_invisible_override_cannot_turn_a_text_round() -> None:
    assert bare(read(printed("pay \u202eabc\u202c now"))) == "payabcnow"


def test_a_token_of_two_hundred_thousand_characters_is_printed_whole() -> None:
    lines = break_lines(spans_of("x" * 200_000), Style(), 300, 75)
    assert "".join(line.text for line in lines) == "x" * 200_000


def test_a_marker_and_its_item_are_read_in_order() -> None:
    assert read(document(*listed(["first", "second"], numbered=True))).split() == ["1.", "first", "2.", "second"]
