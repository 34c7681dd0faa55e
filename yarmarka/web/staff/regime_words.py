"""What the example regimes are called, in the operator's language."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: an example's code → whose rule it is, and by which act
EXAMPLES: Final[dict[str, tuple[Promise, Promise]]] = {
    "example-us-13685": (
        _("United States: Executive Order 13685"),
        _(
            "Executive Order 13685 of 19 December 2014 (with general licences, for food and medicine among others)"
        ),
    ),
    "example-us-14065": (
        _("United States: Executive Order 14065"),
        _("Executive Order 14065 of 21 February 2022"),
    ),
    "example-eu-692": (
        _("European Union: Regulation 692/2014"),
        _("Council Regulation 692/2014, with 1351/2014: listed goods (chapters of its Annex II)"),
    ),
    "example-eu-263": (
        _("European Union: Regulation 2022/263"),
        _(
            "Council Regulation 2022/263, extended by 2022/1903: areas outside the government's control only, so a"
            " person looks"
        ),
    ),
}
