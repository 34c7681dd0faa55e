"""The entries of claims: money is frozen while one is open; sellers are compensated for what others lost."""

from typing import Final
from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.rules.sales import held_entries, paid_entries
from yarmarka.domain.ledger.rules.settling import covered_in_order_currency
from yarmarka.domain.ledger.types import AccountKind, Held, NewEntry, NewPosting, Resettled, account
from yarmarka.vocabulary.money import Money

_HELD: Final = {
    AccountKind.ESCROW: "what is held for goods",
    AccountKind.DELIVERY: "what is held for delivery",
    AccountKind.DUTY: "what is held for duty",
    AccountKind.IMPORT_TAX: "what is held for taxes at import",
}
_FROZEN: Final = {AccountKind.FROZEN: "each of them, by what it is held for"}


@event("a claim freezes a part's money", key="frozen:<claim>", debit=_HELD, credit=_FROZEN)
def claim_frozen(*, claim_id: UUID, seller_order_id: UUID, held: Held, currency: str) -> NewPosting:
    """Nobody is paid from what is frozen: settling a part takes from escrow, where it is not any more."""
    return posting("claim_frozen", f"frozen:{claim_id}", _moved(seller_order_id, held, currency))


@event("… and lets it go when it ends", key="thawed:<claim>", debit=_FROZEN, credit=_HELD)
def claim_thawed(*, claim_id: UUID, seller_order_id: UUID, held: Held, currency: str) -> NewPosting:
    """The claim has ended: the money is held as before, for whatever its end moves."""
    return posting("claim_thawed", f"thawed:{claim_id}", _moved(seller_order_id, -held, currency))


@event(
    "a seller is compensated for a parcel that others lost",
    key="made-whole:<claim>",
    debit={
        AccountKind.CARRIER_CLAIM: "what it is worth, where its carrier compensates",
        AccountKind.GUARANTEE_FUND: "what it is worth, where nobody else does",
        AccountKind.EXCHANGE: "in the payout currency, what the seller gets",
    },
    credit={
        AccountKind.SELLER_BALANCE: "what the seller would have been paid for what went back",
        AccountKind.EXCHANGE: "what that is worth at the recorded rate",
    },
)
def made_whole(*, claim_id: UUID, change: Resettled, covered_minor: int, carrier: str = "") -> NewPosting:
    """The shopper has the money back, and the seller `covered_minor` in its currency, from a carrier or the fund."""
    worth, terms = covered_in_order_currency(change, covered_minor), change.terms
    kind = AccountKind.CARRIER_CLAIM if carrier else AccountKind.GUARANTEE_FUND
    abroad = terms.payout_currency != terms.currency
    return posting(
        "made_whole",
        f"made-whole:{claim_id}",
        [
            NewEntry(kind, worth, terms.currency, holder=carrier, seller_order_id=change.seller_order_id),
            NewEntry(
                AccountKind.EXCHANGE,
                -worth if abroad else 0,
                terms.currency,
                seller_order_id=change.seller_order_id,
            ),
            *paid_entries(change, covered_minor),
        ],
    )


@event(
    "a carrier compensates",
    key="carrier-paid:<claim>",
    debit={AccountKind.BANK: "what it owed"},
    credit={AccountKind.CARRIER_CLAIM: "the same"},
)
def carrier_paid(
    *, claim_id: UUID, seller_order_id: UUID, amount: Money, carrier: str, bank_account: str
) -> NewPosting:
    """The carrier paid for what it lost."""
    return between(
        "carrier_paid",
        f"carrier-paid:{claim_id}",
        amount,
        debit=account(AccountKind.BANK, holder=bank_account),
        credit=account(AccountKind.CARRIER_CLAIM, holder=carrier, seller_order_id=seller_order_id),
    )


@event(
    "… or it will not, or has brought the parcel after all",
    key="carrier-ended:<claim>",
    debit={AccountKind.GUARANTEE_FUND: "what it owed"},
    credit={AccountKind.CARRIER_CLAIM: "the same"},
)
def carrier_claim_ended(*, claim_id: UUID, seller_order_id: UUID, amount: Money, carrier: str) -> NewPosting:
    """The carrier owes nothing any more; the seller keeps what it has, and the fund bears it."""
    return between(
        "carrier_claim_ended",
        f"carrier-ended:{claim_id}",
        amount,
        debit=account(AccountKind.GUARANTEE_FUND, seller_order_id=seller_order_id),
        credit=account(AccountKind.CARRIER_CLAIM, holder=carrier, seller_order_id=seller_order_id),
    )


def _moved(seller_order_id: UUID, held: Held, currency: str) -> list[NewEntry]:
    taken = held_entries(seller_order_id, held, currency)
    frozen = [
        NewEntry(
            AccountKind.FROZEN,
            -entry.amount_minor,
            currency,
            holder=entry.kind.value,
            seller_order_id=seller_order_id,
        )
        for entry in taken
    ]
    return [*taken, *frozen]
