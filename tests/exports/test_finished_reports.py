"""A finished report: the same bytes wherever it is made, nothing that acts, sealed where asked, stopped at will."""

import hashlib
import io
import os
import re
import subprocess
import sys

import pikepdf
import pytest

from exports.docx import outline_docx
from exports.errors import ExportError
from exports.finished.pdfnames import ACTIVE
from exports.pdf import outline_pdf
from exports.progress import StoppedError
from exports.report import own_agency_report, reader_report
from exports.sealed import sealed
from mapping.audience import Reader, view
from mapping.entries import Behaviour, Person
from mapping.readers import audiences
from tests.cases import PUBLISHED_NAMES
from tests.exports.full_case import case_of, full_case
from tests.exports.paper_reading import opened
from tests.exports.test_reading_aloud import DAY, printed_report, told
from tests.house.source import ROOT

MADE = """
import hashlib
from tests.exports.test_reading_aloud import printed_report
for reader in ("own_agency", "court", "perpetrator_may_see"):
    print(hashlib.sha256(printed_report({case!r}, reader)).hexdigest())
"""


@pytest.mark.parametrize(("seed", "locale"), [("1", "C"), ("2", "tr_TR.UTF-8")])
def test_a_report_is_the_same_in_another_process_under_another_locale(seed: str, locale: str) -> None:
    case = PUBLISHED_NAMES[1]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": "Pacific/Apia"}
    command = [sys.executable, "-c", MADE.format(case=case)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    readers = ("own_agency", "court", "perpetrator_may_see")
    assert done.stdout.split() == [hashlib.sha256(printed_report(case, each)).hexdigest() for each in readers]


@pytest.mark.parametrize("reader", [*audiences()])
def test_a_report_has_one_end_no_act_and_only_fonts_of_its_own(reader: str) -> None:
    pdf = printed_report(PUBLISHED_NAMES[1], reader)
    assert pdf.count(b"%%EOF") == 1
    with opened(pdf) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary):
                assert not set(each.keys()) & set(ACTIVE)
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                assert re.match(r"/[A-Z]{6}\+", str(each.FontName))
                assert "/FontFile2" in each


def test_a_sealed_report_opens_with_its_passphrase_alone_and_says_the_same() -> None:
    pdf = own_agency_report(full_case(), DAY)
    made = sealed(pdf, "correct horse battery staple")
    for wrong in ("", "correct horse"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(made), password=wrong)
    with pikepdf.open(io.BytesIO(made), password="correct horse battery staple") as locked, opened(pdf) as plain:
        assert (locked.encryption.R, locked.encryption.bits) == (6, 256)
        assert len(locked.pages) == len(plain.pages)
        assert locked.pages[0].Contents.read_bytes() == plain.pages[0].Contents.read_bytes()
    assert b"Mapping report" not in made
    assert b"pdfuaid" not in made
    assert made.count(b"%%EOF") == 1


def test_whoever_wants_a_report_is_told_how_far_it_is() -> None:
    seen: list[float] = []
    outlined, smaller = told(full_case())
    pdf = outline_pdf(outlined, smaller, lambda share: seen.append(share) is None)
    assert pdf == outline_pdf(outlined, smaller)
    assert len(seen) > 20
    assert seen == sorted(seen)
    assert 0 <= seen[0] < 0.1
    assert 0.8 < seen[-1] <= 1


@pytest.mark.parametrize("after", [1, 5, 40])
def test_a_report_can_be_stopped_on_the_way(after: int) -> None:
    told_of: list[float] = []

    def progress(share: float) -> bool:
        told_of.append(share)
        return len(told_of) < after

    reader = Reader("own_agency")
    with pytest.raises(StoppedError, match="Nothing was made"):
        reader_report(view(full_case(), reader), reader, DAY, progress=progress)
    assert len(told_of) == after


def test_a_refusal_names_the_entry_by_the_id_that_it_has_in_the_case() -> None:
    father = Person(id="p9", roles=("perpetrator",), label="Father")
    hidden = Behaviour(id="hidden", by="p9", title="follows her", withhold_from=("own_agency",))
    odd = Behaviour(id="odd", by="p9", title="says \u0e01")
    with pytest.raises(ExportError, match="U\\+0E01") as caught:
        own_agency_report(case_of(father, hidden, odd), DAY)
    assert caught.value.where == "odd"


def test_paper_and_word_draw_the_same_pictures() -> None:
    outlined, smaller = told(full_case())
    with opened(outline_pdf(outlined, smaller)) as document:
        alts = [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    file = io.BytesIO(outline_docx(outlined, smaller))
    import docx

    words = [each.get("descr") for each in docx.Document(file).element.iter() if each.tag.endswith("}docPr")]
    assert words == alts
