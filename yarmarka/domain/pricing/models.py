"""Recorded exchange rates, and dated rules of what the marketplace keeps."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q, UUIDField, Value
from django.db.models.functions import Coalesce

from yarmarka.domain.pricing.types import TermKind

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


class _Dated(models.Model):
    """A part in basis points that holds for a time, with what it rests on and who put it in force."""

    id = models.UUIDField(primary_key=True)
    basis_points = models.PositiveIntegerField()
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)
    is_example = models.BooleanField(db_default=False)
    verified_on = models.DateField()
    proposed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class CommissionRule(_Dated):
    """What part of a sale the marketplace keeps, by seller, category and storefront. The closest rule wins."""

    category = models.ForeignKey(
        "catalogue.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: a storefront's code; none is any
    storefront = models.CharField(max_length=30, null=True, blank=True)  # noqa: DJ001 -- "" names no storefront

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="commission_rules_do_not_overlap",
                expressions=[
                    (Coalesce("category", _ANY), RangeOperators.EQUAL),
                    (Coalesce("seller", _ANY), RangeOperators.EQUAL),
                    (Coalesce("storefront", Value("")), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(storefront=""), name="commission_names_its_storefront"),
            models.CheckConstraint(condition=Q(basis_points__lte=5_000), name="commission_at_most_half"),
        ]

    def __str__(self) -> str:
        return f"{self.basis_points} bp"


class CommissionTax(_Dated):
    """The tax that comes on top of a seller's commission, by the seller's country (none: any other)."""

    seller_country = models.CharField(max_length=2, null=True, blank=True)  # noqa: DJ001 -- "" names no country

    class Meta:
        verbose_name_plural = "commission taxes"
        constraints = [
            ExclusionConstraint(
                name="commission_taxes_do_not_overlap",
                expressions=[
                    (Coalesce("seller_country", Value("")), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(basis_points__lte=5_000), name="commission_tax_at_most_half"),
        ]

    def __str__(self) -> str:
        return f"{self.seller_country or '*'} {self.basis_points} bp"


class MarketplaceTerm(_Dated):
    """A part that the marketplace takes or sets aside of every sale: the spread of exchange, the guarantee fund's."""

    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in TermKind])

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="marketplace_terms_do_not_overlap",
                expressions=[("kind", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(basis_points__lte=5_000), name="marketplace_term_at_most_half"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.basis_points} bp"


class PartnerShare(_Dated):
    """A partner's share of the commission of a month, by the partner's code."""

    partner = models.CharField(max_length=30)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="partner_shares_do_not_overlap",
                expressions=[("partner", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(basis_points__lte=10_000), name="partner_share_at_most_all"),
            models.CheckConstraint(condition=~Q(partner=""), name="partner_share_names_its_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.basis_points} bp"
