"""The command line as scripts and IT staff meet it: the good and the bad paths of each command."""

import errno
import io
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from app import commandline
from exports.finished.check import Checked, Hit
from tests.exports.paper_reading import read, read_by_poppler

ROOT = Path(__file__).resolve().parents[1]
CASE = {
    "format": "throughline.case",
    "version": 1,
    "case": {"id": "tin-kettle", "title": "Case 12", "labels": {"perpetrator": "father"}},
    "entries": [
        {"id": "p1", "kind": "person", "roles": ["perpetrator"], "label": "Father", "name": "Odalric Venn"},
        {"id": "p2", "kind": "person", "roles": ["survivor"], "label": "Mother", "name": "Ysolde Venn"},
        {"id": "p3", "kind": "person", "roles": ["child"], "label": "Elder child", "name": "Peregrine"},
        {"id": "p4", "kind": "person", "roles": ["child"], "label": "Younger child"},
        {"id": "B1", "kind": "behaviour", "title": "hides the car keys every morning", "by": "p1"},
        {"id": "L1", "kind": "family_impact", "title": "nobody leaves the flat before noon"},
        {"id": "I1", "kind": "child_impact", "title": "misses the first lessons", "child": "p3"},
        {"id": "E1", "kind": "protective_effort", "title": "walks the children to school", "by": "p2"},
    ],
    "links": [
        {"id": "k1", "kind": "disrupts", "from": "B1", "to": "L1"},
        {"id": "k2", "kind": "harms", "from": "L1", "to": "I1"},
    ],
}
SECRETS = ("Odalric", "Ysolde", "Peregrine", "car keys", "leaves the flat", "first lessons")
PASSPHRASE = "copper lantern under seven rivers"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "kettle.case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


class Told(NamedTuple):
    """What a run left on standard output and standard error."""

    stdout: str
    stderr: str


