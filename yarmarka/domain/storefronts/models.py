"""Shops, where each is found, and every version of each that was published."""

from django.db import models
from django.db.models import F, Q


class Storefront(models.Model):
    """A shop. What visitors see is its current version; what an operator is writing is its draft."""

    id = models.UUIDField(primary_key=True)
    code = models.SlugField(max_length=30, unique=True)
    is_default = models.BooleanField(default=False)
    #: the number of the version that visitors see; none before the first publishing
    version = models.PositiveIntegerField(null=True, blank=True)
    draft = models.JSONField(null=True, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="storefront_one_default"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="storefront_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(draft__isnull=True) | Q(drafted_at__isnull=False),
                name="storefront_draft_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class StorefrontPlace(models.Model):
    """Where a shop is found; an empty host or prefix holds for any."""

    id = models.UUIDField(primary_key=True)
    storefront = models.ForeignKey(Storefront, on_delete=models.CASCADE, related_name="+")
    host = models.CharField(max_length=253, blank=True)
    prefix = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host", "prefix"], name="storefront_place_once"),
            models.CheckConstraint(
                condition=~Q(host="") | ~Q(prefix=""), name="storefront_place_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host}/{self.prefix}"


class StorefrontVersion(models.Model):
    """What a shop was from one publishing to the next; append-only. The first one of the marketplace is nobody's."""

    id = models.UUIDField(primary_key=True)
    storefront = models.ForeignKey(Storefront, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    contents = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["storefront", "number"], name="storefront_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.storefront_id} {self.number}"
