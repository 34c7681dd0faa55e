"""Payout terms, dated, and how far the clock has paid each seller."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.payouts.types import Answer, Rhythm
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


class PayoutFile(models.Model):
    """A file that tells our bank to pay sellers from one account; kept as it was downloaded."""

    id = models.UUIDField(primary_key=True)
    currency = models.CharField(max_length=3)
    debtor_account = models.CharField(max_length=60)
    transfers = models.PositiveIntegerField()
    total_minor = models.BigIntegerField()
    content = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="payout_file_void_says_who_and_why",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class PayoutFileLine(models.Model):
    """A payout in a file. It stands in one file only, unless the earlier ones are void."""

    id = models.UUIDField(primary_key=True)
    file = models.ForeignKey(PayoutFile, on_delete=models.PROTECT, related_name="+")
    payout = models.ForeignKey("ledger.Payout", on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    is_void = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, blank=True, choices=[(answer, answer) for answer in Answer])
    reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payout"], condition=Q(is_void=False), name="payout_in_one_file_that_is_not_void"
            ),
            models.UniqueConstraint(fields=["file", "payout"], name="payout_once_per_file"),
            models.CheckConstraint(
                condition=~Q(is_void=True) | ~Q(answer__in=["paid", "failed"]),
                name="payout_file_line_void_or_answered",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="payout_file_line_answer_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payout_id} in {self.file_id}"
