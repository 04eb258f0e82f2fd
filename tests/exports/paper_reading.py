"""What a reader of a finished PDF gets out of it, by two independent readers."""

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pypdf
from reportlab.platypus import Flowable

from exports.flow import Text
from exports.page import build_pdf
from exports.text import Content

POPPLER = shutil.which("pdftotext")
STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # which a reader adds, or which are never printed


def printed(*contents: Content) -> bytes:
    """Return a document of one block for each content, with nothing else on its pages."""
    return build_pdf([Text(content) for content in contents], page_words="")


def document(*story: Flowable) -> bytes:
    """Return a document of these blocks, with nothing else on its pages."""
    return build_pdf(story, page_words="")


def read(pdf: bytes) -> str:
    """Return the text of a document."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def read_by_poppler(pdf: bytes, folder: Path) -> str:
    """Return the text of a document as a second reader finds it."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    assert POPPLER
    return subprocess.run([POPPLER, str(path), "-"], check=True, capture_output=True, text=True).stdout


def bare(text: str) -> str:
    """Return a text without the spaces and marks of direction that setting it on lines may change."""
    return re.sub(r"\s+", "", STEERING.sub("", unicodedata.normalize("NFC", text)))


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return a document taken apart."""
    return pikepdf.open(io.BytesIO(pdf))
