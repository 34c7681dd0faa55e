"""Recorded exchange rates and dated commission rules."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q, UUIDField, Value
from django.db.models.functions import Coalesce

_ANY = Value("00000000-0000-0000-0000-000000000000", output_field=UUIDField())


class ExchangeRate(models.Model):
    """How many units of `quote` one unit of `base` was worth; never changed, only followed by a newer one."""

    id = models.UUIDField(primary_key=True)
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    source = models.CharField(max_length=120)
    is_example = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["base", "quote", "recorded_at"], name="rate_once_per_instant"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.base}/{self.quote} {self.rate}"


class CommissionRule(models.Model):
    """What part of a sale the marketplace keeps, by category and dated. The closest category wins."""

    id = models.UUIDField(primary_key=True)
    category = models.ForeignKey(
        "catalogue.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis_points = models.PositiveIntegerField()
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)
    verified_on = models.DateField()
    proposed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="commission_rules_do_not_overlap",
                expressions=[
                    (Coalesce("category", _ANY), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(basis_points__lte=5_000), name="commission_at_most_half"),
        ]

    def __str__(self) -> str:
        return f"{self.basis_points} bp"
