"""Documents of merchants, their contents apart, and which steps a document may take."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.documents.types
from yarmarka.kernel.moves import guard_moves, unguard_moves

DOCUMENT = {
    "waiting": ("accepted", "asked_again", "replaced"),
    "accepted": ("replaced",),
    "asked_again": ("replaced",),
}


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sellers", "0004_decisions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.documents.types.DocumentKind["REGISTRATION"],
                                yarmarka.domain.documents.types.DocumentKind["REGISTRATION"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentKind["TAX"],
                                yarmarka.domain.documents.types.DocumentKind["TAX"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentKind["BANK"],
                                yarmarka.domain.documents.types.DocumentKind["BANK"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentKind["TRADE_MARK"],
                                yarmarka.domain.documents.types.DocumentKind["TRADE_MARK"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.documents.types.DocumentStatus["WAITING"],
                                yarmarka.domain.documents.types.DocumentStatus["WAITING"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentStatus["ACCEPTED"],
                                yarmarka.domain.documents.types.DocumentStatus["ACCEPTED"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentStatus["ASKED_AGAIN"],
                                yarmarka.domain.documents.types.DocumentStatus["ASKED_AGAIN"],
                            ),
                            (
                                yarmarka.domain.documents.types.DocumentStatus["REPLACED"],
                                yarmarka.domain.documents.types.DocumentStatus["REPLACED"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                yarmarka.domain.documents.types.Fault["UNREADABLE"],
                                yarmarka.domain.documents.types.Fault["UNREADABLE"],
                            ),
                            (
                                yarmarka.domain.documents.types.Fault["INCOMPLETE"],
                                yarmarka.domain.documents.types.Fault["INCOMPLETE"],
                            ),
                            (
                                yarmarka.domain.documents.types.Fault["EXPIRED"],
                                yarmarka.domain.documents.types.Fault["EXPIRED"],
                            ),
                            (
                                yarmarka.domain.documents.types.Fault["OTHER_FIRM"],
                                yarmarka.domain.documents.types.Fault["OTHER_FIRM"],
                            ),
                            (
                                yarmarka.domain.documents.types.Fault["OTHER_DOCUMENT"],
                                yarmarka.domain.documents.types.Fault["OTHER_DOCUMENT"],
                            ),
                            (
                                yarmarka.domain.documents.types.Fault["OTHER"],
                                yarmarka.domain.documents.types.Fault["OTHER"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sellers.seller",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentContent",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                models.F("seller"),
                models.OrderBy(models.F("sent_at"), descending=True),
                name="document_of_seller",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["sent_at"], name="document_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "replaced"), _negated=True),
                fields=("seller", "kind"),
                name="document_newest_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["waiting", "replaced"]), ("decided_at__isnull", False), _connector="OR"
                ),
                name="document_decision_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "asked_again"), _negated=True),
                    models.Q(("fault", ""), _negated=True),
                    _connector="OR",
                ),
                name="document_asked_again_with_a_fault",
            ),
        ),
        migrations.RunSQL(
            guard_moves("documents_document", DOCUMENT), reverse_sql=unguard_moves("documents_document")
        ),
    ]
