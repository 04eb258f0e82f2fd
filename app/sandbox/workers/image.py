"""Makes a photo or a picture anew from its pixels, so that nothing else of the file is left; it keeps no file.

What is answered is JPEG where the file was one, else PNG if that is not too long. It holds the picture and nothing
about it: no place, no camera, no time, no profile of colours, no small picture, no words.
"""

from __future__ import annotations

import importlib
import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.sandbox.answers import made, not_made

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE, BROKEN = "large", "broken"
"""Why nothing was made: too many pixels; no whole JPEG or PNG."""
PLACE, CAMERA, TIME, COLOURS, OTHER = "place", "camera", "time", "colours", "other"
"""What was in the file beside the picture, and is left out."""
MOST_PIXELS, LONGEST_SIDE = 50_000_000, 12_000
"""What a real photo has at most; larger ones are not opened."""
KEPT_SIDE = 4000
"""The longest side of what is kept, in pixels: a sheet of paper at 340 dots an inch."""
LONGEST_PNG = 12 * 1024 * 1024
"""A PNG that would be longer than this, in bytes, is a photo in disguise, and becomes JPEG."""
_QUALITY, _EFFORT = 90, 4
_FORMATS = ("JPEG", "PNG")
_ORIENTATION, _MAKER, _MODEL, _CHANGED, _EXIF, _TAKEN, _GPS = 0x112, 0x10F, 0x110, 0x132, 0x8769, 0x9003, 0x8825
_PLAIN_MODES = ("L", "RGB", "RGBA")
_PART_OF_THE_PICTURE = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "adobe", "adobe_transform", "progressive", "progression",
    "dpi", "transparency", "gamma", "chromaticity", "srgb", "interlace", "aspect", "background", "default_image",
    "loop", "duration", "blend", "disposal", "bbox", "quality",
}  # fmt: skip
"""What Pillow says of a picture that tells nothing of whoever made it."""
_BROKEN = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, struct.error, zlib.error, EOFError,
           AttributeError, ArithmeticError)  # fmt: skip
"""What Pillow raises where a file is not as it should be."""


def prepare() -> None:
    """Bring in Pillow with what it needs for these two kinds, and try all of it out."""
    from PIL import Image

    for name in ("ImageCms", "JpegPresets", "MpoImagePlugin", "TiffImagePlugin"):
        importlib.import_module(f"PIL.{name}")
    warnings.simplefilter("ignore")
    # Our own limits are lower, and are asked before a pixel is read.
    Image.MAX_IMAGE_PIXELS = None
    for small in _trials():
        work(small)


def work(payload: bytes) -> bytes:
    """The answer for the bytes of one picture."""
    from PIL import Image

    try:
        image = Image.open(BytesIO(payload), formats=_FORMATS)
        wide, high = image.size
        if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
            return not_made(LARGE)
        photo = image.format != "PNG"
        if photo:
            # What will be made smaller anyway need not be unfolded whole.
            image.draft(None, (KEPT_SIDE, KEPT_SIDE))
        image.load()
        turn, beside = _turn(image), _beside(image)
        kept = _turned(_smaller(_plain(image)), turn)
        # The size before any of this, the way up that it is shown.
        before = (high, wide) if turn >= 5 else (wide, high)
    except _BROKEN:
        return not_made(BROKEN)
    facts = {"width": kept.width, "height": kept.height, "was_width": before[0], "was_height": before[1]}
    body, jpeg = _written(kept, photo)
    told = {"beside": beside, "jpeg": int(jpeg), "was_jpeg": int(photo), "pictures": getattr(image, "n_frames", 1)}
    return made(body, {**facts, **told})


def _plain(image: Image) -> Image:
    """The pixels in one of three plain forms, by the colours that the file's own profile means."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value * (1 / 256)).convert("L") if image.mode != "L" else image
    elif image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode not in _PLAIN_MODES:
        image = image.convert("L" if image.mode == "1" else "RGB")
    return _in_common_colours(image)


def _in_common_colours(image: Image) -> Image:
    """The colours of a bruise must not change because the profile goes that says what they mean."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode == "L":
        return image
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        common = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        return ImageCms.profileToProfile(image, meant, common, outputMode=image.mode) or image
    except (ImageCms.PyCMSError, *_BROKEN):
        return image


def _smaller(image: Image) -> Image:
    if max(image.size) <= KEPT_SIDE:
        return image
    share = KEPT_SIDE / max(image.size)
    return image.resize((max(1, round(image.width * share)), max(1, round(image.height * share))), reducing_gap=2.0)


def _turned(image: Image, turn: int) -> Image:
    """The picture the way up that the camera meant."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
    }  # fmt: skip
    return image.transpose(ways[turn]) if turn in ways else image


def _written(image: Image, photo: bool) -> tuple[bytes, bool]:
    """The picture as a file that holds nothing else, and whether that is JPEG."""
    image = image.copy()
    # Pillow would carry over what it knows of the file before.
    image.info = {}
    if not photo:
        exact = _saved(image, "PNG", compress_level=_EFFORT)
        if len(exact) <= LONGEST_PNG:
            return exact, False
        image = _on_white(image)
    return _saved(image, "JPEG", quality=_QUALITY), True


def _saved(image: Image, kind: str, **how: int) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def _on_white(image: Image) -> Image:
    from PIL import Image as Images

    if image.mode != "RGBA":
        return image
    sheet = Images.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet


def _turn(image: Image) -> int:
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _beside(image: Image) -> list[str]:
    """What the file holds beside its picture."""
    found: list[str] = []
    try:
        exif = image.getexif()
        if exif.get_ifd(_GPS):
            found.append(PLACE)
        if exif.get(_MAKER) or exif.get(_MODEL):
            found.append(CAMERA)
        if exif.get(_CHANGED) or exif.get_ifd(_EXIF).get(_TAKEN):
            found.append(TIME)
        other = set(exif) - {_ORIENTATION, _MAKER, _MODEL, _CHANGED, _EXIF, _GPS}
    except _BROKEN:
        other = {0}
    if "icc_profile" in image.info:
        found.append(COLOURS)
    if other or set(image.info) - _PART_OF_THE_PICTURE - {"exif", "icc_profile"}:
        found.append(OTHER)
    return found


def _trials() -> list[bytes]:
    """Small files of every sort that may come, sound and not."""
    from PIL import Image, ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKER] = 6, "m"
    exif.get_ifd(_GPS)[1] = "N"
    exif.get_ifd(_EXIF)[_TAKEN] = "t"
    another = Image.new("RGB", (8, 8), "red")
    notes: dict[str, Any] = {"exif": exif.tobytes(), "icc_profile": profile}
    tries = [
        *(b"", b"nothing", b"\x89PNG\r\n\x1a\n" + bytes(30), b"\xff\xd8\xff\xe1" + bytes(30)),
        *(_small("JPEG", mode, comment=b"c", **notes) for mode in ("L", "RGB", "CMYK")),
        *(_small("PNG", mode, **notes) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(_small(kind, "RGB", save_all=True, append_images=[another]) for kind in ("MPO", "PNG")),
        _small("PNG", "P", transparency=0), _small("PNG", "RGB", size=(KEPT_SIDE + 1, 1)),
    ]  # fmt: skip
    return [*tries, *(each[: len(each) // 2] for each in tries)]


def _small(format_: str, mode: str, size: tuple[int, int] = (8, 8), **how: Any) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new(mode, size).save(out, format_, **how)
    return out.getvalue()
