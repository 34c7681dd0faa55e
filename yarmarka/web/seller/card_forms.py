"""The card of one product as a seller fills it in: what it is, and each of its variants."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.connectors.feeds.values import LONGEST_NAME, LONGEST_TITLE
from yarmarka.connectors.feeds.yml.offer import LONGEST_DESCRIPTION
from yarmarka.domain.catalogue.errors import GtinInvalid
from yarmarka.domain.catalogue.rules.attributes import Fact
from yarmarka.domain.catalogue.rules.texts import origin_after
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.domain.customs.errors import HsCodeInvalid
from yarmarka.domain.customs.rules import check_hs_code
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.flows.list_card import Card, CardVariant
from yarmarka.presentation.card_words import ORIGINS
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.option_words import named_option, option_name, option_value, valued_option
from yarmarka.reads.seller_card import CardRow
from yarmarka.vocabulary.goods import LANGUAGES, TextOrigin
from yarmarka.vocabulary.money import CURRENCIES, Money, minor_units
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.seller.forms import LEAST_PRICE, MOST_PRICE, TypedForm
from yarmarka.web.seller.shelves import found_shelves, shelf_of

#: How many variants one card shows; more come by a price list.
MOST_VARIANTS: Final = 30
#: What shoppers choose by, at most: a colour, a size and one thing more.
CHOICES: Final = (1, 2, 3)
#: Of the packed piece, in the order in which the catalogue keeps them.
SIDES: Final = ("length", "width", "height")
_LANGUAGE_NAMES: Final[Mapping[str, Any]] = {
    "ru": (_("Name in Russian"), _("Description in Russian")),
    "en": (_("Name in English"), _("Description in English")),
    "zh": (_("Name in Chinese"), _("Description in Chinese")),
}


class CardForm(TypedForm):
    """What a product is, whatever its variants. Words that are another seller's can be read, not changed."""

    category_words = forms.CharField(
        label=_("Category"),
        max_length=120,
        required=False,
        help_text=_("A word or two: kettle, running shoes."),
    )
    category = forms.CharField(required=False, widget=forms.HiddenInput)
    brand = forms.CharField(label=_("Brand"), max_length=LONGEST_NAME, required=False)
    part_number = forms.CharField(
        label=_("Maker's number"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("The model, as the maker calls it."),
    )
    origin_country = forms.ChoiceField(label=_("Country of origin"), required=False)
    hs_code = forms.CharField(
        label=_("Customs code"),
        max_length=16,
        required=False,
        help_text=_("Six or ten digits. Without it we suggest codes later."),
    )
    choice_1 = forms.CharField(label=_("Shoppers choose by"), max_length=40, required=False)
    choice_2 = forms.CharField(label=_("And by"), max_length=40, required=False)
    choice_3 = forms.CharField(label=_("And by"), max_length=40, required=False)
    warehouse = forms.ChoiceField(label=_("Ships from"))
    currency = forms.ChoiceField(label=_("Prices are in"), choices=[(code, code) for code in CURRENCIES])

    def __init__(
        self, *arguments: Any, warehouses: Sequence[WarehouseCard], card: Sequence[CardRow] = (), **named: Any
    ) -> None:
        super().__init__(*arguments, **named | {"label_suffix": "", "auto_id": "card_%s"})
        self.card = card
        for language in LANGUAGES:
            title, description = _LANGUAGE_NAMES[language]
            lang = {"lang": language}
            self.fields[f"title_{language}"] = forms.CharField(
                label=title, max_length=LONGEST_TITLE, required=False, widget=forms.TextInput(attrs=lang)
            )
            self.fields[f"description_{language}"] = forms.CharField(
                label=description,
                max_length=LONGEST_DESCRIPTION,
                required=False,
                widget=forms.Textarea(attrs=lang | {"rows": 5}),
            )
            self.fields[f"origin_{language}"] = forms.ChoiceField(
                label=_("Whose words these are"),
                choices=[(origin.value, ORIGINS[origin]) for origin in TextOrigin],
                required=False,
                initial=TextOrigin.SELLER.value,
            )
        self.fields["category_words"].widget.attrs |= {
            "hx-get": reverse("seller:card_shelves"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#shelves",
            "autocomplete": "off",
        }
        for number in CHOICES:
            self.fields[f"choice_{number}"].widget.attrs["list"] = "card-choices"
        self._choices("origin_country", [("", "–"), *country_choices(COUNTRIES, current_language())])
        self._choices("warehouse", [(str(place.id), f"{place.name}, {place.city}") for place in warehouses])
        if card:
            self._keep_what_stands(card)

    @property
    def texts(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each language, the reader's own first."""
        mine = current_language()
        ordered = sorted(LANGUAGES, key=lambda language: language != mine)
        return [
            (self[f"title_{language}"], self[f"description_{language}"], self[f"origin_{language}"])
            for language in ordered
        ]

    @property
    def shelves(self) -> list[Any]:
        """The categories to choose from: the chosen one, then those that the words find."""
        chosen = shelf_of(str(self["category"].value() or ""))
        found = found_shelves(str(self["category_words"].value() or ""))
        return [*([chosen] if chosen else []), *(shelf for shelf in found if shelf != chosen)]

    def clean_hs_code(self) -> str:
        """Check the code by the chapters that there are."""
        code = "".join(self.cleaned_data["hs_code"].split())
        if not code:
            return ""
        try:
            return check_hs_code(code)
        except HsCodeInvalid as error:
            raise forms.ValidationError(explain(error, current_language()).reason) from None

    def clean(self) -> dict[str, Any]:
        """Want a name in one language at least, and a category that we have."""
        given = super().clean() or {}
        if not any(given.get(f"title_{language}") for language in LANGUAGES):
            self.add_error(
                f"title_{current_language()}", _("Give the product a name, in one language at least.")
            )
        if not shelf_of(given.get("category") or ""):
            found = found_shelves(given.get("category_words") or "")
            if len(found) == 1:
                given["category"] = found[0].id
            else:
                self.add_error("category_words", _pick_one(bool(given.get("category_words")), bool(found)))
        names: set[str] = set()
        for number in CHOICES:
            name = str(given.get(f"choice_{number}", "")).casefold()
            if name in names:
                self.add_error(f"choice_{number}", _("This is what they choose by already."))
            names |= {name} - {""}
        return given

    def choices_by(self) -> list[str]:
        """Return what variants are told apart by, as it is kept."""
        known = {option_name(name).casefold(): name for row in self.card for name in row.options}
        said = (str(self.cleaned_data.get(f"choice_{number}", "")) for number in CHOICES)
        return [known.get(name.casefold()) or named_option(name) for name in said if name]

    @property
    def chosen_shelf(self) -> str:
        """The key of the category that is chosen, or that the words name as the only one; nothing before that."""
        chosen = str(self["category"].value() or "")
        if chosen:
            return chosen
        found = found_shelves(str(self["category_words"].value() or ""))
        return found[0].id if len(found) == 1 else ""

    def card_of(self, variants: Iterable[CardVariant], attributes: list[Fact]) -> Card:
        """Return the whole card; the form is valid."""
        given = self.cleaned_data
        kept = self.card[0] if self.card else None
        return Card(
            category_id=kept.category_id if kept and not kept.is_author else UUID(given["category"]),
            titles=self._texts("title", kept.titles if kept else {}),
            descriptions=self._texts("description", kept.descriptions if kept else {}),
            variants=tuple(variants),
            brand=given["brand"],
            part_number=given["part_number"],
            origin_country=given["origin_country"],
            hs_code=given["hs_code"] if not kept or given["hs_code"] != kept.hs_code else "",
            attributes=attributes,
            text_origins={
                name: origins
                for name, field in (("titles", "title"), ("descriptions", "description"))
                if (origins := self._origins(name, field))
            },
        )

    def _origins(self, name: str, field: str) -> dict[str, str]:
        """Return by language whose words the texts of a field are, where they aren't the seller's own."""
        kept = self.card[0] if self.card else None
        before: Mapping[str, str] = getattr(kept, name) if kept else {}
        known = kept.text_origins.get(name, {}) if kept else {}
        found = {}
        for language in LANGUAGES:
            text = self.cleaned_data[f"{field}_{language}"]
            whose = self.cleaned_data[f"origin_{language}"] or TextOrigin.SELLER
            origin = origin_after(
                chosen=TextOrigin(whose),
                offered=offered_origin(kept, language),
                stored=TextOrigin(known.get(language, TextOrigin.SELLER)) if language in before else None,
                is_rewritten=text != before.get(language),
            )
            if text and origin != TextOrigin.SELLER:
                found[language] = origin.value
        return found

    def _texts(self, field: str, before: Mapping[str, str]) -> dict[str, str]:
        texts = {language: self.cleaned_data[f"{field}_{language}"] for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text or language in before}

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        asked = self.fields[field]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = choices

    def _keep_what_stands(self, card: Sequence[CardRow]) -> None:
        for name in ("warehouse", "currency"):
            self.fields[name].disabled = True
        if card[0].is_author:
            return
        said = card_initial(card)
        for name in ("category_words", "category", "brand", "part_number"):
            self.fields[name].disabled = name.startswith("category") or bool(said[name])
        for name in (f"{kind}_{language}" for kind in ("title", "description") for language in LANGUAGES):
            self.fields[name].disabled = bool(said.get(name))
        for language in LANGUAGES:
            names = (f"title_{language}", f"description_{language}")
            self.fields[f"origin_{language}"].disabled = all(self.fields[name].disabled for name in names)


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


def card_initial(card: Sequence[CardRow]) -> dict[str, Any]:
    """Return what a card says, as its form shows it."""
    first = card[0]
    names = option_names(card)
    return {
        **{f"title_{language}": text for language, text in first.titles.items()},
        **{f"description_{language}": text for language, text in first.descriptions.items()},
        **{f"origin_{language}": offered_origin(first, language).value for language in LANGUAGES},
        **{f"choice_{number}": option_name(name) for number, name in zip(CHOICES, names, strict=False)},
        "category": str(first.category_id),
        "category_words": "",
        "brand": first.brand,
        "part_number": first.part_number,
        "origin_country": first.origin_country,
        "hs_code": first.hs_code,
        "warehouse": str(first.warehouse_id),
        "currency": first.currency,
    }


def offered_origin(card: CardRow | None, language: str) -> TextOrigin:
    """Return what the form shows of whose words a language's texts are: the title's, or else the description's."""
    known = card.text_origins if card else {}
    told = (known.get(name, {}).get(language) for name in ("titles", "descriptions"))
    return TextOrigin(next(filter(None, told), TextOrigin.SELLER))


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
    return list(dict.fromkeys(name for row in card for name in row.options))


def _pick_one(has_words: bool, is_found: bool) -> Any:
    if is_found:
        return _("Choose one of the categories below.")
    if has_words:
        return _("We have no category of these words. Try others, or a wider one.")
    return _("Say in a word or two where it belongs, and choose.")
