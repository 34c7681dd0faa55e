"""Merchants and the people who act for them."""

from django.db import models

from yarmarka.domain.sellers.types import Kind, Role, Standing, Verdict


class Seller(models.Model):
    """A merchant: what it is by law, where it trades from, and whether it may sell."""

    id = models.UUIDField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    trade_name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in Kind])
    registration_number = models.CharField(max_length=30)
    tax_number = models.CharField(max_length=30, blank=True)
    standing = models.CharField(max_length=10, choices=[(standing, standing) for standing in Standing])
    address = models.JSONField()
    contact_email = models.EmailField()
    payout_currency = models.CharField(max_length=3)
    payout_account = models.CharField(max_length=60, blank=True)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "registration_number"],
                condition=~models.Q(standing="declined"),
                name="seller_registered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(standing="applied") | models.Q(decided_at__isnull=False),
                name="seller_decision_is_dated",
            ),
        ]
        indexes = [models.Index(fields=["standing", "applied_at"], name="seller_by_standing")]

    def __str__(self) -> str:
        return self.slug


class Staff(models.Model):
    """A person who acts for a seller."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=[(role, role) for role in Role])
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "staff"
        constraints = [models.UniqueConstraint(fields=["seller", "person"], name="staff_once_per_seller")]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class Invitation(models.Model):
    """A letter that lets one person act for a seller, once, until it expires or is withdrawn."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=[(role, role) for role in Role])
    invited_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "email"], condition=models.Q(ended_at__isnull=True), name="invited_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.email}"


class MeasuredRecord(models.Model):
    """What all measures together said of a merchant's record at the last count, for pages that compare many."""

    seller = models.OneToOneField(Seller, on_delete=models.CASCADE, primary_key=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=[(verdict, verdict) for verdict in Verdict])
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seller_id} {self.verdict}"


class StandingChange(models.Model):
    """A decision about a merchant: what it may do from then on, why, and who said so. Never changed, never removed."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="+")
    was = models.CharField(max_length=10, choices=[(standing, standing) for standing in Standing])
    became = models.CharField(max_length=10, choices=[(standing, standing) for standing in Standing])
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seller", "at"], name="standing_of_seller")]

    def __str__(self) -> str:
        return f"{self.was} -> {self.became}"
