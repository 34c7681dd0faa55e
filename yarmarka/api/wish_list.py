"""The caller's wish list: the same as on the pages, in every shop."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from yarmarka.api.callers import SIGNED_IN, currency_for, person_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import ProductId
from yarmarka.api.schemas.common import Currency
from yarmarka.api.schemas.wish_list import WishList, WishOut
from yarmarka.domain.wishes.actions import drop_wish, note_wishes
from yarmarka.domain.wishes.queries import wishes_of
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.reads.wish_list import Wished, wish_for, wish_list

router = Router(tags=["wish list"], auth=SIGNED_IN)


@router.get("/wishes", response=answers(WishList, 401, 403))
def list_wishes(request: HttpRequest, currency: Currency | None = None) -> WishList:
    """Return what the caller would like to have, the newest first, and what became of each price."""
    return WishList(items=[WishOut.of(one) for one in _listed(request, currency)])


@router.put("/wishes/{product_id}", response=answers(WishOut, 401, 403, 404))
def note(request: HttpRequest, product_id: ProductId, currency: Currency | None = None) -> WishOut:
    """Put a product on the caller's list at its price of now; one that stands there stays as it was noted first."""
    person_id = person_in(request).id
    wish = wish_for(
        product_id, currency=currency_for(request, currency), language=current_language(), now=now()
    )
    note_wishes([wish], person_id=person_id)
    return next(WishOut.of(one) for one in _listed(request, currency, only=product_id))


@router.delete("/wishes/{product_id}", response=answers(None, 401, 403, 404, status=204))
def drop(request: HttpRequest, product_id: ProductId) -> HttpResponse:
    """Take a product off the caller's list; one that is not there changes nothing."""
    drop_wish(person_id=person_in(request).id, product_id=product_id)
    return HttpResponse(status=204)


def _listed(
    request: HttpRequest, currency: Currency | None, *, only: UUID | None = None
) -> tuple[Wished, ...]:
    noted = wishes_of(person_in(request).id)
    return wish_list(
        [wish for wish in noted if only in {None, wish.product_id}],
        currency=currency_for(request, currency),
        language=current_language(),
        now=now(),
    )
