"""What a shopper reads of claims: what they can say, where a claim stands, how it ended."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.protection.types import Cause, ClaimStatus, ClaimStep
from yarmarka.web.shop.order_words import CAUSES, HAPPENINGS, TROUBLE, Chip

#: what a shopper can say is wrong
TERMS: Final[dict[Cause, Promise | str]] = {
    Cause.NOT_ARRIVED: _("It did not come"),
    Cause.DAMAGED: _("It arrived damaged"),
    Cause.NOT_AS_DESCRIBED: _("It is not as described"),
}
_CHIPS: Final = {
    ClaimStatus.OPENED: Chip("wait", pgettext_lazy("claim", "Open")),
    ClaimStatus.CONTESTED: Chip("wait", pgettext_lazy("claim", "We decide")),
    ClaimStatus.REFUNDED: Chip("done", pgettext_lazy("claim", "Money back")),
    ClaimStatus.DECLINED: Chip("off", pgettext_lazy("claim", "Declined")),
    ClaimStatus.WITHDRAWN: Chip("off", pgettext_lazy("claim", "Withdrawn")),
    ClaimStatus.ARRIVED: Chip("done", pgettext_lazy("claim", "The parcel came")),
    ClaimStatus.OVERTAKEN: Chip("off", pgettext_lazy("claim", "Settled another way")),
    ClaimStatus.FOUND: Chip("done", pgettext_lazy("claim", "Money back, parcel found")),
}
#: what an end means for the shopper
ENDS: Final[dict[ClaimStatus, Promise | str]] = {
    ClaimStatus.REFUNDED: _(
        "The money goes back the way you paid; the order's timeline says when the bank took it. "
        "Should the parcel turn up after all, the money stays yours."
    ),
    ClaimStatus.DECLINED: _("We looked at it and could not give the money back. What we say is below."),
    ClaimStatus.WITHDRAWN: _("You withdrew it. The money is held as before."),
    ClaimStatus.ARRIVED: _(
        "The parcel came. The money is held until you have looked the goods over; "
        "if something is wrong with them, say so on the order's page."
    ),
    ClaimStatus.OVERTAKEN: _("The money went back another way, or your bank decides."),
    ClaimStatus.FOUND: _(
        "The parcel turned up after we gave the money back. The money stays yours. If you do not want the parcel, "
        "refuse it at the door; if you keep it and would like to pay for it, write to us. "
        "Nobody takes money from you without asking."
    ),
}


def chip(status: ClaimStatus) -> Chip:
    """Return a claim's status as a chip shows it."""
    return _CHIPS[status]


def history(steps: Iterable[ClaimStep]) -> list[dict[str, Any]]:
    """Return what happened to a claim as lines of a timeline, the newest first."""
    lines = [
        {
            "at": step.at,
            "title": str(HAPPENINGS[f"claim_{step.kind}"])
            % {"cause": CAUSES.get(step.facts.get("cause", ""), "")},
            "kind": "problem" if f"claim_{step.kind}" in TROUBLE else "message",
            "note": "",
        }
        for step in steps
        if f"claim_{step.kind}" in HAPPENINGS
    ]
    return lines[::-1]
