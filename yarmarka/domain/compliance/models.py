"""Restrictions by time, decisions by them, and what somebody cleared."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yarmarka.domain.compliance.types import Outcome, Step


class RestrictionRow(models.Model):
    """A restriction for a time. Nothing of it changes but its end, once, and when people were told."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=80)
    terms = models.JSONField()
    valid = DateTimeRangeField()
    author = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    ended_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "compliance_restriction"
        constraints = [
            ExclusionConstraint(
                name="restrictions_do_not_overlap",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(approver__isnull=True) | ~Q(author=models.F("approver")),
                name="restriction_takes_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ForwarderRow(models.Model):
    """A forwarding address for a time. Nothing of it changes but its end, once. Two people wrote it down."""

    id = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    postal_code = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=500)
    valid = DateTimeRangeField()
    author = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "compliance_forwarder"
        constraints = [
            ExclusionConstraint(
                name="forwarder_is_known_once_at_a_time",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("postal_code", RangeOperators.EQUAL),
                    ("words", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=~Q(author=models.F("approver")), name="forwarder_takes_two_people"
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(source=""), name="forwarder_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return self.words


class DecisionRow(models.Model):
    """A decision that did not simply allow: inputs, restrictions, outcome; enough to make it again. Append-only."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    step = models.CharField(max_length=12, choices=[(step, step) for step in Step])
    order_id = models.UUIDField(null=True, blank=True, db_index=True)
    inputs = models.JSONField()
    restriction_ids = models.JSONField()
    outcome = models.CharField(max_length=10, choices=[(outcome, outcome) for outcome in Outcome])

    class Meta:
        db_table = "compliance_decision"
        indexes = [models.Index(fields=["-at"], name="compliance_decision_newest")]

    def __str__(self) -> str:
        return f"{self.step} {self.outcome}"


class ClearanceRow(models.Model):
    """Somebody looked at an order that was held and let it go on, for a reason. Append-only.

    What begins later is looked at anew, so an order may have several.
    """

    id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        db_table = "compliance_clearance"
        indexes = (models.Index(fields=["order_id", "at"], name="clearance_of_order"),)

    def __str__(self) -> str:
        return str(self.order_id)


class LicenceRow(models.Model):
    """Leave of an authority to do what a restriction asks a licence for. Taken down by two people, and append-only."""

    id = models.UUIDField(primary_key=True)
    restriction = models.CharField(max_length=80)
    number = models.CharField(max_length=100)
    issuer = models.CharField(max_length=200)
    valid = DateTimeRangeField()
    seller_id = models.UUIDField(null=True, blank=True)
    author = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "compliance_licence"
        constraints = [
            models.CheckConstraint(
                condition=~Q(author=models.F("approver")), name="licence_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(restriction="") & ~Q(number="") & ~Q(issuer=""), name="licence_names_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ObjectionRow(models.Model):
    """What somebody wrote about an order of theirs that is held. Append-only."""

    id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField(db_index=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        db_table = "compliance_objection"

    def __str__(self) -> str:
        return str(self.order_id)