def run(*arguments: object, given: str = "", code: int = 0, warns: bool = False) -> Told:
    """One command, done as `main.py` does it; it must end with this code, and a refusal or a warning must say why."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", stdin)
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        try:
            ended = commandline.run([str(each) for each in arguments])
        except SystemExit as usage:
            ended = usage.code
    return judged(Told(out.getvalue(), err.getvalue()), ended, code, warns)


def run_alone(*arguments: object, code: int = 0) -> Told:
    """The same in a process of its own."""
    command = [sys.executable, "main.py", *(str(each) for each in arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
    return judged(Told(done.stdout, done.stderr), done.returncode, code)


def judged(told: Told, ended: object, code: int, warns: bool = False) -> Told:
    assert "Traceback" not in told.stderr
    assert ended == code, told.stderr
    assert bool(told.stderr.strip()) == bool(code or warns)
    return told


def broken(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------------------------------------------- reading


def test_a_case_is_said_to_be_one(case: Path) -> None:
    assert run_alone("validate", case).stdout == "This is a case: 8 entries, 2 links.\n"


def test_every_fault_of_a_file_is_told_on_a_line_with_its_place(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(CASE))
    wrong["entries"][4]["score"] = 7
    wrong["entries"][4]["when"] = "2019-13-45"
    wrong["links"][0]["to"] = "nobody"
    faults = run("validate", broken(tmp_path / "x.json", json.dumps(wrong)), code=1).stderr.splitlines()
    assert len(faults) == 3
    assert all(": " in fault for fault in faults)


@pytest.mark.parametrize("text", ["", "%PDF-1.7", "[" * 100_000, '{"format": "throughline.case", "version": 99}'])
def test_what_is_no_case_is_refused(tmp_path: Path, text: str) -> None:
    run("validate", broken(tmp_path / "x.json", text), code=1)


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path) -> None:
    told = run_alone("validate", tmp_path / "gone.json", code=1).stderr
    assert told.count("\n") == 1
    assert "could not be read: no such file" in told


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    assert "could not be read" in run("validate", tmp_path, code=1).stderr


def test_pathways_are_listed_with_the_perpetrator_first(case: Path) -> None:
    found = json.loads(run("pathways", case, "--json").stdout)
    assert [(each["behaviour"], each["via"], each["impact"], each["child"]) for each in found] == [
        ("B1", ["L1"], "I1", "p3")
    ]
    assert found[0]["sentence"].startswith("Odalric Venn hides the car keys")
    assert run("pathways", case).stdout.startswith("Odalric Venn hides the car keys")


def test_checks_name_the_child_that_nobody_mapped(case: Path) -> None:
    found = json.loads(run("checks", case, "--json").stdout)
    assert any(each["about"] == ["p4"] for each in found)
    assert all(set(each) == {"check", "about", "text"} for each in found)


def test_checks_reckon_how_old_something_is_from_the_day_that_is_given() -> None:
    sample = next((ROOT / "resources" / "sample").glob("*.case.json"))

    def asked(*day: str) -> set[str]:
        return {each["check"] for each in json.loads(run("checks", sample, "--json", *day).stdout)}

    assert "question_overdue" not in asked("--on", "2020-01-01")
    assert "question_overdue" in asked("--on", "2035-01-01")
    assert "question_overdue" in asked(), "as of today"
    run("checks", sample, "--on", "spring", code=2)


def test_language_says_line_place_rule_and_reason_as_json() -> None:
    told = run("language", "-", "--json", given="On 4 May it rained.\nAt home they argued.\n")
    (found,) = json.loads(told.stdout)
    assert (found["line"], found["rule"], found["severity"]) == (2, "L02", "A")
    assert "At home they argued."[found["start"] : found["end"]] == found["phrase"]
    assert found["why"]
    assert found["pivots"]


def test_language_knows_the_people_of_a_case() -> None:
    text = "Grace failed to protect the children\nMitch failed to protect the children\n"
    case = ROOT / "tests" / "data" / "cases" / "open-01-after-prison.case.json"
    told = run("language", "-", "--case", case, "--json", given=text)
    assert [found["line"] for found in json.loads(told.stdout)] == [1]


def test_a_teams_bad_file_of_rules_is_refused_in_a_sentence(tmp_path: Path) -> None:
    rules = tmp_path / "team.toml"
    rules.write_text("[T1]\nseverity = 'Z'\n", encoding="utf-8")
    assert "T1" in run("language", "-", "--rules", rules, given="they argued\n", code=1).stderr


def test_the_report_for_the_own_agency_is_a_pdf_for_its_owner_alone(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    run("report", case, "--audience", "own_agency", "--on", "2026-03-12", "-o", out)
    assert out.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_the_same_report_of_the_same_day_is_the_same_bytes(case: Path, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        run("report", case, "--audience", "own_agency", "--on", "2026-03-12", "-o", tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.fixture
def harsh(tmp_path: Path) -> Path:
    """The case, with wording that is to be put right before it leaves, on a card's title and in an account."""
    bad = {"title": "Ysolde failed to protect the children", "account": "It was a volatile relationship."}
    path = tmp_path / "harsh.case.json"
    entries = [{**each, **bad} if each["id"] == "L1" else each for each in CASE["entries"]]
    path.write_text(json.dumps({**CASE, "entries": entries}), encoding="utf-8")
    return path


