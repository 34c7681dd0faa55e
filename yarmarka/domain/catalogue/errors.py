"""What can go wrong with goods."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class OfferGone(YarmarkaError):
    """An offer can't be bought any more: paused, withdrawn or never there."""

    code, status = "offer_gone", 409


class PriceInvalid(Invalid):
    """A price can't be taken; the facts say why."""

    code = "price_invalid"


class CategoryUnknown(Invalid):
    """A seller's own category has no counterpart among ours."""

    code = "category_unknown"


class GtinInvalid(Invalid):
    """A number in the place of a GTIN has the wrong length or check digit."""

    code = "gtin_invalid"
