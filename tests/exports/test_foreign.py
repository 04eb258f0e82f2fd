"""A file that is something else is called by its name, and is not opened."""

import bz2
import gzip
import io
import lzma
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.foreign import kind_of
from exports.interchange import read_bytes, write_text
from mapping.errors import CaseFileError
from tests.cases import PUBLISHED, behaviour, case_of, one_of_every_kind

CASE = write_text(case_of(behaviour())).encode()
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n"


def zipped(*names: str, content: bytes = CASE, **more: object) -> bytes:
    """A ZIP archive with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **more) as archive:  # type: ignore[arg-type]
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def database(*statements: str) -> bytes:
    """A SQLite database in which these were executed."""
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    raw = connection.serialize()
    connection.close()
    return raw


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        part = tarfile.TarInfo("x.case.json")
        part.size = len(CASE)
        archive.addfile(part, io.BytesIO(CASE))
    return made.getvalue()


TABLE = "CREATE TABLE cases (id TEXT, head TEXT)"
FILES: dict[str, tuple[str, bytes | Callable[[], bytes]]] = {
    "a ZIP with a case in it": ("ZIP", lambda: zipped("x.case.json")),
    "an empty ZIP": ("ZIP", zipped),
    "a ZIP bomb": ("ZIP", lambda: zipped("x.case.json", content=b" " * 30_000_000)),
    "a ZIP with many members": ("ZIP", lambda: zipped(*(f"{number}.json" for number in range(2000)), content=b"{}")),
    "a ZIP that climbs": ("ZIP", lambda: zipped("../../x.case.json")),
    "a ZIP with an absolute path": ("ZIP", lambda: zipped("/etc/x.case.json")),
    "a ZIP with a drive": ("ZIP", lambda: zipped("C:\\x.case.json")),
    "a ZIP that is cut": ("ZIP", lambda: zipped("x.case.json")[:40]),
    "a spanned ZIP": ("ZIP", b"PK\x07\x08PK\x03\x04" + bytes(60)),
    "an encrypted ZIP": ("ZIP", b"PK\x03\x04\x14\x00\x01\x00" + bytes(60)),
    "a Word document": ("ZIP", lambda: zipped("[Content_Types].xml", "word/document.xml")),
    "a spreadsheet": ("ZIP", lambda: zipped("[Content_Types].xml", "xl/workbook.xml")),
    "an OpenDocument text": ("ZIP", lambda: zipped("mimetype", "content.xml")),
    "an e-book": ("ZIP", lambda: zipped("mimetype", "META-INF/container.xml")),
    "a Java archive": ("ZIP", lambda: zipped("META-INF/MANIFEST.MF")),
    "a plain SQLite database": ("SQLite", lambda: database(TABLE)),
    "a SQLite database with triggers": ("SQLite", lambda: database(
        TABLE, "CREATE TRIGGER t AFTER INSERT ON cases BEGIN DELETE FROM cases; END")),
    "a SQLite database with views": ("SQLite", lambda: database(TABLE, "CREATE VIEW v AS SELECT * FROM v2")),
    "a SQLite database with generated columns": ("SQLite", lambda: database(
        "CREATE TABLE cases (id TEXT, twice TEXT AS (id || id))")),
    "a SQLite database that is torn": ("SQLite", lambda: database(TABLE)[:200]),
    "a SQLite database that is overwritten": ("SQLite", lambda: database(TABLE)[:100] + b"\xff" * 4000),
    "a SQLite database of many tables": ("SQLite", lambda: database(*(f"CREATE TABLE t{n} (a)" for n in range(300)))),
    "a PDF": ("PDF", PDF),
    "a PDF after blank lines": ("PDF", b"\n\n" + PDF),
    "a PDF after other words": ("PDF", b"HTTP/1.1 200 OK\n\n" + PDF),
    "a PDF that is a ZIP too": ("PDF", lambda: PDF + zipped("x.case.json")),
    "a PDF that is cut": ("PDF", b"%PDF-"),
    "a web page": ("web page", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
    "a web page in capitals": ("web page", b"<HTML><HEAD>"),
    "a web page after a mark": ("web page", b"\xef\xbb\xbf \r\n<!doctype HTML>"),
    "a web page without a head": ("web page", b"<p>Not found</p>"),
    "a web page that is a case": ("web page", b"<html><script>" + CASE + b"</script>"),
    "an XML document": ("XML", b'<?xml version="1.0"?><case/>'),
    "an XML bomb": ("XML", b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'),
    "a drawing": ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "a PNG": ("PNG", PNG),
    "a PNG that is a case too": ("PNG", PNG + CASE),
    "a JPEG": ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    "a JPEG with a place in it": ("JPEG", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00GPS"),
    "a GIF": ("GIF", b"GIF89a\x01\x00\x01\x00"),
    "an old GIF": ("GIF", b"GIF87a\x01\x00\x01\x00"),
    "a TIFF": ("TIFF", b"II*\x00\x08\x00\x00\x00"),
    "a TIFF the other way round": ("TIFF", b"MM\x00*\x00\x00\x00\x08"),
    "a BMP": ("BMP", b"BM6\x00\x0c\x00\x00\x00\x00\x006\x00"),
    "a WebP": ("WebP", b"RIFF\x24\x00\x00\x00WEBPVP8 "),
    "a picture from a telephone": ("telephone", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"),
    "a film": ("telephone", b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00"),
    "a recording": ("WAV", b"RIFF\x24\x00\x00\x00WAVEfmt "),
    "another recording": ("MP3", b"ID3\x04\x00\x00\x00\x00\x00\x00"),
    "an old Word document": ("Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)),
    "an RTF document": ("RTF", b"{\\rtf1\\ansi He said"),
    "a gzip": ("gzip", lambda: gzip.compress(CASE)),
    "a gzip bomb": ("gzip", lambda: gzip.compress(b" " * 10_000_000)),
    "a bzip2": ("bzip2", lambda: bz2.compress(CASE)),
    "an xz": ("xz", lambda: lzma.compress(CASE)),
    "a tar": ("tar", tarred),
    "a 7-Zip": ("7-Zip", b"7z\xbc\xaf\x27\x1c\x00\x04"),
    "a RAR": ("RAR", b"Rar!\x1a\x07\x01\x00"),
    "a program for Linux": ("program", b"\x7fELF\x02\x01\x01" + bytes(9)),
    "a program for Windows": ("program", b"MZ\x90\x00\x03\x00\x00\x00"),
    "a script": ("program", b"#!/bin/sh\nrm -rf ~\n"),
    "a key": ("key", b"-----BEGIN OPENSSH PRIVATE KEY-----\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_something_else_is_called_by_its_name(name: str) -> None:
    word, made = FILES[name]
    raw = made() if callable(made) else made
    with pytest.raises(CaseFileError) as caught:
        read_bytes(raw)
    said = str(caught.value)
    assert word in said
    assert said.startswith("The file is a")
    assert "not a Throughline case. It was not opened" in said
    assert "\n" not in said


def test_there_are_at_least_sixty_of_them() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.case.json")), ids=lambda path: path.stem)
def test_a_case_is_not_taken_for_something_else(path: Path) -> None:
    raw = path.read_bytes()
    assert [kind_of(each) for each in (raw, b"\xef\xbb\xbf" + raw, b"\n\n  " + raw)] == ["", "", ""]


@pytest.mark.parametrize("words", ["%PDF-1.7", "<html>", "PK\x03\x04", "SQLite format 3", "GIF89a", "<?xml"])
def test_what_somebody_wrote_in_a_case_makes_it_nothing_else(words: str) -> None:
    raw = b'{"' + words.encode() + b'": 1, ' + write_text(one_of_every_kind()).encode()[1:]
    assert kind_of(raw) == ""


@pytest.mark.parametrize("text", ["BMI is low", "MZ said so", "ID3 is a tag", "begin again", "He said <b>", ""])
def test_a_plain_text_is_not_called_a_picture_or_a_program(text: str) -> None:
    assert kind_of(text.encode()) == ""
