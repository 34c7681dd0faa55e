"""What it is about that several people decide."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MATTERS: Final[Mapping[str, Promise | str]] = {
    "stop_deliveries": _("Stop deliveries"),
    "resume_deliveries": _("Resume deliveries"),
    "licence": _("Take down a licence"),
    "dated_rule": _("Dated rule"),
    "delivery_service": _("Delivery service"),
    "coverage": _("How a place is reached"),
    "lane_legs": _("Legs of a lane"),
    "new_service": _("New service"),
    "booking": _("Booking"),
    "official_store": _("Official store"),
}
