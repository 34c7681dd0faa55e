"""Documents, and their contents apart from them."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.documents.types import DocumentKind, DocumentStatus, Fault


class Document(models.Model):
    """What a merchant has shown, and what staff found. Of each kind the newest counts."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in DocumentKind])
    status = models.CharField(max_length=12, choices=[(status, status) for status in DocumentStatus])
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    #: SHA-256 of the content: what was accepted can be told from what is shown later
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    fault = models.CharField(max_length=20, blank=True, choices=[(fault, fault) for fault in Fault])
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "kind"], condition=~Q(status="replaced"), name="document_newest_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "replaced"]) | Q(decided_at__isnull=False),
                name="document_decision_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status="asked_again") | ~Q(fault=""), name="document_asked_again_with_a_fault"
            ),
        ]
        indexes = [
            models.Index(F("seller"), F("sent_at").desc(), name="document_of_seller"),
            models.Index(fields=["sent_at"], condition=Q(status="waiting"), name="document_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seller_id}"


class DocumentContent(models.Model):
    """The bytes of a document: in the database, so that they stand and go with their row, and in its backups."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document_id)


class GoodsFile(models.Model):
    """The file of a document for goods: a certificate, a declaration, a licence. Sent with it, and never replaced."""

    document = models.OneToOneField(
        "moderation.Document", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, db_index=False, related_name="+")
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    #: SHA-256 of the content: what was accepted can be told from what is shown later
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    content = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["seller", "sent_at"], name="goods_file_of_seller")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.seller_id}"
