"""The words for every error code: add an error by adding a line. Facts of the error go in as %(name)s."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = Promise | str


class Words(NamedTuple):
    """What happened, why, and what the reader can do. A page shows all three, the API the last two."""

    title: Text
    reason: Text
    remedy: Text


GENERAL: Final = Words(
    _("This can't be done"),
    _("The request did not pass a check, and nothing was changed."),
    _("Go back and check what you entered. If it looks right, write to us: we will see what happened."),
)

WORDS: Final[dict[str, Words]] = {
    "error": GENERAL,
    "missing": Words(
        _("There is nothing at this address"),
        _("It may have been removed, or it belongs to another account."),
        _("Check the address, or sign in with the account that it belongs to."),
    ),
    "invalid": Words(
        _("Something needs correcting"),
        _("This value can't be taken: %(field)s."),
        _("Correct it and send the form again. The rest of what you entered is kept."),
    ),
    "outside_unavailable": Words(
        _("A service we rely on does not answer"),
        _("It is outside our house: a bank or a carrier. Nothing was changed or charged."),
        _("Please try again in a few minutes."),
    ),
}

#: Inputs as their reader knows them.
FIELDS: Final[dict[str, Text]] = {
    "email": _("e-mail"),
    "full_name": _("name"),
    "recipient": _("recipient"),
    "street": _("street, house, flat"),
    "city": _("city"),
    "region": _("region"),
    "postal_code": _("postal code"),
    "country": _("country"),
    "phone": _("phone"),
    "quantity": _("quantity"),
    "price_minor": _("price"),
    "currency": _("currency"),
    "offer_id": _("offer"),
    "delivery_service_id": _("delivery service"),
    "address_id": _("address"),
    "tracking_number": _("tracking number"),
    "sku": _("article"),
}
