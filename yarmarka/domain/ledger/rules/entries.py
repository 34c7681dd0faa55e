"""What every posting is made of, and the table of business events that the documentation is rendered from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from yarmarka.domain.ledger.errors import OutOfBalance
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.vocabulary.money import Money

Rule = TypeVar("Rule", bound=Callable[..., Any])
#: account → what of the event stands there
Side = Mapping[AccountKind, str]


@dataclass(frozen=True)
class Event:
    """A business event as the table of entries tells it: its posting's kind, its key, and both of its sides."""

    kind: str
    what: str
    key: str
    debit: Side
    credit: Side


#: Every event that the books know, by the kind of its posting.
EVENTS: Final[dict[str, Event]] = {}
#: The order of a sale's life, in which the table tells them.
_LIFE: Final = (
    "sale",
    "surplus_received",
    "claim_frozen",
    "claim_thawed",
    "release",
    "set_aside",
    "refund_decided",
    "claw_back",
    "goodwill",
    "made_whole",
    "carrier_paid",
    "carrier_claim_ended",
    "refund_paid",
    "chargeback",
    "chargeback_won",
    "chargeback_fee",
    "payout_decided",
    "payout_paid",
    "payout_paid_by_bank",
    "payout_failed",
    "provider_fees",
    "provider_difference",
    "commission_shared",
    "duties_paid",
)


def event(what: str, *, key: str, debit: Side, credit: Side) -> Callable[[Rule], Rule]:
    """Enter a rule into the table of events; the rule's own name is the kind of its postings."""

    def register(rule: Rule) -> Rule:
        EVENTS[rule.__name__] = Event(kind=rule.__name__, what=what, key=key, debit=debit, credit=credit)
        return rule

    return register


def table_of_events() -> str:
    """Return the table of entries per event as `docs/algorithms/ledger.md` has it."""
    in_order = sorted(EVENTS.values(), key=lambda one: _LIFE.index(one.kind))
    rows = [
        f"| {one.what} | `{one.kind}` | `{one.key}` | {_side(one.debit)} | {_side(one.credit)} |"
        for one in in_order
    ]
    return "\n".join(["| event | posting | key | debit | credit |", "|---|---|---|---|---|", *rows])


def _side(side: Side) -> str:
    return "; ".join(f"{kind.value.replace('_', ' ')}: {what}" for kind, what in side.items())


def posting(
    kind: str, key: str, entries: Iterable[NewEntry], facts: Mapping[str, Any] | None = None
) -> NewPosting:
    """Return a posting without the entries that move nothing."""
    moving = tuple(entry for entry in entries if entry.amount_minor)
    return NewPosting(correlation_key=key, kind=kind, entries=moving, facts=dict(facts or {}))


def between(kind: str, key: str, amount: Money, *, debit: NewEntry, credit: NewEntry) -> NewPosting:
    """Return a posting that moves one amount from `credit` to `debit`; the two say only which accounts."""
    sides = ((debit, amount.minor), (credit, -amount.minor))
    return posting(kind, key, [on(side, Money(minor, amount.currency)) for side, minor in sides])


def on(account: NewEntry, amount: Money) -> NewEntry:
    """Return an entry of this amount on the account that another one names."""
    return NewEntry(
        kind=account.kind,
        amount_minor=amount.minor,
        currency=amount.currency,
        owner_id=account.owner_id,
        holder=account.holder,
        seller_order_id=account.seller_order_id,
    )


def check_balance(given: NewPosting) -> None:
    """Raise OutOfBalance unless a posting's entries sum to zero in each currency."""
    sums: dict[str, int] = defaultdict(int)
    for entry in given.entries:
        sums[entry.currency] += entry.amount_minor
    for currency, remainder in sums.items():
        if remainder:
            raise OutOfBalance(posting=given.correlation_key, currency=currency, remainder=remainder)
