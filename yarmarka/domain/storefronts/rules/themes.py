"""A shop's colours: which pairs of them must be readable, and the custom properties that pages take them from."""

from typing import Final

from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.types import Theme
from yarmarka.vocabulary.colours import READABLE, contrast, is_colour, mixed, readable_on, text_on

#: the house's own colours, which hold where a theme names none
LIGHT: Final = {
    "paper": "#FFFDF8",
    "ink": "#16211E",
    "surface": "#EEF1EC",
    "accent": "#0F5C4D",
}
DARK_PAPER: Final = "#121816"
DARK_SURFACE: Final = "#1F2825"
DARK_ACCENT: Final = "#72CDB5"
_DARK: Final = {
    "--paper": DARK_PAPER,
    "--ink": "#ECF1EC",
    "--soft": "#A9B6AF",
    "--mist": DARK_SURFACE,
    "--line": "#35413C",
}
#: text on its ground, as the theme's fields are called; on an accent stands white or ink, whichever is read better
PAIRS: Final = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("accent", "paper"),
    ("accent", "surface"),
)


def check_theme(theme: Theme) -> None:
    """Raise ContentsInvalid, naming the pair and its ratio, for colours that somebody could not read (WCAG AA)."""
    for name in (*LIGHT, "accent_dark"):
        colour = getattr(theme, name)
        if colour and not is_colour(colour):
            raise ContentsInvalid(field=f"theme.{name}", reason="colour", colour=colour[:20])
    colours = light_colours(theme)
    for text, ground in PAIRS:
        _check_pair(text, colours[text], ground, colours[ground])
    for ground, colour in (("dark paper", DARK_PAPER), ("dark surface", DARK_SURFACE)):
        _check_pair("accent_dark", dark_accent(theme), ground, colour)


def light_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme by day, the house's own where it names none."""
    return {name: getattr(theme, name) or own for name, own in LIGHT.items()}


def dark_accent(theme: Theme) -> str:
    """Return the accent by night: the theme's, else the daylight one made light enough to be read."""
    if theme.accent_dark:
        return theme.accent_dark
    return readable_on(theme.accent, DARK_SURFACE) if theme.accent else DARK_ACCENT


def custom_properties(theme: Theme) -> tuple[dict[str, str], dict[str, str]]:
    """Return the custom properties of a theme by day and by night; none where the house's own hold."""
    by_day: dict[str, str] = {}
    by_night: dict[str, str] = {}
    colours = light_colours(theme)
    if theme.accent:
        by_day |= _accents(theme.accent, on=colours["paper"], deeper="#000000")
    if theme.accent or theme.accent_dark:
        by_night |= _accents(dark_accent(theme), on=DARK_PAPER, deeper="#FFFFFF")
    if theme.paper:
        by_day["--paper"] = theme.paper
    if theme.ink:
        by_day |= {
            "--ink": theme.ink,
            "--soft": readable_on(mixed(theme.ink, "#FFFFFF", 0.3), colours["surface"]),
        }
    if theme.surface:
        by_day |= {"--mist": theme.surface, "--line": mixed(theme.surface, colours["ink"], 0.12)}
    # What is told for the day must not shine through at night, where the house's own dark ground holds.
    by_night |= {name: _DARK[name] for name in by_day if name in _DARK}
    return by_day, by_night


def _accents(accent: str, *, on: str, deeper: str) -> dict[str, str]:
    mist = mixed(on, accent, 0.12)
    return {
        "--spruce": accent,
        "--spruce-deep": mixed(accent, deeper, 0.25),
        "--on-spruce": text_on(accent),
        "--spruce-mist": mist,
        "--awning": mixed(on, accent, 0.3),
    }


def _check_pair(text: str, text_colour: str, ground: str, ground_colour: str) -> None:
    ratio = contrast(text_colour, ground_colour)
    if ratio < READABLE:
        raise ContentsInvalid(
            field=f"theme.{text}",
            reason="contrast",
            text=text,
            text_colour=text_colour,
            ground=ground,
            ground_colour=ground_colour,
            ratio=f"{ratio:.2f}",
            least=f"{READABLE}",
        )
