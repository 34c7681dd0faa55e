"""What was read of cards, the keys they meet by, and proposals with every step of each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yarmarka.domain.matching.types import Kind, MatchStatus, Origin


class Reading(models.Model):
    """What was noted of a product's card when it was read last: unless the mark differs, there is nothing to do."""

    product = models.OneToOneField(
        "catalogue.Product", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    #: of all that likeness is judged by
    mark = models.CharField(max_length=32)
    #: of what names the goods: titles, brand and numbers; a refusal holds until it changes
    identity = models.CharField(max_length=32)
    keys = ArrayField(models.BigIntegerField())
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.product_id)


class Key(models.Model):
    """A key of a card; cards that share one meet. The same as in `Reading.keys`, the other way round."""

    pk = models.CompositePrimaryKey("key", "product_id")
    key = models.BigIntegerField()
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    def __str__(self) -> str:
        return f"{self.key} {self.product_id}"


class Progress(models.Model):
    """Up to where the catalogue's log of changes was read; one row. `walked_to` while all cards are read at first."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    place = models.BigIntegerField()
    walked_to = models.UUIDField(null=True, blank=True)
    is_walked = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="matching_progress_is_one")]

    def __str__(self) -> str:
        return str(self.place)


class ProposalRow(models.Model):
    """That two products are one, or that an offer stands with the wrong one; open until a person decides."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=5, choices=[(kind, kind) for kind in Kind])
    origin = models.CharField(max_length=6, choices=[(origin, origin) for origin in Origin])
    status = models.CharField(max_length=9, choices=[(status, status) for status in MatchStatus])
    #: of a join the product that is older; of a split the one that the offer stands with
    one = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: who wishes it, of which offer, and why
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sku = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=500, blank=True)
    score = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=list)
    one_identity = models.CharField(max_length=32, blank=True)
    other_identity = models.CharField(max_length=32, blank=True)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    kept = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "proposals"
        db_table = "matching_proposal"
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(kind="join", status__in=["open", "later"]),
                name="match_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["seller", "sku"],
                condition=Q(kind="split", status__in=["open", "later"]),
                name="split_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="join", other__isnull=False, one__lt=F("other"))
                | Q(kind="split", other__isnull=True, seller__isnull=False) & ~Q(sku=""),
                name="match_is_of_two_or_of_an_offer",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="match_score_is_one"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "later", "lapsed"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="match_decision_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed", kind="join") | Q(kept__isnull=False),
                name="match_keeps_one",
            ),
        ]
        indexes = [
            models.Index(
                F("score").desc(),
                F("id"),
                condition=Q(status__in=["open", "later"]),
                name="match_queue",
            ),
            models.Index(fields=["one", "other"], name="match_of_products"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.one_id} {self.other_id}"


class Step(models.Model):
    """One step of a proposal: to what, by whom (nobody is a rule or a change of cards), and why; append-only."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(ProposalRow, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "matching_step"

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.status}"
