"""What restrictions, and what becomes of orders under them, are called."""

from typing import Final

from django.utils.translation import gettext_lazy as _

#: what became of an order when deliveries to its place were stopped or resumed
FATES: Final = {
    "cancelled": _("It was not paid for, and is closed. Nothing was charged."),
    "refunded": _("It is called off, and the whole price of what was not sent goes back."),
    "held": _(
        "It waits, paid, until deliveries are resumed; the shopper may still cancel it and get everything back."
    ),
    "looked_at": _("A colleague looks at it before it is sent; nothing is asked of you."),
    "on_its_way": _("The parcel has left already, and goes on to its address."),
    "goes_on": _("It was ordered before, and is carried out as usual."),
    "resumed": _("It goes on."),
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
    "refund": _("call off and give the money back"),
}
