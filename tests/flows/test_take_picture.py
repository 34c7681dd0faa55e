"""Pictures that people send come in whole, upright and without notes, or are refused with a reason."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pyvips
from django.conf import settings
from django.utils import translation

from tests import pictures as made
from tests.market import NOW
from yarmarka.connectors.pictures import darkroom, picture_store
from yarmarka.connectors.pictures.errors import REASONS, PictureRefused
from yarmarka.domain.pictures.models import Picture
from yarmarka.flows.sweep_pictures import sweep_pictures
from yarmarka.flows.take_picture import take_picture
from yarmarka.presentation.error_words import WORDS
from yarmarka.presentation.errors import explain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_pictures")]


def files_of(name: str) -> dict[str, Path]:
    return {file.name: file for file in (Path(settings.PICTURE_DIR) / name[:2] / name).iterdir()}


def test_a_picture_comes_in_every_width_that_is_of_use_in_both_formats() -> None:
    taken = take_picture(made.jpeg(1000, 500), now=NOW).picture
    assert (taken.width, taken.height) == (1000, 500)
    assert taken.widths == (96, 192, 320, 480, 720, 1000)
    files = files_of(taken.name)
    assert files.keys() == {f"{width}.{kind}" for width in taken.widths for kind in ("avif", "webp")}
    for width in (96, 1000):
        for kind in ("avif", "webp"):
            image = pyvips.Image.new_from_file(str(files[f"{width}.{kind}"]))
            assert (image.width, image.height) == (width, taken.height_at(width))
    red, green, blue = (int(taken.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert red > 200 and green > blue  # the orange that most of it is


def test_a_large_picture_is_made_smaller_and_a_small_one_stays() -> None:
    assert take_picture(made.jpeg(1200, 1600), now=NOW).picture.height == 1440
    assert take_picture(made.jpeg(70, 80), now=NOW).picture.widths == (70,)


def test_it_is_turned_upright_and_nothing_tells_where_or_by_whom_it_was_taken() -> None:
    original = made.jpeg_with_notes(640, 480, orientation=6)
    assert b"Karimova" in original
    taken = take_picture(original, now=NOW).picture
    assert (taken.width, taken.height) == (480, 640)
    for file in files_of(taken.name).values():
        assert b"Karimova" not in file.read_bytes()
        fields = pyvips.Image.new_from_file(str(file)).get_fields()
        assert not [name for name in fields if name.startswith(("exif", "icc", "xmp", "iptc"))]


def test_colours_of_print_become_colours_of_screens_and_what_is_clear_becomes_white() -> None:
    printed = made.scenery(300, 300).icc_export(output_profile="cmyk")
    taken = take_picture(printed.jpegsave_buffer(), now=NOW).picture
    image = pyvips.Image.new_from_file(str(files_of(taken.name)["300.webp"]))
    assert (image.bands, image.interpretation) == (3, "srgb")
    clear = made.scenery(300, 300).bandjoin(0).pngsave_buffer()
    assert take_picture(clear, now=NOW).picture.colour == "#ffffff"


def test_the_same_picture_sent_twice_is_one() -> None:
    original = made.jpeg()
    first = take_picture(original, now=NOW)
    again = take_picture(original, now=NOW + timedelta(hours=1))
    assert again == first
    assert Picture.objects.get().digest == hashlib.sha256(original).hexdigest()


def test_files_that_were_lost_are_made_again() -> None:
    taken = take_picture(made.jpeg(), now=NOW)
    picture_store().remove(taken.picture.name)
    assert take_picture(made.jpeg(), now=NOW) == taken
    assert files_of(taken.picture.name)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "words": (lambda: b"a picture is worth a thousand of these " * 9, "not_a_picture"),
    "a program named .jpg": (lambda: b"MZ\x90\x00" + bytes(200), "not_a_picture"),
    "a drawing with a script": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>1</script></svg>',
        "unsupported",
    ),
    "a telephone's own kind": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), "unsupported"),
    "a head without a body": (lambda: made.jpeg()[:300], "damaged"),
    "cut off on its way": (lambda: made.jpeg()[: len(made.jpeg()) * 2 // 3], "damaged"),
    "a bomb": (lambda: made.png_bomb(9_000, 9_000), "too_many_pixels"),
    "a thread": (lambda: made.png_bomb(30_000, 70), "too_many_pixels"),
    "a moving picture": (made.moving_webp, "animated"),
    "a speck": (lambda: made.jpeg(40, 400), "too_small"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_picture_is_refused_and_leaves_nothing(name: str) -> None:
    build, reason = HOSTILE[name]
    with pytest.raises(PictureRefused) as refused:
        take_picture(build(), now=NOW)
    assert refused.value.facts["reason"] == reason
    assert not Picture.objects.exists()
    assert not [file for file in Path(settings.PICTURE_DIR).rglob("*") if file.is_file()]


def test_a_file_beyond_the_limit_is_refused_unread(settings: Any) -> None:
    settings.PICTURE_MAX_BYTES = 2_000_000
    with pytest.raises(PictureRefused) as refused:
        take_picture(b"\xff" * 2_000_001, now=NOW)
    assert refused.value.facts == {"reason": "too_many_bytes", "limit_mb": 2}


def test_a_picture_that_eats_memory_costs_a_child_and_not_us(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered for the child by its own door, a constant that it reads at its start."""
    program = "import sys; from yarmarka.connectors.pictures import developing as d; d.MEMORY = 120_000_000; d.main()"
    real = darkroom.subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        return real([command[0], "-c", program, *command[3:]], **options)

    monkeypatch.setattr(darkroom.subprocess, "run", run)
    with pytest.raises(PictureRefused) as refused:
        take_picture(made.jpeg(1400, 1400), now=NOW)
    assert refused.value.facts["reason"] == "too_hard"


def test_every_reason_has_its_words_in_every_language() -> None:
    assert {code.partition(".")[2] for code in WORDS if code.startswith("picture_refused.")} == REASONS.keys()
    refused = PictureRefused(field="picture", reason="too_many_pixels", width=12000, height=9000, limit=1)
    said = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            said[language] = explain(refused, language).reason
    assert len(set(said.values())) == len(said)
    assert all("12000" in words for words in said.values())


def test_what_nobody_refers_to_is_swept_after_two_days_and_what_has_no_row_too() -> None:
    lonely = take_picture(made.jpeg(300, 300), now=NOW - timedelta(days=3))
    sent_again = take_picture(made.jpeg(301, 300), now=NOW - timedelta(days=3))
    take_picture(made.jpeg(301, 300), now=NOW - timedelta(hours=1))
    astray = take_picture(made.jpeg(302, 300), now=NOW - timedelta(days=3))
    Picture.objects.filter(id=astray.id).delete()
    # Files bear the true time, so that for them two days are over only in the future.
    assert sweep_pictures(now=NOW) == 1
    assert not picture_store().has(lonely.picture.name)
    assert picture_store().has(astray.picture.name)
    assert list(Picture.objects.values_list("id", flat=True)) == [sent_again.id]
