"""Everything that is held about a person, context by context: what their copy gives them and what a farewell leaves.

A table that refers to a person stands here, once, or the tests fail: either among HELD, with what is told of it, or
among NOT_THEIRS, with the reason why it is not the person's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps


@dataclass(frozen=True)
class Held:
    """A table: how it leads to the person, and which columns tell of them; what is left of it after a farewell."""

    model: str
    by: str
    columns: tuple[str, ...]
    #: empty if its rows go; else why they stay, and without what
    stays: str = ""


#: context → its tables, in the order of the copy
HELD: Final[Mapping[str, tuple[Held, ...]]] = {
    "account": (
        Held(
            "accounts.Person",
            "id",
            (
                "email",
                "phone",
                "full_name",
                "locale",
                "currency",
                "country",
                "storefront",
                "created_at",
                "last_login",
            ),
            stays="the row, empty: orders and books refer to it",
        ),
        Held(
            "accounts.Address",
            "person_id",
            (
                "recipient",
                "street",
                "city",
                "region",
                "district",
                "postal_code",
                "country",
                "phone",
                "created_at",
                "removed_at",
            ),
        ),
        Held("accounts.Consent", "person_id", ("purpose", "text_version", "given_at", "withdrawn_at")),
        Held("accounts.ApiToken", "person_id", ("last_four", "created_at", "expires_at", "revoked_at")),
        Held("accounts.LetterChoice", "person_id", ("topic", "way", "is_wanted", "chosen_at")),
        Held("accounts.SavedView", "person_id", ("table", "name", "query", "saved_at")),
        Held("accounts.DataCopy", "person_id", ("asked_at", "ready_at", "expires_at")),
        Held(
            "accounts.Farewell",
            "person_id",
            ("asked_at", "due_at", "cancelled_at", "done_at"),
            stays="as the record that it was done",
        ),
    ),
    "signing_in": (
        Held("account.EmailAddress", "user_id", ("email", "verified", "primary")),
        Held("mfa.Authenticator", "user_id", ("type", "created_at", "last_used_at")),
        Held("usersessions.UserSession", "user_id", ("ip", "user_agent", "created_at", "last_seen_at")),
    ),
    "orders": (
        Held(
            "orders.Order",
            "person_id",
            (
                "number",
                "status",
                "email",
                "address",
                "currency",
                "goods_minor",
                "delivery_minor",
                "total_minor",
                "placed_at",
                "paid_at",
            ),
            stays="what was sold and for how much, into which country: tax law; without name, e-mail and address",
        ),
        Held(
            "orders.OrderLine",
            "seller_order__order__person_id",
            ("seller_order__order__number", "titles", "quantity", "unit_minor", "total_minor"),
            stays="part of the sale",
        ),
        Held("wishes.WishRow", "person_id", ("product__titles", "added_at", "price_minor", "currency")),
        Held(
            "compliance.ObjectionRow",
            "by_id",
            ("order_id", "words", "at"),
            stays="part of why an order was held or sent: kept as law asks",
        ),
        Held("orders.Basket", "person_id", ("storefront", "changed_at")),
    ),
    "parcels": (
        Held(
            "shipping.Parcel",
            "order__person_id",
            ("order__number", "carrier__names", "number", "state", "created_at"),
            stays="part of the sale; it bears no name",
        ),
    ),
    "claims": (
        Held(
            "protection.Claim",
            "person_id",
            ("order__number", "cause", "status", "words", "opened_at", "closed_at"),
            stays="accounts: why money went back",
        ),
    ),
    "payments": (
        Held(
            "payments.PaymentAttempt",
            "order__person_id",
            ("order__number", "provider", "amount_minor", "currency", "created_at"),
            stays="accounts; what the bank said of it is kept as it came, for as long as law asks",
        ),
        Held(
            "payments.Refund",
            "order__person_id",
            ("order__number", "amount_minor", "currency", "reason", "status", "created_at", "settled_at"),
            stays="accounts",
        ),
    ),
    "reviews": (
        Held(
            "reviews.Review",
            "person_id",
            ("product__titles", "stars", "text", "pros", "cons", "created_at"),
            stays="the stars, without words and name",
        ),
        Held(
            "reviews.Question",
            "person_id",
            ("product__titles", "text", "asked_at"),
            stays="that one was asked",
        ),
        Held("reviews.Answer", "person_id", ("question__text", "text"), stays="that one was given"),
        Held("reviews.Vote", "person_id", ("review_id",)),
        Held("reviews.Report", "person_id", ("cause", "words"), stays="that something was reported"),
        Held("reviews.NoReminders", "person_id", ("since",)),
    ),
    "messages": (
        Held(
            "conversations.Conversation",
            "person_id",
            ("seller__trade_name", "product__titles", "order__number", "opened_at"),
            stays="that one was begun",
        ),
        Held("conversations.Message", "by_id", ("text", "said_at"), stays="that something was said"),
        Held(
            "conversations.ConversationReport",
            "by_id",
            ("cause", "words", "reported_at", "finding"),
            stays="that something was reported",
        ),
    ),
    "selling": (
        Held(
            "sellers.Staff", "person_id", ("seller__trade_name", "role", "since"), stays="hinders a farewell"
        ),
        Held(
            "sellers.Seller",
            "applied_by_id",
            ("trade_name", "legal_name", "applied_at"),
            stays="the firm's own",
        ),
    ),
}

#: what somebody did for the operator or for a firm; who works here can't say farewell as a shopper does
_WORK: Final = "work for the operator: who does it can't say farewell before they have left"
NOT_THEIRS: Final[Mapping[str, str]] = {
    "documents.Document.sent_by": "a firm's own",
    "documents.Document.decided_by": _WORK,
    "documents.GoodsFile.sent_by": "a firm's own",
    "conversations.ConversationReport.decided_by": _WORK,
    "customs.Classification.confirmed_by": "who of a merchant answered for a customs code",
    "protection.Claim.decided_by": _WORK,
    "synonyms.SynonymRow.changed_by": _WORK,
    "screening.CaseStep.by": "what was decided about a case, or written to us about it: kept as law asks",
    "sellers.Seller.decided_by": _WORK,
    "sellers.StandingChange.by": _WORK,
    "catalogue.BrandAuthorisation.withdrawn_by": _WORK,
    "pricing.CommissionRule.proposed_by": _WORK,
    "pricing.CommissionRule.approved_by": _WORK,
    "pricing.CommissionTax.proposed_by": _WORK,
    "pricing.CommissionTax.approved_by": _WORK,
    "pricing.MarketplaceTerm.proposed_by": _WORK,
    "pricing.MarketplaceTerm.approved_by": _WORK,
    "pricing.PartnerShare.proposed_by": _WORK,
    "pricing.PartnerShare.approved_by": _WORK,
    "payments.Refund.by": _WORK,
    "ledger.PayoutBatch.created_by": _WORK,
    "payouts.PayoutTerms.set_by": "a firm's own",
    "payouts.PayoutFile.created_by": _WORK,
    "payouts.PayoutFile.voided_by": _WORK,
    "reconciliation.Registry.taken_by": _WORK,
    "reviews.Reply.person": "the firm's word, whoever typed it",
    "reviews.Decision.decided_by": _WORK,
    "audit.Deed.actor": _WORK,
    "catalogue.CardChange.person": "a firm's own",
    "catalogue.Attribute.made_by": _WORK,
    "catalogue.Attribute.ended_by": _WORK,
    "catalogue.KeptApart.by": _WORK,
    "matching.ProposalRow.decided_by": _WORK,
    "matching.Step.person": "staff at work, or a firm's own",
    "moderation.Rule.made_by": _WORK,
    "moderation.Case.decided_by": _WORK,
    "moderation.Case.appealed_by": "a firm's own",
    "moderation.Case.appeal_decided_by": _WORK,
    "moderation.Step.person": _WORK,
    "moderation.Document.brought_by": "a firm's own",
    "moderation.Document.decided_by": _WORK,
    "sellers.Invitation.invited_by": "a firm's own",
    "governance.Proposal.proposed_by": _WORK,
    "governance.Voice.by": _WORK,
    "shipping.Recall.by": _WORK,
    "compliance.RestrictionRow.author": _WORK,
    "compliance.RestrictionRow.approver": _WORK,
    "compliance.ClearanceRow.by": _WORK,
    "compliance.ForwarderRow.author": _WORK,
    "compliance.ForwarderRow.approver": _WORK,
    "compliance.LicenceRow.author": _WORK,
    "compliance.LicenceRow.approver": _WORK,
    "storefronts.Storefront.drafted_by": _WORK,
    "storefronts.StorefrontVersion.published_by": _WORK,
    "admin.LogEntry.user": "nothing is written there: the admin only reads",
}


def personal_data(*, person_id: UUID) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return, by context and table, every row that is held about a person."""
    return {
        context: {held.model.partition(".")[2]: _rows(held, person_id) for held in tables}
        for context, tables in HELD.items()
    }


def _rows(held: Held, person_id: UUID) -> list[dict[str, Any]]:
    rows = apps.get_model(held.model)._default_manager.filter(**{held.by: person_id})
    return [
        {name.replace("__", "_"): value for name, value in row.items()}
        for row in rows.order_by("pk").values(*held.columns)
    ]
