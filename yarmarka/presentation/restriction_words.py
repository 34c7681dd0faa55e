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
    "on_its_way": _("The parcel has left already, and goes on to its address."),
    "goes_on": _("It was ordered before, and is carried out as usual."),
    "resumed": _("It goes on."),
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
