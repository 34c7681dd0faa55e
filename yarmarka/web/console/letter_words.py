"""What letters are about, in few words, for those who look whether they left."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

#: A letter's topic → what it is about; tests hold it to the topics that there are.
LETTER_WORDS: Final[Mapping[str, Promise | str]] = {
    "order_placed": pgettext_lazy("what a letter is about", "The order awaits payment"),
    "order_paid": pgettext_lazy("what a letter is about", "The order is paid"),
    "order_lapsed": pgettext_lazy("what a letter is about", "The order was not paid in time"),
    "order_cancelled": pgettext_lazy("what a letter is about", "The order is cancelled"),
    "payment_returned": pgettext_lazy("what a letter is about", "Money back for the order"),
    "seller_order_cancelled": pgettext_lazy("what a letter is about", "A part of the order is cancelled"),
    "part_not_charged": pgettext_lazy("what a letter is about", "A part of the order was sold out"),
    "pieces_cancelled": pgettext_lazy("what a letter is about", "Some pieces are cancelled"),
    "part_refunded": pgettext_lazy("what a letter is about", "Money back for a part of the order"),
    "parcel_sent": pgettext_lazy("what a letter is about", "A parcel is on its way"),
    "promise_later": pgettext_lazy("what a letter is about", "A later delivery date"),
    "parcel_news": pgettext_lazy("what a letter is about", "News of a parcel"),
    "parcel_delivered": pgettext_lazy("what a letter is about", "A parcel has come"),
    "order_completed": pgettext_lazy("what a letter is about", "The order is complete"),
    "new_seller_order": pgettext_lazy("what a letter is about", "To the seller: a new order to pack"),
    "seller_order_cancelled_seller": pgettext_lazy(
        "what a letter is about", "To the seller: cancelled, do not send"
    ),
    "pieces_cancelled_seller": pgettext_lazy("what a letter is about", "To the seller: send fewer pieces"),
    "parcel_returning_seller": pgettext_lazy("what a letter is about", "To the seller: a parcel comes back"),
    "part_refunded_seller": pgettext_lazy("what a letter is about", "To the seller: money was given back"),
    "chargeback_opened": pgettext_lazy(
        "what a letter is about", "To the seller: the shopper's bank took money back"
    ),
    "chargeback_won": pgettext_lazy("what a letter is about", "To the seller: the bank decided for us"),
    "chargeback_lost": pgettext_lazy(
        "what a letter is about", "To the seller: the bank decided for the shopper"
    ),
    "claim_opened": pgettext_lazy("what a letter is about", "A claim is open"),
    "claim_contested": pgettext_lazy("what a letter is about", "The seller answered a claim"),
    "claim_ended": pgettext_lazy("what a letter is about", "A claim has ended"),
    "claim_opened_seller": pgettext_lazy("what a letter is about", "To the seller: a claim is open"),
    "claim_ended_seller": pgettext_lazy("what a letter is about", "To the seller: a claim has ended"),
    "review_reminder": pgettext_lazy("what a letter is about", "A review is asked for"),
    "review_replied": pgettext_lazy("what a letter is about", "The seller answered a review"),
    "question_answered": pgettext_lazy("what a letter is about", "A question is answered"),
    "question_asked": pgettext_lazy("what a letter is about", "A question about goods"),
    "words_hidden": pgettext_lazy("what a letter is about", "Somebody's words are hidden"),
    "words_shown": pgettext_lazy("what a letter is about", "Somebody's words are shown again"),
    "message_from_seller": pgettext_lazy("what a letter is about", "The seller wrote to the shopper"),
    "message_from_shopper": pgettext_lazy("what a letter is about", "To the seller: the shopper wrote"),
    "document_asked_again": pgettext_lazy("what a letter is about", "A document is asked for again"),
    "documents_accepted": pgettext_lazy("what a letter is about", "All documents are accepted"),
    "payout_paid": pgettext_lazy("what a letter is about", "A payout left"),
    "payout_failed": pgettext_lazy("what a letter is about", "A payout did not arrive"),
    "data_copy_ready": pgettext_lazy("what a letter is about", "A copy of somebody's data is ready"),
    "farewell_begun": pgettext_lazy("what a letter is about", "An account will be deleted"),
    "seller_admitted": pgettext_lazy("what a letter is about", "A seller is admitted"),
    "seller_declined": pgettext_lazy("what a letter is about", "A seller is turned down"),
    "staff_invited": pgettext_lazy("what a letter is about", "Somebody is invited to a seller's staff"),
    "place_stopped": pgettext_lazy("what a letter is about", "Deliveries to a place are stopped"),
    "place_resumed": pgettext_lazy("what a letter is about", "Deliveries to a place are resumed"),
    "place_stopped_seller": pgettext_lazy("what a letter is about", "Deliveries to a place are stopped"),
    "place_resumed_seller": pgettext_lazy("what a letter is about", "Deliveries to a place are resumed"),
    "seller_suspended": pgettext_lazy("what a letter is about", "A seller is suspended"),
    "seller_restored": pgettext_lazy("what a letter is about", "A seller may sell again"),
    "cards_stopped": pgettext_lazy("what a letter is about", "Rules stopped cards"),
    "card_cleared": pgettext_lazy("what a letter is about", "A stopped card may be sold"),
    "card_refused": pgettext_lazy("what a letter is about", "A card is refused"),
    "goods_joined": pgettext_lazy("what a letter is about", "To the seller: cards were joined"),
    "goods_parted": pgettext_lazy("what a letter is about", "To the seller: cards were parted"),
    "match_refused": pgettext_lazy(
        "what a letter is about", "To the seller: a wish about a card is declined"
    ),
    "store_authorised": pgettext_lazy("what a letter is about", "An official store is authorised"),
    "store_declined": pgettext_lazy("what a letter is about", "An official store is refused"),
    "store_withdrawn": pgettext_lazy("what a letter is about", "An official store is one no longer"),
}


def letter_words(topic: str) -> str:
    """Return what a letter is about."""
    return str(LETTER_WORDS.get(topic, topic))
