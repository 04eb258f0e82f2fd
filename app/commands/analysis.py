"""Commands that read a case and say what is in it: faults, pathways, what is not known yet. They write no file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from app.clock import today
from app.commands.source import case_from, say, text_from
from mapping.naming import Naming


def validate(chosen: argparse.Namespace) -> int:
    """Say whether a file is a case; its faults come as CaseFileError, one a line."""
    case = case_from(chosen.file)
    say(f"This is a case: {len(case.entries)} entries, {len(case.links)} links.")
    return 0


def pathways(chosen: argparse.Namespace) -> int:
    """Print every pathway to harm, as a sentence or as JSON."""
    from mapping.pathways import pathways as all_pathways
    from mapping.pathways import sentence

    case = case_from(chosen.file)
    naming = Naming(case, veiled=False)
    rows = [
        {
            "behaviour": each.behaviour,
            "via": list(each.via),
            "impact": each.impact,
            "child": each.child,
            "pathway": each.pathway,
            "sentence": sentence(case, each, naming),
        }
        for each in all_pathways(case)
    ]
    _print_rows(rows, "sentence", chosen.json)
    return 0


def checks(chosen: argparse.Namespace) -> int:
    """Print what the map does not say, as sentences or as JSON; how old something is, is reckoned from a day."""
    from mapping.checks import findings

    rows = [
        {"check": finding.check, "about": list(finding.about), "text": finding.text}
        for finding in findings(case_from(chosen.file), on=chosen.on or today())
    ]
    _print_rows(rows, "text", chosen.json)
    return 0


def language(chosen: argparse.Namespace) -> int:
    """Print what the wording of a text hides: each finding with its line, its place in it, its rule and its reason."""
    from mapping.language import cast_of, read, rules_in_force

    cast = cast_of(case_from(chosen.case)) if chosen.case else None
    rules = rules_in_force(text_from(str(chosen.rules)) if chosen.rules else "")
    rows = [
        {
            "line": number,
            "start": finding.start,
            "end": finding.end,
            "rule": finding.rule,
            "severity": finding.severity,
            "phrase": finding.phrase,
            "why": finding.why,
            "pivots": list(finding.pivots),
        }
        for number, line in enumerate(text_from(chosen.file).split("\n"), 1)
        for finding in read(line, cast, rules, reader=chosen.audience).findings
    ]
    if chosen.json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        say(f"{row['line']}: “{row['phrase']}” ({row['rule']}, {row['severity']}). {row['why']}")
    return 0


def _print_rows(rows: Iterable[dict[str, Any]], spoken: str, as_json: bool) -> None:
    if as_json:
        say(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for row in rows:
        say(str(row[spoken]))
