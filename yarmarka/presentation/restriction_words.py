"""What restrictions, and what becomes of orders under them, are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: what became of an order when deliveries to its place were stopped or resumed
FATES: Final = {
    "cancelled": _("It was not paid for, and is closed. Nothing was charged."),
    "refunded": _("It is called off, and the whole price of what was not sent goes back."),
    "held": _(
        "It waits, paid, until deliveries are resumed; the shopper may still cancel it and get everything back."
    ),
    "looked_at": _("A colleague looks at it before it is sent; nothing is asked of you."),
    "recalled": _(
        "The parcel has left; its carrier is asked to bring it back. Once it is with the seller, the whole price "
        "goes back."
    ),
    "recalled_refunded": _(
        "The parcel has left; its carrier is asked to bring it back. The whole price goes back now, without "
        "waiting for it."
    ),
    "comes_back": _("Its parcel was called back, and comes back; the money goes back as we wrote."),
    "on_its_way": _("The parcel has left already, and goes on to its address."),
    "goes_on": _("It was ordered before, and is carried out as usual."),
    "resumed": _("It goes on."),
}
#: how far a parcel is called back, by who reads it and the recall's status
RECALLED: Final[dict[str, dict[str, Promise | str]]] = {
    "shopper": {
        "wanted": _("Its carrier is asked to bring it back."),
        "by_hand": _("Its carrier is asked to bring it back."),
        "agreed": _("Its carrier brings it back to the seller."),
        "back": _("It is with the seller again."),
    },
    "seller": {
        "wanted": _("Its carrier is asked to bring it back."),
        "by_hand": _("A colleague asks its carrier to bring it back, and may ask you to help as its sender."),
        "agreed": _("Its carrier brings it back to you."),
        "back": _("It is with you again."),
    },
}
#: what becomes of its money, by who reads it and when that goes back
RECALL_MONEY: Final[dict[str, dict[str, Promise | str]]] = {
    "shopper": {
        "at_once": _("You get the whole price back now, without waiting for it. Nothing is asked of you."),
        "when_back": _("Once the seller has it, you get the whole price back. Nothing is asked of you."),
        "back": _("You get the whole price back. Nothing is asked of you."),
    },
    "seller": {
        "at_once": _("The shopper gets the whole price back now, without waiting for it."),
        "when_back": _("Once you have it, the shopper gets the whole price back."),
        "back": _("The shopper gets the whole price back."),
    },
}
#: what a shopper reads of goods that a restriction is about, by its outcome
REMARKS: Final = {
    "block": _("We can't bring this there at present"),
    "hold": _("Somebody looks at it before it is sent"),
    "licence": _("It is sent once there is a licence for it"),
    "warn": _("Good to know before you order"),
}
#: what staff can choose that a restriction leads to
OUTCOMES: Final = {
    "block": _("is not taken there at all"),
    "hold": _("a person looks before it is sent"),
    "licence": _("is sent with a licence only"),
    "warn": _("goes there; shoppers and sellers are told"),
}
#: which way goods travel that a restriction is about
DIRECTIONS: Final = {
    "to": _("goods that go there"),
    "from": _("goods and sellers from there"),
    "both": _("both ways"),
}
#: where in a sale restrictions are looked at
STEPS: Final = {
    "placing": _("when it was ordered"),
    "label": _("at the label"),
    "hand_over": _("at the hand-over"),
    "payout": _("at the payout"),
}
#: what may tie a deal to a regime
TIES: Final = {
    "operator": _("the operator's seat"),
    "seller": _("the seller's seat"),
    "payment": _("who takes the money"),
    "carrier": _("the carrier"),
    "origin": _("where the goods were made"),
}
#: what staff can choose for orders that stand, by state
STATES: Final = {
    "unpaid": _("Orders not paid for yet"),
    "to_ship": _("Orders paid for, not sent"),
    "sent": _("Parcels on their way"),
}
HANDLINGS: Final = {
    "finish": _("carry out"),
    "hold": _("hold until it is resumed"),
    "recall": _("call back; the money goes back once the seller has the parcel"),
    "refund": _("call off and give the money back"),
}
#: the same, where it says something else of parcels on their way
HANDLINGS_SENT: Final = {**HANDLINGS, "refund": _("call back; the money goes back at once")}
#: how a carrier that can't be asked by its interface is asked to bring a parcel back, by its code; "" for others
BY_HAND: Final = {
    "russian_post": _(
        "Let the seller, who is the sender, apply for its return at a post office with the number, or ask the "
        "contract's manager at the Post."
    ),
    "": _(
        "Write to the carrier's service desk with the number and ask for it to be brought back to its sender."
    ),
}


def handling_words(state: str, handling: str) -> Promise | str:
    """Return what it is called that becomes of orders in a state."""
    return (HANDLINGS_SENT if state == "sent" else HANDLINGS)[handling]
