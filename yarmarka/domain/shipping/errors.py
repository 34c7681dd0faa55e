"""What can go wrong with delivery."""

from yarmarka.kernel.errors import YarmarkaError


class DeliveryUnavailable(YarmarkaError):
    """No chosen service brings these goods to this place (no route, or too heavy)."""

    code, status = "delivery_unavailable", 422


class LabelMissing(YarmarkaError):
    """A parcel can be handed over once it has a number."""

    code, status = "label_missing", 409


class PickupPointMissing(YarmarkaError):
    """This service brings parcels to a pick-up point, and none was chosen that gives out such a parcel."""

    code, status = "pickup_point_missing", 422


class LaneRuleInThePast(YarmarkaError):
    """What a carrier asks and does changes from now on at the earliest: sold orders keep what they were sold at."""

    code, status = "lane_rule_in_the_past", 422


class LaneRulesOverlap(YarmarkaError):
    """Something else is written down for the time from then on already."""

    code, status = "lane_rules_overlap", 409


class LegsMissing(YarmarkaError):
    """A lane has a leg at least: somebody has the parcel all the way."""

    code, status = "legs_missing", 422


class LaneKnown(YarmarkaError):
    """The carrier has a lane of this code on this route."""

    code, status = "lane_known", 409


class PlaceTwice(YarmarkaError):
    """One place is reached in two ways at once."""

    code, status = "place_twice", 422


class ServiceKnown(YarmarkaError):
    """The carrier has a service of this code on this route."""

    code, status = "service_known", 409


class ServicesMissing(YarmarkaError):
    """A lane without a service brings nothing to anybody."""

    code, status = "services_missing", 422


class LegsOutOfOrder(YarmarkaError):
    """Parcels are gathered, brought across, cleared and delivered, in this order."""

    code, status = "legs_out_of_order", 422
