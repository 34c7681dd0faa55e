"""Claims with their photos and their history."""

from typing import Final

from django.db import models
from django.db.models import Q

from yarmarka.domain.protection.rules import MOST_PHOTOS
from yarmarka.domain.protection.types import OPEN, Cause, ClaimStatus, Payer, StepKind

_IS_OPEN: Final = Q(status__in=sorted(OPEN))


class Claim(models.Model):
    """Something is wrong with a part of an order; while it is open that part's money is frozen."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    parcel = models.ForeignKey(
        "shipping.Parcel", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause = models.CharField(max_length=20, choices=[(cause, cause) for cause in Cause])
    status = models.CharField(max_length=10, choices=[(status, status) for status in ClaimStatus])
    #: the terms that held when it was opened, by their code in `rules`
    terms = models.CharField(max_length=40)
    by_shopper = models.BooleanField()
    words = models.TextField(blank=True)
    #: what a finding rests on, as it was known then: states, days, silences, dates
    basis = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    #: when the money goes back if nobody does anything, and who bears it then
    refund_at = models.DateTimeField()
    payer = models.CharField(max_length=10, choices=[(payer, payer) for payer in Payer])
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    refund_id = models.UUIDField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller_order"], condition=_IS_OPEN, name="claim_open_once"),
            models.CheckConstraint(
                condition=(_IS_OPEN & Q(closed_at__isnull=True)) | (~_IS_OPEN & Q(closed_at__isnull=False)),
                name="claim_end_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(by_shopper=False) | ~Q(words=""), name="claim_of_a_shopper_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(status="contested") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="claim_contested_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refunded", "found"]) | Q(refund_id__isnull=False),
                name="claim_refunded_names_its_refund",
            ),
        ]
        indexes = [
            models.Index(fields=["refund_at"], condition=_IS_OPEN, name="claim_open"),
            models.Index(fields=["seller", "-opened_at"], name="claim_by_seller"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.seller_order_id}: {self.status}"


class ClaimPhoto(models.Model):
    """What a shopper shows of the goods."""

    id = models.UUIDField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, db_index=False, related_name="+")
    picture = models.ForeignKey("pictures.Picture", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "position"], name="claim_photo_has_its_place"),
            models.CheckConstraint(condition=Q(position__lt=MOST_PHOTOS), name="claim_photos_are_few"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.position}"


class ClaimStepRow(models.Model):
    """One line of a claim's history; never changed."""

    id = models.UUIDField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in StepKind])
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%F}"
