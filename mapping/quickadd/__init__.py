"""One typed line becomes a reading that can be seen, and the reading one act; nothing is guessed about who did what.

    he cancels her bus pass @mother #money ~ Feb 2026 !housing officer

`@` a person (by label, name or role), `#` what kind of thing, `~` when, `!` who says so; each runs to the next mark. A
person where the line begins, or with more words behind it, stays in the sentence. `#child Elder child`, or `@new child
Elder child`, puts a person on the map.
"""

from mapping.quickadd.completing import Completion, completions
from mapping.quickadd.making import command, made_by, mending
from mapping.quickadd.meanings import QUICK_KINDS
from mapping.quickadd.reader import read_line
from mapping.quickadd.reading import NamedSource, NewPerson, Part, Reading, Way
from mapping.quickadd.whodid import BLANK

__all__ = [
    "BLANK", "QUICK_KINDS", "Completion", "NamedSource", "NewPerson", "Part", "Reading", "Way", "command",
    "completions", "made_by", "mending", "read_line",
]  # fmt: skip
