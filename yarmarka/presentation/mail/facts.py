"""Which facts each letter needs. Facts are plain JSON: text, whole numbers, ISO dates, lists of such.

| fact | is |
|---|---|
| name, seller | how the reader is addressed; whose goods these are (empty where no seller is meant) |
| product | what a product is called |
| reply, question, answer, words | somebody's own words |
| off_url | where letters like this are switched off with one click |
| order, payout | the public id |
| brand | a brand's name |
| sku, waiting, refused | a seller's article number; how many cards wait for a person, or are refused |
| is_appeal | whether it is the answer to an appeal |
| url | the absolute address of the page about it |
| lines | a list of {title, quantity, minor}: what it costs altogether, in `currency` |
| *_minor, currency | money in minor units, and of which currency |
| *_at | an instant, ISO 8601 with a zone |
| *_on | a date, ISO 8601 |
| about | what a conversation is about: an order's number or a product's name |
| document, fault, note | what a document is called, what is wrong with it, and staff's own words |
| code | digits that its reader types in somewhere |
| change | what was changed of an account: `password`, `email`, `app_added` … |
| state | where a parcel stands, a `ParcelState` |
| cause | what a claim says is wrong, a `Cause` |
| outcome | how a claim ended, a `ClaimStatus` |
| payer | who bears a refund, a `Payer` |
| by_seller | whether the seller called it off |
| reason | a sentence in the reader's language; may be left out where it ends in "?" below; of a refund its code |
"""

from typing import Final

#: letter → the facts it needs; one that ends in "?" may be left out
FACTS: Final[dict[str, tuple[str, ...]]] = {
    # to the shopper
    "order_placed": ("name", "order", "url", "lines", "total_minor", "currency", "pay_until_at"),
    "order_paid": ("name", "order", "url", "lines", "total_minor", "currency"),
    "order_expired": ("name", "order", "url"),
    "order_cancelled": ("name", "order", "url", "refund_minor?", "currency?", "reason?"),
    "part_cancelled": ("name", "order", "url", "seller", "lines", "refund_minor", "currency", "by_seller?"),
    "part_not_charged": ("name", "order", "url", "seller", "lines", "currency"),
    "pieces_cancelled": ("name", "order", "url", "seller", "lines", "refund_minor", "currency", "by_seller?"),
    "part_refunded": ("name", "order", "url", "seller", "refund_minor", "currency", "reason"),
    "order_refunded": ("name", "order", "url", "refund_minor", "currency", "reason?"),
    "parcel_sent": ("name", "order", "url", "seller", "carrier?", "tracking_number", "promise_on?"),
    "parcel_news": ("name", "order", "url", "tracking_number", "state"),
    "promise_later": ("name", "order", "url", "seller", "tracking_number", "was_on", "promise_on"),
    "parcel_delivered": ("name", "order", "url", "seller", "protected_until_at"),
    "order_completed": ("name", "order", "url", "seller"),
    "claim_opened": ("name", "order", "url", "seller", "cause", "answer_by_at", "refund_by_at"),
    "claim_contested": ("name", "order", "url", "seller", "answer", "refund_by_at"),
    "claim_ended": (
        "name",
        "order",
        "url",
        "seller",
        "cause",
        "outcome",
        "refund_minor?",
        "currency?",
        "words?",
    ),
    "review_reminder": ("name", "seller", "lines", "url", "off_url"),
    "review_replied": ("name", "seller", "product", "reply", "url"),
    "question_answered": ("name", "product", "question", "answer", "seller", "url"),
    "message_from_seller": ("name", "seller", "about", "words", "url"),
    "words_hidden": ("name", "product", "words", "reason", "url"),
    "words_shown": ("name", "product", "words", "url"),
    # to the seller
    "new_order": ("seller", "order", "url", "lines", "total_minor", "currency", "send_by_at?"),
    "seller_order_cancelled": (
        "seller",
        "order",
        "url",
        "lines",
        "total_minor",
        "currency",
        "by_seller?",
        "reason?",
    ),
    "seller_pieces_cancelled": ("seller", "order", "url", "lines", "total_minor", "currency", "by_seller?"),
    "seller_part_refunded": (
        "seller",
        "order",
        "url",
        "refund_minor",
        "currency",
        "charged_minor",
        "payout_currency",
        "reason",
    ),
    "seller_parcel_returning": ("seller", "order", "url", "tracking_number", "state"),
    "claim_opened_seller": (
        "seller",
        "order",
        "url",
        "cause",
        "words?",
        "answer_by_at",
        "refund_by_at",
        "total_minor",
        "currency",
    ),
    "claim_ended_seller": (
        "seller",
        "order",
        "url",
        "cause",
        "outcome",
        "payer?",
        "covered_minor?",
        "payout_currency?",
        "words?",
    ),
    "chargeback_opened": ("seller", "order", "url", "refund_minor", "currency"),
    "chargeback_won": ("seller", "order", "url", "refund_minor", "currency"),
    "chargeback_lost": ("seller", "order", "url", "refund_minor", "currency"),
    "payout_failed": ("seller", "payout", "url", "net_minor", "currency", "account?"),
    "payout_sent": ("seller", "payout", "url", "net_minor", "currency", "account?"),
    "question_asked": ("seller", "product", "question", "url"),
    "message_from_shopper": ("seller", "about", "words", "url"),
    "document_asked_again": ("seller", "document", "fault", "note?", "url"),
    "documents_accepted": ("seller", "url"),
    "seller_approved": ("seller", "url"),
    "seller_declined": ("seller", "url", "reason?"),
    "staff_invited": ("seller", "url", "by", "expires_at"),
    "seller_suspended": ("seller", "url", "reason"),
    "seller_restored": ("seller", "url", "reason"),
    "place_stopped": ("name", "place", "why", "url", "since_at", "orders", "extent?", "way?"),
    "place_resumed": ("name", "place", "why", "url", "since_at", "orders", "extent?", "way?"),
    "place_stopped_seller": ("seller", "place", "why", "url", "since_at", "orders", "extent?", "way?"),
    "place_resumed_seller": ("seller", "place", "why", "url", "since_at", "orders", "extent?", "way?"),
    "cards_stopped": ("seller", "url", "waiting", "refused"),
    "card_cleared": ("seller", "url", "product", "sku", "is_appeal"),
    "card_refused": ("seller", "url", "product", "sku", "reason", "is_appeal"),
    "goods_joined": ("seller", "url", "product", "sku"),
    "goods_parted": ("seller", "url", "product", "sku", "words"),
    "match_refused": ("seller", "url", "product", "sku", "words", "is_split"),
    "store_authorised": ("seller", "url", "brand", "until_on"),
    "store_declined": ("seller", "url", "brand", "reason"),
    "store_withdrawn": ("seller", "url", "brand", "reason"),
    # about an account
    "confirm_email": ("code",),
    "login_code": ("code",),
    "data_copy_ready": ("name", "url"),
    "farewell_begun": ("name", "url", "due_on"),
    "account_changed": ("change", "url"),
    "password_reset": ("url",),
    "account_exists": ("url",),
    "unknown_account": ("url",),
}
