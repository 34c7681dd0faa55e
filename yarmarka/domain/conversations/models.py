"""Conversations, their messages, and reports of them."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.conversations.types import ReportCause, Side


class Conversation(models.Model):
    """What a shopper and a seller have to say to one another about a product or a part of an order; one of each."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    #: parts of orders are old after some years; what was said of them may stand longer
    seller_order = models.ForeignKey(
        "orders.SellerOrder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    order = models.ForeignKey(
        "orders.Order", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_by = models.CharField(
        max_length=8, choices=[(side, side) for side in Side], default=Side.SHOPPER, editable=False
    )
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    unread_by_shopper = models.PositiveIntegerField(default=0)
    unread_by_seller = models.PositiveIntegerField(default=0)
    #: since when the shopper waits for an answer
    waits_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "seller_order"],
                condition=Q(seller_order__isnull=False),
                name="conversation_once_per_part",
            ),
            models.UniqueConstraint(
                fields=["person", "seller", "product"],
                condition=Q(product__isnull=False),
                name="conversation_once_per_product",
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False, seller_order__isnull=True, order__isnull=True)
                | Q(product__isnull=True, seller_order__isnull=False, order__isnull=False),
                name="conversation_is_about_something",
            ),
        ]
        indexes = [
            models.Index(F("person"), F("last_at").desc(), name="conversation_of_person"),
            models.Index(F("seller"), F("last_at").desc(), name="conversation_of_seller"),
            models.Index(
                fields=["seller", "waits_since"],
                condition=Q(waits_since__isnull=False),
                name="conversation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """What one of the two said; never changed, but for a shopper who is forgotten."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False, related_name="+")
    side = models.CharField(max_length=10, choices=[(side, side) for side in Side])
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    text = models.TextField()
    #: contacts were taken out of it
    has_gaps = models.BooleanField(default=False)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="message_says_something")]
        indexes = [
            models.Index(fields=["conversation", "id"], name="message_of_conversation"),
            models.Index(fields=["by", "said_at"], name="message_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.said_at:%Y-%m-%d %H:%M}"


class ConversationReport(models.Model):
    """One of the two wants staff to read the conversation; until they have decided, they may."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=[(side, side) for side in Side])
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    cause = models.CharField(max_length=10, choices=[(cause, cause) for cause in ReportCause])
    words = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    finding = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side"],
                condition=Q(decided_at=None),
                name="conversation_reported_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="conversation_report_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reported_at"], condition=Q(decided_at=None), name="conversation_report_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.conversation_id}"
