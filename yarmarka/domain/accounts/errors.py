"""What can go wrong with people and their addresses."""

from yarmarka.kernel.errors import Invalid


class AddressInvalid(Invalid):
    """A part of an address is missing or can't be right in its country; `reason` is `required` or `malformed`."""

    code, status = "address_invalid", 422
