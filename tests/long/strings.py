"""Texts that somebody may have written to harm whoever reads them, by the thousand; it knows no widget and no vault.

The same number gives the same text. What no keyboard makes is not among them: the program refuses that at every door.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

MARKUP = (
    "<b>", "</b>", "<i>x</i>", "<u>", "<br>", "<table><tr><td>", "</span>", "<!-- x -->", "<script>alert(1)</script>",
    "<style>*{color:red}</style>", "&amp;", "&lt;b&gt;", "&#60;b&#62;", "&nbsp;", "<font size=7>", "<h1>He</h1>",
    "<qt>", "<?xml version='1.0'?>", "<!DOCTYPE html>", "]]>", "<a href='http://example.org/'>here</a>",
    "[here](http://x.org)",
    "# He", "**bold**", "`x`", "<p dir=rtl>", "<span style='font-size:90pt'>", "<a name=top></a>",
    "<", ">", '"', "'",
    "&", "<pre>", "{P}", "{they}", "%1", "%s", "{0}", "=1+1", "\\n", "&File", "&&", "…", "<plain",
)  # fmt: skip
"""Pieces that one or another kind of text field reads as more than letters."""
TURNS = ("\u202e", "\u202d", "\u202a", "\u202b", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f",
         "\u061c")  # fmt: skip
"""What turns the direction of writing."""
UNSEEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\u2062", "\ufe0f", "\u3164",
          "\U000e0041")  # fmt: skip
"""What has no shape."""
LOOK_ALIKES = str.maketrans("AaBcCeEHiIjKMnoOpPsTxXyY", "АаВсСеЕНіІјКМпоОрРѕТхХуУ")
"""Letters of Cyrillic that look like those of Latin."""
STRANGE = ("שלום", "مرحبا", "ß", "ﬁ", "①", "Ⅳ", "ﷺ", "🙂", "👩‍👧", "e\u0301", "e" + "\u0301" * 40, "क्ष", "ẞ", "ı",
           "İ", "\u2028", "\u00a0", "日本", "한", "\u1112\u1161\u11ab", "\ue000", "\U0010fffd",
           "\u0345", "ΐ", "ǰ")  # fmt: skip
WORDS = ("he", "said", "Amira", "the keys", "at the gate", "twice", "12 Mill Lane", "Zoë", "never")
LONG, LINE = 20_000, 190
"""Characters of the longest token, and of the longest line that every field with one line takes."""


def hostile(seed: int, place: str = "/tmp/picture.png", *, longest: int = LONG) -> str:
    """A text of one line, in which a picture that lies at `place` may be asked for; one in 250 is very long."""
    chance = random.Random(f"hostile {seed}")
    if seed % 250 == 7:
        return "".join(chance.choice("abcdefghij") for _ in range(50)) * (longest // 50)
    made = [_piece(chance, place) for _ in range(chance.randint(1, 9))]
    return "".join(made).strip() or "&"


def _piece(chance: random.Random, place: str) -> str:
    kinds: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(MARKUP), lambda: chance.choice(TURNS), lambda: chance.choice(UNSEEN),
        lambda: chance.choice(STRANGE), lambda: chance.choice(WORDS), lambda: f" {chance.choice(WORDS)} ",
        lambda: chance.choice(WORDS).translate(LOOK_ALIKES), lambda: asking_for(chance, place),
        lambda: chr(chance.choice((*range(0xA0, 0x3000), *range(0xFB00, 0xFFF0)))),
    )  # fmt: skip
    return chance.choice(kinds)()


def asking_for(chance: random.Random, place: str) -> str:
    """A piece of markup by which a file of this computer would be opened."""
    return chance.choice((
        f"<img src='{place}'>", f'<img src="file://{place}" width=400 height=400>', f"<a href='file://{place}'>x</a>",
        f"<body background='{place}'>", f"<table background='file://{place}'><tr><td>x</td></tr></table>",
        f"<p style='background-image: url({place})'>x</p>", f"![x]({place})", f"<qt><img src='{place}'/></qt>",
        f"<link rel=stylesheet href='file://{place}'>", f"<object data='{place}'>", f"file://{place}",
        f"<span><img src={place}></span>", f"<ul style='list-style-image: url(file://{place})'><li>x</ul>",
        "<img src='//server/share/x.png'>", "<img src='/etc/passwd'>", f"<iframe src='{place}'></iframe>",
    ))  # fmt: skip


FORMS: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda name, _: name,
    "composed": lambda name, _: unicodedata.normalize("NFC", name),
    "taken apart": lambda name, _: unicodedata.normalize("NFD", name),
    "in capitals": lambda name, _: name.upper(),
    "in small letters": lambda name, _: name.lower(),
    "folded": lambda name, _: name.casefold(),
    "in wide letters": lambda name, _: "".join(map(_wide, name)),
    "in mathematical letters": lambda name, _: "".join(map(_mathematical, name)),
    "with what nobody sees": lambda name, chance: _strewn(name, UNSEEN, chance),
    "with turns": lambda name, chance: _strewn(name, TURNS, chance),
    "over two lines": lambda name, _: name.replace(" ", "\n"),
    "with other spaces": lambda name, chance: name.replace(" ", chance.choice(("\u00a0", "\u2009", "\u3000", "  "))),
}
"""Ways in which the same name may be written."""


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign


def _mathematical(sign: str) -> str:
    if "A" <= sign <= "Z":
        return chr(0x1D400 + ord(sign) - ord("A"))
    return chr(0x1D41A + ord(sign) - ord("a")) if "a" <= sign <= "z" else sign


def _strewn(name: str, among: tuple[str, ...], chance: random.Random) -> str:
    # Not before a letter's own accent: there it would part the two, and the letter would be another.
    made = [name[0]]
    for sign in name[1:]:
        if chance.random() < 0.5 and not unicodedata.combining(sign):
            made.append(chance.choice(among))
        made.append(sign)
    return "".join((*made, chance.choice(among)))
