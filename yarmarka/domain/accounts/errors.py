"""What can go wrong with people and their addresses."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class PhoneInvalid(Invalid):
    """This can't be a telephone number that reaches somebody from abroad."""

    code, status = "phone_invalid", 422


class FarewellHindered(YarmarkaError):
    """An account can't be deleted while something in it is not settled."""

    code, status = "farewell_hindered", 409


class AddressInvalid(Invalid):
    """A part of an address is missing or can't be right in its country; `reason` is `required` or `malformed`."""

    code, status = "address_invalid", 422


class ViewUnnamed(Invalid):
    """A way of looking at a table is kept under a name."""

    code, status = "view_unnamed", 422
