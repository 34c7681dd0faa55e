"""Baskets, orders, seller orders and their lines.

What an order refers to is kept by `kernel.references`, not by foreign keys: a batch looks all of it up at once.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yarmarka.domain.orders.types import BackCause, OrderStatus, SellerOrderStatus
from yarmarka.kernel.clock import fresh_id, now
from yarmarka.vocabulary.storefronts import MARKETPLACE


class Basket(models.Model):
    """What somebody means to buy in one shop; a guest's is found by the key in their session."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    guest_key = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 -- a person's basket has none
    #: a storefront's code: what is put in there is sold there, at that shop's terms
    storefront = models.CharField(max_length=30, db_default=MARKETPLACE)
    address = models.ForeignKey(
        "accounts.Address", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    deliveries = models.JSONField(default=dict)
    #: by seller, the pick-up point where its parcel shall wait
    pickup_points = models.JSONField(default=dict, db_default={})
    #: changes with every change of the basket, so that one basket gives one order
    request_key = models.UUIDField(default=fresh_id)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(guest_key__isnull=False), name="basket_has_an_owner"
            ),
            models.UniqueConstraint(fields=["person", "storefront"], name="basket_once_per_person_and_shop"),
            models.UniqueConstraint(
                fields=["guest_key", "storefront"], name="basket_once_per_guest_and_shop"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class BasketItem(models.Model):
    """So many pieces of one offer in a basket."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey("catalogue.Offer", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["basket", "offer"], name="basket_offer_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=999), name="basket_sane_quantity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offer_id}"


class Order(models.Model):
    """What a shopper ordered in one go, whoever sells it."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=16)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    request_key = models.UUIDField()
    request_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=[(status, status) for status in OrderStatus])
    email = models.EmailField()
    locale = models.CharField(max_length=5)
    currency = models.CharField(max_length=3)
    #: the code of the storefront that it was placed in
    storefront = models.CharField(max_length=30, db_default=MARKETPLACE)
    goods_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    address = models.JSONField()
    placed_at = models.DateTimeField()
    pay_by = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    duty_minor = models.BigIntegerField(db_default=0)
    import_tax_minor = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="order_numbered_once"),
            models.UniqueConstraint(fields=["person", "request_key"], name="order_once_per_request"),
            models.CheckConstraint(
                condition=Q(
                    total_minor=F("goods_minor")
                    + F("delivery_minor")
                    + F("duty_minor")
                    + F("import_tax_minor")
                ),
                name="order_adds_up",
            ),
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="order_costs_something"),
            models.CheckConstraint(
                condition=~Q(status="paid") | Q(paid_at__isnull=False), name="order_payment_is_dated"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-placed_at"], name="order_by_person"),
            models.Index(fields=["pay_by"], condition=Q(status="unpaid"), name="order_unpaid"),
        ]

    def __str__(self) -> str:
        return self.number


