"""What the map does not say: each finding names its entries, asks one question, says why it matters and how to mend it.

The checks are those of the practice (domain 1.16); findings are questions, never marks. An answer is kept on the map
as a gap, so that it is journalled and can be taken back; which answers there are, `answering` knows.
"""

from mapping.checks.answering import Answer, answer, answered, answers, ask_later
from mapping.checks.asking import findings
from mapping.checks.finding import Finding, Mend

__all__ = ["Answer", "Finding", "Mend", "answer", "answered", "answers", "ask_later", "findings"]
