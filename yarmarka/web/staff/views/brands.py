"""Brands, and the documents by which they name their official stores: one brings them in, a second decides."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.queries import authorisations, brands
from yarmarka.domain.catalogue.rules.brands import is_in_force
from yarmarka.domain.catalogue.types import Authorisation, AuthorisationStatus
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.sellers.queries import seller_by_slug, sellers
from yarmarka.flows.authorise_stores import STORE, decide_store, propose_store, store_from, withdraw_store
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.minutes import BEFORE_2100
from yarmarka.web.staff.viewer import for_staff, show

_SHOWN = 100


class BrandForm(forms.Form):
    """A brand as it is written down."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    colour = forms.CharField(
        label=gettext_lazy("Colour"), max_length=7, help_text=gettext_lazy("As #0F5C4D.")
    )
    also_written = forms.CharField(
        label=gettext_lazy("Also written"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Other spellings in sellers' price lists, with commas between them."),
    )
    about_ru = forms.CharField(label=gettext_lazy("About it · Русский"), max_length=2_000, required=False)
    about_en = forms.CharField(label=gettext_lazy("About it · English"), max_length=2_000, required=False)
    about_zh = forms.CharField(label=gettext_lazy("About it · 中文"), max_length=2_000, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})


class StoreForm(forms.Form):
    """A brand's document that makes a seller its official store."""

    brand = forms.ChoiceField(label=gettext_lazy("Brand"))
    seller = forms.SlugField(
        label=gettext_lazy("Seller"),
        max_length=60,
        help_text=gettext_lazy("The name in the address of its page."),
    )
    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=300,
        help_text=gettext_lazy("What it is, its number and its date."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[BEFORE_2100],
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        self.fields["brand"].choices = [(card.slug, card.name) for card in brands()]  # type: ignore[attr-defined]


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return brands and their documents; take a new brand (`do=brand`) or document (`do=store`) in."""
    do = request.POST.get("do", "")
    brand_form = BrandForm(sent(request) if do == "brand" else None)
    store_form = StoreForm(sent(request) if do == "store" else None)
    if do == "brand" and brand_form.is_valid() and _write(brand_form):
        messages.success(request, _("The brand is written down."))
        return redirect("staff:brands")
    if do == "store" and store_form.is_valid() and _propose(store_form, person_id(request)):
        messages.success(request, _("The document waits for a second person."))
        return redirect("staff:brands")
    cards = proposals(STORE, limit=_SHOWN)
    there = authorisations([card.id for card in cards if card.is_approved])
    listed = [(card, there.get(card.id) or store_from(card.id, card.asked.facts)) for card in cards]
    named = {card.id: card for card in brands()}
    merchants = sellers({one.seller_id for _card, one in listed})
    rows = [
        {
            "card": card,
            "store": one,
            "brand": named[one.brand_id],
            "seller": merchants[one.seller_id],
            "state": _state_of(card, one),
            "reason": one.reason or card.words,
        }
        for card, one in listed
        if one.brand_id in named and one.seller_id in merchants
    ]
    deciders = {who for card in cards for who in (card.proposed_by, *(by for by, _for in card.voices))}
    wrong = brand_form.errors or store_form.errors
    return show(
        request,
        "brands",
        brands=brands(),
        rows=rows,
        people=people(deciders),
        me=person_id(request),
        brand_form=brand_form,
        store_form=store_form,
        status=422 if wrong else 200,
    )


@for_staff
@require_POST
def decide(request: HttpRequest, authorisation_id: UUID) -> HttpResponseBase:
    """Approve a document, decline it, or withdraw an approved one, with a reason that the seller reads."""
    do, reason, by = request.POST.get("do", ""), request.POST.get("reason", ""), person_id(request)
    with problems_told(request):
        if do == "withdraw":
            withdraw_store(authorisation_id, reason=reason, by=by, now=now())
        elif do in {"approve", "decline"}:
            decide_store(authorisation_id, approve=do == "approve", reason=reason, by=by, now=now())
        messages.success(request, _("Decided; the seller is told."))
    return redirect("staff:brands")


def _state_of(card: ProposalCard, store: Authorisation) -> str:
    """Return where a document stands: waiting, declined, withdrawn, official, or approved for other days than today."""
    if card.is_approved is None:
        return "waiting"
    if not card.is_approved:
        return "declined"
    if store.status is AuthorisationStatus.WITHDRAWN:
        return "withdrawn"
    return "official" if is_in_force(store, on=now().date()) else "approved"


def _write(form: BrandForm) -> bool:
    given = form.cleaned_data
    told = {code: given[f"about_{code}"].strip() for code in LANGUAGES}
    try:
        write_brand(
            name=given["name"],
            colour=given["colour"].strip(),
            texts={code: text for code, text in told.items() if text},
            also_written=given["also_written"].split(","),
            now=now(),
        )
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True


def _propose(form: StoreForm, by: UUID) -> bool:
    given = form.cleaned_data
    try:
        propose_store(
            brand_id=next(card.id for card in brands() if card.slug == given["brand"]),
            seller_id=seller_by_slug(given["seller"]).id,
            document=given["document"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            by=by,
            now=now(),
        )
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True
