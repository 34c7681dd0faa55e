"""The entries of money that shoppers' banks take back, and give again to whoever was right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.rules.sales import held_entries, settled_entries
from yarmarka.domain.ledger.types import AccountKind, Held, NewEntry, NewPosting, Resettled, account
from yarmarka.vocabulary.money import Money

_TAKEN: Final = {
    AccountKind.ESCROW: "what is held for goods",
    AccountKind.DELIVERY: "what is held for delivery",
    AccountKind.DUTY: "what is held for duty",
    AccountKind.IMPORT_TAX: "what is held for taxes at import",
    AccountKind.SELLER_BALANCE: "of settled orders the seller's part, at the terms frozen at sale",
    AccountKind.COMMISSION: "commission, in proportion",
    AccountKind.COMMISSION_TAX: "the tax on it",
    AccountKind.DUTY_PAYABLE: "duty that is owed to an authority",
    AccountKind.IMPORT_TAX_PAYABLE: "taxes at import that are",
    AccountKind.EXCHANGE_GAIN: "spread",
    AccountKind.ROUNDING: "what rounding left (or took: on the other side)",
    AccountKind.EXCHANGE: "what the seller's part is worth at the recorded rate",
    AccountKind.CHARGEBACK_LOSS: "what no sale covers any more",
}
_GIVEN: Final = {
    AccountKind.PROVIDER_CLEARING: "the whole of it",
    AccountKind.EXCHANGE: "the seller's part, in the payout currency",
}


@dataclass(frozen=True)
class Disputed:
    """What a dispute takes from seller orders: by part from what is held, or of those that were settled."""

    held: Mapping[UUID, Held]
    settled: Sequence[Resettled]

    @property
    def covered_minor(self) -> int:
        """How much of it seller orders cover."""
        return sum(back.total_minor for back in self.held.values()) + sum(
            change.before.total_minor - change.after.total_minor for change in self.settled
        )


@event("a shopper's bank takes money back", key="chargeback:<chargeback>", debit=_TAKEN, credit=_GIVEN)
def chargeback(*, chargeback_id: UUID, provider: str, amount: Money, disputed: Disputed) -> NewPosting:
    """The provider took so much from us: seller orders cover what they still come to, the rest is lost."""
    entries = _entries(provider, amount, disputed)
    return posting("chargeback", f"chargeback:{chargeback_id}", entries)


@event("… and gives it again", key="chargeback-won:<chargeback>", debit=_GIVEN, credit=_TAKEN)
def chargeback_won(*, chargeback_id: UUID, provider: str, amount: Money, disputed: Disputed) -> NewPosting:
    """The provider gave so much again: seller orders come to more by what they covered."""
    entries = _entries(provider, -amount, disputed)
    return posting("chargeback_won", f"chargeback-won:{chargeback_id}", entries)


@event(
    "the provider charges for it",
    key="chargeback-fee:<chargeback>",
    debit={AccountKind.PROVIDER_FEE: "the fee"},
    credit={AccountKind.PROVIDER_CLEARING: "the fee"},
)
def chargeback_fee(*, chargeback_id: UUID, provider: str, fee: Money) -> NewPosting:
    """A chargeback costs a fee, which the marketplace bears."""
    return between(
        "chargeback_fee",
        f"chargeback-fee:{chargeback_id}",
        fee,
        debit=account(AccountKind.PROVIDER_FEE, holder=provider),
        credit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
    )


def _entries(provider: str, amount: Money, disputed: Disputed) -> list[NewEntry]:
    lost = amount.minor - disputed.covered_minor
    return [
        NewEntry(AccountKind.PROVIDER_CLEARING, -amount.minor, amount.currency, holder=provider),
        NewEntry(AccountKind.CHARGEBACK_LOSS, lost, amount.currency),
        *(
            entry
            for part, back in disputed.held.items()
            for entry in held_entries(part, back, amount.currency)
        ),
        *(entry for change in disputed.settled for entry in settled_entries(change)),
    ]
