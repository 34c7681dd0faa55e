"""The click log, and what is bought together."""

from django.db import models
from django.db.models import F, Q


class SearchNote(models.Model):
    """A visit was shown a page of finds for a query, or (with a product) chose one of them; append-only for 90 days.

    Nothing here leads to a person: `visit` is random, and another one every day.
    """

    id = models.UUIDField(primary_key=True)
    day = models.DateField()
    visit = models.CharField(max_length=16)
    storefront = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    query = models.CharField(max_length=80)
    #: how many finds there were; of a choice nothing
    finds = models.PositiveIntegerField(null=True)
    #: the find that was chosen, and its place from 1; gone products keep their notes
    product_id = models.UUIDField(null=True)
    place = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "visit", "storefront", "query", "product_id"],
                name="search_noted_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(product_id__isnull=True, place__isnull=True, finds__isnull=False)
                | Q(product_id__isnull=False, place__gte=1, finds__isnull=True),
                name="search_note_is_one_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.query}"


class Companion(models.Model):
    """Another product that people bought in the same order as this one; counted anew every night."""

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    other = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    shoppers = models.PositiveIntegerField()
    strength = models.FloatField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "other"], name="companion_once"),
            models.CheckConstraint(condition=~Q(product=F("other")), name="companion_is_another"),
            models.CheckConstraint(
                condition=Q(strength__gt=0, strength__lte=1), name="companion_strength_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} + {self.other_id}"
