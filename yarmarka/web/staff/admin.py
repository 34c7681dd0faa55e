"""Every table in Django admin, to be read: which columns a list shows, how to find a row, what to narrow by."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import Model
from procrastinate.contrib.django.models import ProcrastinateJob

from yarmarka.domain.accounts import models as accounts
from yarmarka.domain.audit import models as audit
from yarmarka.domain.catalogue import models as catalogue
from yarmarka.domain.conversations import models as conversations
from yarmarka.domain.documents import models as documents
from yarmarka.domain.governance import models as governance
from yarmarka.domain.inventory import models as inventory
from yarmarka.domain.ledger import models as ledger
from yarmarka.domain.orders import models as orders
from yarmarka.domain.payments import models as payments
from yarmarka.domain.payouts import models as payouts
from yarmarka.domain.pricing import models as pricing
from yarmarka.domain.reconciliation import models as reconciliation
from yarmarka.domain.sellers import models as sellers
from yarmarka.domain.shipping import models as shipping
from yarmarka.kernel.models import OutboxMessage
from yarmarka.web.staff.admin_site import ReadOnly


def show(
    model: type[Model],
    *columns: str,
    find: tuple[str, ...] = (),
    narrow: tuple[Any, ...] = (),
    hide: tuple[str, ...] = (),
    join: tuple[str, ...] = (),
) -> None:
    """Register a table. `find` are Django's search fields, `narrow` its filters; `hide` is never shown."""
    pages = {
        "list_display": columns,
        "search_fields": find or (f"={model._meta.pk.name}",),
        "list_filter": narrow,
        "exclude": hide,
        "list_select_related": join or False,
    }
    admin.site.register(model, type(f"{model.__name__}Pages", (ReadOnly,), pages))


# People: what operators need to recognise somebody, and no more in lists than that.
show(accounts.Person, "email", "country", "locale", "is_staff", "is_active", "created_at",
     find=("^email",), narrow=("is_staff", "is_active", "country", "created_at"),
     hide=("password", "groups", "user_permissions"))  # fmt: skip
show(accounts.ApiToken, "id", "last_four", "created_at", "expires_at", "revoked_at",
     narrow=("created_at", "revoked_at"), hide=("digest", "password_mark"))  # fmt: skip
show(accounts.Address, "id", "country", "city", "created_at", "removed_at", narrow=("country",))
show(accounts.SavedView, "table", "name", "saved_at", narrow=("table",))
show(accounts.Consent, "id", "purpose", "text_version", "given_at", "withdrawn_at", narrow=("purpose",))

show(audit.Deed, "at", "kind", "subject_kind", "subject_name", "actor",
     find=("subject_name", "^actor__email"), narrow=("kind", "subject_kind", "at"), join=("actor",))  # fmt: skip
show(governance.Proposal, "matter", "source", "effective_at", "proposed_at", "is_approved", "closed_at",
     narrow=("matter", "is_approved"))  # fmt: skip

show(sellers.Seller, "trade_name", "legal_name", "country", "kind", "standing", "applied_at",
     find=("trade_name", "legal_name", "^registration_number", "^tax_number", "^slug"),
     narrow=("standing", "kind", "country", "applied_at"))  # fmt: skip
show(sellers.Staff, "seller", "role", "since", find=("^seller__slug",), narrow=("role",), join=("seller",))

# What is shown to staff of these stands on pages of its own, which ask why.
show(documents.DocumentContent, "document_id", hide=("content",))
show(
    conversations.Message,
    "id",
    "conversation_id",
    "side",
    "said_at",
    narrow=("side", "said_at"),
    hide=("text",),
)

show(catalogue.Category, "slug", "picture", "position", find=("^slug",))
show(catalogue.CategoryMapping, "external_name", "seller", "category",
     find=("external_name",), join=("seller", "category"))  # fmt: skip
show(catalogue.Product, "id", "brand", "part_number", "is_visible", "offer_count", "updated_at",
     find=("^brand", "^part_number"), narrow=("is_visible", "updated_at"), hide=("search",))  # fmt: skip
