"""A person's addresses, and which parts an address has in each country."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from yarmarka.api.callers import SIGNED_IN, person_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import AddressId
from yarmarka.api.schemas.common import Country
from yarmarka.api.schemas.people import AddressFormOut, AddressIn, AddressList, AddressOut, FormField
from yarmarka.domain.accounts.actions import remove_address, save_address
from yarmarka.domain.accounts.queries import address_for, addresses_of
from yarmarka.domain.accounts.rules import address_form
from yarmarka.kernel.clock import now

router = Router(tags=["addresses"], auth=SIGNED_IN)


@router.get("/address-forms/{country}", auth=None, response=answers(AddressFormOut, 404))
def read_form(request: HttpRequest, country: Country) -> AddressFormOut:
    """Return which parts an address has in a country, in the order that its people write them."""
    form = address_form(country)
    return AddressFormOut(
        country=form.country,
        fields=[FormField(name=field.name, is_required=field.is_required) for field in form.fields],
        postal_code_examples=list(form.postal_code_examples),
    )


@router.get("/addresses", response=answers(AddressList, 401, 403))
def list_addresses(request: HttpRequest) -> AddressList:
    """Return the caller's addresses, the newest first."""
    return AddressList(items=[AddressOut.of(card) for card in addresses_of(person_id=person_in(request).id)])


@router.post("/addresses", response=answers(AddressOut, 400, 401, 403, 413, status=201))
def add(request: HttpRequest, address: AddressIn) -> Status[AddressOut]:
    """Save an address, checked by the rules of its country."""
    person_id = person_in(request).id
    saved = save_address(person_id=person_id, address=address.as_address(), now=now())
    return Status(201, AddressOut.of(saved))


@router.get("/addresses/{address_id}", response=answers(AddressOut, 401, 403, 404))
def read(request: HttpRequest, address_id: AddressId) -> AddressOut:
    """Return one of the caller's addresses."""
    return _saved(person_in(request).id, address_id)


@router.delete("/addresses/{address_id}", response=answers(None, 401, 403, 404, status=204))
def remove(request: HttpRequest, address_id: AddressId) -> HttpResponse:
    """Take an address off the list; orders that went there keep their own copy."""
    remove_address(person_id=person_in(request).id, address_id=address_id, now=now())
    return HttpResponse(status=204)


def _saved(person_id: UUID, address_id: UUID) -> AddressOut:
    return AddressOut.of(address_for(person_id=person_id, address_id=address_id))
