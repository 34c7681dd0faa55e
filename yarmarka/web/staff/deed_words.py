"""What deeds, their facts and rules are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.presentation.attribute_words import KINDS as ATTRIBUTE_KINDS
from yarmarka.presentation.card_words import KINDS as CARD_RULES
from yarmarka.presentation.document_words import DOCUMENTS, FAULTS
from yarmarka.web.console.payout_words import RHYTHMS, WAYS
from yarmarka.web.console.templatetags.console import percent
from yarmarka.web.console.words import CANCEL_REASONS, COUNTED, REFUND_REASONS, STANDINGS

DEEDS: Final[Mapping[str, Promise | str]] = {
    "seller_admitted": _("Let a seller in"),
    "seller_declined": _("Turned a seller down"),
    "seller_suspended": _("Suspended a seller"),
    "seller_restored": _("Let a seller sell again"),
    "document_accepted": _("Accepted a document"),
    "document_asked_again": _("Asked for a document again"),
    "conversation_read": _("Read a reported conversation"),
    "payout_terms_set": _("Set payout terms"),
    "payouts_held": _("Held payouts back"),
    "payouts_let_go": _("Let payouts go again"),
    "payouts_run": _("Ran payouts"),
    "payout_file_made": _("Made a file for the bank"),
    "payout_file_voided": _("Declared a file void"),
    "bank_answer_taken": _("Took the bank's answer in"),
    "pieces_called_off": _("Called pieces off"),
    "parcel_called_back": _("Asked a carrier to bring a parcel back"),
    "order_let_go": _("Let a held order go on"),
    "money_given_back": _("Gave money back"),
    "goodwill_given": _("Gave goodwill"),
    "claim_decided": _("Decided a claim"),
    "carrier_settled": _("Settled a parcel with its carrier"),
    "registry_taken": _("Took a registry in"),
    "booking_proposed": _("Proposed a booking"),
    "booking_approved": _("Approved a booking"),
    "booking_declined": _("Turned a booking down"),
    "rule_proposed": _("Proposed a rule"),
    "rule_approved": _("Put a rule in force"),
    "rule_declined": _("Turned a rule down"),
    "rule_set": _("Set a rule from the command line"),
    "duties_paid": _("Paid duty and taxes at import"),
    "customs_rule_on": _("Put a customs rule in force"),
    "customs_rule_ended": _("Ended a customs rule"),
    "card_cleared": _("Let a stopped card be sold"),
    "card_refused": _("Refused a card"),
    "card_appeal_granted": _("Granted an appeal about a card"),
    "card_appeal_declined": _("Turned an appeal about a card down"),
    "card_rule_set": _("Wrote a rule for cards down"),
    "card_rule_ended": _("Ended a rule for cards"),
    "card_document_approved": _("Accepted a seller's document"),
    "card_document_declined": _("Did not accept a seller's document"),
    "proposed": _("Proposed"),
    "proposal_approved": _("Said yes to a proposal"),
    "proposal_declined": _("Turned a proposal down"),
    "goods_joined": _("Joined two cards into one"),
    "match_refused": _("Kept two cards apart"),
    "join_taken_back": _("Parted two cards that were joined"),
    "offer_split": _("Took an article out of a card"),
    "synonyms_written": _("Wrote synonyms"),
    "synonyms_taken_away": _("Took synonyms away"),
    "attribute_set": _("Defined an attribute of goods"),
    "attribute_ended": _("Ended an attribute of goods"),
}

#: What is told of a deed, by the name that it is kept under (without `_minor` for amounts).
FACTS: Final[Mapping[str, Promise | str]] = {
    "standing": _("standing"),
    "rhythm": pgettext_lazy("fact of a deed", "how often"),
    "weekday": pgettext_lazy("fact of a deed", "day of the week"),
    "minimum": pgettext_lazy("fact of a deed", "least amount"),
    "way": pgettext_lazy("fact of a deed", "way"),
    "held_reason": pgettext_lazy("fact of a deed", "held because"),
    "payouts": pgettext_lazy("fact of a deed", "payouts"),
    "amount": pgettext_lazy("fact of a deed", "amount"),
    "part": pgettext_lazy("fact of a deed", "part"),
    "pieces": pgettext_lazy("fact of a deed", "pieces"),
    "number": pgettext_lazy("fact of a deed", "tracking number"),
    "why": pgettext_lazy("fact of a deed", "why"),
    "borne_by": pgettext_lazy("fact of a deed", "borne by"),
    "what": pgettext_lazy("fact of a deed", "what"),
    "rows": pgettext_lazy("fact of a deed", "rows"),
    "refused": pgettext_lazy("fact of a deed", "refused"),
    "differences": pgettext_lazy("fact of a deed", "differences"),
    "paid": pgettext_lazy("fact of a deed", "paid"),
    "failed": pgettext_lazy("fact of a deed", "failed"),
    "pending": pgettext_lazy("fact of a deed", "waiting"),
    "basis_points": pgettext_lazy("fact of a deed", "per cent"),
    "days": pgettext_lazy("fact of a deed", "days"),
    "valid_from": pgettext_lazy("fact of a deed", "from"),
    "valid_until": pgettext_lazy("fact of a deed", "until"),
    "ended": pgettext_lazy("fact of a deed", "instead of"),
    "category": pgettext_lazy("fact of a deed", "category"),
    "seller": pgettext_lazy("fact of a deed", "seller"),
    "storefront": pgettext_lazy("fact of a deed", "storefront"),
    "country": pgettext_lazy("fact of a deed", "country"),
    "partner": pgettext_lazy("fact of a deed", "partner"),
    "name": pgettext_lazy("fact of a deed", "name"),
    "service": pgettext_lazy("fact of a deed", "delivery service"),
    "carrier": pgettext_lazy("fact of a deed", "carrier"),
    "document": pgettext_lazy("fact of a deed", "document"),
    "file": pgettext_lazy("fact of a deed", "file"),
    "fault": pgettext_lazy("fact of a deed", "what is wrong"),
    "words": pgettext_lazy("fact of a deed", "words"),
    "unit": pgettext_lazy("fact of a deed", "unit"),
    "required": pgettext_lazy("fact of a deed", "required"),
    "gone": pgettext_lazy("fact of a deed", "the card that went into it"),
    "apart": pgettext_lazy("fact of a deed", "the card that stands for itself again"),
    "sku": pgettext_lazy("fact of a deed", "article"),
    "duty": _("Customs duty"),
    "import_tax": _("Taxes at import"),
}

RULES: Final[Mapping[str, Promise | str]] = {
    "commission": _("Commission"),
    "tax": _("Tax on the commission"),
    "spread": _("Spread of exchange"),
    "fund": _("The guarantee fund's part"),
    "partner": _("Partner's share"),
    "inspection": _("Time to look goods over"),
}

_BORNE: Final[Mapping[str, Promise | str]] = {
    "seller": pgettext_lazy("who bears a refund", "the seller"),
    "seller_then_fund": pgettext_lazy("who bears a refund", "the seller, then the fund"),
    "fund": pgettext_lazy("who bears a refund", "the guarantee fund"),
    "carrier": pgettext_lazy("who bears a refund", "the carrier"),
}
_VALUES: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "standing": {name: said.words for name, said in STANDINGS.items()},
    "rhythm": RHYTHMS,
    "way": WAYS,
    "why": {**CANCEL_REASONS, **REFUND_REASONS},
    "borne_by": _BORNE,
    "what": {
        **COUNTED,
        **CARD_RULES,
        **ATTRIBUTE_KINDS,
        "refund": _("money back"),
        "decline": _("declined"),
        "paid": pgettext_lazy("what a carrier did", "has paid"),
        "refused": pgettext_lazy("what a carrier did", "will not pay"),
    },
    "subject": RULES,
    "required": {"yes": pgettext_lazy("fact of a deed", "yes")},
    "document": DOCUMENTS,
    "fault": FAULTS,
}


def value_words(fact: str, value: object) -> str:
    """Return what a fact's value is called; one without words is shown as it is kept."""
    if value in {None, ""}:
        return "–"
    if fact == "basis_points" and isinstance(value, int):
        return percent(value)
    return str(_VALUES.get(fact, {}).get(str(value), value))
