"""A seller says that its article is the same goods as another card, or that it stands with goods that it is not.

Both are wishes: a person of the staff compares the cards and decides (`flows.join_goods`).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.queries import joined_into, offer_for, offers_under, sellers_of
from yarmarka.domain.matching import actions
from yarmarka.domain.matching.errors import MatchUnclear
from yarmarka.domain.matching.rules.likeness import POINTS, likeness, with_more
from yarmarka.domain.matching.rules.reading import traits_of
from yarmarka.domain.matching.types import Clue, Evidence, Kind, Likeness, Proposal, Wish
from yarmarka.reads.cards_to_match import cards_to_match


@transaction.atomic
def wish_same_goods(
    *,
    seller_id: UUID,
    offer_id: UUID,
    product_id: UUID | None = None,
    article: str = "",
    words: str = "",
    by: UUID,
    now: datetime,
) -> Proposal:
    """Propose that a seller's offer is the same goods as a product of the fair, or as another article of its own.

    Raises Missing, and MatchUnclear if that names nothing, or what the offer stands with already.
    """
    own = offer_for(seller_id=seller_id, offer_id=offer_id)
    meant = product_id or _own_product(article, seller_id=seller_id)
    if meant is not None:
        meant = joined_into(meant) or meant
    found = _likeness(own.product_id, meant) if meant else None
    if meant is None or found is None:
        raise MatchUnclear(field="goods")
    wanted = Wish(Kind.JOIN, own.product_id, meant, seller_id, own.sku, words)
    return actions.wish(wanted, score=found.score, evidence=found.evidence, by=by, now=now)


@transaction.atomic
def wish_split(*, seller_id: UUID, offer_id: UUID, words: str, by: UUID, now: datetime) -> Proposal:
    """Ask that a seller's article is taken out of a product that it is not.

    Raises Missing, MatchRefusalNeedsReason, and MatchUnclear while nobody else offers the product.
    """
    own = offer_for(seller_id=seller_id, offer_id=offer_id)
    if not sellers_of(own.product_id) - {seller_id}:
        raise MatchUnclear(field="goods", reason="alone")
    wanted = Wish(Kind.SPLIT, own.product_id, None, seller_id, own.sku, words)
    return actions.wish(wanted, score=100, evidence=(), by=by, now=now)


def _own_product(article: str, *, seller_id: UUID) -> UUID | None:
    offers: Sequence[UUID] = [offer.product_id for offer in offers_under([article], seller_id=seller_id)]
    return offers[0] if article and offers else None


def _likeness(one_id: UUID, other_id: UUID) -> Likeness | None:
    """Return how alike the two are, the seller's word included; nothing for goods that are not there."""
    if one_id == other_id:
        raise MatchUnclear(field="goods", reason="same")
    cards = cards_to_match([one_id, other_id])
    if len(cards) < 2:
        return None
    one, other = sorted((one_id, other_id))
    found = likeness(traits_of(cards[one]), traits_of(cards[other]))
    return with_more(found, Evidence(Clue.SELLER_SAYS, POINTS[Clue.SELLER_SAYS]))
