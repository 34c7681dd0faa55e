"""Where the seller ships from."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yarmarka.domain.inventory.actions import open_warehouse
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.reads.seller_offers import stock_by_warehouse
from yarmarka.web.console.visitor import sent
from yarmarka.web.seller.forms import WarehouseForm
from yarmarka.web.seller.viewer import for_seller, show


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show the warehouses; as POST, add one."""
    form = WarehouseForm(sent(request), initial={"country": seller.country})
    if request.method == "POST" and form.is_valid() and _opened(seller, form):
        messages.success(request, _("The warehouse is added."))
        return redirect("seller:warehouses")
    return show(
        request,
        seller,
        "warehouses",
        form=form,
        warehouses=stock_by_warehouse(seller_id=seller.id),
        status=422 if form.errors else 200,
    )


def _opened(seller: SellerCard, form: WarehouseForm) -> bool:
    try:
        with transaction.atomic():
            open_warehouse(seller_id=seller.id, **form.cleaned_data, now=now())
    except IntegrityError as error:
        if "warehouse_named_once" not in str(error):
            raise
        form.add_error("name", _("You have a warehouse of this name already. Give this one another."))
        return False
    return True
