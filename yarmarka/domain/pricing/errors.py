"""What can go wrong with prices."""

from yarmarka.kernel.errors import YarmarkaError


class RateMissing(YarmarkaError):
    """No exchange rate is recorded between two currencies."""

    code, status = "rate_missing", 409


class CommissionMissing(YarmarkaError):
    """No commission rule covers a category today."""

    code, status = "commission_missing", 409


class PriceChanged(YarmarkaError):
    """The whole price is not what the shopper saw; they are shown the new one before anything is bought."""

    code, status = "price_changed", 409
