"""The entries of a sale: money comes in and is held; delivery is settled and everybody has their part."""

from collections.abc import Mapping
from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.rules.settling import settle
from yarmarka.domain.ledger.types import (
    AccountKind,
    Held,
    NewEntry,
    NewPosting,
    PayoutTerms,
    Resettled,
    account,
)
from yarmarka.vocabulary.money import Money


@event(
    "a payment is approved",
    key="sale:<attempt>",
    debit={AccountKind.PROVIDER_CLEARING: "what was captured"},
    credit={
        AccountKind.ESCROW: "each seller order's goods",
        AccountKind.DELIVERY: "each seller order's delivery",
        AccountKind.DUTY: "its customs duty",
        AccountKind.IMPORT_TAX: "its taxes at import",
    },
)
def sale(*, attempt_id: UUID, provider: str, shares: Mapping[UUID, Held], currency: str) -> NewPosting:
    """A payment came in: the provider owes it to us, and it is held for each seller order by its share."""
    owed = sum(share.total_minor for share in shares.values())
    kept = [entry for part, share in shares.items() for entry in held_entries(part, -share, currency)]
    clearing = NewEntry(AccountKind.PROVIDER_CLEARING, owed, currency, holder=provider)
    return posting("sale", f"sale:{attempt_id}", [clearing, *kept])


@event(
    "delivery is settled",
    key="release:<seller order>",
    debit={
        AccountKind.ESCROW: "what is held for the goods",
        AccountKind.DELIVERY: "what is held for delivery",
        AccountKind.DUTY: "what is held for duty",
        AccountKind.IMPORT_TAX: "what is held for taxes at import",
        AccountKind.EXCHANGE: "the payout, in the payout currency",
    },
    credit={
        AccountKind.DUTY_PAYABLE: "duty, to the authority or the broker frozen at sale",
        AccountKind.IMPORT_TAX_PAYABLE: "taxes at import, to the same",
        AccountKind.COMMISSION: "the commission",
        AccountKind.COMMISSION_TAX: "the tax on it",
        AccountKind.EXCHANGE_GAIN: "the spread",
        AccountKind.ROUNDING: "what rounding the payout left (or took: a debit)",
        AccountKind.EXCHANGE: "what the payout is worth at the recorded rate",
        AccountKind.SELLER_BALANCE: "the payout",
    },
)
def release(
    *, seller_order_id: UUID, seller_id: UUID, held: Held, terms: PayoutTerms, duty_to: str = ""
) -> NewPosting:
    """Delivery is settled: what is held goes to the commission, its tax and, at the frozen terms, the seller.

    What was collected at import is owed to whom the sale says from now on.
    """
    facts = {}
    if terms.payout_currency != terms.currency:
        facts = {"rate": str(terms.rate), "spread_basis_points": terms.spread_basis_points}
    return posting(
        "release",
        f"release:{seller_order_id}",
        [
            *held_entries(seller_order_id, held, terms.currency),
            *settled_entries(Resettled(seller_order_id, seller_id, Held(), held, terms, duty_to)),
        ],
        facts,
    )


def held_entries(seller_order_id: UUID, held: Held, currency: str) -> list[NewEntry]:
    """Return the entries that debit what is held for a seller order, by what it is for."""
    kept = {
        AccountKind.ESCROW: held.goods_minor,
        AccountKind.DELIVERY: held.delivery_minor,
        AccountKind.DUTY: held.duty_minor,
        AccountKind.IMPORT_TAX: held.import_tax_minor,
    }
    return [NewEntry(kind, minor, currency, seller_order_id=seller_order_id) for kind, minor in kept.items()]


def settled_entries(change: Resettled) -> list[NewEntry]:
    """Return the entries that take what everybody has of a seller order from one sum to another.

    From nothing to all of it credits them all; from all of it to a rest takes back from each in proportion.
    """
    before, after, terms, part = change.before, change.after, change.terms, change.seller_order_id
    old, new = settle(before, terms), settle(after, terms)
    own = {
        AccountKind.COMMISSION: after.commission_minor - before.commission_minor,
        AccountKind.COMMISSION_TAX: after.tax_minor - before.tax_minor,
        AccountKind.EXCHANGE_GAIN: new.spread_minor - old.spread_minor,
        AccountKind.ROUNDING: new.rounding_minor - old.rounding_minor,
        AccountKind.EXCHANGE: new.exchanged_minor - old.exchanged_minor,
    }
    collected = {
        AccountKind.DUTY_PAYABLE: after.duty_minor - before.duty_minor,
        AccountKind.IMPORT_TAX_PAYABLE: after.import_tax_minor - before.import_tax_minor,
    }
    paid = new.payout_minor - old.payout_minor
    return [
        *(NewEntry(kind, -minor, terms.currency, seller_order_id=part) for kind, minor in own.items()),
        *(
            NewEntry(kind, -minor, terms.currency, holder=change.duty_to, seller_order_id=part)
            for kind, minor in collected.items()
        ),
        *paid_entries(change, paid),
    ]


def paid_entries(change: Resettled, paid_minor: int) -> list[NewEntry]:
    """Return the entries that pay a seller so much more (or less) in its own currency."""
    terms, part = change.terms, change.seller_order_id
    abroad = terms.payout_currency != terms.currency
    bought = NewEntry(
        AccountKind.EXCHANGE, paid_minor if abroad else 0, terms.payout_currency, seller_order_id=part
    )
    balance = NewEntry(
        AccountKind.SELLER_BALANCE,
        -paid_minor,
        terms.payout_currency,
        owner_id=change.seller_id,
        seller_order_id=part,
    )
    return [bought, balance]


@event(
    "money came that no order can take",
    key="surplus:<refund>",
    debit={AccountKind.PROVIDER_CLEARING: "the payment"},
    credit={AccountKind.REFUND_PAYABLE: "the payment"},
)
def surplus_received(*, refund_id: UUID, provider: str, amount: Money) -> NewPosting:
    """Money came for an order that can't take it (paid twice, or too late): it is owed back at once."""
    return between(
        "surplus_received",
        f"surplus:{refund_id}",
        amount,
        debit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
        credit=account(AccountKind.REFUND_PAYABLE),
    )
