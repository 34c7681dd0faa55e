"""What can go wrong with payments."""

from yarmarka.kernel.errors import YarmarkaError


class AmountDiffers(YarmarkaError):
    """A provider speaks of another amount or currency than was asked for; a person must look."""

    code, status = "amount_differs", 409


class MoreThanCaptured(YarmarkaError):
    """A payment can't give back more than was taken, with what went back already."""

    code, status = "more_than_captured", 409
