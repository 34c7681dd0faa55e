"""Keys of exchanges, what they told, and the orders that were told to them."""

from django.db import models
from django.db.models import Q


class ExchangeKeyRow(models.Model):
    """What a seller's software signs in with. Only a digest of the password is kept."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, related_name="+")
    login = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    #: 1C's own name of the price list that holds here; empty takes an offer's first price
    price_type = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "exchange keys"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="exchange_key_has_a_name")]

    def __str__(self) -> str:
        return self.login


class SaidThingRow(models.Model):
    """Something that a seller's software told: a product, an offer, a price list, a warehouse.

    Prices come without names and names without prices, in files days apart: what was said once is kept.
    """

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=12)
    external_id = models.CharField(max_length=120)
    #: of an offer: its product
    belongs_to = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    #: the reading in which it was told last, so that a whole package shows what is gone
    told_in = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "kind", "external_id"], name="said_thing_once")
        ]
        indexes = [
            models.Index(
                fields=["seller", "belongs_to"], condition=~Q(belongs_to=""), name="said_thing_by_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"


class ToldOrderRow(models.Model):
    """A seller order that a seller's software fetched: as what, and when it said that it has it."""

    seller_order = models.OneToOneField(
        "orders.SellerOrder",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10)
    told_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.seller_order_id)


class ColumnsRow(models.Model):
    """What the columns of a seller's tables mean, by the words at their head; remembered from table to table."""

    seller = models.OneToOneField(
        "sellers.Seller", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    #: folded words → field, or nothing for a column that means nothing here
    meanings = models.JSONField(default=dict)
    #: of prices in tables that name none
    currency = models.CharField(max_length=3, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "meanings of columns"

    def __str__(self) -> str:
        return str(self.seller_id)


class FeedSourceRow(models.Model):
    """An address from which a seller's price list is fetched by the clock."""

    seller = models.OneToOneField(
        "sellers.Seller", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    url = models.CharField(max_length=500)
    every_hours = models.PositiveSmallIntegerField()
    is_everything = models.BooleanField(default=False)
    next_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    #: why the last fetching failed; empty when it did not
    problem = models.CharField(max_length=60, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "feed sources"
        constraints = [
            models.CheckConstraint(
                condition=Q(every_hours__gte=1, every_hours__lte=168), name="feed_source_comes_again"
            )
        ]
        indexes = [models.Index(fields=["next_at"], name="feed_source_due")]

    def __str__(self) -> str:
        return self.url


class NamedPicturesRow(models.Model):
    """Which pictures an article is to be shown by, as its seller's price list names them, and how far that is."""

    pk = models.CompositePrimaryKey("seller_id", "sku")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, db_index=False, related_name="+")
    sku = models.CharField(max_length=120)
    #: web addresses, or names of files that came with an exchange, in the order that they are shown in
    addresses = models.JSONField(default=list)
    #: address → the stored picture that came of it
    pictures = models.JSONField(default=dict)
    #: what gave no picture, and why
    problems = models.JSONField(default=list)
    #: when it is looked after next; nothing where there is nothing to do
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "named pictures"
        indexes = [
            models.Index(
                fields=["seller", "due_at"], condition=Q(due_at__isnull=False), name="named_pictures_due"
            ),
            models.Index(fields=["seller", "sku"], condition=~Q(problems=[]), name="named_pictures_troubled"),
        ]

    def __str__(self) -> str:
        return self.sku


class RestingHostRow(models.Model):
    """A host that asked for a pause, or fails again and again: no worker asks it for pictures until then."""

    #: with its port, where that is not the usual one
    host = models.CharField(max_length=260, primary_key=True)
    until = models.DateTimeField()
    #: how often it rested without a picture in between
    times = models.PositiveSmallIntegerField(default=1)
    #: what it answered last
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "resting hosts"

    def __str__(self) -> str:
        return self.host
