"""Small PDF files for the tests, sound and not; made with the library that the sandbox looks through them with."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PAGE = (200, 300)
"""Width and height of a page, in points."""


def paper(*colours: tuple[float, float, float], **more: object) -> bytes:
    """A PDF with a page in each colour; `more` are entries of its root."""
    with pikepdf.new() as pdf:
        for colour in colours or ((1.0, 1.0, 1.0),):
            pdf.add_blank_page(page_size=PAGE)
            words = f"{colour[0]} {colour[1]} {colour[2]} rg 0 0 {PAGE[0]} {PAGE[1]} re f".encode()
            pdf.pages[-1].Contents = pdf.make_stream(words)
        for name, value in more.items():
            pdf.Root[f"/{name}"] = value
        return written(pdf)


def written(pdf: Pdf, **how: object) -> bytes:
    """The bytes of a PDF, with its objects packed away as newer programs do."""
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **how)
    return out.getvalue()


def locked(user: str, owner: str) -> bytes:
    """A PDF under passwords: one to open it, one to change it."""
    with pikepdf.open(BytesIO(paper())) as pdf:
        return written(pdf, encryption=pikepdf.Encryption(user=user, owner=owner))


def restless() -> bytes:
    """A PDF that does something wherever another program opens it."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('seen')"))
    launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    with pikepdf.open(BytesIO(paper(OpenAction=script))) as pdf:
        pdf.pages[0].Annots = Array([link])
        pdf.pages[0].AA = Dictionary(O=launch)
        pdf.attachments["notes.txt"] = b"attached"
        return written(pdf)


def in_borrowed_letters(words: str) -> bytes:
    """A PDF that writes in a typeface which it does not bring along."""
    with pikepdf.open(BytesIO(paper())) as pdf:
        about = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Arial"), Flags=32, ItalicAngle=0, StemV=80)
        face = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Arial"))
        face.FontDescriptor = pdf.make_indirect(about)
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=face))
        pdf.pages[0].Contents = Stream(pdf, f"BT /F 40 Tf 10 100 Td ({words}) Tj ET".encode())
        return written(pdf)
