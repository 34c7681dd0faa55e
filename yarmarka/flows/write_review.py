"""Who received a product says what it is like, changes that for a while, and others find it helpful or reply."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.actions import note_goods_changes
from yarmarka.domain.catalogue.queries import product_titles, sellers_of
from yarmarka.domain.orders.queries import lines_bought
from yarmarka.domain.reviews import actions
from yarmarka.domain.reviews.queries import review, review_by
from yarmarka.domain.reviews.rules import is_staffed, reviewed_line
from yarmarka.domain.reviews.types import Receipts, Received, Words
from yarmarka.domain.sellers.queries import sellers, sellers_staffed_by
from yarmarka.flows.take_picture import take_picture
from yarmarka.flows.tell import to_person
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish


@transaction.atomic
def write_review(*, product_id: UUID, words: Words, viewer: UUID, now: datetime) -> UUID:
    """Write down what the viewer says of a product that they received; return the review's id.

    Raises NotBought, NotReceived, OwnGoods, AlreadyReviewed, WordsInvalid.
    """
    line = reviewed_line(receipts_of(viewer, product_id), product_id=product_id)
    written = actions.add_review(person_id=viewer, line=line, words=words, now=now)
    note_goods_changes([product_id])
    return written


@transaction.atomic
def edit_review(*, product_id: UUID, words: Words, viewer: UUID, now: datetime) -> UUID:
    """Change what the viewer said of a product; return the review's id. Raises Missing, EditingOver, WordsInvalid."""
    edited = actions.edit_review(person_id=viewer, product_id=product_id, words=words, now=now)
    note_goods_changes([product_id])
    return edited


def add_photo(*, product_id: UUID, original: bytes, viewer: UUID, now: datetime) -> None:
    """Put a photo into the viewer's review of a product; developing it takes a second or two.

    Raises Missing, PictureRefused, PhotosFull, EditingOver.
    """
    if review_by(person_id=viewer, product_id=product_id) is None:
        raise Missing(what="review")
    picture = take_picture(original, now=now)
    actions.add_photo(person_id=viewer, product_id=product_id, picture_id=picture.id, now=now)


def remove_photo(*, product_id: UUID, position: int, viewer: UUID, now: datetime) -> None:
    """Take a photo out of the viewer's review of a product. Raises Missing, EditingOver."""
    actions.remove_photo(person_id=viewer, product_id=product_id, position=position, now=now)


def receipts_of(person_id: UUID, product_id: UUID) -> Receipts:
    """Return what a person has to do with a product: what they bought of it, and whether they sell it."""
    bought = lines_bought(person_id=person_id, product_id=product_id)
    merchants = sellers_of(product_id) | {line.seller_id for line in bought}
    return Receipts(
        lines=[
            Received(
                line_id=line.line_id,
                product_id=line.product_id,
                seller_id=line.seller_id,
                is_here=line.is_received,
                order_number=line.order_number,
            )
            for line in bought
        ],
        is_own=is_staffed(merchants, sellers_staffed_by(person_id)),
    )


@transaction.atomic
def reply_to_review(*, review_id: UUID, seller_id: UUID, text: str, by: UUID, now: datetime) -> None:
    """Answer a review for the seller whose goods it is about, or reword the answer; the first one is told its author.

    Raises Missing, WordsInvalid.
    """
    is_first = actions.reply_to_review(
        review_id=review_id, seller_id=seller_id, person_id=by, text=text, now=now
    )
    if not is_first:
        return
    of = review(review_id)
    author, merchant = people([of.person_id])[of.person_id], sellers([seller_id])[seller_id]
    titles = product_titles([of.product_id]).get(of.product_id, {})
    letter = to_person(
        "review_replied",
        author,
        product_id=of.product_id,
        titles=titles,
        seller=merchant.trade_name,
        reply=text,
    )
    publish([letter], now=now)


def check_reviewable(*, product_id: UUID, viewer: UUID) -> None:
    """Raise what `write_review` would raise before it looks at any words. Also Missing for an unknown product."""
    if product_id not in product_titles([product_id]):
        raise Missing(what="product")
    reviewed_line(receipts_of(viewer, product_id), product_id=product_id)
