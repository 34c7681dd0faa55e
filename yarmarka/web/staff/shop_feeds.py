"""A shop's feeds as its operators see them: where other places fetch them, and what stands in them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from yarmarka.connectors.feeds.outgoing.kept import FORMATS, FeedNote, feed_note
from yarmarka.presentation.front_doors import front_door
from yarmarka.presentation.locales import language_names


@dataclass(frozen=True)
class ShopFeed:
    """A shop's feeds in one language: format and address of each; nothing is known of them before the first run."""

    name: str
    addresses: tuple[tuple[str, str], ...]
    note: FeedNote | None


def feeds_of(code: str, *, now: datetime) -> list[ShopFeed]:
    """Return the feeds of a shop that is open, language by language; none of any other."""
    door = front_door(code, now=now)
    if door.shop.code != code:
        return []
    return [
        ShopFeed(
            name=language_names()[language],
            addresses=tuple((kind, f"{door.root}/feeds/{kind}/{language}.xml") for kind in FORMATS),
            note=feed_note(settings.FEEDS_OUT_DIR, code, language),
        )
        for language in door.shop.contents.locales
    ]
