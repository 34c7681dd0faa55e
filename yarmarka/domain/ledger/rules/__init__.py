"""Which entries a business event makes. Debits are positive, credits negative; each event sums to zero.

The table of all events is `EVENTS`; docs/algorithms/ledger.md shows it, and a test holds the two together.
"""

from yarmarka.domain.ledger.rules.chargebacks import (
    Disputed,
    chargeback,
    chargeback_fee,
    chargeback_won,
)
from yarmarka.domain.ledger.rules.claims import (
    carrier_claim_ended,
    carrier_paid,
    claim_frozen,
    claim_thawed,
    made_whole,
)
from yarmarka.domain.ledger.rules.duties import duties_paid
from yarmarka.domain.ledger.rules.entries import EVENTS, Event, check_balance, table_of_events
from yarmarka.domain.ledger.rules.money_back import claw_back, goodwill, refund_decided, refund_paid
from yarmarka.domain.ledger.rules.payouts import (
    PAYOUT_NEXT,
    payout_decided,
    payout_failed,
    payout_paid,
    payout_paid_by_bank,
)
from yarmarka.domain.ledger.rules.reconciling import provider_difference, provider_fees
from yarmarka.domain.ledger.rules.sales import release, sale, surplus_received
from yarmarka.domain.ledger.rules.settling import covered_in_order_currency, settle
from yarmarka.domain.ledger.rules.shares import commission_shared, set_aside

__all__ = [
    "EVENTS",
    "PAYOUT_NEXT",
    "Disputed",
    "Event",
    "carrier_claim_ended",
    "carrier_paid",
    "chargeback",
    "chargeback_fee",
    "chargeback_won",
    "check_balance",
    "claim_frozen",
    "claim_thawed",
    "claw_back",
    "commission_shared",
    "covered_in_order_currency",
    "duties_paid",
    "goodwill",
    "made_whole",
    "payout_decided",
    "payout_failed",
    "payout_paid",
    "payout_paid_by_bank",
    "provider_difference",
    "provider_fees",
    "refund_decided",
    "refund_paid",
    "release",
    "sale",
    "set_aside",
    "settle",
    "surplus_received",
    "table_of_events",
]
