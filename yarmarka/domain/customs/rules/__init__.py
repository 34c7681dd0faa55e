"""What the law asks for: which rule holds, what it comes to, and what a whole consignment costs."""

from yarmarka.domain.customs.rules.choosing import LawOfTheDay, law_on
from yarmarka.domain.customs.rules.classifying import HsIndex, check_hs_code, hs_index
from yarmarka.domain.customs.rules.counting import Counted, count
from yarmarka.domain.customs.rules.declaring import LIMIT_CURRENCY, form_for
from yarmarka.domain.customs.rules.landing import landed_cost, needs_received

__all__ = [
    "LIMIT_CURRENCY",
    "Counted",
    "HsIndex",
    "LawOfTheDay",
    "check_hs_code",
    "count",
    "form_for",
    "hs_index",
    "landed_cost",
    "law_on",
    "needs_received",
]
