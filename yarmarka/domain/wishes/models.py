"""Wishes of people who have signed in; a guest's stand in their session."""

from django.db import models
from django.db.models import F, Q


class WishRow(models.Model):
    """A product on a person's wish list, once."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["person", "product"], name="wish_once"),
            models.CheckConstraint(condition=Q(price_minor__gte=0), name="wish_price_is_one"),
        ]
        indexes = [models.Index(F("person"), F("added_at").desc(), name="wish_of_person")]

    def __str__(self) -> str:
        return str(self.product_id)