show(catalogue.Variant, "id", "product_id", "position")
show(catalogue.Offer, "sku", "seller", "price_minor", "currency", "status", "updated_at",
     find=("^sku",), narrow=("status", "currency", "updated_at"), join=("seller",))  # fmt: skip

show(
    inventory.Warehouse,
    "name",
    "seller",
    "country",
    "city",
    find=("name",),
    narrow=("country",),
    join=("seller",),
)
show(inventory.Stock, "offer", "on_hand", "held", find=("^offer__sku",), join=("offer",))
show(inventory.StockMovement, "at", "kind", "quantity", "offer_id", narrow=("kind", "at"))
show(inventory.Hold, "id", "status", "quantity", "order", "expires_at",
     find=("^order__number",), narrow=("status", "created_at"), join=("order",))  # fmt: skip

show(pricing.ExchangeRate, "base", "quote", "rate", "recorded_at", "source", "is_example",
     find=("=base", "=quote"), narrow=("base", "quote", "recorded_at"))  # fmt: skip
show(pricing.CommissionRule, "seller", "category", "storefront", "basis_points", "valid", "source", "verified_on",
     find=("^seller__slug", "^category__slug"), narrow=("is_example",), join=("category", "seller"))  # fmt: skip
show(pricing.CommissionTax, "seller_country", "basis_points", "valid", "source", "verified_on",
     find=("=seller_country",), narrow=("is_example",))  # fmt: skip
show(pricing.PartnerShare, "partner", "name", "basis_points", "valid", "source", "verified_on",
     find=("^partner",))  # fmt: skip
show(
    pricing.MarketplaceTerm,
    "kind",
    "basis_points",
    "valid",
    "source",
    "verified_on",
    narrow=("kind", "is_example"),
)

show(orders.Basket, "id", "changed_at", narrow=("changed_at",))
show(orders.BasketItem, "basket_id", "offer_id", "quantity", "added_at")
show(orders.Order, "number", "status", "total_minor", "currency", "placed_at", "paid_at",
     find=("^number", "^email"), narrow=("status", "currency", "placed_at"))  # fmt: skip
show(orders.SellerOrder, "order", "seller", "status", "total_minor", "currency", "payout_minor", "payout_currency",
     "placed_at", find=("^order__number", "^seller__slug"), narrow=("status", "placed_at"),
     join=("order", "seller"))  # fmt: skip
show(orders.OrderLine, "sku", "quantity", "unit_minor", "total_minor", "order",
     find=("^sku", "^order__number"), join=("order",))  # fmt: skip

show(orders.GivenBack, "at", "seller_order_id", "cause", "goods_minor", "delivery_minor", "payout_minor",
     find=("=seller_order__id",), narrow=("cause", "at"))  # fmt: skip
show(orders.LineBack, "line_id", "quantity", "goods_minor", "commission_minor")

show(payments.PaymentAttempt, "id", "order", "provider", "amount_minor", "currency", "created_at",
     find=("^order__number", "^provider_ref"), narrow=("provider", "created_at"), join=("order",))  # fmt: skip
show(payments.PaymentEvent, "event_id", "kind", "amount_minor", "currency", "occurred_at", "received_at",
     find=("^event_id",), narrow=("kind", "received_at"))  # fmt: skip
show(payments.PaymentShare, "seller_order_id", "amount_minor", "attempt_id")
show(payments.Chargeback, "opened_at", "provider_ref", "amount_minor", "currency", "status", "due_by", "settled_at",
     find=("^provider_ref",), narrow=("status", "provider"))  # fmt: skip
show(payments.Refund, "id", "order", "amount_minor", "currency", "reason", "status", "created_at",
     find=("^order__number", "^provider_ref"), narrow=("status", "reason", "created_at"), join=("order",))  # fmt: skip

