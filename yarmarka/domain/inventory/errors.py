"""What can go wrong with stock."""

from yarmarka.kernel.errors import YarmarkaError


class StockGone(YarmarkaError):
    """Fewer pieces are left than were wanted; nothing was taken."""

    code, status = "stock_gone", 409


class CountedBelowHeld(YarmarkaError):
    """A seller counts fewer pieces than shoppers' orders already hold."""

    code, status = "counted_below_held", 409
