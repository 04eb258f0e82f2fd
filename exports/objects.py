"""A PDF as its numbered objects: taken apart as ReportLab wrote it, put together as one version; it knows no page.

A long report has a hundred thousand objects, nearly all of them small parts of its tree. A library that reads and
writes each of them takes a third of the time of the whole report, so they are written here, once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

_HEAD = b"%PDF-1.4\n%\xbf\xf7\xa2\xfe\n"
"""The version, and four bytes by which programs know that the file is not text."""
_ROW = 20
"""How long a row of the table at the end of a PDF is."""
_HALF = 16


def taken_apart(pdf: bytes) -> dict[int, bytes]:
    """What stands in each object of a PDF of one version, by number; objects that are free are left out."""
    start = int(pdf[pdf.rindex(b"startxref") + len(b"startxref") :].split(None, 1)[0])
    _word, _first, count = pdf[start : start + 40].split(None, 3)[:3]
    rows = pdf.index(count, start + 5) + len(count) + 1
    places = sorted(
        (int(pdf[at : at + 10]), number)
        for number, at in enumerate(range(rows, rows + int(count) * _ROW, _ROW))
        if pdf[at + 17 : at + 18] == b"n"
    )
    ends = (*places, (start, 0))
    return {number: _content(pdf[at:end]) for (at, number), (end, _next) in pairwise(ends)}


def _content(written: bytes) -> bytes:
    """What stands between the words that begin and end an object."""
    return written[written.index(b"obj") + 3 : written.rindex(b"endobj")].strip(b"\r\n")


def put_together(objects: Sequence[bytes], root: int, info: int) -> bytes:
    """A PDF of these objects, numbered from 1, and of nothing else; the same objects give the same bytes."""
    out, table, size = [_HEAD], [b"0000000000 65535 f "], len(_HEAD)
    for number, content in enumerate(objects, 1):
        table.append(b"%010d 00000 n " % size)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        size += len(out[-1])
    body = b"".join(out)
    name = hashlib.sha256(body).hexdigest()[: 2 * _HALF].encode("ascii")
    told = b"<< /Info %d 0 R /Root %d 0 R /Size %d /ID [<%s><%s>] >>" % (info, root, len(table), name, name)
    rows = b"\n".join(table)
    return b"%sxref\n0 %d\n%s\ntrailer %s\nstartxref\n%d\n%%%%EOF\n" % (body, len(table), rows, told, size)


def stream(content: bytes, said: bytes = b"") -> bytes:
    """A stream as an object, with what is said of it."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (said, len(content), content)


def with_more(dictionary: bytes, entries: Mapping[str, str]) -> bytes:
    """A dictionary with more in it; what it had of the same name must have been taken out."""
    more = " ".join(f"/{name} {value}" for name, value in entries.items())
    return b"%s %s >>" % (dictionary.rstrip().removesuffix(b">>").rstrip(), more.encode("latin-1"))
