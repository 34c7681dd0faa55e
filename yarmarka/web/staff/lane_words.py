"""What legs, speeds, endings and qualities of delivery are called."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEGS: Final[Mapping[str, Promise | str]] = {
    "consolidation": _("Consolidation at origin"),
    "line_haul": _("Line haul"),
    "customs": pgettext_lazy("leg of a lane", "Customs"),
    "last_mile": _("Last mile"),
}
SPEEDS: Final[Mapping[str, Promise | str]] = {
    "economy": pgettext_lazy("speed of delivery", "economy"),
    "standard": pgettext_lazy("speed of delivery", "standard"),
    "express": pgettext_lazy("speed of delivery", "express"),
}
ENDINGS: Final[Mapping[str, Promise | str]] = {
    "door": _("to the door"),
    "office": _("to an office"),
    "locker": _("to a locker"),
}
QUALITIES: Final[Mapping[str, Promise | str]] = {
    "served": pgettext_lazy("a place is", "served"),
    "seasonal": pgettext_lazy("a place is", "served in season"),
    "slow": pgettext_lazy("a place is", "slower"),
    "none": pgettext_lazy("a place is", "not served"),
}
CHANGES: Final[Mapping[str, Any]] = {
    "base_minor": _("Base price"),
    "per_kg_minor": _("Price of a kilogram"),
    "min_days": _("Days, from"),
    "max_days": _("Days, to"),
    "max_weight_g": _("Heaviest parcel, g"),
    "max_side_mm": _("Longest side, mm"),
    "volume_divisor": _("Cubic centimetres that count as a kilogram"),
    "takes_batteries": _("Takes goods with lithium cells"),
}
