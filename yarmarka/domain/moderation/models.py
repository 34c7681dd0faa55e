"""Rules for cards, the cases that they opened, every step of each, and sellers' documents."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.moderation.types import CaseStatus, DocumentStatus, Outcome, RuleKind


class Rule(models.Model):
    """What may not be listed, or not without something; dated, and never changed but for its end."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in RuleKind])
    outcome = models.CharField(max_length=7, choices=[(outcome, outcome) for outcome in Outcome])
    category = models.ForeignKey(
        "catalogue.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hs_prefixes = models.JSONField(default=list)
    #: by language
    words = models.JSONField(default=dict)
    brand = models.CharField(max_length=120, blank=True)
    needs = models.JSONField(default=list)
    #: what a seller reads, by language
    reasons = models.JSONField()
    #: the act of law, the contract or our own rule that it rests on
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outcome="live"), name="card_rule_stops_something"),
            models.CheckConstraint(condition=~Q(basis=""), name="card_rule_has_a_basis"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="card_rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.basis}"


class Case(models.Model):
    """A card that rules stopped, from the first word on it to the last."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    sku = models.CharField(max_length=120)
    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(status, status) for status in CaseStatus])
    #: of the card and the rules that stopped it: a decision holds until it changes
    mark = models.CharField(max_length=32)
    findings = models.JSONField()
    card = models.JSONField()
    #: the card as it was when it was last looked at
    before = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    #: nobody where a rule alone refused it
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appealed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "sku"], condition=~Q(status="lapsed"), name="card_case_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(appeal_decided_by__isnull=True)
                | ~Q(decided_by=F("appeal_decided_by")),
                name="card_appeal_takes_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(status="appealed") | ~Q(appeal=""), name="card_appeal_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "opened_at"],
                condition=Q(status__in=["waiting", "appealed"]),
                name="card_case_queue",
            ),
            models.Index(F("seller"), F("id").desc(), name="card_case_of_seller"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.sku}"


class Step(models.Model):
    """One step of a case: to what, by whom (nobody is a rule or an import), and why; append-only."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.status}"


class Document(models.Model):
    """What a seller has for its goods: a certificate, a declaration, a licence; somebody of the staff looks at it."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    #: as rules name it (`needs`)
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    valid_to = models.DateField()
    status = models.CharField(max_length=8, choices=[(status, status) for status in DocumentStatus])
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True)
                | ~Q(status="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="card_document_decision_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""), name="card_document_refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
