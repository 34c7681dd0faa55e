"""What can be wrong with an exchange."""

from yarmarka.kernel.errors import YarmarkaError


class TooManyKeys(YarmarkaError):
    """A seller has as many keys as anybody needs."""

    code, status = "too_many_exchange_keys", 409
