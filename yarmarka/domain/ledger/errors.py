"""What can go wrong with the books."""

from yarmarka.kernel.errors import YarmarkaError


class OutOfBalance(YarmarkaError):
    """A posting's entries do not sum to zero in one of its currencies; nothing was written."""

    code, status = "out_of_balance", 500


class NothingToPayOut(YarmarkaError):
    """No seller has a balance to be paid out."""

    code, status = "nothing_to_pay_out", 409


class FundTooSmall(YarmarkaError):
    """The guarantee fund does not hold so much in this currency."""

    code, status = "fund_too_small", 409
