"""Every pair of text and ground in the stylesheet has enough contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

from yarmarka.web import shared

CSS = (Path(shared.__file__).parent / "static/shared/yarmarka.css").read_text()
#: text, ground, least ratio
PAIRS = [
    *(
        (text, ground, 4.5)
        for text in ("ink", "soft", "spruce", "cinnabar")
        for ground in ("paper", "card", "mist")
    ),
    ("on-spruce", "spruce", 4.5),
    ("on-spruce", "spruce-deep", 4.5),
    ("ink", "spruce-mist", 4.5),
    ("spruce-deep", "spruce-mist", 4.5),
    ("ink", "saffron-mist", 4.5),
    ("ink", "cinnabar-mist", 4.5),
    ("cinnabar", "cinnabar-mist", 4.5),
    ("soft", "mist", 4.5),
    ("on-saffron", "saffron", 4.5),
    ("edge", "card", 3),
    ("edge", "paper", 3),
    ("spruce", "paper", 3),
]


def tokens(selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r"\s*{\s*:root\s*{(.*?)}", CSS, re.DOTALL)
    assert block, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", block[1]))


LIGHT = tokens("@layer tokens")
DARK = LIGHT | tokens("@media (prefers-color-scheme: dark)")
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, more contrast": LIGHT | tokens("@media (prefers-contrast: more)"),
    "dark, more contrast": DARK
    | tokens("@media (prefers-contrast: more)")
    | {"ink": DARK["ink"]}
    | tokens("@media (prefers-contrast: more) and (prefers-color-scheme: dark)"),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(theme: str, text: str, ground: str, least: float) -> None:
    colours = THEMES[theme]
    assert contrast(colours[text], colours[ground]) >= least


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
