"""Where a shop's pages and pictures are found from outside, for feeds that name a million of them."""

from datetime import datetime
from functools import cache
from typing import Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings

from yarmarka.presentation.front_doors import front_door
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.pictures import FORMATS, picture_in

_ANY: Final = UUID(int=0)


class OutsideAddresses:
    """Addresses as they are at one instant; that of a page is made once and then filled in."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now
        self._product = cache(self._pattern)

    def shop(self, code: str, *, language: str) -> str:
        """Return where a shop begins."""
        return front_door(code, now=self._now).address("shop:home", language=language)

    def product(self, product_id: UUID, *, shop: str, language: str) -> str:
        """Return where a product's page is."""
        before, after = self._product(shop, language)
        return f"{before}{public_id('prd', product_id)}{after}"

    def picture(self, reference: str) -> str:
        """Return where a stored picture is, at its largest; nothing for a drawing."""
        picture = picture_in(reference)
        if picture is None:
            return ""
        path = f"{settings.PICTURE_URL}{picture.file(max(picture.widths), FORMATS[-1])}"
        return urljoin(f"{settings.SITE_URL}/", path)

    def _pattern(self, shop: str, language: str) -> tuple[str, str]:
        door = front_door(shop, now=self._now)
        whole = door.address("shop:product", language=language, product_id=_ANY)
        before, _, after = whole.partition(public_id("prd", _ANY))
        return before, after
