"""Each variant of a product as its card asks for it: article, price, count, weight and box, and what tells it apart."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.connectors.feeds.values import LONGEST_NAME
from yarmarka.domain.catalogue.errors import GtinInvalid
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.flows.list_card import CardVariant
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.option_words import option_value, valued_option
from yarmarka.reads.seller_card import CardRow
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.web.seller.forms import LEAST_PRICE, MOST_PRICE, TypedForm

#: What shoppers choose by, at most: a colour, a size and one thing more.
CHOICES: Final = (1, 2, 3)
#: Of the packed piece, in the order in which the catalogue keeps them.
SIDES: Final = ("length", "width", "height")


def _side(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.1"), max_value=Decimal(1_000), decimal_places=1, required=False
    )


class VariantForm(TypedForm):
    """One make of the product: its article, price, count, weight and box, and what tells it from the others."""

    sku = forms.CharField(label=_("Article"), max_length=LONGEST_NAME, help_text=_("Your own number of it."))
    value_1 = forms.CharField(max_length=100, required=False)
    value_2 = forms.CharField(max_length=100, required=False)
    value_3 = forms.CharField(max_length=100, required=False)
    price = forms.DecimalField(
        label=_("Price"), min_value=LEAST_PRICE, max_value=MOST_PRICE, decimal_places=2
    )
    on_hand = forms.IntegerField(
        label=_("On hand"), min_value=0, max_value=1_000_000, show_hidden_initial=True
    )
    weight = forms.DecimalField(
        label=pgettext_lazy("of a product", "Weight, kg"),
        min_value=Decimal("0.001"),
        max_value=Decimal(1_000),
        decimal_places=3,
        required=False,
        help_text=_("Packed. Without it we guess by the category."),
    )
    length = _side(_("Packed: length, cm"))
    width = _side(_("Packed: width, cm"))
    height = _side(_("Packed: height, cm"))
    gtin = forms.CharField(
        label=_("Barcode"), max_length=20, required=False, help_text=_("EAN, UPC or GTIN.")
    )

    def __init__(
        self, *arguments: Any, row: CardRow | None = None, names: Sequence[str] = (), **named: Any
    ) -> None:
        super().__init__(*arguments, **named | {"label_suffix": "", "use_required_attribute": False})
        self.row = row
        for number in CHOICES:
            label = names[number - 1] if number <= len(names) and names[number - 1] else ""
            self.fields[f"value_{number}"].label = label or _("Choice %(number)s") % {"number": number}
        for name in ("price", "on_hand", "weight", *SIDES):
            self.fields[name].widget.attrs |= {"inputmode": "decimal"}
        if row:
            self.fields["sku"].disabled = True
            self.fields["gtin"].disabled = bool(row.gtin)

    def clean_gtin(self) -> str:
        """Take a number that names goods everywhere; one that a shop gives within its walls names nothing here."""
        said = self.cleaned_data["gtin"]
        if not said:
            return ""
        try:
            number = normal_gtin(said)
        except GtinInvalid as error:
            raise forms.ValidationError(explain(error, current_language()).reason) from None
        if not number:
            raise forms.ValidationError(
                _(
                    "This is a barcode that a shop gives within its walls. Leave it empty, or give the maker's."
                )
            )
        return number

    def clean(self) -> dict[str, Any]:
        """Want all three sides of the box, or none: two of them say neither its volume nor its longest side."""
        given = super().clean() or {}
        told = [given.get(side) for side in SIDES]
        if any(told) and not all(told):
            empty = next(side for side in SIDES if not given.get(side))
            if empty not in self.errors:
                self.add_error(empty, _("Tell all three sides of the packed piece, or none."))
        return given

    def variant(self, choices: Sequence[str], currency: str) -> CardVariant:
        """Return the variant; the form is valid."""
        given, row = self.cleaned_data, self.row
        weight = given["weight"]
        counted = row is None or "on_hand" in self.changed_data
        return CardVariant(
            sku=" ".join(given["sku"].split()),
            price=Money(minor_units(given["price"]), row.currency if row else currency),
            options=tuple(zip(choices, self._values(len(choices)), strict=True)),
            gtin=given["gtin"],
            weight_g=max(1, int(weight * 1000)) if weight is not None else None,
            on_hand=given["on_hand"] if counted else None,
            dimensions_mm=self._dimensions(),
        )

    def _dimensions(self) -> tuple[int, int, int] | None:
        length, width, height = (int((self.cleaned_data[side] or 0) * 10) for side in SIDES)
        return (length, width, height) if length and width and height else None

    def _values(self, count: int) -> list[str]:
        known = {option_value(value): value for value in (self.row.options.values() if self.row else ())}
        said = (self.cleaned_data[f"value_{number}"] for number in CHOICES[:count])
        return [known.get(value) or valued_option(value) for value in said]


def check_variants(forms_: Sequence[VariantForm], choices: Sequence[str]) -> bool:
    """Test if the variants differ as they have to; what is wrong is told at the fields."""
    articles: set[str] = set()
    makes: set[tuple[str, ...]] = set()
    barcodes: set[str] = set()
    for form in forms_:
        if not form.is_valid():
            continue
        given = form.cleaned_data
        if given["sku"] in articles:
            form.add_error("sku", _("The same article stands above."))
        if given["gtin"] and given["gtin"] in barcodes:
            form.add_error("gtin", _("The same barcode stands above."))
        values = tuple(given[f"value_{number}"].casefold() for number in CHOICES[: len(choices)])
        for number in CHOICES[: len(choices)]:
            if not given[f"value_{number}"]:
                form.add_error(f"value_{number}", _("Say what it is for this variant."))
        if choices and all(values) and values in makes:
            form.add_error("value_1", _("A variant above is the same."))
        if not choices and len(forms_) > 1:
            form.add_error(None, _("Say above what shoppers choose by, and here what it is."))
        articles.add(given["sku"])
        barcodes.add(given["gtin"])
        makes.add(values)
    return not any(form.errors for form in forms_)


def variant_initial(row: CardRow, card: Sequence[CardRow]) -> dict[str, Any]:
    """Return what a card says of one variant, as its form shows it."""
    values = [row.options.get(name, "") for name in option_names(card)]
    return {
        "sku": row.sku,
        **{f"value_{number}": option_value(value) for number, value in zip(CHOICES, values, strict=False)},
        "price": Money(row.price_minor, row.currency).major,
        "on_hand": row.on_hand,
        "weight": None if row.is_weight_assumed else Decimal(row.weight_g) / 1000,
        **{
            side: Decimal(told) / 10 if told else None
            for side, told in zip(SIDES, (row.length_mm, row.width_mm, row.height_mm), strict=True)
        },
        "gtin": row.gtin,
    }


def option_names(card: Sequence[CardRow]) -> list[str]:
    """Return what shoppers choose by, as it is kept, each once."""
    return list(dict.fromkeys(name for row in card for name in row.options))
