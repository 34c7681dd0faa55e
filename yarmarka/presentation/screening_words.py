"""What is compared with lists of denied parties, and what came of it, as staff read it."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: whom a case is about
KINDS: Final = {
    "seller": pgettext_lazy("whom a case is about", "seller"),
    "shopper": pgettext_lazy("whom a case is about", "shopper"),
}
VERDICTS: Final = {
    "other": _("somebody else: let them go on"),
    "same": _("the same as on the list: keep them held"),
}
STEPS: Final = {
    "proposed": _("Proposed how it ends"),
    "agreed": _("Agreed"),
    "appeal": _("Wrote to us"),
}
#: where a score lies
BANDS: Final = {
    "hold": _("somebody must look"),
    "log": _("written down"),
    "clear": _("nothing found"),
}
#: what is compared, and kinds of parties
FEATURES: Final = {
    "name": _("Names"),
    "names": _("Names"),
    "weak_names": _("Names that fit many"),
    "kind": pgettext_lazy("of a party on a list", "Kind"),
    "birth_dates": _("Born"),
    "birth date": _("Born"),
    "countries": _("Countries"),
    "country": _("Countries"),
    "identifiers": _("Numbers"),
    "identifier": _("Numbers"),
    "programme": _("Listed under"),
    "person": _("a person"),
    "firm": _("a firm"),
    "vessel": _("a ship"),
    "address": _("an address"),
    "unknown": _("not known"),
}
#: kinds of numbers that are words; others (INN, IMO …) are the same in every language
NUMBERS: Final = {
    "account": pgettext_lazy("kind of number", "account"),
    "passport": pgettext_lazy("kind of number", "passport"),
}
