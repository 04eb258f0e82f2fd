"""Pictures are made anew from their pixels or refused; nothing else of the file comes out, and none of it gets in."""

from io import BytesIO

import pytest
from PIL import Image

from app.sandbox.evidence import JPEG, PNG, NotTakenError, taken
from app.sandbox.running import SandboxError
from app.sandbox.workers import image as worker
from tests.pictures import CANARY, EITHER, MADE, REFUSED, header_png, judge, parts, trials

pytestmark = pytest.mark.filterwarnings("ignore:.*EXIF.*:UserWarning")  # the child hears none
TRIALS = trials(0)
BY_NAME = {trial.name: trial for trial in TRIALS}


@pytest.fixture(autouse=True)
def no_limit_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the child: our own limits are asked, not Pillow's."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)


def made_here(raw: bytes) -> bytes | None:
    """What the worker makes of a file in this process."""
    answer = worker.work(raw)
    return answer[answer.index(b"\n") + 1 :] if answer[:1] == b"M" else None


def made_apart(raw: bytes) -> bytes | None:
    """What the program makes of a file: the worker in its child."""
    try:
        found = taken(raw)
    except (NotTakenError, SandboxError):
        return None
    return found.content if found.kind in (JPEG, PNG) else None


def file_of(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def test_there_are_enough_sorts_of_files() -> None:
    assert len(TRIALS) >= 30
    assert {trial.wanted for trial in TRIALS} == {MADE, REFUSED, EITHER}


@pytest.mark.parametrize("trial", TRIALS, ids=[trial.name for trial in TRIALS])
def test_a_picture_is_made_anew_with_nothing_in_it_but_itself_or_is_refused(trial) -> None:
    assert judge(trial, made_here(trial.raw)) == []


@pytest.mark.parametrize("name", ["a phone's photo", "a drawing in P", "two photos in one", "a flood of words"])
def test_so_it_is_in_the_child(name: str) -> None:
    assert judge(BY_NAME[name], made_apart(BY_NAME[name].raw)) == []


def test_what_is_judged_would_be_seen_in_the_files_as_they_came() -> None:
    """The control: of the files that are made anew, every one that holds something is found out as it is."""
    blamed = [trial.name for trial in TRIALS if trial.wanted == MADE and judge(trial, trial.raw)]
    assert len(blamed) == sum(trial.wanted == MADE for trial in TRIALS)


def test_parts_are_read_in_order() -> None:
    whole = file_of(Image.new("RGB", (9, 9)), "JPEG", comment=CANARY) + b"PK"
    assert parts(whole) == ["SOI", "JFIF", "COM", "DQT", "DQT", "SOF", *["DHT"] * 4, "SOS", "EOI", "behind"]
    assert parts(file_of(Image.new("RGB", (9, 9)), "PNG") + b"x") == ["IHDR", "IDAT", "IEND", "behind"]


def test_it_is_told_what_was_hidden_and_left_out() -> None:
    exif = Image.Exif()
    exif[0x10F] = "maker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:03 14:02:00"
    found = taken(file_of(Image.new("RGB", (1200, 800)), "JPEG", exif=exif.tobytes()))
    assert found.kind == JPEG
    assert found.told[:2] == (
        "A picture of 1,200 × 800.", "What was hidden in the file is left out: the place, the camera and the time."
    )  # fmt: skip


def test_of_a_clean_picture_it_is_told_that_nothing_was_hidden() -> None:
    found = taken(file_of(Image.new("RGB", (12, 8)), "PNG"))
    assert found.told == ("A picture of 12 × 8.", "Nothing was hidden in the file; only the picture itself is kept.")


def test_a_picture_stands_as_the_camera_meant_it() -> None:
    lying = Image.new("RGB", (60, 40), "red")
    lying.paste("blue", (0, 0, 20, 40))
    exif = Image.Exif()
    exif[0x112] = 6
    made = made_here(file_of(lying, "JPEG", exif=exif.tobytes(), quality=95))
    assert made is not None
    with Image.open(BytesIO(made)) as upright:
        assert upright.size == (40, 60)
        assert [upright.getpixel((20, y))[2] > 200 for y in (5, 55)] == [True, False]


def test_a_large_picture_is_made_smaller_and_that_is_told() -> None:
    found = taken(file_of(Image.new("L", (5000, 100)), "PNG"))
    assert found.told[0] == "A picture of 4,000 × 80, made smaller from 5,000 × 100."
    with Image.open(BytesIO(found.content)) as kept:
        assert kept.size == (4000, 80)


def test_a_photo_in_the_form_of_a_drawing_becomes_jpeg_where_it_would_be_too_long(monkeypatch) -> None:
    monkeypatch.setattr(worker, "LONGEST_PNG", 1000)
    noise = Image.effect_noise((90, 90), 90).convert("RGBA")
    made = made_here(file_of(noise, "PNG"))
    assert made is not None
    assert "JFIF" in parts(made)


def test_colours_are_kept_though_their_profile_goes() -> None:
    """A profile under which the same numbers mean another colour: the numbers change, so that the colour does not."""
    from PIL import ImageCms

    plain = Image.new("RGB", (20, 20), (180, 90, 60))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    same = made_here(file_of(plain, "PNG", icc_profile=profile.tobytes()))
    assert same is not None
    with Image.open(BytesIO(same)) as kept:
        assert all(abs(a - b) <= 2 for a, b in zip(kept.getpixel((3, 3)), (180, 90, 60), strict=True))


@pytest.mark.parametrize("wide", [12_000, 12_001])
def test_the_limit_of_a_side_is_where_it_is_said(wide: int) -> None:
    answer = worker.work(header_png(wide, 3))
    assert answer == (b"Nlarge" if wide > 12_000 else b"Nbroken")


def test_a_picture_that_is_refused_is_told_in_a_sentence() -> None:
    with pytest.raises(NotTakenError, match="more pixels than a photo has"):
        taken(header_png(50_000, 50_000))
    with pytest.raises(NotTakenError, match="cannot be shown"):
        taken(b"\x89PNG\r\n\x1a\n" + bytes(50))
    with pytest.raises(NotTakenError, match="It takes photos"):
        taken(b"GIF89a" + bytes(50))
