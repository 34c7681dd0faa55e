"""Forms of the shop: an address as its country writes it, and what prices are shown in."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.accounts.errors import AddressInvalid
from yarmarka.domain.accounts.rules import address_form, check_address
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress
from yarmarka.web.shop.doors import explained
from yarmarka.web.shop.shopper import Shopper

#: field → label, what browsers fill in (HTML, 4.10.18.7.1), hint
_LABELS: Final = {
    "recipient": (_("Who takes the parcel"), "name", _("First and last name, as in the passport.")),
    "street": (_("Street, house, flat"), "address-line1", ""),
    "city": (_("City or village"), "address-level2", ""),
    "district": (_("District"), "address-level3", ""),
    "region": (_("Region"), "address-level1", ""),
    "postal_code": (_("Postal code"), "postal-code", ""),
    "phone": (_("Phone"), "tel", _("The carrier calls before it comes.")),
}
_REGION_NAMES: Final = {
    "RU": pgettext_lazy("part of Russia", "Region, territory or republic"),
    "CN": _("Province"),
    "GB": _("County"),
    "TR": _("Province"),
}
_LONGEST: Final = 300


class AddressFields(forms.Form):
    """The fields of one country's addresses, in that country's own order; `country` itself is chosen apart."""

    def __init__(
        self, data: QueryDict | None = None, *, country: str, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.country = country
        layout = address_form(country)
        for field in layout.fields:
            label, fills, hint = _LABELS[field.name]
            if field.name == "region":
                label = _REGION_NAMES.get(country, label)
            if field.name == "postal_code" and layout.postal_code_examples:
                hint = gettext("For example, %(code)s.") % {"code": layout.postal_code_examples[0]}
            self.fields[field.name] = forms.CharField(
                label=label,
                help_text=str(hint),
                required=field.is_required,
                max_length=_LONGEST,
                error_messages={"required": _("Please fill this in.")},
                widget=_widget(field.name, fills),
            )

    def clean(self) -> dict[str, Any]:
        """Check the whole address by its country's rules, and say at the right field what is wrong."""
        given = super().clean() or {}
        if not self.errors:
            try:
                self.address = check_address(_address(self.country, given))
            except AddressInvalid as error:
                words = explained(error)
                name = error.field if error.field in self.fields else None
                self.add_error(name, f"{words.reason} {words.remedy}".strip())
        return given


def countries() -> list[tuple[str, str]]:
    """Return the countries that can be chosen, in the reader's language."""
    return country_choices(COUNTRIES, current_language())


def currency_choices(shopper: Shopper) -> list[tuple[str, bool]]:
    """Return each currency of the shop, and whether it is the one in use."""
    return [(code, code == shopper.currency) for code in shopper.currencies]


def _address(country: str, given: dict[str, Any]) -> PostalAddress:
    parts = {name: str(given.get(name) or "") for name in _LABELS}
    return PostalAddress(country=country, **parts)


def _widget(name: str, fills: str) -> forms.TextInput:
    kind = {"phone": "tel", "postal_code": "text"}.get(name, "text")
    attributes = {"autocomplete": fills, "type": kind}
    if name == "postal_code":
        attributes["class"] = "field--short"
    return forms.TextInput(attrs=attributes)
