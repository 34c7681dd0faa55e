"""Which prices can be taken."""

from typing import Final

from yarmarka.domain.catalogue.errors import PriceInvalid
from yarmarka.vocabulary.money import CURRENCIES

#: A hundred million roubles, yuan, pounds: above it stands a slip of the pen.
MAX_PRICE_MINOR: Final = 10_000_000_000


def check_currency(currency: str) -> None:
    """Raise PriceInvalid unless we trade in that currency."""
    if currency not in CURRENCIES:
        raise PriceInvalid(field="currency", reason="not_traded_in", currency=currency)


def check_price(price_minor: int) -> None:
    """Raise PriceInvalid unless an offer can cost that much."""
    if price_minor <= 0:
        raise PriceInvalid(field="price", reason="not_positive", price_minor=price_minor)
    if price_minor > MAX_PRICE_MINOR:
        raise PriceInvalid(field="price", reason="too_high", price_minor=price_minor)


def honest_old_price(old_price_minor: int | None, price_minor: int) -> int | None:
    """Return the old price if the new one is a reduction from it; else nothing, for there is none to show."""
    return old_price_minor if old_price_minor and price_minor < old_price_minor <= MAX_PRICE_MINOR else None
