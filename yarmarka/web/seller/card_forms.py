"""The card of one product as a seller fills it in: what it is, whatever its variants."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yarmarka.connectors.feeds.values import LONGEST_NAME
from yarmarka.domain.catalogue.rules.attribute_values import Fact
from yarmarka.domain.customs.errors import HsCodeInvalid
from yarmarka.domain.customs.rules import check_hs_code
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.flows.list_card import Card, CardVariant
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.option_words import named_option, option_name
from yarmarka.reads.seller_card import CardRow
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.seller.card_texts import offered_origin, origins_said, text_fields, texts_said
from yarmarka.web.seller.forms import TypedForm
from yarmarka.web.seller.shelves import found_shelves, shelf_of
from yarmarka.web.seller.variant_forms import CHOICES, option_names

#: How many variants one card shows; more come by a price list.
MOST_VARIANTS: Final = 30


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
        for name, field in text_fields():
            self.fields[name] = field
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
            titles=texts_said(given, "title", kept.titles if kept else {}),
            descriptions=texts_said(given, "description", kept.descriptions if kept else {}),
            variants=tuple(variants),
            brand=given["brand"],
            part_number=given["part_number"],
            origin_country=given["origin_country"],
            hs_code=given["hs_code"] if not kept or given["hs_code"] != kept.hs_code else "",
            attributes=attributes,
            text_origins=origins_said(given, kept),
        )

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


def _pick_one(has_words: bool, is_found: bool) -> Any:
    if is_found:
        return _("Choose one of the categories below.")
    if has_words:
        return _("We have no category of these words. Try others, or a wider one.")
    return _("Say in a word or two where it belongs, and choose.")
