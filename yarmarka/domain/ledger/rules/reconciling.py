"""The entries of what a provider counts otherwise than we do, once two people agreed to book it."""

from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event
from yarmarka.domain.ledger.types import AccountKind, NewPosting, account
from yarmarka.vocabulary.money import Money


@event(
    "a provider's fees are approved",
    key="reconcile:<proposal>",
    debit={AccountKind.PROVIDER_FEE: "the fees"},
    credit={AccountKind.PROVIDER_CLEARING: "the fees"},
)
def provider_fees(*, proposal_id: UUID, provider: str, amount: Money) -> NewPosting:
    """A provider took its fees from what it owes us."""
    return between(
        "provider_fees",
        f"reconcile:{proposal_id}",
        amount,
        debit=account(AccountKind.PROVIDER_FEE, holder=provider),
        credit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
    )


@event(
    "a difference with a provider is approved, or booked back once it is explained",
    key="reconcile:<proposal>",
    debit={AccountKind.PROVIDER_CLEARING: "what the provider counts more (less: a credit)"},
    credit={AccountKind.SUSPENSE: "the same"},
)
def provider_difference(*, proposal_id: UUID, provider: str, effect: Money) -> NewPosting:
    """A provider owes us more by its own count (or less, if negative): that stands apart until somebody knows why."""
    return between(
        "provider_difference",
        f"reconcile:{proposal_id}",
        effect,
        debit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
        credit=account(AccountKind.SUSPENSE, holder=provider),
    )
