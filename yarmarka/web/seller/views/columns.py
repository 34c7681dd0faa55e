"""What the columns of a seller's table mean: asked beside its first rows, and remembered."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yarmarka.connectors.feeds.tables.columns import Field, folded, guess, missing, unknown
from yarmarka.domain.catalogue.queries import attribute_book
from yarmarka.domain.intake.actions import remember_columns
from yarmarka.domain.intake.queries import columns_of
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.feed_uploads import kept_sample, take_in
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.web.seller.viewer import for_seller, show

FIELDS: Final = {
    Field.ID: gettext_lazy("Your number of the offer"),
    Field.NAME: gettext_lazy("Title"),
    Field.NAME_RU: gettext_lazy("Title in Russian"),
    Field.NAME_EN: gettext_lazy("Title in English"),
    Field.NAME_ZH: gettext_lazy("Title in Chinese"),
    Field.PRICE: gettext_lazy("Price"),
    Field.CURRENCY: gettext_lazy("Currency"),
    Field.CATEGORY: gettext_lazy("Your category"),
    Field.COUNT: gettext_lazy("Pieces in stock"),
    Field.OLD_PRICE: gettext_lazy("Old price"),
    Field.BRAND: gettext_lazy("Brand"),
    Field.PART_NUMBER: gettext_lazy("Maker’s article number"),
    Field.GTIN: gettext_lazy("Barcode"),
    Field.DESCRIPTION: gettext_lazy("Description"),
    Field.DESCRIPTION_RU: gettext_lazy("Description in Russian"),
    Field.DESCRIPTION_EN: gettext_lazy("Description in English"),
    Field.DESCRIPTION_ZH: gettext_lazy("Description in Chinese"),
    Field.ORIGIN_RU: gettext_lazy("Whose words the Russian texts are"),
    Field.ORIGIN_EN: gettext_lazy("Whose words the English texts are"),
    Field.ORIGIN_ZH: gettext_lazy("Whose words the Chinese texts are"),
    Field.PICTURE: gettext_lazy("Picture’s address"),
    Field.WEIGHT_KG: gettext_lazy("Weight, kg"),
    Field.WEIGHT_G: gettext_lazy("Weight, g"),
    Field.DIMENSIONS: gettext_lazy("Packed: length × width × height, cm"),
    Field.LENGTH_CM: gettext_lazy("Packed: length, cm"),
    Field.WIDTH_CM: gettext_lazy("Packed: width, cm"),
    Field.HEIGHT_CM: gettext_lazy("Packed: height, cm"),
    Field.LENGTH_MM: gettext_lazy("Packed: length, mm"),
    Field.WIDTH_MM: gettext_lazy("Packed: width, mm"),
    Field.HEIGHT_MM: gettext_lazy("Packed: height, mm"),
    Field.ORIGIN: gettext_lazy("Country of origin"),
    Field.HS_CODE: gettext_lazy("HS code"),
    Field.GROUP: gettext_lazy("Number of the group of variants"),
    Field.PARAM: gettext_lazy("Characteristic, under its own name"),
}


@dataclass(frozen=True)
class Column:
    """A column: the words at its head, and what it is taken to mean; nothing where it means nothing here."""

    place: int
    header: str
    meaning: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show the first rows and ask what each column is; as POST, remember it and take the file in."""
    folder = Path(settings.DATA_DIR) / "feeds" / seller.id.hex
    sample = kept_sample(folder)
    known = columns_of(seller_id=seller.id)
    currency = known.currency or seller.payout_currency
    problems: list[str] = []
    if request.method == "POST":
        said = {
            header: request.POST.get(f"column-{place}", "") for place, header in enumerate(sample.headers)
        }
        meanings = {
            folded(header): field if field in set(Field) else ""
            for header, field in said.items()
            if folded(header)
        }
        asked = request.POST.get("currency", "")
        currency = asked if asked in CURRENCIES else ""
        meant = guess(sample.headers, meanings)
        lacking = missing(meant, currency=currency)
        twice = sorted({FIELDS[Field(one)] for one in meanings.values() if _is_twice(one, meanings)}, key=str)
        problems = [_("No column is named as: %(field)s.") % {"field": FIELDS[field]} for field in lacking]
        problems += [_("Two columns are named as: %(field)s.") % {"field": field} for field in twice]
        if not problems:
            remember_columns(meanings, currency=currency, seller_id=seller.id, now=now())
            take_in(folder, seller_id=seller.id, seller_slug=seller.slug, now=now())
            return redirect("seller:feed")
    else:
        book = attribute_book()
        told_by = {folded(header): Field.PARAM.value for header in sample.headers if book.knows(header)}
        # What goods are told by is offered as that, unless the seller or the words at the head say otherwise.
        meanings = {key: told_by[key] for key in map(folded, unknown(sample.headers, {})) if key in told_by}
        meanings |= known.meanings
    meant = guess(sample.headers, meanings)
    return show(
        request,
        seller,
        "columns",
        columns=[
            Column(place, header, meant[place].value if place in meant else "")
            for place, header in enumerate(sample.headers)
        ],
        rows=sample.rows,
        fields=[(field.value, words) for field, words in FIELDS.items()],
        currencies=CURRENCIES,
        currency=currency,
        problems=problems,
        status=422 if problems else 200,
    )


def _is_twice(field: str, meanings: dict[str, str]) -> bool:
    return bool(field) and field != Field.PARAM and list(meanings.values()).count(field) > 1
