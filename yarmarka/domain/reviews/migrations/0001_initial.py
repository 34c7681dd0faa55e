"""Reviews, votes, replies, questions, answers, reports, decisions, ratings and reminders."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.reviews.types

GUARDS = """
CREATE FUNCTION reviews_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE ON reviews_decision
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_change();
CREATE TRIGGER decisions_never_emptied BEFORE TRUNCATE ON reviews_decision
    FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse_change();
"""

NO_GUARDS = """
DROP TRIGGER decisions_never_emptied ON reviews_decision;
DROP TRIGGER decisions_append_only ON reviews_decision;
DROP FUNCTION reviews_refuse_change();
"""


class Migration(migrations.Migration):
    """Makes the tables and the guard of what staff decided."""

    initial = True

    dependencies = [
        ("accounts", "0002_api_tokens"),
        ("catalogue", "0006_a_shelf_by_price"),
        ("orders", "0006_references_looked_up_together"),
        ("sellers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoReminders",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "people without reminders",
            },
        ),
        migrations.CreateModel(
            name="ProductRating",
            fields=[
                ("stars_1", models.PositiveIntegerField(default=0)),
                ("stars_2", models.PositiveIntegerField(default=0)),
                ("stars_3", models.PositiveIntegerField(default=0)),
                ("stars_4", models.PositiveIntegerField(default=0)),
                ("stars_5", models.PositiveIntegerField(default=0)),
                (
                    "count",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_1"), "+", models.F("stars_2")
                                    ),
                                    "+",
                                    models.F("stars_3"),
                                ),
                                "+",
                                models.F("stars_4"),
                            ),
                            "+",
                            models.F("stars_5"),
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                (
                    "total",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_1"),
                                        "+",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("stars_2"), "*", models.Value(2)
                                        ),
                                    ),
                                    "+",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_3"), "*", models.Value(3)
                                    ),
                                ),
                                "+",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("stars_4"), "*", models.Value(4)
                                ),
                            ),
                            "+",
                            django.db.models.expressions.CombinedExpression(
                                models.F("stars_5"), "*", models.Value(5)
                            ),
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                (
                    "weighed",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.comparison.Cast(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("stars_1"),
                                                    "+",
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("stars_2"), "*", models.Value(2)
                                                    ),
                                                ),
                                                "+",
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("stars_3"), "*", models.Value(3)
                                                ),
                                            ),
                                            "+",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("stars_4"), "*", models.Value(4)
                                            ),
                                        ),
                                        "+",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("stars_5"), "*", models.Value(5)
                                        ),
                                    ),
                                    "+",
                                    models.Value(20),
                                ),
                                models.DecimalField(decimal_places=10, max_digits=20),
                            ),
                            "/",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("stars_1"), "+", models.F("stars_2")
                                            ),
                                            "+",
                                            models.F("stars_3"),
                                        ),
                                        "+",
                                        models.F("stars_4"),
                                    ),
                                    "+",
                                    models.F("stars_5"),
                                ),
                                "+",
                                models.Value(5),
                            ),
                        ),
                        output_field=models.DecimalField(decimal_places=4, max_digits=5),
                    ),
                ),
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "seller_order",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="orders.sellerorder",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SellerRating",
            fields=[
                ("stars_1", models.PositiveIntegerField(default=0)),
                ("stars_2", models.PositiveIntegerField(default=0)),
                ("stars_3", models.PositiveIntegerField(default=0)),
                ("stars_4", models.PositiveIntegerField(default=0)),
                ("stars_5", models.PositiveIntegerField(default=0)),
                (
                    "count",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_1"), "+", models.F("stars_2")
                                    ),
                                    "+",
                                    models.F("stars_3"),
                                ),
                                "+",
                                models.F("stars_4"),
                            ),
                            "+",
                            models.F("stars_5"),
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                (
                    "total",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_1"),
                                        "+",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("stars_2"), "*", models.Value(2)
                                        ),
                                    ),
                                    "+",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("stars_3"), "*", models.Value(3)
                                    ),
                                ),
                                "+",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("stars_4"), "*", models.Value(4)
                                ),
                            ),
                            "+",
                            django.db.models.expressions.CombinedExpression(
                                models.F("stars_5"), "*", models.Value(5)
                            ),
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                (
                    "weighed",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.comparison.Cast(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("stars_1"),
                                                    "+",
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("stars_2"), "*", models.Value(2)
                                                    ),
                                                ),
                                                "+",
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("stars_3"), "*", models.Value(3)
                                                ),
                                            ),
                                            "+",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("stars_4"), "*", models.Value(4)
                                            ),
                                        ),
                                        "+",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("stars_5"), "*", models.Value(5)
                                        ),
                                    ),
                                    "+",
                                    models.Value(20),
                                ),
                                models.DecimalField(decimal_places=10, max_digits=20),
                            ),
                            "/",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("stars_1"), "+", models.F("stars_2")
                                            ),
                                            "+",
                                            models.F("stars_3"),
                                        ),
                                        "+",
                                        models.F("stars_4"),
                                    ),
                                    "+",
                                    models.F("stars_5"),
                                ),
                                "+",
                                models.Value(5),
                            ),
                        ),
                        output_field=models.DecimalField(decimal_places=4, max_digits=5),
                    ),
                ),
                (
                    "seller",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="sellers.seller",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.reviews.types.SubjectKind["REVIEW"],
                                yarmarka.domain.reviews.types.SubjectKind["REVIEW"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["REPLY"],
                                yarmarka.domain.reviews.types.SubjectKind["REPLY"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["QUESTION"],
                                yarmarka.domain.reviews.types.SubjectKind["QUESTION"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["ANSWER"],
                                yarmarka.domain.reviews.types.SubjectKind["ANSWER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("hides", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
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
            name="Question",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("language", models.CharField(max_length=5)),
                ("asked_at", models.DateTimeField()),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_reason", models.CharField(blank=True, max_length=500)),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("language", models.CharField(max_length=5)),
                ("written_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_reason", models.CharField(blank=True, max_length=500)),
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
                    "seller",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sellers.seller",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.question",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.reviews.types.SubjectKind["REVIEW"],
                                yarmarka.domain.reviews.types.SubjectKind["REVIEW"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["REPLY"],
                                yarmarka.domain.reviews.types.SubjectKind["REPLY"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["QUESTION"],
                                yarmarka.domain.reviews.types.SubjectKind["QUESTION"],
                            ),
                            (
                                yarmarka.domain.reviews.types.SubjectKind["ANSWER"],
                                yarmarka.domain.reviews.types.SubjectKind["ANSWER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.reviews.types.ReportCause["ABUSE"],
                                yarmarka.domain.reviews.types.ReportCause["ABUSE"],
                            ),
                            (
                                yarmarka.domain.reviews.types.ReportCause["SPAM"],
                                yarmarka.domain.reviews.types.ReportCause["SPAM"],
                            ),
                            (
                                yarmarka.domain.reviews.types.ReportCause["PERSONAL"],
                                yarmarka.domain.reviews.types.ReportCause["PERSONAL"],
                            ),
                            (
                                yarmarka.domain.reviews.types.ReportCause["OFF_TOPIC"],
                                yarmarka.domain.reviews.types.ReportCause["OFF_TOPIC"],
                            ),
                            (
                                yarmarka.domain.reviews.types.ReportCause["FALSE"],
                                yarmarka.domain.reviews.types.ReportCause["FALSE"],
                            ),
                            (
                                yarmarka.domain.reviews.types.ReportCause["OTHER"],
                                yarmarka.domain.reviews.types.ReportCause["OTHER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("reported_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.decision",
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
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("stars", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("pros", models.TextField(blank=True)),
                ("cons", models.TextField(blank=True)),
                ("language", models.CharField(max_length=5)),
                ("helpful", models.PositiveIntegerField(db_default=0, default=0)),
                ("created_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_reason", models.CharField(blank=True, max_length=500)),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.orderline",
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
                        db_index=False,
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
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_reason", models.CharField(blank=True, max_length=500)),
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
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sellers.seller",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.review"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "replies",
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.review",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["subject_kind", "subject_id"], name="decision_on_subject"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hides", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="hiding_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                models.F("product"),
                models.OrderBy(models.F("id"), descending=True),
                name="question_of_product",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["person", "asked_at"], name="question_of_person"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="question_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="question_hidden_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["question", "id"], name="answer_to_question"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seller", None)),
                fields=("question", "person"),
                name="answer_once_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seller__isnull", False)),
                fields=("question", "seller"),
                name="answer_once_per_seller",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="answer_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="answer_hidden_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("decision", None)), fields=["reported_at"], name="report_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "person"), name="report_once"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                models.F("product"), models.OrderBy(models.F("id"), descending=True), name="review_of_product"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                models.F("seller"), models.OrderBy(models.F("id"), descending=True), name="review_of_seller"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("person", "product"), name="review_once"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars__gte", 1), ("stars__lte", 5)), name="review_has_its_stars"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="review_hidden_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="reply_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="reply_hidden_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(fields=("review", "person"), name="vote_once"),
        ),
        migrations.RunSQL(GUARDS, reverse_sql=NO_GUARDS),
    ]
