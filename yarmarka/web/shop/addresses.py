"""A person's own addresses: see them, add one, take one off."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.accounts.actions import add_address, remove_address
from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.flows.foretell import notices
from yarmarka.kernel import clock
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress
from yarmarka.web.shared.served_places import Notice, notices_of
from yarmarka.web.shop.doors import see, signed_in
from yarmarka.web.shop.forms import AddressFields, countries
from yarmarka.web.shop.shopper import person_id_of, shopper_of

#: what a button of an address form asks for: only other fields, or that the address is saved
SHOW_FIELDS = "country"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="addresses")
def addresses(request: HttpRequest) -> HttpResponse:
    """Show the saved addresses and a form for another."""
    form = new_address_form(request)
    if asks_to_save(request) and form.is_valid():
        save_address(request, form)
        messages.success(request, gettext("The address is saved."))
        return see("addresses")
    saved = addresses_of(person_id=person_id_of(request))
    facts = {
        "addresses": list(zip(saved, stops_at([card.address for card in saved]), strict=True)),
        "form": form,
        "countries": countries(),
    }
    return render(request, "shop/addresses.html", facts, status=422 if form.errors else 200)


@require_POST
@signed_in(otherwise="addresses")
def remove(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Take an address off the list; orders that went there keep their own copy."""
    remove_address(person_id=person_id_of(request), address_id=address_id, now=clock.now())
    messages.success(request, gettext("The address is removed. Orders that went there keep it."))
    return see("addresses")


def new_address_form(request: HttpRequest) -> AddressFields:
    """Return the form of the country in question, filled with what was entered so far.

    Choosing another country changes the fields without judging what stands in them yet.
    """
    country = request.POST.get("country") or shopper_of(request).country
    country = country if country in COUNTRIES else COUNTRIES[0]
    if asks_to_save(request):
        return AddressFields(request.POST, country=country)
    return AddressFields(initial=request.POST.dict(), country=country)


def stops_at(addresses: Sequence[PostalAddress]) -> list[Notice | None]:
    """Return for each address why nothing is delivered there at present, if so; an address is never dropped."""
    return [notices_of([one])[0] if one else None for one in notices(addresses, now=clock.now())]


def asks_to_save(request: HttpRequest) -> bool:
    """Test if an address form was sent to be saved, not to see another country's fields."""
    return request.method == "POST" and request.POST.get("do") != SHOW_FIELDS


def save_address(request: HttpRequest, form: AddressFields) -> UUID:
    """Save a checked address for the reader; return its id."""
    return add_address(person_id=person_id_of(request), address=form.address, now=clock.now())
