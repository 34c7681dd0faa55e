"""The entries of what becomes of the commission: a part for the guarantee fund, and the partners' shares."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting, account
from yarmarka.vocabulary.money import Money


@event(
    "commission is earned, and part of it set aside",
    key="set-aside:<seller order>",
    debit={AccountKind.COMMISSION: "the fund's part"},
    credit={AccountKind.GUARANTEE_FUND: "the fund's part"},
)
def set_aside(*, seller_order_id: UUID, amount: Money) -> NewPosting:
    """Part of a commission goes to the guarantee fund; there it stays, whatever becomes of the order."""
    return between(
        "set_aside",
        f"set-aside:{seller_order_id}",
        amount,
        debit=account(AccountKind.COMMISSION),
        credit=account(AccountKind.GUARANTEE_FUND),
    )


@event(
    "a month's commission is shared",
    key="share:<month>:<currency>",
    debit={AccountKind.COMMISSION: "all partners' shares"},
    credit={AccountKind.PARTNER_SHARE: "each partner's share"},
)
def commission_shared(*, month: date, currency: str, shares: Mapping[str, int]) -> NewPosting:
    """Partners get their shares of what a month's commission came to, the fund's part left out."""
    parts = [
        NewEntry(AccountKind.PARTNER_SHARE, -minor, currency, holder=partner)
        for partner, minor in shares.items()
    ]
    whole = NewEntry(AccountKind.COMMISSION, sum(shares.values()), currency)
    return posting("commission_shared", f"share:{month:%Y-%m}:{currency}", [whole, *parts])
