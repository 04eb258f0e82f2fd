"""The reader of practice language: rules as data, and what applies them to a text; it knows no screen and no paper."""

from mapping.language.cast import Cast, cast_of, default_cast
from mapping.language.findings import Finding, Quotation, Reading
from mapping.language.reader import read
from mapping.language.rules import Rule, RuleError, Rules, load_rules, rules_in_force

__all__ = [
    "Cast", "Finding", "Quotation", "Reading", "Rule", "RuleError", "Rules", "cast_of", "default_cast", "load_rules",
    "read", "rules_in_force",
]  # fmt: skip
