"""Passing on what shoppers paid at import: our bank pays the authority or the broker, and the books know it.

What goes back to a shopper after it was paid leaves the authority owing us: it is less to pay next time.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.ledger.actions import lock_owed, post
from yarmarka.domain.ledger.errors import NothingToPayOut
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.rules import duties_paid
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.vocabulary.money import Money

_KINDS: Final = (AccountKind.DUTY_PAYABLE, AccountKind.IMPORT_TAX_PAYABLE)


@dataclass(frozen=True)
class OwedDuties:
    """What is owed to an authority or a broker in a currency; below zero it owes us."""

    duty_to: str
    duty: Money
    import_tax: Money


def owed_duties() -> tuple[OwedDuties, ...]:
    """Return what is owed of duty and taxes at import, to whom and in which currency, where anything is."""
    owed: dict[tuple[str, str], dict[AccountKind, int]] = {}
    for kind in _KINDS:
        for balance in balances(kind=kind):
            if balance.owed_minor:
                owed.setdefault((balance.holder, balance.currency), {})[kind] = balance.owed_minor
    return tuple(
        OwedDuties(duty_to, *(Money(minor.get(kind, 0), currency) for kind in _KINDS))
        for (duty_to, currency), minor in sorted(owed.items())
    )


@transaction.atomic
def pay_duties(
    *,
    payment_id: UUID,
    duty_to: str,
    currency: str,
    bank_account: str,
    reference: str,
    by: UUID | None,
    now: datetime,
) -> Money:
    """Note that our bank paid all that is owed to an authority or a broker; return what it was.

    `reference` is what the payment order is called. The same payment is booked once. Raises NothingToPayOut.
    """
    duty, import_tax = (
        Money(lock_owed(kind, currency=currency, holder=duty_to), currency) for kind in _KINDS
    )
    if (duty + import_tax).minor <= 0:
        raise NothingToPayOut
    paid = duties_paid(
        payment_id=payment_id,
        duty_to=duty_to,
        duty=duty,
        import_tax=import_tax,
        bank_account=bank_account,
        reference=reference,
    )
    if not post([paid], now=now):
        raise NothingToPayOut  # it was booked already
    after: Facts = {"duty_minor": duty.minor, "import_tax_minor": import_tax.minor, "currency": currency}
    subject = Subject(SubjectKind.AUTHORITY, duty_to, payment_id)
    note_deeds(
        [NewDeed(kind=DeedKind.DUTIES_PAID, subject=subject, by=by, after=after, reason=reference)], now=now
    )
    return duty + import_tax
