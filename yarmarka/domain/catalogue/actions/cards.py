"""A product as its seller keeps it by hand: whose words describe it, what its variants are told apart by."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from yarmarka.domain.catalogue.errors import BarcodeElsewhere, GoodsShared
from yarmarka.domain.catalogue.models import Offer, Product, Variant
from yarmarka.domain.catalogue.types import OfferStatus


def hold_card(*, seller_id: UUID, product_id: UUID, skus: Sequence[str], group_key: str) -> None:
    """Let one of these offers go on describing the product, if its seller does, and let them be one group.

    The words of a product belong to the row of one SKU; here that is one of those at hand, whichever wrote them.
    """
    own = Offer.objects.filter(seller_id=seller_id, product_id=product_id, sku__in=list(skus))
    if group_key:
        own.exclude(group_key=group_key).update(group_key=group_key)
    described = Product.objects.filter(id=product_id, described_by_id=seller_id)
    described.exclude(described_sku__in=list(skus)).update(described_sku=skus[0])


def rename_options(*, seller_id: UUID, product_id: UUID, options: Mapping[UUID, Mapping[str, str]]) -> None:
    """Tell variants apart by other options than before. Raises GoodsShared while others sell the product as well."""
    variants = Variant.objects.filter(product_id=product_id, id__in=list(options))
    changed = {row.id for row in variants if row.options != options[row.id]}
    if not changed:
        return
    others = Offer.objects.filter(product_id=product_id).exclude(seller_id=seller_id)
    if others.exclude(status=OfferStatus.WITHDRAWN).exists():
        raise GoodsShared(field="options")
    # Two may change places: for a moment each is told apart by its key.
    for key in changed:
        Variant.objects.filter(id=key).update(options={"": str(key)})
    for key in changed:
        Variant.objects.filter(id=key).update(options=dict(options[key]))


def check_barcodes(gtins: Mapping[str, UUID | None], *, product_id: UUID) -> None:
    """Raise BarcodeElsewhere if a number, by which a variant of a product is to be known, names other goods.

    `gtins` are numbers of 14 digits, each with the variant that it is for, or nothing for a new one.
    """
    known = Variant.objects.filter(gtin__in=[gtin for gtin in gtins if gtin]).select_related("stands_for")
    for row in known.order_by("gtin"):
        # The number of a make that was joined into another one means that one.
        meant = row.stands_for or row
        if meant.product_id != product_id or meant.id != (gtins[row.gtin] or meant.id):
            raise BarcodeElsewhere(field="gtin", gtin=row.gtin)
