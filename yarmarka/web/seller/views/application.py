"""Asking to sell, and where the application stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yarmarka.domain.sellers.queries import legal_facts
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows.admit_sellers import apply_to_sell
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.reads.seller_opening import opening
from yarmarka.reads.staff_sellers import decision_on
from yarmarka.web.console.visitor import email_of, person_id, sent
from yarmarka.web.seller.forms import ApplicationForm, seller_countries
from yarmarka.web.seller.opening import Step, steps_to_be_let_in
from yarmarka.web.seller.viewer import own_seller
from yarmarka.web.shared.telling import add_problem


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def apply(request: HttpRequest) -> HttpResponseBase:
    """Show the application form of one country; as POST, write the application down."""
    seller = own_seller(request)
    if seller is not None and seller.standing != Standing.DECLINED:
        return redirect("seller:application")
    countries = seller_countries()
    given = request.POST if request.method == "POST" else request.GET
    country = given.get("country", "")
    if country not in dict(countries):
        return render(
            request, "seller/apply_country.html", {"countries": countries, "likely": _likely(request)}
        )
    initial = {"contact_email": email_of(request)}
    form = ApplicationForm(sent(request), country=country, initial=initial)
    if request.method == "POST" and form.is_valid() and _applied(request, form):
        messages.success(request, _("Thank you. We read every application and answer by e-mail."))
        return redirect("seller:application")
    status = 422 if form.errors else 200
    facts = {"form": form, "country": country, "countries": countries}
    return render(request, "seller/apply.html", facts, status=status)


@require_safe
@login_required
def state(request: HttpRequest) -> HttpResponseBase:
    """Show where the application stands, and why."""
    seller = own_seller(request)
    if seller is None:
        return redirect("seller:apply")
    if seller.standing in {Standing.APPROVED, Standing.SUSPENDED}:
        return redirect("seller:home")
    reason, decided_at = decision_on(seller_id=seller.id)
    is_waiting = seller.standing == Standing.APPLIED
    facts = {
        "seller": seller,
        "is_waiting": is_waiting,
        "opening": _checklist(seller) if is_waiting else (),
        "reason": reason,
        "decided_at": decided_at,
    }
    return render(request, "seller/application.html", facts)


def _checklist(seller: SellerCard) -> list[Step]:
    """Return what is asked of a merchant before it is let in."""
    found = opening(seller_id=seller.id, country=seller.country, kind=seller.kind)
    [numbers] = legal_facts([seller.id])
    return steps_to_be_let_in(seller, found, numbers=numbers)


def _likely(request: HttpRequest) -> str:
    """Return the country that the merchant is likely to be in: the person's own."""
    return str(getattr(request.user, "country", ""))


def _applied(request: HttpRequest, form: ApplicationForm) -> bool:
    try:
        apply_to_sell(form.application(), person_id=person_id(request), now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True
