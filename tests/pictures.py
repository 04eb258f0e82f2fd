"""Pictures as they come from cameras, phones, programs and enemies, each with words in it that must not come out.

And what a finished picture is made of, part by part, read from its bytes without the library that wrote them.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

CANARY = b"Rosalind-12-Mill-Lane-ZK"
MADE, REFUSED, EITHER = "made", "refused", "either"
PICTURE_PARTS = {
    "jpeg": {"SOI", "JFIF", "DQT", "SOF", "DHT", "SOS", "EOI"},
    "png": {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"},
}
"""All that a picture which holds nothing but itself is made of."""
_GPS, _MAKER, _ORIENTATION, _EXIF, _TAKEN, _NOTE = 0x8825, 0x10F, 0x112, 0x8769, 0x9003, 0x927C


@dataclass(frozen=True)
class Trial:
    """One file, and what is to become of it."""

    name: str
    raw: bytes
    wanted: str


def parts(raw: bytes) -> list[str]:
    """What a JPEG or PNG is made of, in order; what lies behind its end is called "behind"."""
    return list(_png_parts(raw) if raw.startswith(b"\x89PNG") else _jpeg_parts(raw))


def _png_parts(raw: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(raw):
        (length,) = struct.unpack_from(">I", raw, at)
        name = raw[at + 4 : at + 8].decode("latin-1")
        yield name
        at += 12 + length
        if name == "IEND":
            break
    if at < len(raw):
        yield "behind"


def _jpeg_parts(raw: bytes) -> Iterator[str]:
    yield "SOI"
    at = 2
    while at + 2 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xD9:
            yield "EOI"
            at += 2
            break
        (length,) = struct.unpack_from(">H", raw, at + 2)
        yield _jpeg_part(marker, raw[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            # Pixels go on until a marker that is neither a stuffed byte nor a restart.
            while at + 1 < len(raw) and (raw[at] != 0xFF or raw[at + 1] in (0, *range(0xD0, 0xD8))):
                at += 1
    if at < len(raw):
        yield "behind"


def _jpeg_part(marker: int, body: bytes) -> str:
    if marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) == 14:
        return "JFIF"
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    names = {0xDB: "DQT", 0xC4: "DHT", 0xDA: "SOS", 0xFE: "COM", 0xDD: "DRI"}
    return names.get(marker, "SOF" if 0xC0 <= marker <= 0xCF else f"{marker:02x}")


def trials(seed: int) -> list[Trial]:
    """One file of every sort, in sizes and colours that hang on the seed."""
    chance = random.Random(seed)
    pixels = _pixels(chance)
    return [*_photos(chance, pixels), *_drawings(chance, pixels), *_not_taken(chance, pixels)]


def _pixels(chance: random.Random) -> Image.Image:
    size = chance.randint(20, 90), chance.randint(20, 90)
    noise = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
    return Image.blend(noise, Image.new("RGB", size, tuple(chance.randbytes(3))), 0.7)


def _exif(chance: random.Random) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKER] = chance.randint(1, 8), CANARY.decode()
    exif.get_ifd(_GPS)[2] = (51.0, 30.0, float(chance.randint(0, 59)))
    exif.get_ifd(_EXIF)[_TAKEN] = "2026:05:03 14:02:00"
    exif.get_ifd(_EXIF)[_NOTE] = CANARY
    return exif.tobytes()


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def _after_soi(raw: bytes, marker: int, body: bytes) -> bytes:
    return raw[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + raw[2:]


def _photos(chance: random.Random, pixels: Image.Image) -> Iterator[Trial]:
    exif, plain = _exif(chance), _saved(pixels, "JPEG")
    yield Trial("a phone's photo", _saved(pixels, "JPEG", exif=exif), MADE)
    yield Trial("a photo with a profile", _saved(pixels, "JPEG", icc_profile=_profile()), MADE)
    yield Trial("a photo with a comment", _saved(pixels, "JPEG", comment=CANARY), MADE)
    yield Trial("a grey photo", _saved(pixels.convert("L"), "JPEG", exif=exif), MADE)
    yield Trial("a printer's photo", _saved(pixels.convert("CMYK"), "JPEG", exif=exif), MADE)
    yield Trial("a progressive photo", _saved(pixels, "JPEG", exif=exif, progressive=True), MADE)
    two = {"save_all": True, "append_images": [pixels.rotate(90)]}
    yield Trial("two photos in one", _saved(pixels, "MPO", exif=exif, **two), MADE)
    yield Trial("words of a program", _after_soi(plain, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY), MADE)
    yield Trial("another program's words", _after_soi(plain, 0xED, b"Photoshop 3.0\0" + CANARY), MADE)
    yield Trial("exif that is none", _after_soi(plain, 0xE1, b"Exif\0\0MM\0*" + chance.randbytes(80) + CANARY), EITHER)
    yield Trial("an archive behind it", plain + b"PK\x03\x04" + CANARY, MADE)
    yield Trial("a page behind it", plain + b"<html><script>" + CANARY, MADE)


def _drawings(chance: random.Random, pixels: Image.Image) -> Iterator[Trial]:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_text("Comment", CANARY.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    words.add(b"tIME", b"\x07\xea\x05\x03\x0e\x02\x00")
    words.add(b"prVt", CANARY)
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        raw = _saved(pixels.convert(mode), "PNG", pnginfo=words, exif=_exif(chance), dpi=(300, 300))
        yield Trial(f"a drawing in {mode}", raw, MADE)
    yield Trial("sixteen bits of grey", _saved(pixels.convert("I;16"), "PNG", pnginfo=words), MADE)
    yield Trial("a clear colour", _saved(pixels.convert("P"), "PNG", transparency=3, pnginfo=words), MADE)
    yield Trial("a drawing with a profile", _saved(pixels, "PNG", icc_profile=_profile()), MADE)
    moving = {"save_all": True, "append_images": [pixels.rotate(90)], "pnginfo": words}
    yield Trial("a moving drawing", _saved(pixels, "PNG", **moving), MADE)
    yield Trial("a script behind it", _saved(pixels, "PNG") + b"<?php " + CANARY, MADE)


def chunk(name: bytes, body: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def header_png(wide: int, high: int, *more: bytes) -> bytes:
    """A PNG that says it is so large, with next to nothing in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def header_jpeg(wide: int, high: int) -> bytes:
    """A JPEG that says it is so large, and is not."""
    raw = _saved(Image.new("RGB", (16, 16)), "JPEG")
    at = raw.index(b"\xff\xc0")
    return raw[: at + 5] + struct.pack(">HH", high, wide) + raw[at + 9 :]


