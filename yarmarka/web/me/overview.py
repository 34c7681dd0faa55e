"""The first page of an account: who one is here, and where everything else is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.kernel.clock import now
from yarmarka.reads.orders_list import orders_list
from yarmarka.web.me.doors import own, person_id_of, show
from yarmarka.web.me.guards import guards_of


@require_safe
@own
def home(request: HttpRequest) -> HttpResponse:
    """Show the account at a glance."""
    person_id = person_id_of(request)
    return show(
        request,
        "home",
        orders=orders_list(person_id=person_id, page=1).orders[:3],
        addresses=len(addresses_of(person_id=person_id)),
        guards=guards_of(request, now=now()),
    )
