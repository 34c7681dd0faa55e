"""What a payment's events add up to, whatever order they came in, and who takes which money."""

from collections.abc import Collection, Iterable
from typing import Final

from yarmarka.domain.payments.types import ChargebackStatus, PaymentKind, RefundStatus

#: Where a payment may go from where it stands. News comes late, twice and in any order: what does not lead on is
#: written down and changes nothing, and so an approval is never taken back by a late "created".
PAYMENT_NEXT: Final = {
    PaymentKind.CREATED: {
        PaymentKind.CHALLENGED,
        PaymentKind.AUTHORISED,
        PaymentKind.EXPIRED,
        PaymentKind.DECLINED,
        PaymentKind.APPROVED,
    },
    PaymentKind.CHALLENGED: {
        PaymentKind.AUTHORISED,
        PaymentKind.EXPIRED,
        PaymentKind.DECLINED,
        PaymentKind.APPROVED,
    },
    PaymentKind.AUTHORISED: {PaymentKind.EXPIRED, PaymentKind.DECLINED, PaymentKind.APPROVED},
    PaymentKind.EXPIRED: {PaymentKind.DECLINED, PaymentKind.APPROVED},
    PaymentKind.DECLINED: {PaymentKind.APPROVED},
    PaymentKind.APPROVED: set[PaymentKind](),
}

REFUND_NEXT: Final = {
    RefundStatus.REQUESTED: {RefundStatus.SUCCEEDED, RefundStatus.FAILED},
    RefundStatus.FAILED: {RefundStatus.SUCCEEDED},  # the provider could after all
    RefundStatus.SUCCEEDED: set[RefundStatus](),
}
CHARGEBACK_NEXT: Final = {
    ChargebackStatus.OPENED: {ChargebackStatus.WON, ChargebackStatus.LOST},
    ChargebackStatus.WON: set[ChargebackStatus](),
    ChargebackStatus.LOST: set[ChargebackStatus](),
}
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
    state = PaymentKind.CREATED
    for kind in kinds:
        state = next((then for then in PAYMENT_NEXT[state] if then == kind), state)
    return state


def provider_for(currency: str, country: str, *, configured: Collection[str]) -> str:
    """Return the name of the provider that takes a currency from a shopper of a country.

    `configured` are the names of those whose keys the installation has.
    """
    name = PROVIDERS.get(currency, STAND_IN)
    if name not in configured or country in NOT_SERVED.get(name, frozenset()):
        return STAND_IN
    return name
