"""Forms of the seller's console."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.accounts.errors import AddressInvalid
from yarmarka.domain.accounts.rules import address_form, check_address
from yarmarka.domain.sellers.rules import IDENTIFIERS
from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_offers import OwnOffer
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress
from yarmarka.web.console.words import KINDS
from yarmarka.web.seller.payout_accounts import CURRENCY, RULES
from yarmarka.web.shared.telling import add_problem

#: country → label and example of the registration number, and of the tax number where there is one.
_NUMBERS: Final = {
    "RU": ((_("OGRN or OGRNIP"), _("13 or 15 digits.")), (_("INN"), _("10 or 12 digits."))),
    "CN": ((_("Unified social credit code"), _("18 letters and digits, as on the licence.")), None),
    "GB": (
        (_("Company number"), _("Eight signs, as at Companies House.")),
        (_("VAT number"), _("For example, GB980780684.")),
    ),
    "DE": (
        (_("Trade register number"), _("For example, HRB 12345.")),
        (_("VAT number"), _("For example, DE136695976.")),
    ),
    "TR": ((_("MERSIS number"), _("16 digits.")), (_("Tax number (VKN)"), _("10 digits."))),
}
_ADDRESS: Final = {
    "street": (_("Street, house, office"), "address-line1"),
    "district": (_("District"), "address-level3"),
    "city": (_("City"), "address-level2"),
    "region": (_("Region"), "address-level1"),
    "postal_code": (_("Postal code"), "postal-code"),
    "phone": (_("Phone"), "tel"),
}
#: Prices of one piece, in whole units of a currency.
LEAST_PRICE: Final = Decimal("0.01")
MOST_PRICE: Final = Decimal("99999999.99")
_PARTS: Final = tuple(PostalAddress.__dataclass_fields__)


def seller_countries() -> list[tuple[str, str]]:
    """Return the countries whose merchants can apply, in the reader's language."""
    return country_choices([code for code in COUNTRIES if code in IDENTIFIERS], current_language())


def number_labels(country: str) -> tuple[Promise | str, ...]:
    """Return what the registration number, and the tax number where there is one, are called in a country."""
    return tuple(named[0] for named in _NUMBERS[country] if named)


class TypedForm(forms.Form):
    """A form that can be shown as it was typed so far."""

    def without_judging(self) -> None:
        """Show what was typed as it is: nobody has asked to save it yet."""
        self._errors = ErrorDict()


