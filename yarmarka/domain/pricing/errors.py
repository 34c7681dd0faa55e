"""What can go wrong with prices."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class RateMissing(YarmarkaError):
    """No exchange rate is recorded between two currencies."""

    code, status = "rate_missing", 409


class CommissionMissing(YarmarkaError):
    """No commission rule covers a category today."""

    code, status = "commission_missing", 409


class PriceChanged(YarmarkaError):
    """The whole price is not what the shopper saw; they are shown the new one before anything is bought."""

    code, status = "price_changed", 409


class RuleInThePast(Invalid):
    """A rule may begin in the future only: what was sold is sold."""

    code, status = "rule_in_the_past", 422


class RulesOverlap(YarmarkaError):
    """Another rule for the same sales begins later; it has to end first, or this one has to end before it."""

    code, status = "rules_overlap", 409


class SharesExceedWhole(YarmarkaError):
    """The partners' shares come to more than the whole commission."""

    code, status = "shares_exceed_whole", 409


class MonthNotOver(YarmarkaError):
    """Commission is shared once its month is over."""

    code, status = "month_not_over", 409
