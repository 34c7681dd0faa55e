"""Lists of denied parties as they were loaded, and the cases of those who could be on one."""

from django.db import models
from django.db.models import Q

from yarmarka.domain.screening.types import Band, CaseStepKind, ScreenedKind, Verdict


class ListVersion(models.Model):
    """A list as an operator loaded it. Of each list one version is current; the others stay for the record."""

    id = models.UUIDField(primary_key=True)
    code = models.SlugField(max_length=30)
    sha256 = models.CharField(max_length=64)
    dated_on = models.DateField()
    loaded_at = models.DateTimeField()
    entries = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(is_current=True), name="denied_list_one_is_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.dated_on}"


class ListedParty(models.Model):
    """An entry of a version: what the list says of a party."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="+")
    entry = models.CharField(max_length=60)
    facts = models.JSONField()
    facts_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "listed parties"
        constraints = [
            models.UniqueConstraint(fields=["version", "entry"], name="denied_list_entry_stands_once"),
        ]

    def __str__(self) -> str:
        return self.entry


class Case(models.Model):
    """Somebody who could be on a list: what was asked and compared, and what two people decided.

    It is pinned to what was asked and to what the list said: when either changes there is a new case.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ScreenedKind])
    subject_id = models.UUIDField()
    asked = models.JSONField()
    asked_hash = models.CharField(max_length=64)
    list_version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="+")
    list_code = models.SlugField(max_length=30)
    entry = models.CharField(max_length=60)
    entry_facts = models.JSONField()
    entry_hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=40)
    score = models.FloatField()
    features = models.JSONField()
    opened_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True, choices=[(verdict, verdict) for verdict in Verdict])
    reason = models.TextField(blank=True)
    #: of how it ends: the newest one, and once it is closed that by which two people closed it
    proposal = models.ForeignKey(
        "governance.Proposal", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "list_code", "entry", "asked_hash", "entry_hash"],
                name="screening_case_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | (Q(proposal__isnull=False) & ~Q(verdict="") & ~Q(reason="")),
                name="screening_case_decision_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="screening_case_by_subject"),
            models.Index(
                fields=["opened_at"], condition=Q(decided_at__isnull=True), name="screening_case_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.list_code} {self.entry}"


class Look(models.Model):
    """That somebody was compared with the lists in force, by which algorithm, and what came of it. Append-only.

    What was asked is kept only where somebody could be on a list; else its hash alone tells that it was asked.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    subject_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ScreenedKind])
    subject_id = models.UUIDField()
    asked = models.JSONField(null=True)
    asked_hash = models.CharField(max_length=64)
    #: list → version
    lists = models.JSONField()
    lists_hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=40)
    band = models.CharField(max_length=10, choices=[(band, band) for band in Band])
    candidates = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "asked_hash", "lists_hash"],
                name="screening_look_once_per_lists",
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="screening_look_newest")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.band}"


class CaseStep(models.Model):
    """What somebody did to a case, or wrote about it. Append-only."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in CaseStepKind])
    verdict = models.CharField(max_length=10, blank=True, choices=[(verdict, verdict) for verdict in Verdict])
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
