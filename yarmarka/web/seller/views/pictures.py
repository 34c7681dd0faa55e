"""The pictures of one offer's product: sent, put in order, described, taken down."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.catalogue.queries import hung_pictures, offer_for
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE, LONGEST_ALT, MOST_PICTURES
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows import hang_pictures
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_offers import own_offer
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told

_MEGABYTE = 1_000_000


@require_safe
@for_seller
def shown(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Return the pictures of an offer's product with the forms that change them."""
    offer = own_offer(seller_id=seller.id, offer_id=offer_id)
    if offer is None:
        raise Missing(what="offer")
    hung = hung_pictures(offer.product_id)
    names = dict(settings.LANGUAGES)
    return show(
        request,
        seller,
        "pictures",
        offer=offer,
        hung=[
            (
                each,
                each.seller_id == seller.id,
                [(code, names.get(code, code), each.alts.get(code, "")) for code in LANGUAGES],
            )
            for each in hung
        ],
        room=MOST_PICTURES - len(hung),
        most=MOST_PICTURES,
        least=LEAST_SIDE,
        longest_alt=LONGEST_ALT,
        limit_mb=settings.PICTURE_MAX_BYTES // _MEGABYTE,
    )


@require_POST
@for_seller
def send(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Take pictures in, one after the other; a bad one is told of, those before it stay."""
    offer_for(seller_id=seller.id, offer_id=offer_id)
    files = request.FILES.getlist("pictures")
    if not files:
        messages.warning(request, _("Choose one or more pictures first."))
        return redirect("seller:pictures", offer_id=offer_id)
    taken = 0
    for file in files:
        with problems_told(request):
            hang_pictures.send_pictures([file.read()], seller_id=seller.id, offer_id=offer_id, now=now())
            taken += 1
    if taken:
        said = ngettext("%(count)d picture is taken.", "%(count)d pictures are taken.", taken)
        messages.success(request, said % {"count": taken})
    return redirect("seller:pictures", offer_id=offer_id)


@require_POST
@for_seller
def change(request: HttpRequest, seller: SellerCard, offer_id: UUID, hung_id: UUID) -> HttpResponseBase:
    """Do to one picture what the pressed button says."""
    offer_for(seller_id=seller.id, offer_id=offer_id)
    which = {"seller_id": seller.id, "offer_id": offer_id, "hung_id": hung_id}
    wish = request.POST.get("wish", "")
    with problems_told(request):
        if wish in {"earlier", "later"}:
            hang_pictures.move_picture(**which, earlier=wish == "earlier", now=now())
        elif wish == "down":
            hang_pictures.take_picture_down(**which, now=now())
            messages.success(request, _("The picture is taken down."))
        elif wish == "describe":
            alts = {code: request.POST.get(f"alt_{code}", "") for code in LANGUAGES}
            hang_pictures.describe_picture(**which, alts=alts)
            messages.success(request, _("The words are saved."))
    return redirect("seller:pictures", offer_id=offer_id)
