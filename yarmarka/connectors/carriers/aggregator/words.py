"""What the aggregator's statuses (17TRACK, version 2) mean to us: the sub-status first, else the main one. Pure."""

from typing import Final

from yarmarka.vocabulary.parcels import ParcelState as S

MAIN: Final = {
    "NotFound": S.PRE_TRANSIT,
    "InfoReceived": S.PRE_TRANSIT,
    "InTransit": S.IN_TRANSIT,
    "Expired": S.EXPIRED,
    "AvailableForPickup": S.AVAILABLE_FOR_PICKUP,
    "OutForDelivery": S.OUT_FOR_DELIVERY,
    "DeliveryFailure": S.ATTEMPT_FAILED,
    "Delivered": S.DELIVERED,
    "Exception": S.EXCEPTION,
}
SUB: Final = {
    "InTransit_PickedUp": S.ACCEPTED,
    "InTransit_Departure": S.IN_TRANSIT,
    "InTransit_Arrival": S.IN_TRANSIT,
    "InTransit_CustomsProcessing": S.IMPORT_CUSTOMS,
    "InTransit_CustomsReleased": S.IN_TRANSIT,
    "InTransit_CustomsRequiringInformation": S.CUSTOMS_ACTION_REQUIRED,
    "Exception_Returning": S.RETURNING,
    "Exception_Returned": S.RETURNED,
    "Exception_Lost": S.LOST,
    "Exception_Destroyed": S.DESTROYED,
    "Exception_Cancel": S.CANCELLED,
}


def state_of(status: str) -> S:
    """Return what a status or sub-status means; one that nobody knows is a person's to look at."""
    return SUB.get(status) or MAIN.get(status.partition("_")[0], S.EXCEPTION)
