"""What prices are shown in and where goods would go: chosen once, kept for the visit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yarmarka.domain.accounts.actions import prefer
from yarmarka.web.shop.doors import SeeOther, came_from
from yarmarka.web.shop.forms import countries, currency_choices
from yarmarka.web.shop.shopper import remember, shopper_of


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show or keep the currency and the country."""
    if request.method == "POST":
        return _keep(request)
    shopper = shopper_of(request)
    return render(
        request,
        "shop/preferences.html",
        {
            "shopper": shopper,
            "currencies": currency_choices(shopper),
            "countries": countries(),
            "next": request.GET.get("next", ""),
        },
    )


def _keep(request: HttpRequest) -> HttpResponse:
    currency = request.POST.get("currency", "")
    remember(request, currency=currency, country=request.POST.get("country", ""))
    if request.user.is_authenticated and currency in settings.CURRENCIES:
        prefer(person_id=request.user.id, currency=currency)
    return SeeOther(came_from(request, otherwise="home"))
