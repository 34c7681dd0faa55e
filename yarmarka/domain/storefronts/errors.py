"""What can go wrong with shops."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class ContentsInvalid(Invalid):
    """Something in a shop's contents can't be published; `field` names it and the facts say why."""

    code, status = "storefront_invalid", 422


class AddressTaken(YarmarkaError):
    """Another shop stands at this host and prefix."""

    code, status = "storefront_address_taken", 409


class CodeTaken(YarmarkaError):
    """Another shop has this code."""

    code, status = "storefront_code_taken", 409


class NothingToPublish(YarmarkaError):
    """The shop has no draft that differs from what is published."""

    code, status = "storefront_nothing_to_publish", 409


class StorefrontUnknown(Invalid):
    """No open shop has this code."""

    code, status = "storefront_unknown", 422


class NotSoldHere(YarmarkaError):
    """This shop does not sell the offer: it is not of its assortment, or its store is no longer authorised."""

    code, status = "not_sold_here", 409
