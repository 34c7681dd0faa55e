"""Pictures are served once and for ever, and stand on pages without a jump."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import pictures as made
from tests.market import NOW
from yarmarka.flows.take_picture import take_picture
from yarmarka.vocabulary.pictures import Picture
from yarmarka.web.shared.templatetags.pictures import PLACES, picture_url, stored_picture, tone_of

STYLE = Path(__file__).parents[3] / "yarmarka/web/shared/static/shared/yarmarka.css"
PICTURE = Picture(name="ab" * 16, width=1440, height=960, colour="#e07a10")


@pytest.mark.django_db
def test_a_file_is_fetched_once_and_kept_for_ever(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.PICTURE_DIR = str(tmp_path)
    taken = take_picture(made.jpeg(), now=NOW).picture
    address = picture_url(taken, 480, "avif")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/avif"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in answer and not answer.cookies
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["", "ab", "../../secret", "ab/cd/480.avif", f"ab/{'ab' * 16}/480.exe", f"ab/{'ab' * 16}/480.avif"],
)
def test_nothing_else_is_found_there_and_nobody_keeps_that(client: Client, path: str) -> None:
    answer = client.get(f"/pictures/{path}")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


def test_the_tag_offers_widths_keeps_room_and_speaks() -> None:
    html = stored_picture(PICTURE, "gallery", "Чайник <b>", first=True)
    assert html.count("1440w") == 2
    assert re.search(r'<source type="image/avif" srcset="[^"]*/960\.avif 960w, ', html)
    assert 'width="480" height="320"' in html
    assert 'alt="Чайник &lt;b&gt;"' in html
    assert 'fetchpriority="high"' in html and "lazy" not in html


def test_a_picture_below_the_fold_waits_and_a_small_place_offers_small_files() -> None:
    html = stored_picture(PICTURE, "line")
    assert 'loading="lazy"' in html and 'alt=""' in html
    assert "192w" in html and "320w" not in html


def test_a_picture_smaller_than_any_step_is_offered_as_it_is() -> None:
    html = stored_picture(Picture(name="cd" * 16, width=1100, height=800, colour="#000000"), "logo")
    assert "/192.webp" in html
    assert "/70.webp" in stored_picture(
        Picture(name="cd" * 16, width=70, height=80, colour="#000000"), "card"
    )


def test_every_main_colour_has_its_tone_in_the_style_sheet() -> None:
    style = STYLE.read_text()
    for colour in ("#000000", "#ffffff", "#e07a10", "#7f8081"):
        assert f".{tone_of(colour)} {{" in style
    assert len(re.findall(r"\.tone-[0-3]{3} \{", style)) == 64


def test_every_place_names_a_width_that_the_grid_gives() -> None:
    assert all(place.sizes and place.widest for place in PLACES.values())
