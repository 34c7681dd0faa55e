"""Payout terms, dated, and how far the clock has paid each seller."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.payouts.types import Rhythm
from yarmarka.vocabulary.payouts import PayoutWay


class PayoutTerms(models.Model):
    """When and how a seller is paid from an instant on, until later terms; never changed, only followed."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=15, choices=[(rhythm, rhythm) for rhythm in Rhythm])
    weekday = models.SmallIntegerField(null=True, blank=True)
    minimum_minor = models.BigIntegerField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=[(way, way) for way in PayoutWay])
    held_reason = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    set_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "payout terms"
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="weekly", weekday__gte=0, weekday__lte=6, weekday__isnull=False)
                | (~Q(rhythm="weekly") & Q(weekday__isnull=True)),
                name="payout_terms_weekly_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(minimum_minor__isnull=True) | Q(minimum_minor__gt=0),
                name="payout_terms_minimum_is_something",
            ),
        ]
        indexes = [models.Index(F("seller"), F("since").desc(), F("id").desc(), name="payout_terms_latest")]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.seller_id}"


class PayoutRound(models.Model):
    """Up to which day the clock has dealt with a seller: a payday is taken once."""

    seller = models.OneToOneField(
        "sellers.Seller", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    through_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.seller_id} {self.through_on}"
