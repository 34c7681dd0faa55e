"""What can go wrong with restrictions."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class DeliveryRestricted(YarmarkaError):
    """A restriction in force forbids that these goods go there."""

    code, status = "delivery_restricted", 409


class HeldForReview(YarmarkaError):
    """Somebody of the staff has to look at where this goes before it goes on."""

    code, status = "held_for_review", 409


class RestrictionIncomplete(Invalid):
    """A restriction names its places, what it rests on, and its reason in every language."""

    code, status = "restriction_incomplete", 422


class RestrictionInThePast(Invalid):
    """What is decided now does not begin, or end, before now."""

    code, status = "restriction_in_the_past", 422


class RestrictionsOverlap(YarmarkaError):
    """The same restriction holds already at that time."""

    code, status = "restrictions_overlap", 409


class ForwarderInvalid(Invalid):
    """An entry of the list of forwarding addresses would fit anything, or says too little of itself."""

    code = "forwarder_invalid"


class ForwarderListed(YarmarkaError):
    """This forwarding address is on the list already for some of that time."""

    code, status = "forwarder_listed", 409
