"""What a payment's events add up to, whatever order they came in."""

from collections.abc import Iterable
from typing import Final

from yarmarka.domain.payments.types import PaymentKind

#: A later word in this list outweighs an earlier one: an approval is never taken back by a late "created".
_WEIGHT: Final = (
    PaymentKind.CREATED,
    PaymentKind.CHALLENGED,
    PaymentKind.EXPIRED,
    PaymentKind.DECLINED,
    PaymentKind.APPROVED,
)
#: A shopper may try again after these.
FAILED: Final = frozenset({PaymentKind.DECLINED, PaymentKind.EXPIRED})
#: After these a provider has no more to say.
FINAL: Final = FAILED | {PaymentKind.APPROVED}


def state_of(kinds: Iterable[str]) -> PaymentKind:
    """Return where a payment stands, from all that was said of it."""
    known = [PaymentKind(kind) for kind in kinds if kind in set(PaymentKind)]
    return max(known, key=_WEIGHT.index, default=PaymentKind.CREATED)
