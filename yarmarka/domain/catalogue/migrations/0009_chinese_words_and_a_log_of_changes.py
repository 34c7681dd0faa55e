import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import yarmarka.domain.catalogue.models

HAN_WORDS = """
CREATE OR REPLACE FUNCTION catalogue_han_words(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN said ~ '[㐀-鿿]' THEN (
        SELECT string_agg(substr(run.letters[1], place, 1) || ' ' || substr(run.letters[1], place, 2), ' ')
        FROM regexp_matches(said, '[㐀-鿿]+', 'g') AS run (letters)
        CROSS JOIN LATERAL generate_series(1, length(run.letters[1])) AS place
    ) ELSE '' END
$$;
"""
#: one row for each statement that touches goods, with all products that it touched
LOG = """
CREATE FUNCTION catalogue_note_goods_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'catalogue_product' THEN
        INSERT INTO catalogue_goodschange (transaction, product_ids, changed_at)
        SELECT pg_current_xact_id()::text::bigint, array_agg(id), now() FROM touched HAVING count(*) > 0;
    ELSE
        INSERT INTO catalogue_goodschange (transaction, product_ids, changed_at)
        SELECT pg_current_xact_id()::text::bigint, array_agg(DISTINCT product_id), now() FROM touched HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$;
"""
TABLES = ("catalogue_product", "catalogue_offer")
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
WATCH = "".join(
    f"CREATE TRIGGER {table}_goods_{event.lower()} AFTER {event} ON {table} REFERENCING {rows} TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_note_goods_change();\n"
    for table in TABLES
    for event, rows in EVENTS.items()
)
UNWATCH = "".join(
    f"DROP TRIGGER {table}_goods_{event.lower()} ON {table};\n" for table in TABLES for event in EVENTS
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_pictures_of_products")]

    operations = [
        migrations.RunSQL(HAN_WORDS, "DROP FUNCTION catalogue_han_words(text)"),
        migrations.RemoveIndex(model_name="product", name="product_search"),
        migrations.RemoveField(model_name="product", name="search"),
        migrations.AddField(
            model_name="product",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=yarmarka.domain.catalogue.models.FullText(),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="product_search"),
        ),
        migrations.CreateModel(
            name="GoodsChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("transaction", models.BigIntegerField(db_index=True)),
                (
                    "product_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(LOG, "DROP FUNCTION catalogue_note_goods_change()"),
        migrations.RunSQL(WATCH, UNWATCH),
    ]