def test_wording_that_is_to_be_put_right_is_named_by_ids_and_stops_no_report(harsh: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    told = run("report", harsh, "--audience", "own_agency", "-o", out, warns=True).stderr
    assert "L1, title: Failure to protect (L31)" in told
    assert "L1, account: " in told
    assert "--anyway" in told
    assert not [secret for secret in (*SECRETS, "failed to protect", "It was a") if secret in told]
    assert "Nobody has said why." in read(out.read_bytes())


def test_why_it_leaves_as_it_stands_is_in_the_report(harsh: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    report = ("report", harsh, "--audience", "own_agency", "-o", out)
    assert "--anyway" not in run(*report, "--anyway", "the meeting is today", warns=True).stderr
    assert "The meeting is today" in read(out.read_bytes())
    assert "why it goes out" in run(*report, "--anyway", " ", code=1).stderr


def test_before_a_picture_only_the_cards_are_named(harsh: Path, tmp_path: Path) -> None:
    told = run("picture", harsh, "-o", tmp_path / "map.svg", warns=True).stderr
    assert "L1, title: " in told
    assert "L1, account: " not in told


def test_a_report_without_such_wording_says_nothing(case: Path, tmp_path: Path) -> None:
    assert run("report", case, "--audience", "own_agency", "-o", tmp_path / "report.pdf").stderr == ""


@pytest.mark.parametrize("reader", ["meeting", "marac", "court", "programme", "survivor", "partner_agency", "training"])
def test_every_reader_has_a_report_and_a_smaller_case(case: Path, tmp_path: Path, reader: str) -> None:
    whose = ("--audience", reader, *(("--for", "p3", "--agency", "A school") * (reader == "partner_agency")))
    run("report", case, *whose, "--on", "2026-11-22", "--copy", "4", "-o", tmp_path / "out.pdf")
    pages = read_by_poppler((tmp_path / "out.pdf").read_bytes(), tmp_path)
    assert "22 November 2026 · copy 4" in " ".join(pages.split())
    run("audience", case, *whose, "-o", tmp_path / "smaller.case.json")
    run("validate", tmp_path / "smaller.case.json")


def test_there_is_no_picture_of_the_map_for_him(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert "no picture" in run("picture", case, "--audience", "perpetrator_may_see", "-o", out, code=1).stderr
    assert not out.exists()
    run("picture", case, "--audience", "meeting", "-o", out)
    assert "Confidential" in out.read_text("utf-8")


@pytest.mark.parametrize("releasers", [(), ("Ann",), ("Ann", "Ann"), ("Ann Lee", " ann  LEE ")])
def test_what_the_perpetrator_may_see_needs_two_different_names(case: Path, tmp_path: Path, releasers) -> None:
    out = tmp_path / "p.pdf"
    names = [part for name in releasers for part in ("--released-by", name)]
    told = run("report", case, "--audience", "perpetrator_may_see", *names, "-o", out, code=1).stderr
    assert "two different people" in told
    assert "--released-by twice" in told
    assert "releas" in told
    assert not out.exists()


def test_with_two_names_he_may_see_it_and_the_names_are_not_in_it(case: Path, tmp_path: Path) -> None:
    names = ("--released-by", "Annchen Quill", "--released-by", "Beatrix Quill")
    for form in ("pdf", "docx"):
        out = tmp_path / f"p.{form}"
        run("report", case, "--audience", "perpetrator_may_see", "--format", form, *names, "-o", out)
        assert b"Quill" not in out.read_bytes()
    text = read_by_poppler((tmp_path / "p.pdf").read_bytes(), tmp_path)
    assert "What is expected of you" in text
    assert "Quill" not in text
    told = run("report", case, "--audience", "perpetrator_may_see", "--format", "xlsx", *names, "-o", out, code=1)
    assert "Choose PDF or Word" in told.stderr


def test_a_report_can_be_a_word_file_or_a_table(case: Path, tmp_path: Path) -> None:
    for form in ("docx", "xlsx"):
        out = tmp_path / f"r.{form}"
        run("report", case, "--audience", "own_agency", "--format", form, "-o", out)
        assert out.read_bytes().startswith(b"PK")


def test_a_report_under_a_passphrase_opens_with_it_alone(case: Path, tmp_path: Path) -> None:
    out, secret = tmp_path / "r.pdf", tmp_path / "secret"
    secret.write_text("a long enough passphrase\n", encoding="utf-8")
    run("report", case, "--audience", "court", "--passphrase-file", secret, "-o", out)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="a long enough passphrase") as opened:
        assert opened.encryption.bits == 256
    told = run(
        "report", case, "--audience", "court", "--format", "docx", "--passphrase-file", secret, "-o", out, code=1
    ).stderr
    assert "Only a PDF" in told


@pytest.mark.parametrize("document", ["engagement_brief", "access_schedule"])
def test_our_own_agency_has_two_more_documents(case: Path, tmp_path: Path, document: str) -> None:
    out = tmp_path / "d.pdf"
    run("report", case, "--audience", "own_agency", "--document", document, "--for", "p1", "-o", out)
    assert out.read_bytes().startswith(b"%PDF-")
    asked = ("report", case, "--audience", "court", "--document", document, "--for", "p1", "-o", tmp_path / "n.pdf")
    assert "our own agency alone" in run(*asked, code=1).stderr
    assert not (tmp_path / "n.pdf").exists()


def test_a_training_copy_gives_years_unless_it_is_asked_otherwise(case: Path, tmp_path: Path) -> None:
    told = run("audience", case, "--audience", "training", "--dates", "soon", "-o", tmp_path / "t.json", code=1).stderr
    assert "years, months, or shift:" in told
    run("audience", case, "--audience", "training", "--dates", "shift:40", "-o", tmp_path / "t.json")


def test_a_profile_chooses_the_parts_and_a_faulty_one_is_refused_with_a_sentence(case: Path, tmp_path: Path) -> None:
    out, profile = tmp_path / "r.pdf", tmp_path / "short.toml"
    profile.write_text('name = "short"\nsections = ["goals", "statement"]\ncover_note = "As agreed on Monday."\n')
    run("report", case, "--audience", "own_agency", "--profile", profile, "-o", out)
    text = read_by_poppler(out.read_bytes(), tmp_path)
    assert "As agreed on Monday." in text
    assert "Who is who" not in text.replace("see “Who is who”", "")
    profile.write_text('sections = ["the good part"]\n')
    told = run(
        "report", case, "--audience", "own_agency", "--profile", profile, "-o", tmp_path / "n.pdf", code=1
    ).stderr
    assert "There is no part “the good part” in a report." in told


def test_a_picture_is_what_its_name_says(case: Path, tmp_path: Path) -> None:
    run("picture", case, "-o", tmp_path / "map.svg")
    run("picture", case, "-o", tmp_path / "map.PNG")
    run("picture", case, "-o", tmp_path / "map.pdf")
    assert "hides the car" in " ".join(ET.parse(tmp_path / "map.svg").getroot().itertext()).casefold()
    assert (tmp_path / "map.PNG").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF-")
    assert ".svg, .png or .pdf" in run("picture", case, "-o", tmp_path / "map.bmp", code=1).stderr


def test_the_smaller_case_is_a_case_and_holds_nothing_for_others(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "smaller.case.json"
    run("audience", case, "--audience", "perpetrator_may_see", "-o", out)
    run("validate", out)
    assert not [secret for secret in SECRETS[1:] if secret in out.read_text("utf-8")]
    run("audience", case, "--audience", "own_agency", "-o", out)
    assert {each["id"] for each in json.loads(out.read_text("utf-8"))["entries"]} >= {"B1", "L1", "I1", "E1"}


def test_a_place_that_cannot_be_written_to_is_one_sentence(case: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    for out in (tmp_path / "gone" / "map.svg", tmp_path / "folder.svg", case / "map.svg"):
        assert run("picture", case, "-o", out, code=1).stderr.count("\n") == 1


def test_a_refused_report_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"the old one")
    run("report", broken(tmp_path / "x.json", "{}"), "--audience", "own_agency", "-o", out, code=1)
    assert out.read_bytes() == b"the old one"


def test_every_view_is_pictured_in_the_size_asked_for(case: Path, tmp_path: Path) -> None:
    run_alone("screens", case, "-o", tmp_path / "views", "--size", "800x600", "--theme", "dark")
    pictures = {path.stem: path.read_bytes() for path in (tmp_path / "views").iterdir()}
    wanted = {"door", "making-place", "cases", "cases-empty", "case-empty", "map", "outline", "report", "evidence"}
    wanted |= {"hidden"}
    assert wanted <= set(pictures)
    for name in wanted:
        assert pictures[name][:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", pictures[name][16:24]) == (800, 600)
    assert pictures["map"] != pictures["case-empty"]


@pytest.mark.parametrize("command", ["report", "audience"])
def test_nothing_is_written_over_the_case_it_was_to_be_made_from(case: Path, tmp_path: Path, command: str) -> None:
    before = case.read_bytes()
    (tmp_path / "link").symlink_to(case)
    (tmp_path / "beside").mkdir()
    for out in (case, tmp_path / "link", tmp_path / "beside" / ".." / case.name):
        told = run(command, case, "--audience", "own_agency", "-o", out, code=1).stderr
        assert "what this was to be made from" in told
        assert told.count("\n") == 1
    picture = case.rename(tmp_path / "case.svg")
    assert "what this was to be made from" in run("picture", picture, "-o", picture, code=1).stderr
    assert picture.read_bytes() == before


def test_what_is_read_only_is_not_replaced(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "signed.svg"
    out.write_bytes(b"the signed one")
    out.chmod(0o400)
    assert "read-only" in run("picture", case, "-o", out, code=1).stderr
    assert out.read_bytes() == b"the signed one"


def test_what_its_reader_may_not_have_is_looked_for_before_a_report_is_written(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    with pytest.MonkeyPatch.context() as patch:
        found = Checked(hits=(Hit("E1", "a text", "page 2, text"),))
        patch.setattr("exports.finished.check.check", lambda *_args, **_more: found)
        told = run("report", case, "--audience", "own_agency", "-o", out, code=1).stderr
    assert "E1 (page 2, text)" in told
    assert not out.exists()


# ------------------------------------------------------------------------------------------------------ vault


def vault(act: str, folder: Path, *more: object, passphrase: Path, code: int = 0) -> Told:
    return run("vault", act, folder, *more, "--passphrase-file", passphrase, code=code)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the case in it, made once by two processes."""
    folder = tmp_path_factory.mktemp("pattern")
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    (folder / "x.case.json").write_text(json.dumps(CASE), encoding="utf-8")
    by = ("--passphrase-file", folder / "passphrase")
    run_alone("vault", "create", folder / "vault", *by)
    run_alone("vault", "add", folder / "vault", folder / "x.case.json", *by)
    return folder / "vault"


@pytest.fixture
def made(tmp_path: Path, pattern: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "my.vault"))


def test_a_case_goes_in_and_comes_out_the_same(made: Path, tmp_path: Path, passphrase: Path) -> None:
    assert vault("list", made, passphrase=passphrase).stdout.startswith("tin-kettle\tCase 12\t8 entries\t")
    out = tmp_path / "back.case.json"
    vault("export", made, "tin-kettle", "-o", out, passphrase=passphrase)
    found = json.loads(out.read_text("utf-8"))
    assert {each["id"]: each for each in found["entries"]} == {each["id"]: each for each in CASE["entries"]}
    assert found["case"] == CASE["case"]
    assert vault("check", made, passphrase=passphrase).stdout == "The vault is sound; cases in it: 1.\n"


def test_nothing_in_the_folder_can_be_read_by_others_or_without_the_key(pattern: Path) -> None:
    files = [pattern, *pattern.rglob("*")]
    assert [each for each in files if stat.S_IMODE(each.stat().st_mode) & 0o077] == []
    blob = b"".join(each.read_bytes() for each in files if each.is_file())
    assert [secret for secret in (*SECRETS, PASSPHRASE) if secret.encode() in blob] == []


def test_the_recovery_code_is_printed_once_with_advice(tmp_path: Path, passphrase: Path) -> None:
    code, advice = vault("create", tmp_path / "v", passphrase=passphrase).stdout.splitlines()
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert "paper" in advice


def test_a_wrong_passphrase_is_told_alike_whether_the_vault_is_damaged_or_not(
    made: Path, tmp_path: Path, passphrase: Path
) -> None:
    wrong = broken(tmp_path / "wrong", "something else entirely\n")
    told = vault("list", made, passphrase=wrong, code=1).stderr
    database = made / "vault.db"
    database.write_bytes(database.read_bytes()[:5000] + os.urandom(database.stat().st_size - 5000))
    assert vault("list", made, passphrase=wrong, code=1).stderr == told
    assert vault("list", made, passphrase=passphrase, code=1).stderr not in ("", told)


def test_backups_are_listed_and_the_newest_good_one_is_put_back(made: Path, passphrase: Path) -> None:
    good = vault("backup", made, passphrase=passphrase).stdout.strip()
    newest = vault("backup", made, passphrase=passphrase).stdout.strip()
    listed = run("vault", "backups", made).stdout.splitlines()
    assert [line.split("\t")[2] for line in listed][:2] == [newest, good]
    for broken_one in (made / "vault.db", Path(newest) / "vault.db"):
        broken_one.write_bytes(b"")
    vault("list", made, passphrase=passphrase, code=1)
    said = vault("restore", made, "latest", passphrase=passphrase).stdout
    assert "act 1" in said
    assert "What was there before" in said
    assert "tin-kettle" in vault("list", made, passphrase=passphrase).stdout


def test_the_passphrase_may_come_on_standard_input(made: Path) -> None:
    assert "tin-kettle" in run("vault", "list", made, given=PASSPHRASE + "\n").stdout
    assert "empty" in run("vault", "list", made, code=1).stderr


def test_the_passphrase_is_never_an_argument(made: Path) -> None:
    run("vault", "list", made, "--passphrase", PASSPHRASE, code=2)


def test_what_is_in_the_vault_already_is_not_put_in_again(made: Path, case: Path, passphrase: Path) -> None:
    assert "already" in vault("add", made, case, passphrase=passphrase, code=1).stderr


def test_a_case_that_is_not_there_is_not_written(made: Path, tmp_path: Path, passphrase: Path) -> None:
    vault("export", made, "another", "-o", tmp_path / "x.json", passphrase=passphrase, code=1)
    assert not (tmp_path / "x.json").exists()


@pytest.mark.parametrize("name", ["keys.json", "vault.db", "case.json", "backups/case.json", "../door/case.json"])
def test_nothing_is_written_into_a_vault(made: Path, tmp_path: Path, passphrase: Path, name: str) -> None:
    (tmp_path / "door").symlink_to(made / "backups")
    before = {each: each.read_bytes() for each in made.rglob("*") if each.is_file()}
    told = vault("export", made, "tin-kettle", "-o", made / name, passphrase=passphrase, code=1).stderr
    assert "lies in a vault" in told
    assert told.count("\n") == 1
    assert {each: each.read_bytes() for each in made.rglob("*") if each.is_file()} == before


def test_a_case_is_not_written_over_the_passphrase(made: Path, passphrase: Path) -> None:
    told = vault("export", made, "tin-kettle", "-o", passphrase, passphrase=passphrase, code=1).stderr
    assert "what this was to be made from" in told
    assert passphrase.read_text("utf-8") == PASSPHRASE + "\n"


def test_a_disk_that_is_full_leaves_nothing_of_a_vault_that_was_not_made(
    tmp_path: Path, passphrase: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("storage.making.settle", full)
        told = vault("create", tmp_path / "v", passphrase=passphrase, code=1).stderr
    assert told.startswith("The disk is full, so no vault was made.")
    assert "saved before" not in told
    assert list((tmp_path / "v").iterdir()) == []
    vault("create", tmp_path / "v", passphrase=passphrase)


def test_no_second_vault_is_made_in_one_folder(made: Path, passphrase: Path) -> None:
    vault("create", made, passphrase=passphrase, code=1)
    assert vault("list", made, passphrase=passphrase).stdout.startswith("tin-kettle")


def test_a_backup_can_be_put_in_the_vaults_place(made: Path, passphrase: Path) -> None:
    backup = Path(vault("backup", made, passphrase=passphrase).stdout.strip())
    (made / "vault.db").write_bytes(b"ruined")
    vault("list", made, passphrase=passphrase, code=1)
    assert "in place" in vault("restore", made, backup, passphrase=passphrase).stdout
    assert vault("list", made, passphrase=passphrase).stdout.startswith("tin-kettle")


def test_a_folder_without_a_vault_is_said_to_be_one(tmp_path: Path, passphrase: Path) -> None:
    assert "holds no vault" in vault("list", tmp_path, passphrase=passphrase, code=1).stderr


# ------------------------------------------------------------------------------------------------------ usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("validate",),
        ("report", "x.json", "-o", "y.pdf"),
        ("report", "x.json", "--audience", "everybody", "-o", "y.pdf"),
        ("report", "x.json", "--audience", "own_agency", "--on", "soon", "-o", "y.pdf"),
        ("vault",),
        ("vault", "open", "x"),
        ("screens", "x.json", "-o", "y", "--size", "huge"),
        ("--demo", "--case", "x.json"),
    ],
    ids=" ".join,
)
def test_bad_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert "usage" in run(*arguments, code=2).stderr


def test_bad_usage_ends_the_process_with_two_and_no_traceback() -> None:
    run_alone("nonsense", code=2)


def test_a_reader_of_our_output_may_leave_without_a_word(case: Path) -> None:
    command = [sys.executable, "main.py", "pathways", str(case), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 0


def test_commands_come_without_a_screen(case: Path) -> None:
    code = (
        "import sys; from app.commandline import run; run(sys.argv[1:]);"
        "print('PySide6' in sys.modules or 'shiboken6' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "checks", str(case)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_fault_of_the_program_prints_types_and_places_but_no_values(case: Path) -> None:
    code = (
        "import sys; from app import errors, commandline; errors.install();"
        "import app.commands.analysis as a\n"
        "def burst(chosen): raise ValueError('Peregrine misses the first lessons')\n"
        "a.validate = burst\n"
        "sys.exit(commandline.run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "validate", str(case)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Throughline met a fault: ValueError at app.commandline:")
    assert "Peregrine" not in done.stderr
    assert "Traceback" not in done.stderr