class ApplicationForm(forms.Form):
    """What a merchant tells of itself; numbers, address and account are those of its country."""

    trade_name = forms.CharField(
        label=_("Name of the stall"), max_length=120, help_text=_("Shoppers see it beside your goods.")
    )
    legal_name = forms.CharField(
        label=_("Registered name"), max_length=200, help_text=_("As in the trade register.")
    )
    kind = forms.ChoiceField(
        label=_("How you trade"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        initial=Kind.CROSS_BORDER,
    )
    registration_number = forms.CharField(max_length=30)
    tax_number = forms.CharField(max_length=30)
    contact_email = forms.EmailField(
        label=_("E-mail for orders"), help_text=_("We write here about every new order.")
    )
    payout_currency = forms.ChoiceField(
        label=_("Paid out in"), choices=[(code, code) for code in settings.CURRENCIES]
    )
    payout_account = forms.CharField(max_length=60)

    def __init__(self, *arguments: Any, country: str, **named: Any) -> None:
        named["initial"] = {"payout_currency": CURRENCY[country]} | named.get("initial", {})
        super().__init__(*arguments, **named | {"label_suffix": ""})
        self.country = country
        self._name_numbers()
        self._ask_address()
        account = RULES[country]
        self._name("payout_account", account.label, account.hint)
        order = ["trade_name", "legal_name", "kind", "registration_number", "tax_number", *_ADDRESS]
        self.order_fields([*order, "contact_email", "payout_currency", "payout_account"])

    def clean_registration_number(self) -> str:
        """Check the number by which the country's register knows the merchant."""
        return self._checked_number("registration_number", IDENTIFIERS[self.country][0])

    def clean_tax_number(self) -> str:
        """Check the tax number, where the country has one."""
        rule = IDENTIFIERS[self.country][1]
        return self._checked_number("tax_number", rule) if rule else ""

    def clean_payout_account(self) -> str:
        """Check the account by its country's rules."""
        account = RULES[self.country].clean(self.cleaned_data["payout_account"])
        if account is None:
            raise forms.ValidationError(
                _("This can't be an account: a digit is wrong or missing. Compare it with the bank's letter.")
            )
        return account

    def clean(self) -> dict[str, Any]:
        """Check the whole address by its country's rules."""
        given = super().clean() or {}
        if self.errors.keys() & {*_ADDRESS, "legal_name"}:
            return given
        parts = {name: str(given.get(name) or "") for name in _PARTS}
        try:
            self.address = check_address(
                PostalAddress(
                    **parts | {"country": self.country, "recipient": str(given["legal_name"])[:150]}
                )
            )
        except AddressInvalid as error:
            add_problem(self, error)
        return given

    def application(self) -> Application:
        """Return what was filled in; the form is valid."""
        given = self.cleaned_data
        return Application(
            trade_name=given["trade_name"],
            legal_name=given["legal_name"],
            country=self.country,
            kind=Kind(given["kind"]),
            registration_number=given["registration_number"],
            tax_number=given.get("tax_number", ""),
            address=self.address,
            contact_email=given["contact_email"],
            payout_currency=given["payout_currency"],
            payout_account=given["payout_account"],
        )

    def _name_numbers(self) -> None:
        registration, tax = _NUMBERS[self.country]
        self._name("registration_number", *registration)
        if tax is None:
            del self.fields["tax_number"]
        else:
            self._name("tax_number", *tax)

    def _name(self, field: str, label: Any, hint: Any) -> None:
        self.fields[field].label, self.fields[field].help_text = label, hint

    def _ask_address(self) -> None:
        layout = address_form(self.country)
        asked = {field.name: field.is_required for field in layout.fields if field.name in _ADDRESS}
        for name, is_required in asked.items():
            label, fills = _ADDRESS[name]
            self.fields[name] = forms.CharField(
                label=label,
                required=is_required,
                max_length=300,
                help_text=_("For example, %(code)s.") % {"code": layout.postal_code_examples[0]}
                if name == "postal_code" and layout.postal_code_examples
                else "",
                widget=forms.TextInput(attrs={"autocomplete": fills}),
            )

    def _checked_number(self, field: str, rule: Any) -> str:
        number = "".join(str(self.cleaned_data[field]).split()).upper()
        if self.country == "DE" and number[:3] in {"HRA", "HRB"}:
            number = f"{number[:3]} {number[3:]}"
        if not rule[1](number):
            raise forms.ValidationError(
                _(
                    "This number can't be right: its length or a digit does not fit. Compare it with the register."
                )
            )
        return number


class PriceForm(forms.Form):
    """A new price, in the offer's own currency, as people write it."""

    price = forms.DecimalField(
        label=_("Price"), min_value=LEAST_PRICE, max_value=MOST_PRICE, decimal_places=2
    )
    old_price = forms.DecimalField(
        label=_("Price before"),
        min_value=LEAST_PRICE,
        max_value=MOST_PRICE,
        decimal_places=2,
        required=False,
        help_text=_("What it really cost before; empty for none."),
    )

    def __init__(self, *arguments: Any, currency: str, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        self.fields["price"].help_text = _("In %(currency)s.") % {"currency": currency}

    @classmethod
    def of(cls, price_minor: int, old_price_minor: int | None, currency: str) -> "PriceForm":
        """Return the form filled in with an offer's prices."""
        old = Money(old_price_minor, currency).major if old_price_minor is not None else None
        return cls(initial={"price": Money(price_minor, currency).major, "old_price": old}, currency=currency)


class StockForm(forms.Form):
    """How many pieces there are, those promised to orders included."""

    on_hand = forms.IntegerField(label=_("On hand"), min_value=0, max_value=1_000_000)


class RowForm(forms.Form):
    """One line of many: an offer's price and count. What it was when the page was written is sent along, so that only
    what the seller changed is changed, whatever was sold meanwhile."""

    price = forms.DecimalField(
        label=_("Price"),
        min_value=LEAST_PRICE,
        max_value=MOST_PRICE,
        decimal_places=2,
        show_hidden_initial=True,
    )
    on_hand = forms.IntegerField(
        label=_("On hand"), min_value=0, max_value=1_000_000, show_hidden_initial=True
    )

    def __init__(self, *arguments: Any, own: OwnOffer, **named: Any) -> None:
        initial = {"price": Money(own.price_minor, own.currency).major, "on_hand": own.on_hand}
        named |= {"prefix": public_id("off", own.id), "initial": initial, "label_suffix": ""}
        super().__init__(*arguments, **named)
        for name in ("price", "on_hand"):
            # The label stands at the head of the column; who does not see that hears it with the article.
            label = f"{self.fields[name].label}, {own.sku}"
            self.fields[name].widget.attrs |= {"aria-label": label, "inputmode": "decimal", "size": 9}


class WarehouseForm(forms.Form):
    """A place that the seller ships from."""

    name = forms.CharField(label=pgettext_lazy("of a warehouse", "Name"), max_length=120)
    country = forms.ChoiceField(label=_("Country"))
    city = forms.CharField(label=_("City"), max_length=120)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        countries = self.fields["country"]
        assert isinstance(countries, forms.ChoiceField)
        countries.choices = country_choices(COUNTRIES, current_language())


class FeedForm(forms.Form):
    """A price list in any format that we read."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xml,.yml,.csv,.tsv,.txt,.xlsx,text/xml,application/xml,text/csv"}
        ),
    )
    is_everything = forms.BooleanField(
        label=_("This is everything I have"),
        required=False,
        help_text=_("What the file leaves out is then sold out."),
    )
    is_trial = forms.BooleanField(
        label=_("Only show what would change"), required=False, help_text=_("Nothing is changed yet.")
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than the house takes."""
        file = self.cleaned_data["file"]
        if file.size > settings.FEED_UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB. Split it, or leave out what has not changed.")
                % {"limit": settings.FEED_UPLOAD_MAX_BYTES // 1_000_000}
            )
        return file


class SourceForm(forms.Form):
    """From where a price list is fetched, and how often."""

    url = forms.URLField(label=_("Address of the file"), max_length=500, assume_scheme="https")
    every_hours = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[
            (1, _("every hour")),
            (3, _("every 3 hours")),
            (6, _("every 6 hours")),
            (24, _("once a day")),
        ],
        initial=6,
    )
    is_everything = forms.BooleanField(
        label=_("This is everything I have"),
        required=False,
        help_text=_("What the file leaves out is then sold out."),
    )
