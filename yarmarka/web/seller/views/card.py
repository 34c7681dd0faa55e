"""One product by hand: the seller fills in its card, or changes it. Nothing that was typed is lost on the way."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yarmarka.domain.catalogue.errors import ArticleTaken, BarcodeElsewhere, TooManyPictures
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE, MOST_PICTURES
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.hang_pictures import hang_taken
from yarmarka.flows.list_card import Listed, change_card, list_card
from yarmarka.flows.take_picture import take_picture
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.option_words import NAMES
from yarmarka.reads.seller_card import CardRow, card_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.card_facts import FactsForm
from yarmarka.web.seller.card_forms import MOST_VARIANTS, CardForm, card_initial
from yarmarka.web.seller.shelves import found_shelves
from yarmarka.web.seller.variant_forms import (
    CHOICES,
    VariantForm,
    check_variants,
    option_names,
    variant_initial,
)
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import add_problem, problems_told, sentence, tell_problem

#: what a seller's kept pictures are signed with, so that a form brings back only what was given out to it
_SALT: Final = "pictures of a card"
Pictures = list[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def new(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show an empty card; as POST, list the product, or show again what was typed with what is wrong."""
    if not warehouses_of(seller_id=seller.id):
        messages.warning(request, _("Say first where you ship from: goods are offered from a warehouse."))
        return redirect("seller:warehouses")
    return _page(request, seller, ())


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def change(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Show the card that an offer belongs to; as POST, change it."""
    card = card_of(seller_id=seller.id, offer_id=offer_id)
    if len(option_names(card)) > len(CHOICES) or len(card) > MOST_VARIANTS:
        messages.warning(
            request, _("This product has more variants than a card shows. Send a price list for it.")
        )
        return redirect("seller:offer", offer_id=offer_id)
    return _page(request, seller, card, offer_id=offer_id)


@require_safe
@for_seller
def shelves(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the categories that some words find, to choose from: what the card shows while somebody types."""
    found = found_shelves(request.GET.get("category_words", "")[:120])
    return render(
        request,
        "seller/_card_shelves.html",
        {"shelves": found, "chosen": request.GET.get("category", ""), "is_part": True},
    )


@require_safe
@for_seller
def facts(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the fields of what goods of a category are told by, with what was typed into them already."""
    category = request.GET.get("category", "")
    typed = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    form = FactsForm(None, category=category, initial=typed)
    return render(request, "seller/_card_facts.html", {"facts": form, "is_chosen": bool(category)})


class _Filled:
    """What was filled in, or is there to be changed: the card, its variants and its pictures."""

    def __init__(self, request: HttpRequest, seller: SellerCard, card: Sequence[CardRow]) -> None:
        self.seller, self.card = seller, card
        data = request.POST if request.method == "POST" else None
        first = {"currency": seller.payout_currency, "origin_country": seller.country}
        self.form = CardForm(
            data,
            initial=card_initial(card) if card else first,
            warehouses=warehouses_of(seller_id=seller.id),
            card=card,
        )
        self.facts = FactsForm(
            data,
            category=self.form.chosen_shelf,
            stored=card[0].attributes if card else (),
            # Who joins another seller's product tells only what nobody has told.
            is_open=not card or card[0].is_author or not card[0].attributes,
        )
        self.pictures: Pictures = []
        self.variants = self._variants(data)

    def _variants(self, data: QueryDict | None) -> list[VariantForm]:
        names = [str(self.form[f"choice_{number}"].value() or "") for number in CHOICES]
        count = _count(data, at_least=max(1, len(self.card)))
        made = []
        for number in range(count):
            row = self.card[number] if number < len(self.card) else None
            initial = variant_initial(row, self.card) if row else {}
            made.append(
                VariantForm(
                    data,
                    initial=initial,
                    prefix=f"v{number}",
                    row=row,
                    names=names,
                    empty_permitted=number > 0 and row is None,
                )
            )
        return made

    @property
    def told(self) -> list[VariantForm]:
        """The variants of which anything was said."""
        return [form for form in self.variants if form.row or not form.empty_permitted or form.has_changed()]

    def is_valid(self) -> bool:
        """Test if all of it can be taken; what can't is told at its field."""
        is_card_valid = self.form.is_valid() & self.facts.is_valid()
        are_valid = not [form for form in self.told if not form.is_valid()]
        if not is_card_valid:
            return False
        return check_variants(self.told, self.form.choices_by()) and are_valid


def _page(
    request: HttpRequest, seller: SellerCard, card: Sequence[CardRow], *, offer_id: UUID | None = None
) -> HttpResponseBase:
    filled = _Filled(request, seller, card)
    status = 200
    if request.method == "POST":
        refused = _take_pictures(request, filled)
        wish = request.POST.get("do", "")
        if wish in {"find", "more"}:
            for form in (filled.form, filled.facts, *filled.variants):
                form.without_judging()
        elif filled.is_valid() and not refused and (listed := _saved(request, filled, offer_id)):
            _tell(request, listed, is_new=offer_id is None)
            return redirect("seller:offer", offer_id=listed.offer_ids[0])
        else:
            status = 422
    return _shown(request, filled, offer_id=offer_id, status=status)


def _saved(request: HttpRequest, filled: _Filled, offer_id: UUID | None) -> Listed | None:
    """Return what became of the card; nothing when it could not be taken, which is told at its fields then."""
    form, by = filled.form, person_id(request)
    choices = form.choices_by()
    card = form.card_of(
        (each.variant(choices, form.cleaned_data["currency"]) for each in filled.told), filled.facts.facts()
    )
    try:
        if offer_id is None:
            place = UUID(form.cleaned_data["warehouse"])
            listed = list_card(card, seller_id=filled.seller.id, warehouse_id=place, by=by, now=now())
        else:
            listed = change_card(card, seller_id=filled.seller.id, offer_id=offer_id, by=by, now=now())
    except YarmarkaError as error:
        _put_at_its_field(filled, error)
        return None
    with problems_told(request):
        for key, reference in filled.pictures:
            hang_taken(
                UUID(key), reference, seller_id=filled.seller.id, offer_id=listed.offer_ids[0], now=now()
            )
    return listed


def _put_at_its_field(filled: _Filled, error: YarmarkaError) -> None:
    if isinstance(error, ArticleTaken | BarcodeElsewhere):
        named = str(error.facts.get(error.field or "", ""))
        for form in filled.told:
            if form.cleaned_data.get(error.field or "") == named:
                add_problem(form, error)
                return
    add_problem(filled.form, error)


def _take_pictures(request: HttpRequest, filled: _Filled) -> bool:
    """Keep the pictures that were sent, and those sent before with this card; tell which can't be taken."""
    filled.pictures = _brought_back(request, filled.seller)
    refused, room = False, max(0, MOST_PICTURES - len(filled.pictures))
    sent = request.FILES.getlist("pictures")
    if len(sent) > room:
        tell_problem(request, TooManyPictures(field="picture", limit=MOST_PICTURES))
    for file in sent[:room]:
        try:
            stored = take_picture(file.read(), now=now(), least=LEAST_SIDE)
        except YarmarkaError as error:
            refused = True
            messages.error(request, f"{file.name}: {sentence(error)}")
        else:
            filled.pictures.append((str(stored.id), stored.picture.reference))
    return refused


def _brought_back(request: HttpRequest, seller: SellerCard) -> Pictures:
    kept: Pictures = []
    for token in request.POST.getlist("kept"):
        try:
            owner, key, reference = signing.loads(token, salt=_SALT)
        except signing.BadSignature:
            continue
        if owner == str(seller.id):
            kept.append((key, reference))
    return kept


def _tell(request: HttpRequest, listed: Listed, *, is_new: bool) -> None:
    if not is_new:
        messages.success(request, _("The card is saved. Placed orders keep what they were placed with."))
    elif listed.joined:
        messages.success(
            request, _("Listed. The product was known already, so your offer stands beside the others.")
        )
    else:
        count = len(listed.offer_ids)
        said = ngettext(
            "Listed: %(count)d variant is on sale.", "Listed: %(count)d variants are on sale.", count
        )
        messages.success(request, said % {"count": count})


def _shown(request: HttpRequest, filled: _Filled, *, offer_id: UUID | None, status: int) -> HttpResponseBase:
    is_more = request.method == "POST" and request.POST.get("do") == "more"
    variants = list(filled.variants)
    names = [str(filled.form[f"choice_{number}"].value() or "") for number in CHOICES]
    if is_more and len(variants) < MOST_VARIANTS:
        variants.append(VariantForm(prefix=f"v{len(variants)}", names=names, empty_permitted=True))
    facts: dict[str, Any] = {
        "form": filled.form,
        "facts": filled.facts,
        "variants": variants,
        "choices": [filled.form[f"choice_{number}"] for number in CHOICES],
        "shown_values": [f"value_{number}" for number in CHOICES if names[number - 1]],
        "known_choices": [str(words) for words in NAMES.values()],
        "wrong": [form for form in (filled.form, filled.facts, *variants) if form.is_bound and form.errors],
        "may_add": len(variants) < MOST_VARIANTS,
        "offer_id": offer_id,
        "card": filled.card[0] if filled.card else None,
        "kept": [
            (reference, signing.dumps([str(filled.seller.id), key, reference], salt=_SALT))
            for key, reference in filled.pictures
        ],
        "most": MOST_PICTURES,
        "least": LEAST_SIDE,
    }
    return show(request, filled.seller, "card", status=status, **facts)


def _count(data: QueryDict | None, *, at_least: int) -> int:
    said = data.get("rows", "") if data else ""
    is_count = said.isascii() and said.isdigit() and len(said) < 6
    return min(MOST_VARIANTS, max(at_least, int(said) if is_count else 0))
