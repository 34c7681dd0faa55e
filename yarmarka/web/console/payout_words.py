"""How a seller's payouts are told: how often, from which amount, by which way, and what stands in the way."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.payouts.types import Terms

RHYTHMS: Final[Mapping[str, Promise | str]] = {
    "daily": pgettext_lazy("how often a seller is paid", "every day"),
    "weekly": pgettext_lazy("how often a seller is paid", "once a week"),
    "twice_a_month": pgettext_lazy("how often a seller is paid", "on the 1st and the 16th of each month"),
    "by_hand": pgettext_lazy("how often a seller is paid", "when the operator sends it"),
}
WEEKDAYS: Final[tuple[Promise | str, ...]] = (
    pgettext_lazy("how often a seller is paid", "every Monday"),
    pgettext_lazy("how often a seller is paid", "every Tuesday"),
    pgettext_lazy("how often a seller is paid", "every Wednesday"),
    pgettext_lazy("how often a seller is paid", "every Thursday"),
    pgettext_lazy("how often a seller is paid", "every Friday"),
    pgettext_lazy("how often a seller is paid", "every Saturday"),
    pgettext_lazy("how often a seller is paid", "every Sunday"),
)
WAYS: Final[Mapping[str, Promise | str]] = {
    "provider": pgettext_lazy("way of a payout", "by the payment provider"),
    "bank_file": pgettext_lazy("way of a payout", "by a file for the bank"),
}
#: What keeps a seller from being paid, as the seller reads it; a hold has its own reason beside it.
HINDRANCES: Final[Mapping[str, Promise | str]] = {
    "held": _("Payouts are held back"),
    "no_account": _("There is no account to pay to"),
    "nothing_owed": _("Nothing is owed now"),
    "owes_us": _("Returned orders cost more than was earned: the next earnings make up for it first"),
    "below_minimum": _("Less than the least amount is owed: it is paid together with what comes next"),
}

#: Why what a bank says of a payout was not acted on.
ANSWER_PROBLEMS: Final[Mapping[str, Promise | str]] = {
    "void": _("the file was declared void; a person must look whether the bank paid"),
    "not_in_file": _("this payout does not stand in the file that is answered"),
    "amount_differs": _("the bank speaks of another amount"),
    "said_otherwise_before": _("it has ended otherwise already; a person must look"),
}
ANSWERS: Final[Mapping[str, Promise | str]] = {
    "pending": pgettext_lazy("what a bank says", "on its way"),
    "paid": pgettext_lazy("what a bank says", "carried out"),
    "failed": pgettext_lazy("what a bank says", "refused"),
}


def rhythm_of(terms: Terms) -> str:
    """Return how often a seller is paid: `every Monday`."""
    return str(WEEKDAYS[terms.weekday] if terms.weekday is not None else RHYTHMS[terms.rhythm])