def _not_taken(chance: random.Random, pixels: Image.Image) -> Iterator[Trial]:
    photo, drawing = _saved(pixels, "JPEG", exif=_exif(chance)), _saved(pixels, "PNG")
    flood = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(30_000_000)))
    yield Trial("50,000 by 50,000", header_png(50_000, 50_000), REFUSED)
    yield Trial("65,000 by 65,000", header_jpeg(65_000, 65_000), REFUSED)
    yield Trial("a strip", header_png(12_001, 10), REFUSED)
    yield Trial("a lie about its size", header_png(6000, 6000), REFUSED)
    yield Trial("a flood of words", header_png(8, 8, flood), REFUSED)
    yield Trial("half a photo", photo[: len(photo) // 2], REFUSED)
    yield Trial("half a drawing", drawing[: len(drawing) // 2], REFUSED)
    yield Trial("a drawing of vectors", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', REFUSED)
    yield Trial("an old moving picture", _saved(pixels, "GIF"), REFUSED)
    yield Trial("a scan", _saved(pixels, "TIFF"), REFUSED)
    yield Trial("a picture of the sky", b"SIMPLE  =                    T" + bytes(2880), REFUSED)
    yield Trial("nothing but a beginning", b"\xff\xd8\xff", REFUSED)
    for what, raw in (("a photo", photo), ("a drawing", drawing)):
        spoilt = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(8, len(spoilt))] ^= 1 << chance.randrange(8)
        yield Trial(f"{what} with flipped bits", bytes(spoilt), EITHER)


Make = Callable[[bytes], bytes | None]


def judge(trial: Trial, made: bytes | None) -> list[str]:
    """What is wrong with what became of a file; nothing, if all is well. `made` is None where it was refused."""
    if made is None:
        return [f"{trial.name}: refused"] if trial.wanted == MADE else []
    wrong = [f"{trial.name}: made"] if trial.wanted == REFUSED else []
    found = parts(made)
    allowed = PICTURE_PARTS["png" if made.startswith(b"\x89PNG") else "jpeg"]
    wrong += [f"{trial.name}: {part} is left" for part in sorted(set(found) - allowed)]
    if CANARY in made or CANARY[:12] in made:
        wrong.append(f"{trial.name}: words are left")
    return wrong
