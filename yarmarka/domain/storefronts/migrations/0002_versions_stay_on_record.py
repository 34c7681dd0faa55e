"""What a shop was stays on record: versions are followed by others, never changed or deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION storefronts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER storefront_versions_append_only BEFORE UPDATE OR DELETE ON storefronts_storefrontversion
    FOR EACH ROW EXECUTE FUNCTION storefronts_refuse_change();
CREATE TRIGGER storefront_versions_never_emptied BEFORE TRUNCATE ON storefronts_storefrontversion
    FOR EACH STATEMENT EXECUTE FUNCTION storefronts_refuse_change();
"""

BACKWARD = """
DROP TRIGGER storefront_versions_never_emptied ON storefronts_storefrontversion;
DROP TRIGGER storefront_versions_append_only ON storefronts_storefrontversion;
DROP FUNCTION storefronts_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("storefronts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql=BACKWARD)]
