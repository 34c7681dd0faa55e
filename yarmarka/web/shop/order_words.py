"""What an order's statuses and happenings are called."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.domain.protection.types import ClaimStatus
from yarmarka.reads.ways_back import WayBack


class Chip(NamedTuple):
    """A status as a chip shows it."""

    kind: str
    words: Promise | str


ORDER_CHIPS: Final = {
    OrderStatus.UNPAID: Chip("wait", pgettext_lazy("order", "Waiting for payment")),
    OrderStatus.PAID: Chip("good", pgettext_lazy("order", "Paid")),
    OrderStatus.LAPSED: Chip("off", pgettext_lazy("order", "Not paid in time")),
    OrderStatus.CANCELLED: Chip("off", pgettext_lazy("order", "Cancelled")),
}

PART_CHIPS: Final = {
    SellerOrderStatus.UNPAID: Chip("wait", pgettext_lazy("part", "Waiting for payment")),
    SellerOrderStatus.TO_SHIP: Chip("wait", pgettext_lazy("part", "Being packed")),
    SellerOrderStatus.SENT: Chip("good", pgettext_lazy("part", "On its way")),
    SellerOrderStatus.DELIVERED: Chip("good", pgettext_lazy("part", "Delivered")),
    SellerOrderStatus.COMPLETED: Chip("done", pgettext_lazy("part", "Received")),
    SellerOrderStatus.CANCELLED: Chip("off", pgettext_lazy("part", "Cancelled, money returned")),
    SellerOrderStatus.LAPSED: Chip("off", pgettext_lazy("part", "Not paid in time")),
}
#: of a part that does not go on to its shopper
TURNED_CHIPS: Final = {
    WayBack.CALLED_BACK: Chip("wait", pgettext_lazy("part", "Called back")),
    WayBack.RETURNING: Chip("wait", pgettext_lazy("part", "Going back to the seller")),
    WayBack.RETURNED: Chip("off", pgettext_lazy("part", "Back with the seller")),
    WayBack.REFUNDED: Chip("done", pgettext_lazy("part", "Called back, money returned")),
}

#: of a part that a claim ended, or stands in the way of
CLAIM_CHIPS: Final = {
    ClaimStatus.OPENED: Chip("wait", pgettext_lazy("part", "Claim open, money frozen")),
    ClaimStatus.CONTESTED: Chip("wait", pgettext_lazy("part", "Claim open, money frozen")),
    ClaimStatus.REFUNDED: Chip("done", pgettext_lazy("part", "Money back after a claim")),
    ClaimStatus.FOUND: Chip("done", pgettext_lazy("part", "Money back after a claim")),
}

#: what happened → words; the facts of the happening go in as %(name)s
HAPPENINGS: Final[dict[str, Promise | str]] = {
    "placed": _("Order placed for %(amount)s"),
    "paid": _("Paid %(amount)s: we hold the money until the goods are with you"),
    "payment_challenged": _("The bank asked for a confirmation"),
    "payment_declined": _("The bank declined a payment"),
    "payment_expired": _("A payment was not finished in time"),
    "order_lapsed": _("Not paid in time: the order is closed, the goods went back to the shelf"),
    "order_cancelled": _("Order cancelled before paying"),
    "part_completed": _("Receipt confirmed: the seller gets the money"),
    "part_cancelled": _("Cancelled before shipping"),
    "part_closed": _("Closed: the money went back"),
    "claim_opened": _("A claim is open, the money is frozen: %(cause)s"),
    "claim_became": _("The claim goes on: %(cause)s"),
    "claim_contested": _("The seller sees it otherwise; we decide"),
    "claim_agreed": _("The seller agrees to give the money back"),
    "claim_refunded": _("The claim ended: the money goes back"),
    "claim_declined": _("The claim was declined"),
    "claim_withdrawn": _("The claim was withdrawn"),
    "claim_arrived": _("The claim ended: the parcel came"),
    "claim_overtaken": _("The claim ended: it is settled another way"),
    "claim_found": _("The parcel turned up after the refund; the money stays with you"),
    "refund_requested": _("Refund of %(amount)s asked for"),
    "refund_succeeded": _("Refunded %(amount)s"),
    "refund_failed": _("The bank did not take the refund of %(amount)s; we are on it"),
    "labelled": _("Parcel %(number)s is registered with the carrier"),
    "handed_over": _("The seller handed the parcel over"),
    "recall_wanted": _(
        "Deliveries to this place were stopped: the carrier is asked to bring the parcel back"
    ),
    "recall_agreed": _("The carrier brings the parcel back"),
    "recall_missed": _("The parcel could not be called back any more"),
    "pre_transit": _("The carrier expects the parcel"),
    "accepted": _("The carrier took the parcel"),
    "in_transit": _("On the way"),
    "export_customs": _("Export customs"),
    "import_customs": _("Import customs"),
    "customs_action_required": _("Customs ask for something: the carrier will tell you what"),
    "arrived_destination": _("Arrived in the country of delivery"),
    "available_for_pickup": _("Waiting for you to pick it up"),
    "out_for_delivery": _("Out for delivery"),
    "attempt_failed": _("The courier did not reach you"),
    "delivered": pgettext_lazy("parcel", "Delivered"),
    "returning": _("Going back to the seller"),
    "returned": _("Back with the seller"),
    "lost": _("The carrier lost the parcel"),
    "destroyed": _("The parcel was destroyed"),
    "seized": _("Seized by customs"),
    "exception": _("Something went wrong on the way"),
    "expired": _("No news from the carrier for a long time"),
    "cancelled": _("The parcel's registration was cancelled"),
}

#: why a delivery date is another one, where a parcel's state does not say it well
MOVED_BECAUSE: Final[dict[str, Promise | str]] = {
    "silent": _("The carrier has said nothing for longer than this part of the way takes"),
    "accepted": _("The carrier has the parcel now: from here on its own way counts"),
    "in_transit": _("The parcel is on its long way"),
    "export_customs": _("The parcel is leaving the country"),
    "import_customs": _("The parcel has come to customs"),
    "customs_action_required": _("Customs ask for something"),
    "arrived_destination": _("The parcel is in the country of delivery"),
}

#: what is wrong, as a shopper reads it
CAUSES: Final[dict[str, Promise | str]] = {
    "overdue": pgettext_lazy("what is wrong", "later than promised"),
    "lost": pgettext_lazy("what is wrong", "the parcel counts as lost"),
    "returned": pgettext_lazy("what is wrong", "it went back to the seller"),
    "not_arrived": pgettext_lazy("what is wrong", "it did not come"),
    "damaged": pgettext_lazy("what is wrong", "it arrived damaged"),
    "not_as_described": pgettext_lazy("what is wrong", "it is not as described"),
}

#: happenings that a reader should look at
TROUBLE: Final = frozenset(
    {
        "claim_opened",
        "claim_became",
        "claim_contested",
        "claim_declined",
        "payment_declined",
        "payment_expired",
        "refund_failed",
        "customs_action_required",
        "attempt_failed",
        "recall_wanted",
        "recall_missed",
        "returning",
        "returned",
        "lost",
        "destroyed",
        "seized",
        "exception",
        "expired",
    }
)
