"""What does somebody wish for, what does it cost now, and what did it cost when they noted it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.wishes.types import Wish
from yarmarka.kernel.errors import Missing
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class Wished:
    """A wish with its product as it is now, in the reader's currency at today's rates.

    `then` is what it cost when it was noted; nothing where nobody sold it, or where there is no rate. `change` is what
    became of that; nothing where it is the same, or where it can't be known.
    """

    card: ProductCard
    added_at: datetime
    then: Money | None
    change: Money | None


def wish_list(wishes: Iterable[Wish], *, currency: str, language: str, now: datetime) -> tuple[Wished, ...]:
    """Return wishes with their products, in their order; those of products that are hidden now are left out."""
    noted = list(wishes)
    rates = rates_to(currency, now=now)
    cards = product_cards(
        [wish.product_id for wish in noted], currency=currency, rates=rates, language=language
    )
    found = {card.id: card for card in cards}
    listed = []
    for wish in noted:
        if (card := found.get(wish.product_id)) is None:
            continue
        is_known = bool(wish.price_minor) and wish.currency in rates
        paid = Money(wish.price_minor, wish.currency)
        then = convert(paid, to=currency, rates=rates) if is_known else None
        change = card.price - then if then and card.price else None
        listed.append(Wished(card, wish.added_at, then, change if change and change.minor else None))
    return tuple(listed)


def wish_for(product_id: UUID, *, currency: str, language: str, now: datetime) -> Wish:
    """Return a wish for a product, at its price of now. Raises Missing for an unknown or hidden one."""
    rates = rates_to(currency, now=now)
    card = next(iter(product_cards([product_id], currency=currency, rates=rates, language=language)), None)
    if card is None:
        raise Missing(what="product")
    return Wish(product_id, now, card.price.minor if card.price else 0, currency)
