"""What states, accounts and reasons are called, and how each is drawn: good, wait, problem, done or off."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Said(NamedTuple):
    """A state as its reader sees it."""

    kind: str
    words: Promise | str


#: An order's own status and those of its parts; they agree where they share a name.
ORDERS: Final[Mapping[str, Said]] = {
    "unpaid": Said("wait", _("not paid yet")),
    "paid": Said("good", _("paid")),
    "to_ship": Said("wait", _("to ship")),
    "sent": Said("good", _("on its way")),
    "delivered": Said("good", _("delivered")),
    "completed": Said("done", _("settled")),
    "cancelled": Said("off", _("cancelled")),
    "lapsed": Said("off", _("not paid in time")),
}

PARCELS: Final[Mapping[str, Said]] = {
    "pre_transit": Said("wait", _("label bought")),
    "accepted": Said("good", _("accepted by the carrier")),
    "in_transit": Said("good", _("in transit")),
    "export_customs": Said("good", _("at export customs")),
    "import_customs": Said("good", _("at import customs")),
    "customs_action_required": Said("problem", _("customs ask for something")),
    "arrived_destination": Said("good", _("arrived in the country")),
    "available_for_pickup": Said("good", _("ready to be collected")),
    "out_for_delivery": Said("good", _("out for delivery")),
    "attempt_failed": Said("problem", _("delivery attempt failed")),
    "delivered": Said("done", _("delivered")),
    "returning": Said("problem", _("on its way back")),
    "returned": Said("problem", _("came back")),
    "lost": Said("problem", _("lost")),
    "destroyed": Said("problem", _("destroyed")),
    "seized": Said("problem", _("seized")),
    "exception": Said("problem", _("something went wrong")),
    "expired": Said("problem", _("no news for long")),
    "cancelled": Said("off", _("label cancelled")),
}

STANDINGS: Final[Mapping[str, Said]] = {
    "applied": Said("wait", _("waits for a decision")),
    "approved": Said("good", _("may sell")),
    "declined": Said("off", _("turned down")),
    "suspended": Said("problem", _("suspended")),
}

OFFERS: Final[Mapping[str, Said]] = {
    "active": Said("good", _("on sale")),
    "paused": Said("wait", _("paused")),
    "withdrawn": Said("off", _("withdrawn")),
}

PAYMENTS: Final[Mapping[str, Said]] = {
    "created": Said("wait", _("begun")),
    "challenged": Said("wait", _("the bank asks the payer")),
    "approved": Said("good", _("approved")),
    "declined": Said("problem", _("declined by the bank")),
    "expired": Said("off", _("expired")),
}

#: Refunds and payouts: money that has left, or is about to.
TRANSFERS: Final[Mapping[str, Said]] = {
    "requested": Said("wait", _("asked for")),
    "succeeded": Said("done", _("arrived")),
    "paid": Said("done", _("paid out")),
    "failed": Said("problem", _("failed")),
}

TABLES: Final[Mapping[str, Mapping[str, Said]]] = {
    "order": ORDERS,
    "parcel": PARCELS,
    "standing": STANDINGS,
    "offer": OFFERS,
    "payment": PAYMENTS,
    "transfer": TRANSFERS,
}

ACCOUNTS: Final[Mapping[str, Promise | str]] = {
    "provider_clearing": _("Owed to us by payment providers"),
    "escrow": _("Shoppers' money held until delivery"),
    "seller_balance": _("Owed to sellers"),
    "commission": _("Commission earned"),
    "exchange": _("Bought and sold between currencies"),
    "refund_payable": _("Refunds on their way"),
    "payout_transit": _("Payouts on their way"),
}

POSTINGS: Final[Mapping[str, Promise | str]] = {
    "sale": _("Payment received"),
    "release": _("Order settled"),
    "refund_decided": _("Refund decided"),
    "surplus_received": _("Payment that no order could take"),
    "refund_paid": _("Refund arrived"),
    "payout_decided": _("Payout on its way"),
    "payout_paid": _("Payout arrived"),
    "payout_failed": _("Payout failed, the money is back on the balance"),
}

KINDS: Final[Mapping[str, Promise | str]] = {
    "cross_border": _("trades across borders"),
    "local": _("trades in its own country"),
    "brand": _("a brand's own shop"),
}

ROLES: Final[Mapping[str, Promise | str]] = {"owner": _("owner"), "clerk": _("clerk")}

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
    "paid_twice": _("Paid twice"),
    "order_closed": _("Paid after the order was closed"),
}

#: What `reads.verify` proves, check by check.
CHECK_WORDS: Final[Mapping[str, Promise | str]] = {}

PLAIN: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "account": ACCOUNTS,
    "posting": POSTINGS,
    "kind": KINDS,
    "role": ROLES,
    "cancel_reason": CANCEL_REASONS,
    "refund_reason": REFUND_REASONS,
}
