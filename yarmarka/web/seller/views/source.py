"""The address from which a seller's price list is fetched by the clock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.intake.actions import drop_source, set_source
from yarmarka.domain.intake.queries import source_of
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.web.console.visitor import sent
from yarmarka.web.seller.forms import SourceForm
from yarmarka.web.seller.viewer import for_seller, show


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Ask for the address; as POST, fetch from it from now on."""
    source = source_of(seller_id=seller.id)
    known = (
        {name: getattr(source, name) for name in ("url", "every_hours", "is_everything")} if source else {}
    )
    form = SourceForm(sent(request), initial=known, label_suffix="")
    if request.method == "POST" and form.is_valid():
        set_source(seller_id=seller.id, **form.cleaned_data, now=now())
        messages.success(
            request, _("The file is fetched within a few minutes, and then as often as you chose.")
        )
        return redirect("seller:feed")
    return show(request, seller, "source", form=form, source=source, status=422 if form.errors else 200)


@require_POST
@for_seller
def drop(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Fetch no more."""
    drop_source(seller_id=seller.id)
    messages.success(request, _("The file is fetched no more. What came in stays."))
    return redirect("seller:feed")
