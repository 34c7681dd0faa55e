"""What states, accounts and reasons are called, and how each is drawn: good, wait, problem, done or off."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.web.console.letter_words import LETTER_WORDS
from yarmarka.web.console.payout_words import ANSWERS, HINDRANCES, RHYTHMS, WAYS


class Said(NamedTuple):
    """A state as its reader sees it."""

    kind: str
    words: Promise | str


#: An order's own status, those of its parts, and how far these have come back; they agree where they share a name.
ORDERS: Final[Mapping[str, Said]] = {
    "unpaid": Said("wait", pgettext_lazy("state of an order", "not paid yet")),
    "paid": Said("good", pgettext_lazy("state of an order", "paid")),
    "to_ship": Said("wait", pgettext_lazy("state of an order", "to ship")),
    "sent": Said("good", pgettext_lazy("state of an order", "on its way")),
    "called_back": Said("wait", pgettext_lazy("state of an order", "called back")),
    "returning": Said("wait", pgettext_lazy("state of an order", "on its way back")),
    "returned": Said("wait", pgettext_lazy("state of an order", "came back")),
    "refunded": Said("off", pgettext_lazy("state of an order", "called back, refunded")),
    "delivered": Said("good", pgettext_lazy("state of an order", "delivered")),
    "completed": Said("done", pgettext_lazy("state of an order", "settled")),
    "cancelled": Said("off", pgettext_lazy("state of an order", "cancelled")),
    "lapsed": Said("off", pgettext_lazy("state of an order", "not paid in time")),
}

PARCELS: Final[Mapping[str, Said]] = {
    "pre_transit": Said("wait", pgettext_lazy("state of a parcel", "label bought")),
    "accepted": Said("good", pgettext_lazy("state of a parcel", "accepted by the carrier")),
    "in_transit": Said("good", pgettext_lazy("state of a parcel", "in transit")),
    "export_customs": Said("good", pgettext_lazy("state of a parcel", "at export customs")),
    "import_customs": Said("good", pgettext_lazy("state of a parcel", "at import customs")),
    "customs_action_required": Said(
        "problem", pgettext_lazy("state of a parcel", "customs ask for something")
    ),
    "arrived_destination": Said("good", pgettext_lazy("state of a parcel", "arrived in the country")),
    "available_for_pickup": Said("good", pgettext_lazy("state of a parcel", "ready to be collected")),
    "out_for_delivery": Said("good", pgettext_lazy("state of a parcel", "out for delivery")),
    "attempt_failed": Said("problem", pgettext_lazy("state of a parcel", "delivery attempt failed")),
    "delivered": Said("done", pgettext_lazy("state of a parcel", "delivered")),
    "returning": Said("problem", pgettext_lazy("state of a parcel", "on its way back")),
    "returned": Said("problem", pgettext_lazy("state of a parcel", "came back")),
    "lost": Said("problem", pgettext_lazy("state of a parcel", "lost")),
    "destroyed": Said("problem", pgettext_lazy("state of a parcel", "destroyed")),
    "seized": Said("problem", pgettext_lazy("state of a parcel", "seized")),
    "exception": Said("problem", pgettext_lazy("state of a parcel", "something went wrong")),
    "expired": Said("problem", pgettext_lazy("state of a parcel", "no news for long")),
    "cancelled": Said("off", pgettext_lazy("state of a parcel", "label cancelled")),
}

STANDINGS: Final[Mapping[str, Said]] = {
    "applied": Said("wait", pgettext_lazy("standing of a seller", "waits for a decision")),
    "approved": Said("good", pgettext_lazy("standing of a seller", "may sell")),
    "declined": Said("off", pgettext_lazy("standing of a seller", "turned down")),
    "suspended": Said("problem", pgettext_lazy("standing of a seller", "suspended")),
}

DOCUMENTS: Final[Mapping[str, Said]] = {
    "waiting": Said("wait", pgettext_lazy("state of a document", "we look at it")),
    "accepted": Said("done", pgettext_lazy("state of a document", "accepted")),
    "asked_again": Said("problem", pgettext_lazy("state of a document", "to be sent again")),
}

VERDICTS: Final[Mapping[str, Said]] = {
    "too_few": Said("off", pgettext_lazy("verdict on a measure of a seller", "too few orders to tell")),
    "good": Said("good", pgettext_lazy("verdict on a measure of a seller", "good")),
    "warning": Said("wait", pgettext_lazy("verdict on a measure of a seller", "mind it")),
    "serious": Said("problem", pgettext_lazy("verdict on a measure of a seller", "we look at it")),
}

MEASURES: Final[Mapping[str, Promise | str]] = {
    "sent_late": _("Sent late"),
    "called_off": _("Called off by the seller"),
    "arrived_late": _("Arrived late"),
    "given_back": _("Money given back"),
    "charged_back": _("Disputed at the bank"),
}

#: of which orders a measure is a share, and what makes it better
MEASURE_HELP: Final[Mapping[str, Promise | str]] = {
    "sent_late": _(
        "Of the orders that had to be sent by now: not handed over by the first promised day. "
        "Hand parcels over on the day of the label, and count your stock."
    ),
    "called_off": _(
        "Of all orders: you could not send them. "
        "Keep the numbers of pieces right, and pause what you don't have."
    ),
    "arrived_late": _(
        "Of the orders that arrived: after the last promised day. "
        "Choose a quicker service, or hand over earlier."
    ),
    "given_back": _(
        "Of the orders that arrived: money went back because something was not as described, damaged or missing. "
        "Describe plainly and pack well."
    ),
    "charged_back": _(
        "Of all orders: the shopper asked their bank for the money. Answer shoppers before they ask the bank."
    ),
}

OFFERS: Final[Mapping[str, Said]] = {
    "active": Said("good", pgettext_lazy("state of an offer", "on sale")),
    "paused": Said("wait", pgettext_lazy("state of an offer", "paused")),
    "held": Said("problem", pgettext_lazy("state of an offer", "stopped by a rule")),
    "withdrawn": Said("off", pgettext_lazy("state of an offer", "withdrawn")),
}

PAYMENTS: Final[Mapping[str, Said]] = {
    "created": Said("wait", pgettext_lazy("state of a payment", "begun")),
    "challenged": Said("wait", pgettext_lazy("state of a payment", "the bank asks the payer")),
    "authorised": Said("wait", pgettext_lazy("state of a payment", "money set aside")),
    "approved": Said("good", pgettext_lazy("state of a payment", "approved")),
    "declined": Said("problem", pgettext_lazy("state of a payment", "declined by the bank")),
    "expired": Said("off", pgettext_lazy("state of a payment", "expired")),
}

#: Refunds and payouts: money that has left, or is about to.
TRANSFERS: Final[Mapping[str, Said]] = {
    "requested": Said("wait", pgettext_lazy("state of a refund or payout", "asked for")),
    "succeeded": Said("done", pgettext_lazy("state of a refund or payout", "arrived")),
    "paid": Said("done", pgettext_lazy("state of a refund or payout", "paid out")),
    "failed": Said("problem", pgettext_lazy("state of a refund or payout", "failed")),
}

#: Files for the bank, and payouts that no file can hold.
FILES: Final[Mapping[str, Said]] = {
    "made": Said("wait", pgettext_lazy("state of a file for the bank", "waits for the bank's answer")),
    "answered": Said("wait", pgettext_lazy("state of a file for the bank", "answered in part")),
    "done": Said("done", pgettext_lazy("state of a file for the bank", "answered")),
    "void": Said("off", pgettext_lazy("state of a file for the bank", "void")),
    "no_account": Said(
        "problem", pgettext_lazy("state of a file for the bank", "no bank could be told this")
    ),
}

#: Months of a seller's account.
MONTHS: Final[Mapping[str, Said]] = {
    "open": Said("wait", pgettext_lazy("state of a month", "not closed yet")),
    "closed": Said("done", pgettext_lazy("state of a month", "closed")),
}

#: Money that shoppers' banks took back.
CHARGEBACKS: Final[Mapping[str, Said]] = {
    "opened": Said("problem", pgettext_lazy("state of a chargeback", "money taken, answer due")),
    "won": Said("done", pgettext_lazy("state of a chargeback", "won")),
    "lost": Said("off", pgettext_lazy("state of a chargeback", "lost")),
}

#: Claims.
CLAIMS: Final[Mapping[str, Said]] = {
    "opened": Said("wait", pgettext_lazy("state of a claim", "open, the seller may answer")),
    "contested": Said("problem", pgettext_lazy("state of a claim", "contested, we decide")),
    "refunded": Said("done", pgettext_lazy("state of a claim", "refunded")),
    "declined": Said("off", pgettext_lazy("state of a claim", "declined")),
    "withdrawn": Said("off", pgettext_lazy("state of a claim", "withdrawn")),
    "arrived": Said("done", pgettext_lazy("state of a claim", "the parcel came")),
    "overtaken": Said("off", pgettext_lazy("state of a claim", "settled another way")),
    "found": Said("problem", pgettext_lazy("state of a claim", "turned up after the refund")),
}

CAUSES: Final[Mapping[str, Promise | str]] = {
    "overdue": pgettext_lazy("cause of a claim", "Overdue"),
    "lost": pgettext_lazy("cause of a claim", "Lost"),
    "returned": pgettext_lazy("cause of a claim", "Went back to the seller"),
    "not_arrived": pgettext_lazy("cause of a claim", "Did not arrive"),
    "damaged": pgettext_lazy("cause of a claim", "Arrived damaged"),
    "not_as_described": pgettext_lazy("cause of a claim", "Not as described"),
}

PAYERS: Final[Mapping[str, Promise | str]] = {
    "seller": pgettext_lazy("who bears a claim's refund", "The seller: the sale is undone"),
    "carrier": pgettext_lazy("who bears a claim's refund", "The carrier; the seller is compensated"),
    "fund": pgettext_lazy("who bears a claim's refund", "The guarantee fund; the seller is compensated"),
}

#: Ways in which a provider and we differ, and where a proposal stands.
DIFFERENCES: Final[Mapping[str, Said]] = {
    "missing_here": Said("problem", pgettext_lazy("difference with a provider", "not in our books")),
    "missing_there": Said("problem", pgettext_lazy("difference with a provider", "not in the registry")),
    "amount_differs": Said("problem", pgettext_lazy("difference with a provider", "another amount")),
    "explained": Said("good", pgettext_lazy("difference with a provider", "explained, to be booked back")),
    "waiting": Said("wait", pgettext_lazy("state of a proposal", "waits for a second person")),
    "approved": Said("done", pgettext_lazy("state of a proposal", "booked")),
    "declined": Said("off", pgettext_lazy("state of a proposal", "turned down")),
}

PROPOSALS: Final[Mapping[str, Said]] = {
    "waiting": Said("wait", pgettext_lazy("state of a proposal", "waits")),
    "approved": Said("good", pgettext_lazy("state of a proposal", "approved")),
    "declined": Said("off", pgettext_lazy("state of a proposal", "turned down")),
}

CARDS: Final[Mapping[str, Said]] = {
    "waiting": Said("wait", pgettext_lazy("state of a stopped card", "waits for a person")),
    "refused": Said("problem", pgettext_lazy("state of a stopped card", "refused")),
    "appealed": Said("wait", pgettext_lazy("state of a stopped card", "appeal, waits for a second person")),
    "cleared": Said("good", pgettext_lazy("state of a stopped card", "may be sold")),
    "upheld": Said("problem", pgettext_lazy("state of a stopped card", "refused, also on appeal")),
    "lapsed": Said("off", pgettext_lazy("state of a stopped card", "over")),
}
MATCHES: Final[Mapping[str, Said]] = {
    "open": Said("wait", pgettext_lazy("state of a proposal of goods", "to decide")),
    "later": Said("wait", pgettext_lazy("state of a proposal of goods", "put aside")),
    "confirmed": Said("good", pgettext_lazy("state of a proposal of goods", "done")),
    "refused": Said("off", pgettext_lazy("state of a proposal of goods", "kept apart")),
    "lapsed": Said("off", pgettext_lazy("state of a proposal of goods", "over")),
    "undone": Said("off", pgettext_lazy("state of a proposal of goods", "parted again")),
}
GOODS_DOCUMENTS: Final[Mapping[str, Said]] = {
    "proposed": Said("wait", pgettext_lazy("state of a document for goods", "is looked at")),
    "approved": Said("good", pgettext_lazy("state of a document for goods", "accepted")),
    "declined": Said("problem", pgettext_lazy("state of a document for goods", "not accepted")),
}

TABLES: Final[Mapping[str, Mapping[str, Said]]] = {
    "card": CARDS,
    "match": MATCHES,
    "goods_document": GOODS_DOCUMENTS,
    "order": ORDERS,
    "parcel": PARCELS,
    "standing": STANDINGS,
    "document": DOCUMENTS,
    "verdict": VERDICTS,
    "offer": OFFERS,
    "payment": PAYMENTS,
    "transfer": TRANSFERS,
    "chargeback": CHARGEBACKS,
    "claim": CLAIMS,
    "file": FILES,
    "month": MONTHS,
    "difference": DIFFERENCES,
    "proposal": PROPOSALS,
}

ACCOUNTS: Final[Mapping[str, Promise | str]] = {
    "provider_clearing": _("Owed to us by payment providers"),
    "escrow": _("Shoppers' money for goods, held until delivery"),
    "delivery": _("Shoppers' money for delivery, held until delivery"),
    "duty": _("Shoppers' money for customs duty, held until delivery"),
    "import_tax": _("Shoppers' money for taxes at import, held until delivery"),
    "duty_payable": _("Customs duty owed to authorities and brokers"),
    "import_tax_payable": _("Taxes at import owed to authorities and brokers"),
    "seller_balance": _("Owed to sellers"),
    "commission": _("Commission earned"),
    "commission_tax": _("Tax on the commission"),
    "frozen": _("Frozen by open claims"),
    "guarantee_fund": _("Guarantee fund"),
    "carrier_claim": _("Owed to us by carriers for lost parcels"),
    "partner_share": _("Partners' shares"),
    "exchange": _("Bought and sold between currencies"),
    "exchange_gain": _("Earned by exchanging"),
    "rounding": _("Fractions left over by rounding"),
    "provider_fee": _("Fees of payment providers"),
    "chargeback_loss": _("Lost to chargebacks"),
    "bank": _("Ours at the bank"),
    "suspense": _("Counted otherwise by a provider, not explained yet"),
    "refund_payable": _("Refunds on their way"),
    "payout_transit": _("Payouts on their way"),
}

POSTINGS: Final[Mapping[str, Promise | str]] = {
    "sale": _("Payment received"),
    "release": _("Order settled"),
    "held_apart": _("Held for delivery, apart from the goods"),
    "set_aside": _("Set aside for the guarantee fund"),
    "claim_frozen": _("Frozen by a claim"),
    "claim_thawed": _("Claim ended, held as before"),
    "made_whole": _("Seller compensated"),
    "carrier_paid": _("Carrier compensated"),
    "carrier_claim_ended": _("Carrier owes nothing any more"),
    "refund_decided": _("Refund decided"),
    "claw_back": _("Refund of a settled order"),
    "goodwill": _("Goodwill"),
    "chargeback": _("Taken back by the shopper's bank"),
    "chargeback_won": _("Given again by the shopper's bank"),
    "chargeback_fee": _("Fee for a chargeback"),
    "commission_shared": _("Commission shared among partners"),
    "surplus_received": _("Payment that no order could take"),
    "refund_paid": _("Refund arrived"),
    "payout_decided": _("Payout on its way"),
    "payout_paid": _("Payout arrived"),
    "payout_paid_by_bank": _("Payout arrived, by our bank"),
    "provider_fees": _("Fees of a provider"),
    "duties_paid": _("Duty and taxes at import paid"),
    "provider_difference": _("Difference with a provider"),
    "payout_failed": _("Payout failed, the money is back on the balance"),
}

KINDS: Final[Mapping[str, Promise | str]] = {
    "cross_border": pgettext_lazy("how a seller trades", "trades across borders"),
    "local": pgettext_lazy("how a seller trades", "trades in its own country"),
    "brand": pgettext_lazy("how a seller trades", "a brand's own shop"),
}

ROLES: Final[Mapping[str, Promise | str]] = {
    "owner": pgettext_lazy("what somebody is at a seller", "owner"),
    "manager": pgettext_lazy("what somebody is at a seller", "manager"),
    "clerk": pgettext_lazy("what somebody is at a seller", "clerk"),
    "bookkeeper": pgettext_lazy("what somebody is at a seller", "bookkeeper"),
}

ROLE_HELP: Final[Mapping[str, Promise | str]] = {
    "owner": _("sees and does everything, and lets people in and out"),
    "manager": _("everything but the people"),
    "clerk": _("orders and goods: ships, counts, changes prices"),
    "bookkeeper": _("money, statements and standing"),
}

#: Why a seller can't send an order; the code is kept on the order, the shopper reads the words.
CANCEL_REASONS: Final[Mapping[str, Promise | str]] = {
    "out_of_stock": _("The goods have run out"),
    "damaged": _("The goods turned out damaged"),
    "price_mistake": _("The price was a mistake"),
    "cannot_ship": _("Can't be sent to this address"),
    "shopper_asked": _("The shopper asked for it"),
    "shopper_changed_mind": _("The shopper changed their mind"),
    "other": pgettext_lazy("why an order was cancelled", "Another reason"),
}

REFUND_REASONS: Final[Mapping[str, Promise | str]] = {
    "cancelled": _("A part was called off"),
    "pieces_cancelled": _("Some pieces were called off"),
    "not_received": _("Did not arrive"),
    "damaged": _("Arrived damaged"),
    "not_as_described": _("Not as described"),
    "late": _("Came too late"),
    "recalled": _("Called back on its way"),
    "goodwill": _("Goodwill"),
    "chargeback_won": _("The bank gave it again after the part was called off"),
    "other": pgettext_lazy("why money is given back", "Another reason"),
    "paid_twice": _("Paid twice"),
    "order_closed": _("Paid after the order was closed"),
}

#: What `reads.verify` proves, check by check.
CHECK_WORDS: Final[Mapping[str, Promise | str]] = {
    "postings_balance": _("Debits and credits of every posting are equal"),
    "escrow_equals_open_orders": _("What is held equals the orders that are paid for and not settled"),
    "frozen_equals_open_claims": _("What is frozen equals what open claims are about"),
    "stock_equals_movements": _("Stock on hand equals what came less what left"),
    "held_equals_holds": _("Pieces promised equal the living holds"),
    "holds_follow_orders": _("Every hold stands where its order stands"),
    "sales_equal_movements": _("Every piece sold left the stock, once"),
    "payments_are_shared": _("Every payment is shared among its sellers to the last kopeck"),
    "payments_are_booked": _("Every approved payment is shared out or given back"),
    "orders_add_up": _("Orders equal the sum of their parts, parts that of their lines"),
    "ratings_follow_reviews": _("Ratings equal what the reviews that are shown say"),
    "duties_are_owed": _("Duty and taxes at import are owed as settled orders collected them"),
    "seller_balances": _(
        "What sellers are owed equals what was settled less what went back and was paid out"
    ),
    "refunds_within_captures": _("No payment gives back more than was taken"),
    "given_back_adds_up": _("What went back is the sum of its lines, and never more than was sold"),
    "chargebacks_are_booked": _(
        "What banks took back is taken from orders or lost, and comes again when won"
    ),
    "commission_is_earned": _("Commission and the tax on it equal what settled orders brought"),
    "refunds_on_their_way": _("Refunds on their way equal what is owed back"),
    "reconciling_is_booked": _("What was booked of differences with providers is what two people agreed on"),
    "statements_close": _("Months written down for sellers follow one another and equal the books"),
    "payouts_in_files": _("Files for the bank hold each payout once, and both agree how it ended"),
    "payouts_on_their_way": _("Payouts on their way equal what has left the balances"),
}

#: What providers' registries count, what is proposed, and why a row could not be taken.
COUNTED: Final[Mapping[str, Promise | str]] = {
    "payment": pgettext_lazy("in a registry", "Payment"),
    "refund": pgettext_lazy("in a registry", "Refund"),
    "payout": pgettext_lazy("in a registry", "Payout"),
    "fee": pgettext_lazy("in a registry", "Fee"),
    "fees": pgettext_lazy("what is proposed", "Fees"),
    "difference": pgettext_lazy("what is proposed", "Difference, until it is explained"),
    "explained": pgettext_lazy("what is proposed", "Explained difference, back"),
    "type": _("what it tells of is not known"),
    "id": _("it has no reference, or an odd one"),
    "amount": _("the amount can't be read"),
    "currency": _("the currency is not ours"),
    "occurred_at": _("the instant can't be read"),
    "columns": _("it has more or fewer columns"),
    "told_otherwise": _("it was told otherwise before; the first word stands"),
}

#: Who takes payments and pays out for us.
PROVIDERS: Final[Mapping[str, Promise | str]] = {
    "sandbox": _("Practice bank"),
    "yookassa": _("YooKassa"),
    "stripe": "Stripe",
}

PLAIN: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "account": ACCOUNTS,
    "posting": POSTINGS,
    "kind": KINDS,
    "role": ROLES,
    "role_help": ROLE_HELP,
    "cancel_reason": CANCEL_REASONS,
    "measure": MEASURES,
    "measure_help": MEASURE_HELP,
    "refund_reason": REFUND_REASONS,
    "cause": CAUSES,
    "payer": PAYERS,
    "rhythm": RHYTHMS,
    "way": WAYS,
    "hindrance": HINDRANCES,
    "answer": ANSWERS,
    "counted": COUNTED,
    "provider": PROVIDERS,
    "letter": LETTER_WORDS,
}
