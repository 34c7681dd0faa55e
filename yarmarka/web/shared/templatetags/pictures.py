"""Pictures on pages: each in the width that its place needs, with its room kept before it is there."""

from typing import Final, NamedTuple

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yarmarka.vocabulary.pictures import FORMATS, Picture

register = template.Library()


class Place(NamedTuple):
    """How wide a picture is shown in a place of a page (`sizes`), and the widest file that is worth offering there."""

    sizes: str
    widest: int


#: Places for pictures; their widths are those that the style sheets give them.
PLACES: Final = {
    "line": Place("72px", 192),
    "thumb": Place("72px", 192),
    "card": Place("(min-width: 80rem) 232px, (min-width: 60rem) 22vw, (min-width: 40rem) 30vw, 46vw", 720),
    "gallery": Place("(min-width: 60rem) 480px, 94vw", 1440),
    "banner": Place("(min-width: 80rem) 1200px, 100vw", 1440),
    "logo": Place("96px", 192),
}
#: what a browser takes that does not choose for itself
_USUAL: Final = 480
#: cards that stand above the fold on a telephone, and in the first row of most desks
_FIRST_ROW: Final = 4


@register.simple_tag
def stored_picture(picture: Picture, place: str = "card", alt: str = "", first: bool = False) -> SafeString:
    """Return a stored picture for a place of the page; one that is seen at once is fetched `first`.

    Without `alt` it is decoration, beside words that say the same. Until it is there its main colour is.
    """
    sizes, widest = PLACES[place]
    widths = [width for width in picture.widths if width <= widest] or [picture.widths[0]]
    usual = max((width for width in widths if width <= _USUAL), default=widths[0])
    haste = SafeString('fetchpriority="high"') if first else SafeString('loading="lazy" decoding="async"')
    best = format_html(
        '<source type="image/{}" srcset="{}" sizes="{}">',
        FORMATS[0],
        _srcset(picture, widths, FORMATS[0]),
        sizes,
    )
    return format_html(
        '<picture class="goods photo {}">{}'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}></picture>',
        tone_of(picture.colour),
        best,
        picture_url(picture, usual, FORMATS[-1]),
        _srcset(picture, widths, FORMATS[-1]),
        sizes,
        usual,
        picture.height_at(usual),
        alt,
        haste,
    )


@register.filter
def is_first_row(place: int) -> bool:
    """Test if the card at a place (from 0) of a grid that begins the page is seen at once, also on a desk."""
    return place < _FIRST_ROW


def picture_url(picture: Picture, width: int, kind: str) -> str:
    """Return the address of one file of a picture."""
    return f"{settings.PICTURE_URL}{picture.file(width, kind)}"


def tone_of(colour: str) -> str:
    """Return the class that paints a picture's place in (nearly) its main colour: styles can't stand in the page.

    Each part is one of four steps, so that 64 classes in the style sheet are enough.
    """
    steps = (min(3, int(colour[at : at + 2], 16) // 64) for at in (1, 3, 5))
    return "tone-" + "".join(map(str, steps))


def _srcset(picture: Picture, widths: list[int], kind: str) -> SafeString:
    return format_html_join(", ", "{} {}w", ((picture_url(picture, width, kind), width) for width in widths))
