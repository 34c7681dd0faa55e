"""Conversations, their messages, and reports of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.conversations.types


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0009_chinese_words_and_a_log_of_changes"),
        ("orders", "0011_what_customs_asks_for"),
        ("sellers", "0004_decisions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("unread_by_shopper", models.PositiveIntegerField(default=0)),
                ("unread_by_seller", models.PositiveIntegerField(default=0)),
                ("waits_since", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.order",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sellers.seller",
                    ),
                ),
                (
                    "seller_order",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.sellerorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConversationReport",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.conversations.types.Side["SHOPPER"],
                                yarmarka.domain.conversations.types.Side["SHOPPER"],
                            ),
                            (
                                yarmarka.domain.conversations.types.Side["SELLER"],
                                yarmarka.domain.conversations.types.Side["SELLER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.conversations.types.ReportCause["ABUSE"],
                                yarmarka.domain.conversations.types.ReportCause["ABUSE"],
                            ),
                            (
                                yarmarka.domain.conversations.types.ReportCause["SPAM"],
                                yarmarka.domain.conversations.types.ReportCause["SPAM"],
                            ),
                            (
                                yarmarka.domain.conversations.types.ReportCause["OUTSIDE"],
                                yarmarka.domain.conversations.types.ReportCause["OUTSIDE"],
                            ),
                            (
                                yarmarka.domain.conversations.types.ReportCause["FRAUD"],
                                yarmarka.domain.conversations.types.ReportCause["FRAUD"],
                            ),
                            (
                                yarmarka.domain.conversations.types.ReportCause["OTHER"],
                                yarmarka.domain.conversations.types.ReportCause["OTHER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("reported_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("finding", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.conversation",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.conversations.types.Side["SHOPPER"],
                                yarmarka.domain.conversations.types.Side["SHOPPER"],
                            ),
                            (
                                yarmarka.domain.conversations.types.Side["SELLER"],
                                yarmarka.domain.conversations.types.Side["SELLER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("has_gaps", models.BooleanField(default=False)),
                ("said_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.conversation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("person"),
                models.OrderBy(models.F("last_at"), descending=True),
                name="conversation_of_person",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("seller"),
                models.OrderBy(models.F("last_at"), descending=True),
                name="conversation_of_seller",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("waits_since__isnull", False)),
                fields=["seller", "waits_since"],
                name="conversation_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seller_order__isnull", False)),
                fields=("person", "seller_order"),
                name="conversation_once_per_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("product__isnull", False)),
                fields=("person", "seller", "product"),
                name="conversation_once_per_product",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("order__isnull", True), ("product__isnull", False), ("seller_order__isnull", True)
                    ),
                    models.Q(
                        ("order__isnull", False), ("product__isnull", True), ("seller_order__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="conversation_is_about_something",
            ),
        ),
        migrations.AddIndex(
            model_name="conversationreport",
            index=models.Index(
                condition=models.Q(("decided_at", None)),
                fields=["reported_at"],
                name="conversation_report_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversationreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("conversation", "side"),
                name="conversation_reported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="conversation_report_decided_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["conversation", "id"], name="message_of_conversation"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["by", "said_at"], name="message_by_person"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="message_says_something"
            ),
        ),
    ]
