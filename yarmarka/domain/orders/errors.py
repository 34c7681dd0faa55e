"""What can go wrong with baskets and orders."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class BasketEmpty(YarmarkaError):
    """There is nothing to order."""

    code, status = "basket_empty", 422


class QuantityInvalid(Invalid):
    """Fewer than one piece, or more than one basket takes."""

    code, status = "quantity_invalid", 422


class RequestKeyReused(YarmarkaError):
    """The same request key came with different contents; the first order stands."""

    code, status = "request_key_reused", 409


class OrderNotPayable(YarmarkaError):
    """The order is paid for, called off, or its time to pay is over."""

    code, status = "order_not_payable", 409


class NotCancellable(YarmarkaError):
    """It is too late to call this off: it was sent, or is closed already."""

    code, status = "not_cancellable", 409


class NotToShip(YarmarkaError):
    """This seller order does not wait to be shipped."""

    code, status = "not_to_ship", 409


class NotReceivable(YarmarkaError):
    """Receipt can be confirmed once the goods were sent, and only once."""

    code, status = "not_receivable", 409


class NotRefundable(YarmarkaError):
    """Money is given back by amounts once the goods have left; before, the part or pieces of it are called off."""

    code, status = "not_refundable", 409


class MoreThanPaid(YarmarkaError):
    """More would go back than was paid, or pieces than were bought."""

    code, status = "more_than_paid", 409


class NothingToGiveBack(Invalid):
    """No amount, or no piece, is named."""

    code, status = "nothing_to_give_back", 422
