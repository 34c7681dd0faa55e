"""A person confirms under which HS code a seller's goods fall; parcels are declared and duty is counted by it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.actions import set_hs_code
from yarmarka.domain.customs.actions import note_classification
from yarmarka.domain.customs.rules import check_hs_code
from yarmarka.flows.judge_cards import judge_again


@transaction.atomic
def confirm_hs_code(
    *, seller_id: UUID, product_id: UUID, hs_code: str, was_suggested: bool, by: UUID, now: datetime
) -> str:
    """Give all of a seller's offers of a product this code, six digits or ten; return it as it is kept.

    Rules for cards may stop goods by their code. Orders keep the code that they were sold with. Raises
    HsCodeInvalid, and Missing where the seller has none.
    """
    code = write_hs_code(
        seller_id=seller_id,
        product_id=product_id,
        hs_code=hs_code,
        was_suggested=was_suggested,
        by=by,
        now=now,
    )
    judge_again(seller_id=seller_id, product_ids=[product_id], now=now)
    return code


@transaction.atomic
def write_hs_code(
    *, seller_id: UUID, product_id: UUID, hs_code: str, was_suggested: bool, by: UUID, now: datetime
) -> str:
    """Do the same and leave it to the caller to have the card judged, which may have changed otherwise, too."""
    code = check_hs_code(hs_code)
    set_hs_code(seller_id=seller_id, product_id=product_id, hs_code=code, by=by, now=now)
    note_classification(
        product_id=product_id, seller_id=seller_id, hs_code=code, was_suggested=was_suggested, by=by, now=now
    )
    return code
