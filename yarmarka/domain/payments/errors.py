"""What can go wrong with payments."""

from yarmarka.kernel.errors import YarmarkaError


class AmountDiffers(YarmarkaError):
    """A provider speaks of another amount or currency than was asked for; a person must look."""

    code, status = "amount_differs", 409
