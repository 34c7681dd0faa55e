"""What a payment's events add up to, whatever order they came in, and who takes which money."""

from collections.abc import Collection, Iterable
from typing import Final

from yarmarka.domain.payments.types import PaymentKind

#: A later word in this list outweighs an earlier one: an approval is never taken back by a late "created".
_WEIGHT: Final = (
    PaymentKind.CREATED,
    PaymentKind.CHALLENGED,
    PaymentKind.AUTHORISED,
    PaymentKind.EXPIRED,
    PaymentKind.DECLINED,
    PaymentKind.APPROVED,
)
#: A shopper may try again after these.
FAILED: Final = frozenset({PaymentKind.DECLINED, PaymentKind.EXPIRED})
#: After these a provider has no more to say.
FINAL: Final = FAILED | {PaymentKind.APPROVED}

#: Who stands in where nobody in the table below is configured.
STAND_IN: Final = "sandbox"
#: currency → who takes it
PROVIDERS: Final = {"RUB": "yookassa", "GBP": "stripe", "EUR": "stripe", "USD": "stripe"}
#: Shoppers whom a provider can't serve, by country: cards issued there do not work with it.
NOT_SERVED: Final = {"stripe": frozenset({"RU", "BY"})}


def state_of(kinds: Iterable[str]) -> PaymentKind:
    """Return where a payment stands, from all that was said of it."""
    known = [PaymentKind(kind) for kind in kinds if kind in set(PaymentKind)]
    return max(known, key=_WEIGHT.index, default=PaymentKind.CREATED)


def provider_for(currency: str, country: str, *, configured: Collection[str]) -> str:
    """Return the name of the provider that takes a currency from a shopper of a country.

    `configured` are the names of those whose keys the installation has.
    """
    name = PROVIDERS.get(currency, STAND_IN)
    if name not in configured or country in NOT_SERVED.get(name, frozenset()):
        return STAND_IN
    return name
