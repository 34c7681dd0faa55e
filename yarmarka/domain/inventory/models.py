"""Warehouses, stock, what moved it, and holds."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.inventory.types import HoldStatus, MovementKind


class Warehouse(models.Model):
    """A place that a seller ships from."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "name"], name="warehouse_named_once")]

    def __str__(self) -> str:
        return self.name


class Stock(models.Model):
    """How many pieces of an offer lie in its warehouse, and how many of them are held for orders."""

    offer = models.OneToOneField(
        "catalogue.Offer", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    on_hand = models.BigIntegerField()
    held = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "stock"
        constraints = [
            models.CheckConstraint(
                condition=Q(held__gte=0) & Q(held__lte=F("on_hand")), name="stock_held_within_on_hand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on_hand - self.held} of {self.on_hand}"


class StockMovement(models.Model):
    """Why the number on hand changed (partitioned by month, append-only)."""

    id = models.UUIDField(primary_key=True)
    offer = models.ForeignKey("catalogue.Offer", on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in MovementKind])
    cause_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"


class Hold(models.Model):
    """Pieces kept for one line of an order until it is paid for, or its time is over."""

    id = models.UUIDField(primary_key=True)
    offer = models.ForeignKey(
        "catalogue.Offer", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    seller_order = models.ForeignKey(
        "orders.SellerOrder", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    quantity = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=[(status, status) for status in HoldStatus])
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_holds_something")]
        indexes = [
            models.Index(fields=["offer"], condition=Q(status="held"), name="hold_live_by_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.quantity}"
