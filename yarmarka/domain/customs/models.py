"""Dated rules of duty and taxes at import, countries in customs territories, and the operator's registrations."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yarmarka.domain.customs.types import Form, Levy


class CustomsRuleRow(models.Model):
    """What the law asks for at import, for a time. Rules in force for the same goods never overlap."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=60, unique=True)
    levy = models.CharField(max_length=20, choices=[(levy, levy) for levy in Levy])
    #: a country, or a customs territory
    destination = models.CharField(max_length=8)
    regime = models.CharField(max_length=30, blank=True)
    origin = models.CharField(max_length=2, blank=True)
    seller_kind = models.CharField(max_length=20, blank=True)
    hs_prefix = models.CharField(max_length=10, blank=True)
    #: the values of consignments, in minor units of `currency`, that it is for
    band = BigIntegerRangeField()
    currency = models.CharField(max_length=3)
    #: `types.Terms`, as JSON
    terms = models.JSONField()
    valid = DateRangeField()
    legal_basis = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    is_enabled = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "customs_rule"
        constraints = [
            ExclusionConstraint(
                name="customs_rules_do_not_overlap",
                expressions=[
                    ("levy", RangeOperators.EQUAL),
                    ("destination", RangeOperators.EQUAL),
                    ("regime", RangeOperators.EQUAL),
                    ("origin", RangeOperators.EQUAL),
                    ("seller_kind", RangeOperators.EQUAL),
                    ("hs_prefix", RangeOperators.EQUAL),
                    ("band", RangeOperators.OVERLAPS),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_enabled=True),
            ),
            models.CheckConstraint(
                condition=Q(is_enabled=False) | Q(verified_on__isnull=False),
                name="customs_rule_in_force_was_verified",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="customs_rule_names_its_source"),
            models.CheckConstraint(
                condition=Q(hs_prefix__regex=r"^[0-9]*$"), name="customs_rule_hs_prefix_is_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class MembershipRow(models.Model):
    """A country that is in a customs territory for a time."""

    id = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    territory = models.CharField(max_length=8)
    valid = DateRangeField()

    class Meta:
        db_table = "customs_membership"
        constraints = [
            ExclusionConstraint(
                name="customs_memberships_do_not_overlap",
                expressions=[("country", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.territory}"


class RegistrationRow(models.Model):
    """The operator's registration in a regime, under which duty and taxes are collected at sale."""

    id = models.UUIDField(primary_key=True)
    regime = models.CharField(max_length=30)
    number = models.CharField(max_length=30)
    #: whom the ledger owes what was collected: the authority, or the broker who settles with it
    owed_to = models.CharField(max_length=30)
    valid = DateRangeField()
    is_example = models.BooleanField(db_default=False)

    class Meta:
        db_table = "customs_registration"
        constraints = [
            ExclusionConstraint(
                name="customs_registrations_do_not_overlap",
                expressions=[("regime", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(owed_to=""), name="customs_registration_owes_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.regime} {self.number}"


class HsHeadingRow(models.Model):
    """A subheading of the Harmonized System; ours have names in three languages, loaded ones in theirs."""

    code = models.CharField(primary_key=True, max_length=6)
    names = models.JSONField()
    words = models.TextField(blank=True)
    source = models.CharField(max_length=120)
    is_own = models.BooleanField()

    class Meta:
        db_table = "customs_hs_heading"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{6}$"), name="hs_heading_has_six_digits")
        ]

    def __str__(self) -> str:
        return self.code


class Classification(models.Model):
    """The HS code that a person confirmed for a product as one seller sells it."""

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, related_name="+", db_index=False)
    hs_code = models.CharField(max_length=10)
    was_suggested = models.BooleanField()
    confirmed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        db_table = "customs_classification"
        constraints = [
            models.UniqueConstraint(fields=["seller", "product"], name="classified_once_per_seller"),
            models.CheckConstraint(
                condition=Q(hs_code__regex=r"^([0-9]{6}|[0-9]{10})$"),
                name="classification_has_six_or_ten_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.hs_code


class DeclarationRow(models.Model):
    """What customs was told of a parcel, as it was when its label was bought or its papers were printed last."""

    id = models.UUIDField(primary_key=True)
    parcel = models.OneToOneField("shipping.Parcel", on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=40)
    form = models.CharField(max_length=4, choices=[(form, form) for form in Form])
    facts = models.JSONField()
    declared_at = models.DateTimeField()

    class Meta:
        db_table = "customs_declaration"

    def __str__(self) -> str:
        return f"{self.form} {self.number}"
