"""What can go wrong with delivery."""

from yarmarka.kernel.errors import YarmarkaError


class DeliveryUnavailable(YarmarkaError):
    """No chosen service brings these goods to this place (no route, or too heavy)."""

    code, status = "delivery_unavailable", 422


class LabelMissing(YarmarkaError):
    """A parcel can be handed over once it has a number."""

    code, status = "label_missing", 409
