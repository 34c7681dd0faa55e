"""In whose name a letter is written: a shop's name, address and colours, or the house's own."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from yarmarka.domain.storefronts.rules.themes import dark_accent, light_colours
from yarmarka.domain.storefronts.types import Theme
from yarmarka.presentation.front_doors import FrontDoor
from yarmarka.vocabulary.colours import text_on


@dataclass(frozen=True)
class Letterhead:
    """What stands above and below a letter, and the colours of its awning and buttons by day and by night."""

    name: str
    url: str
    accent: str
    accent_dark: str

    @property
    def on_accent(self) -> str:
        """The colour of text on a button by day."""
        return text_on(self.accent)

    @property
    def on_accent_dark(self) -> str:
        """The colour of text on a button by night."""
        return text_on(self.accent_dark)


def letterhead_of(door: FrontDoor, *, language: str) -> Letterhead:
    """Return a shop's letterhead, with its name in a language."""
    theme = door.shop.contents.theme
    return _headed(door.shop.name(language), door.root, theme)


def house_letterhead() -> Letterhead:
    """Return the letterhead of letters that belong to no shop, named in the active language."""
    return _headed(gettext("Yarmarka"), settings.SITE_URL, Theme())


def _headed(name: str, url: str, theme: Theme) -> Letterhead:
    return Letterhead(
        name=name, url=url, accent=light_colours(theme)["accent"], accent_dark=dark_accent(theme)
    )
