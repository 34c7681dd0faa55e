"""Ways of looking at consoles' tables that people keep."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yarmarka.kernel.clock


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies = [
        ("accounts", "0003_signing_in_letters_and_farewells"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yarmarka.kernel.clock.fresh_id, primary_key=True, serialize=False
                    ),
                ),
                ("table", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "table", "name"), name="saved_view_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="saved_view_has_a_name"
                    ),
                ],
            },
        ),
    ]
