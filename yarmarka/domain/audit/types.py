"""What other parts of the house are told about deeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

#: plain values that JSON holds; money as minor units beside its currency
Facts = Mapping[str, str | int | bool | None]


class DeedKind(StrEnum):
    """What staff can do to something."""

    SELLER_ADMITTED = "seller_admitted"
    SELLER_DECLINED = "seller_declined"
    SELLER_SUSPENDED = "seller_suspended"
    SELLER_RESTORED = "seller_restored"
    DOCUMENT_ACCEPTED = "document_accepted"
    DOCUMENT_ASKED_AGAIN = "document_asked_again"
    CONVERSATION_READ = "conversation_read"
    PAYOUT_TERMS_SET = "payout_terms_set"
    PAYOUTS_HELD = "payouts_held"
    PAYOUTS_LET_GO = "payouts_let_go"
    PAYOUTS_RUN = "payouts_run"
    PAYOUT_FILE_MADE = "payout_file_made"
    PAYOUT_FILE_VOIDED = "payout_file_voided"
    BANK_ANSWER_TAKEN = "bank_answer_taken"
    PIECES_CALLED_OFF = "pieces_called_off"
    PARCEL_CALLED_BACK = "parcel_called_back"
    ORDER_LET_GO = "order_let_go"
    MONEY_GIVEN_BACK = "money_given_back"
    GOODWILL_GIVEN = "goodwill_given"
    CLAIM_DECIDED = "claim_decided"
    CARRIER_SETTLED = "carrier_settled"
    REGISTRY_TAKEN = "registry_taken"
    BOOKING_PROPOSED = "booking_proposed"
    BOOKING_APPROVED = "booking_approved"
    BOOKING_DECLINED = "booking_declined"
    RULE_PROPOSED = "rule_proposed"
    RULE_APPROVED = "rule_approved"
    RULE_DECLINED = "rule_declined"
    RULE_SET = "rule_set"
    DUTIES_PAID = "duties_paid"
    CUSTOMS_RULE_ON = "customs_rule_on"
    CUSTOMS_RULE_ENDED = "customs_rule_ended"
    CARD_CLEARED = "card_cleared"
    CARD_REFUSED = "card_refused"
    CARD_APPEAL_GRANTED = "card_appeal_granted"
    CARD_APPEAL_DECLINED = "card_appeal_declined"
    CARD_RULE_SET = "card_rule_set"
    CARD_RULE_ENDED = "card_rule_ended"
    CARD_DOCUMENT_APPROVED = "card_document_approved"
    CARD_DOCUMENT_DECLINED = "card_document_declined"
    PROPOSED = "proposed"
    PROPOSAL_APPROVED = "proposal_approved"
    PROPOSAL_DECLINED = "proposal_declined"
    GOODS_JOINED = "goods_joined"
    MATCH_REFUSED = "match_refused"
    JOIN_TAKEN_BACK = "join_taken_back"
    OFFER_SPLIT = "offer_split"
    SYNONYMS_WRITTEN = "synonyms_written"
    SYNONYMS_TAKEN_AWAY = "synonyms_taken_away"
    ATTRIBUTE_SET = "attribute_set"
    ATTRIBUTE_ENDED = "attribute_ended"


class SubjectKind(StrEnum):
    """What something is done to."""

    SELLER = "seller"
    ORDER = "order"
    PAYOUTS = "payouts"
    PAYOUT_FILE = "payout_file"
    REGISTRY = "registry"
    PROPOSAL = "proposal"
    RULE = "rule"
    AUTHORITY = "authority"
    CUSTOMS_RULE = "customs_rule"
    CARD = "card"
    CARD_RULE = "card_rule"
    CARD_DOCUMENT = "card_document"
    GOODS = "goods"
    SYNONYMS = "synonyms"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True)
class Subject:
    """What something is done to; `name` is what people call it, and stays what it was called then."""

    kind: SubjectKind
    name: str
    id: UUID | None = None


@dataclass(frozen=True)
class NewDeed:
    """Something that was just done. `by` is nobody when the command line did it on the server itself.

    `before` and `after` hold only what changed.
    """

    kind: DeedKind
    subject: Subject
    by: UUID | None
    before: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)
    reason: str = ""
