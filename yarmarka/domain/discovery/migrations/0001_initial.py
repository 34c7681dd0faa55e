"""The click log, append-only for as long as it is kept, and what is bought together."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION discovery_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.day < current_date - 89 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'notes of searches are append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER search_note_append_only BEFORE UPDATE OR DELETE ON discovery_searchnote
    FOR EACH ROW EXECUTE FUNCTION discovery_refuse_change();
"""
NO_GUARD = """
DROP TRIGGER search_note_append_only ON discovery_searchnote;
DROP FUNCTION discovery_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0008_pictures_of_products")]

    operations = [
        migrations.CreateModel(
            name="SearchNote",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("visit", models.CharField(max_length=16)),
                ("storefront", models.CharField(max_length=30)),
                ("language", models.CharField(max_length=5)),
                ("query", models.CharField(max_length=80)),
                ("finds", models.PositiveIntegerField(null=True)),
                ("product_id", models.UUIDField(null=True)),
                ("place", models.PositiveIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["day", "visit", "storefront", "query", "product_id"],
                        name="search_noted_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(product_id__isnull=True, place__isnull=True, finds__isnull=False)
                        | models.Q(product_id__isnull=False, place__gte=1, finds__isnull=True),
                        name="search_note_is_one_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Companion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("shoppers", models.PositiveIntegerField()),
                ("strength", models.FloatField()),
                ("counted_at", models.DateTimeField()),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalogue.product"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["product", "other"], name="companion_once"),
                    models.CheckConstraint(
                        condition=~models.Q(product=models.F("other")), name="companion_is_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(strength__gt=0, strength__lte=1),
                        name="companion_strength_is_a_share",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, reverse_sql=NO_GUARD),
    ]
