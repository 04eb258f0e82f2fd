"""Commands that read a case and say what is in it: faults, pathways, what is not known yet. They write no file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from app.commands.source import CommandError, case_from, say
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
    """Print what the map does not say, as sentences or as JSON."""
    from mapping.checks import findings

    rows = [
        {"check": finding.check, "about": list(finding.about), "text": finding.text}
        for finding in findings(case_from(chosen.file))
    ]
    _print_rows(rows, "text", chosen.json)
    return 0


def language(_chosen: argparse.Namespace) -> int:
    """Refuse: the reader of practice language is not part of this version."""
    raise CommandError("The reading of practice language comes with a later version. Nothing was read.")


def _print_rows(rows: Iterable[dict[str, Any]], spoken: str, as_json: bool) -> None:
    if as_json:
        say(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for row in rows:
        say(str(row[spoken]))