class SellerOrder(models.Model):
    """One seller's part of an order: what it ships and what it earns, frozen at sale."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=[(status, status) for status in SellerOrderStatus])
    service = models.ForeignKey(
        "shipping.DeliveryService",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    service_names = models.JSONField()
    currency = models.CharField(max_length=3)
    goods_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    commission_tax_minor = models.BigIntegerField(db_default=0)
    commission_tax_rule = models.ForeignKey(
        "pricing.CommissionTax",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    net_minor = models.BigIntegerField()
    payout_currency = models.CharField(max_length=3)
    payout_rate = models.DecimalField(max_digits=20, decimal_places=10)
    payout_rate_row = models.ForeignKey(
        "pricing.ExchangeRate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    payout_spread_basis_points = models.PositiveIntegerField(db_default=0)
    payout_spread_rule = models.ForeignKey(
        "pricing.MarketplaceTerm",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    payout_minor = models.BigIntegerField()
    promised_from = models.DateField()
    promised_to = models.DateField()
    inspection_days = models.PositiveSmallIntegerField()
    weight_g = models.PositiveIntegerField()
    placed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    inspection_ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=40, blank=True)
    duty_minor = models.BigIntegerField(db_default=0)
    import_tax_minor = models.BigIntegerField(db_default=0)
    #: the authority or the broker whom duty and taxes at import are passed on to
    duty_to = models.CharField(max_length=30, blank=True, db_default="")
    #: what customs asks for and why, line by line with the codes of the rules, as it was shown at sale
    customs = models.JSONField(null=True, blank=True)
    #: what the promise rests on (`shipping.types.Basis`), and how many deliveries taught it
    promise_basis = models.CharField(max_length=10, blank=True, db_default="")
    promise_deliveries = models.PositiveIntegerField(db_default=0)
    #: the pick-up point that the shopper chose, as it was told then
    pickup = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "seller"], name="seller_order_once_per_seller"),
            models.CheckConstraint(
                condition=Q(
                    total_minor=F("goods_minor")
                    + F("delivery_minor")
                    + F("duty_minor")
                    + F("import_tax_minor")
                ),
                name="seller_order_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    net_minor=F("goods_minor")
                    + F("delivery_minor")
                    - F("commission_minor")
                    - F("commission_tax_minor")
                ),
                name="seller_order_net_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(duty_minor=0, import_tax_minor=0)
                | Q(duty_minor__gte=0, import_tax_minor__gte=0) & ~Q(duty_to=""),
                name="seller_order_duty_is_owed_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "status", "placed_at"], name="seller_order_queue"),
            models.Index(
                fields=["inspection_ends_at"], condition=Q(status="delivered"), name="seller_order_inspected"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OrderLine(models.Model):
    """One line of an order as it was sold (partitioned by month, never changed)."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    seller_order = models.ForeignKey(
        SellerOrder, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    offer = models.ForeignKey(
        "catalogue.Offer", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    sku = models.CharField(max_length=120)
    titles = models.JSONField()
    options = models.JSONField()
    #: a drawing's name, or a stored picture as `vocabulary.pictures` refers to it
    picture = models.CharField(max_length=60)
    tint = models.PositiveSmallIntegerField()
    quantity = models.PositiveIntegerField()
    weight_g = models.PositiveIntegerField()
    #: length, width and height of a packed piece, as its seller had told them; null where nobody had
    sides_mm = ArrayField(models.IntegerField(), size=3, null=True, blank=True)
    hs_code = models.CharField(max_length=10)
    origin_country = models.CharField(max_length=2)
    offer_unit_minor = models.BigIntegerField()
    offer_currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    rate_row = models.ForeignKey(
        "pricing.ExchangeRate",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    unit_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    commission_rule = models.ForeignKey(
        "pricing.CommissionRule",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    commission_minor = models.BigIntegerField()
    commission_tax_minor = models.BigIntegerField(db_default=0)
    duty_minor = models.BigIntegerField(db_default=0)
    import_tax_minor = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_sells_something"),
            models.CheckConstraint(
                condition=Q(total_minor=F("unit_minor") * F("quantity")), name="line_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"


class GivenBack(models.Model):
    """What of a seller order's money went back to its shopper, or came again (then below zero); append-only.

    What an order comes to is what was sold less all of these. `covered_minor` is what of the seller's share of it the
    guarantee fund paid instead.
    """

    id = models.UUIDField(primary_key=True)
    seller_order = models.ForeignKey(SellerOrder, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=20, choices=[(cause, cause) for cause in BackCause])
    #: the refund, chargeback or payment attempt that made it
    cause_id = models.UUIDField()
    goods_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    commission_tax_minor = models.BigIntegerField()
    payout_minor = models.BigIntegerField()
    covered_minor = models.BigIntegerField(db_default=0)
    duty_minor = models.BigIntegerField(db_default=0)
    import_tax_minor = models.BigIntegerField(db_default=0)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "given back"
        constraints = [
            models.UniqueConstraint(fields=["seller_order", "cause", "cause_id"], name="given_back_once"),
            models.CheckConstraint(condition=Q(covered_minor__gte=0), name="given_back_covers_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.goods_minor + self.delivery_minor}"


class LineBack(models.Model):
    """What of one line went back: its money with the commission on it, and pieces that were called off; append-only."""

    id = models.UUIDField(primary_key=True)
    given_back = models.ForeignKey(GivenBack, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    quantity = models.IntegerField()
    goods_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    commission_tax_minor = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "lines back"
        constraints = [models.UniqueConstraint(fields=["given_back", "line"], name="line_back_once")]

    def __str__(self) -> str:
        return f"{self.goods_minor} of {self.line_id}"
