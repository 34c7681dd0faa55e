"""A person decides of a proposal: two products are one, or not, or later; or an offer is taken out of a product.

Whatever belongs to a product follows it: offers, makes, pictures, wishes, reviews, questions, conversations, clicks.
Orders keep what they were sold with. The deed stands in the audit log, the change in the card's history, and sellers
whose goods moved are told.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.queries import offer_ids_of, product_titles
from yarmarka.domain.catalogue.types import Joined
from yarmarka.domain.conversations.actions import follow_product as conversations_follow
from yarmarka.domain.customs.actions import follow_product as classifications_follow
from yarmarka.domain.discovery.actions import follow_product as clicks_follow
from yarmarka.domain.matching import actions as matching
from yarmarka.domain.matching.errors import MatchDecided
from yarmarka.domain.matching.types import Kind, MatchStatus, Origin, Proposal, Wish
from yarmarka.domain.moderation.actions import follow_product as cases_follow
from yarmarka.domain.reviews.actions import follow_product as words_follow
from yarmarka.domain.reviews.actions import move_reviews
from yarmarka.domain.reviews.queries import reviews_of
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.wishes.actions import follow_product as wishes_follow
from yarmarka.flows.judge_cards import judge_again
from yarmarka.flows.propose_matches import match_products
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish
from yarmarka.reads.reviews_of_offers import reviews_of_offers
from yarmarka.vocabulary.goods import in_language


@transaction.atomic
def confirm_match(proposal_id: UUID, *, kept_id: UUID | None = None, by: UUID, now: datetime) -> Proposal:
    """Do what a proposal says: join two products into the one that is kept (the older, unless it is told), or split.

    Raises Missing, MatchDecided, ProductsJoined, NothingToSplit.
    """
    catalogue.hold_goods()
    told = matching.take_up(proposal_id)
    if not told.is_open:
        raise MatchDecided()
    if told.kind == Kind.SPLIT:
        return _split(told, by=by, now=now)
    assert told.other_id is not None, "a join is of two products"
    kept = kept_id or told.one_id
    if kept not in {told.one_id, told.other_id}:
        raise Missing(what="product")
    gone = told.other_id if kept == told.one_id else told.one_id
    joined = catalogue.join_products(kept_id=kept, gone_id=gone, by=by, now=now)
    moved = _as_facts(joined) | _all_follow(joined, kept=kept, gone=gone)
    done = matching.decide(
        proposal_id, becomes=MatchStatus.CONFIRMED, by=by, kept_id=kept, moved=moved, now=now
    )
    refresh_shelves([kept, gone], now=now)
    match_products([kept, gone], now=now)
    _note(DeedKind.GOODS_JOINED, kept, by=by, now=now, after={"gone": str(gone)})
    _tell_sellers("goods_joined", joined.articles, product_id=kept, now=now)
    return done


@transaction.atomic
def refuse_match(proposal_id: UUID, *, reason: str, by: UUID, now: datetime) -> Proposal:
    """Say that two products are not one, or that an offer stands where it belongs; it is not proposed again.

    Raises Missing, MatchDecided, MatchRefusalNeedsReason.
    """
    done = matching.decide(proposal_id, becomes=MatchStatus.REFUSED, reason=reason, by=by, now=now)
    _note(DeedKind.MATCH_REFUSED, done.one_id, by=by, now=now, reason=done.reason)
    if done.origin == Origin.SELLER and done.seller_id:
        merchant = sellers([done.seller_id])[done.seller_id]
        facts = {
            "product_id": done.one_id,
            "titles": _titles(done.one_id),
            "sku": done.sku,
            "words": done.reason,
        }
        publish([to_seller("match_refused", merchant, is_split=done.kind == Kind.SPLIT, **facts)], now=now)
    return done


@transaction.atomic
def decide_later(proposal_id: UUID, *, reason: str = "", by: UUID, now: datetime) -> Proposal:
    """Put a proposal aside, until somebody knows more. Raises Missing, MatchDecided."""
    return matching.decide(proposal_id, becomes=MatchStatus.LATER, reason=reason, by=by, now=now)


@transaction.atomic
def take_join_back(proposal_id: UUID, *, reason: str, by: UUID, now: datetime) -> Proposal:
    """Part two products that were joined by mistake: what moved and is still there goes back, and stays apart.

    Raises Missing, MatchDecided, MatchRefusalNeedsReason, ProductsJoined.
    """
    catalogue.hold_goods()
    told = matching.take_up(proposal_id)
    if told.kind != Kind.JOIN or told.status != MatchStatus.CONFIRMED or told.kept_id is None:
        raise MatchDecided()
    kept = told.kept_id
    gone = told.other_id if kept == told.one_id else told.one_id
    assert gone is not None, "a join is of two products"
    joined = _from_facts(told.moved)
    offers = catalogue.part_products(kept_id=kept, gone_id=gone, moved=joined, by=by, now=now)
    move_reviews(reviews_of_offers(offers, product_id=kept), to=gone)
    words_follow(kept, to=gone, only=_keys(told.moved, "questions"))
    wishes_follow(kept, to=gone, only=_keys(told.moved, "wishes"))
    conversations_follow(kept, to=gone, only=_keys(told.moved, "conversations"))
    classifications_follow(kept, to=gone, only=_keys(told.moved, "customs_codes"))
    cases_follow(joined.articles, to=gone)
    done = matching.decide(proposal_id, becomes=MatchStatus.UNDONE, reason=reason, by=by, now=now)
    refresh_shelves([kept, gone], now=now)
    match_products([kept, gone], now=now)
    _note(DeedKind.JOIN_TAKEN_BACK, kept, by=by, now=now, reason=done.reason, after={"apart": str(gone)})
    _tell_sellers("goods_parted", joined.articles, product_id=gone, now=now, words=done.reason)
    return done


@transaction.atomic
def split_off(*, seller_id: UUID, sku: str, product_id: UUID, reason: str, by: UUID, now: datetime) -> UUID:
    """Take a seller's article out of a product that it was put to wrongly; return its own product.

    Neither a barcode nor a number puts it back. Raises Missing, NothingToSplit, MatchRefusalNeedsReason.
    """
    # Before any proposal is locked, as whoever decides one does it.
    catalogue.hold_goods()
    wanted = Wish(Kind.SPLIT, product_id, None, seller_id, sku, reason, Origin.STAFF)
    told = matching.wish(wanted, score=100, evidence=(), by=by, now=now)
    done = confirm_match(told.id, by=by, now=now)
    return UUID(done.moved["product"])


def _split(told: Proposal, *, by: UUID, now: datetime) -> Proposal:
    assert told.seller_id is not None, "a split is of a seller's offer"
    article = (told.seller_id, told.sku)
    fresh = catalogue.split_offer(
        seller_id=told.seller_id, sku=told.sku, product_id=told.one_id, by=by, now=now
    )
    move_reviews(reviews_of_offers(offer_ids_of([fresh]), product_id=told.one_id), to=fresh)
    cases_follow([article], to=fresh)
    matching.keep_apart(told.one_id, fresh, reason=told.words, by=by, now=now)
    done = matching.decide(
        told.id,
        becomes=MatchStatus.CONFIRMED,
        by=by,
        reason=told.words,
        moved={"product": str(fresh)},
        now=now,
    )
    refresh_shelves([told.one_id, fresh], now=now)
    match_products([told.one_id, fresh], now=now)
    judge_again(seller_id=told.seller_id, product_ids=[fresh], now=now)
    _note(DeedKind.OFFER_SPLIT, told.one_id, by=by, now=now, reason=told.words, after={"sku": told.sku})
    _tell_sellers("goods_parted", [article], product_id=fresh, now=now, words=told.words)
    return done


def _all_follow(joined: Joined, *, kept: UUID, gone: UUID) -> dict[str, Any]:
    """Let what hangs on a product follow it; return what can be taken back, by what it is."""
    move_reviews(reviews_of(gone), to=kept)
    clicks_follow(gone, to=kept)
    cases_follow(joined.articles, to=kept)
    followed = {
        "questions": words_follow(gone, to=kept),
        "wishes": wishes_follow(gone, to=kept),
        "conversations": conversations_follow(gone, to=kept),
        "customs_codes": classifications_follow(gone, to=kept),
    }
    return {name: [str(key) for key in keys] for name, keys in followed.items()}


def _tell_sellers(
    topic: str, articles: Iterable[tuple[UUID, str]], *, product_id: UUID, now: datetime, words: str = ""
) -> None:
    by_seller: dict[UUID, list[str]] = {}
    for seller_id, sku in articles:
        by_seller.setdefault(seller_id, []).append(sku)
    merchants = sellers(by_seller.keys())
    facts = {"product_id": product_id, "titles": _titles(product_id), "words": words}
    letters = [
        to_seller(topic, merchants[seller_id], sku=", ".join(skus[:5]), **facts)
        for seller_id, skus in by_seller.items()
    ]
    publish(letters, now=now)


def _note(
    kind: DeedKind,
    product_id: UUID,
    *,
    by: UUID,
    now: datetime,
    reason: str = "",
    after: dict[str, str] | None = None,
) -> None:
    subject = Subject(SubjectKind.GOODS, in_language(_titles(product_id), "en"), product_id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after or {}, reason=reason)], now=now)


def _titles(product_id: UUID) -> dict[str, str]:
    return product_titles([product_id]).get(product_id, {})


def _as_facts(joined: Joined) -> dict[str, Any]:
    return {
        "offers": {str(key): str(make) for key, make in joined.offers.items()},
        "variants": [str(key) for key in joined.variants],
        "gtins": {str(key): [gtin, str(holder)] for key, (gtin, holder) in joined.gtins.items()},
        "pictures": [str(key) for key in joined.pictures],
        "articles": [[str(seller_id), sku] for seller_id, sku in joined.articles],
    }


def _from_facts(moved: Any) -> Joined:
    return Joined(
        offers={UUID(key): UUID(make) for key, make in moved["offers"].items()},
        variants=tuple(map(UUID, moved["variants"])),
        gtins={UUID(key): (gtin, UUID(holder)) for key, (gtin, holder) in moved["gtins"].items()},
        pictures=tuple(map(UUID, moved["pictures"])),
        articles=tuple((UUID(seller_id), sku) for seller_id, sku in moved["articles"]),
    )


def _keys(moved: Any, name: str) -> list[UUID]:
    return [UUID(key) for key in moved.get(name, ())]