show(ledger.Account, "kind", "owner_id", "holder", "currency", find=("kind",), narrow=("kind", "currency"))
show(ledger.Posting, "at", "kind", "correlation_key", find=("^correlation_key",), narrow=("kind", "at"))
show(ledger.Entry, "at", "account", "amount_minor", "currency", "posting",
     find=("^posting__correlation_key",), narrow=("currency", "at"), join=("account", "posting"))  # fmt: skip
show(ledger.SellerStatement, "seller", "month", "currency", "entries", "opening_minor", "closing_minor", "closed_at",
     find=("^seller__slug",), narrow=("currency", "month"), join=("seller",))  # fmt: skip
show(ledger.PayoutBatch, "id", "created_at", "created_by_id", narrow=("created_at",))
show(ledger.Payout, "id", "seller", "amount_minor", "currency", "status", "created_at", "settled_at",
     find=("^seller__slug", "^provider_ref"), narrow=("status", "currency", "created_at"),
     join=("seller",))  # fmt: skip

show(payouts.PayoutTerms, "seller", "rhythm", "weekday", "minimum_minor", "way", "held_reason", "since",
     find=("^seller__slug",), narrow=("rhythm", "way", "since"), join=("seller",))  # fmt: skip
show(payouts.PayoutFile, "id", "currency", "debtor_account", "transfers", "total_minor", "created_at", "voided_at",
     narrow=("currency", "created_at", "voided_at"), hide=("content",))  # fmt: skip
show(payouts.PayoutFileLine, "payout", "file_id", "amount_minor", "answer", "is_void", "answered_at",
     narrow=("answer", "is_void"), join=("payout",))  # fmt: skip
show(payouts.PayoutRound, "seller", "through_on", join=("seller",))

show(reconciliation.Registry, "provider", "since", "until", "rows", "refused", "taken_at", "taken_by_id",
     narrow=("provider", "taken_at"))  # fmt: skip
show(reconciliation.RegistryRow, "kind", "provider_ref", "amount_minor", "currency", "occurred_at", "own_id",
     find=("^provider_ref",), narrow=("provider", "kind", "occurred_at"))  # fmt: skip
show(reconciliation.RefusedRow, "line", "reason", "text", "registry_id", narrow=("reason",))
show(reconciliation.Difference, "kind", "counted", "provider_ref", "ours_minor", "theirs_minor", "currency",
     "found_at", "explained_at", find=("^provider_ref",), narrow=("kind", "counted", "explained_at"))  # fmt: skip

show(shipping.Carrier, "code", "names", find=("code",))
show(shipping.DeliveryService, "code", "carrier_id", "origin_country", "destination_country", "base_minor",
     "currency", "min_days", "max_days", find=("code",), narrow=("origin_country", "destination_country"))  # fmt: skip
show(shipping.Parcel, "number", "carrier_id", "state", "state_at", "order", "delivered_at",
     find=("^number", "^order__number"), narrow=("state", "carrier", "created_at"), join=("order",))  # fmt: skip
show(shipping.ParcelEvent, "occurred_at", "state", "raw_code", "place", "country", "parcel",
     find=("^parcel__number",), narrow=("state", "occurred_at"), join=("parcel",))  # fmt: skip

show(OutboxMessage, "created_at", "topic", "attempts", "due_at", "delivered_at", "failure",
     find=("^topic",), narrow=("topic", "created_at", "delivered_at"))  # fmt: skip
show(ProcrastinateJob, "id", "task_name", "queue_name", "status", "attempts", "scheduled_at",
     find=("task_name",), narrow=("status", "queue_name"))  # fmt: skip


def _plain_columns(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of a table that a list can show without looking anything else up, at most eight."""
    large = (models.TextField, models.JSONField, models.BinaryField)
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, large)]
    return tuple(field.attname for field in fields)[:8]


# A table that nothing more was said of is there all the same; the admin knows no rows that two columns name.
for _model in apps.get_models():
    is_named_by_one = not isinstance(_model._meta.pk, models.CompositePrimaryKey)
    is_ours = _model.__module__.startswith("yarmarka.domain.")
    if is_ours and is_named_by_one and not admin.site.is_registered(_model):
        show(_model, *_plain_columns(_model))
