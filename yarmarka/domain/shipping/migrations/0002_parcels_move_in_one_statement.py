"""Further numbers of a parcel, and the rule by which its state moves, so that one statement takes a whole batch."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

#: As `rules.moves_on` and `vocabulary.parcels` have it; a test compares the two.
RULE = """
CREATE TYPE parcel_standing AS (state text, at timestamptz);

CREATE FUNCTION parcel_rank(state text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY[
        'pre_transit', 'accepted', 'in_transit', 'export_customs', 'import_customs', 'customs_action_required',
        'arrived_destination', 'available_for_pickup', 'out_for_delivery', 'attempt_failed', 'delivered', 'returning',
        'returned', 'lost', 'destroyed', 'seized', 'exception', 'expired', 'cancelled'
    ], state)
$$;

CREATE FUNCTION parcel_hears(
    stand parcel_standing, before text, before_at timestamptz, word text, said_at timestamptz
) RETURNS parcel_standing LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    ends CONSTANT text[] := '{delivered,returned,lost,destroyed,seized,cancelled}';
    state text := coalesce(stand.state, before);
    at timestamptz := coalesce(stand.at, before_at);
    moves boolean;
BEGIN
    IF state = ANY (ends) THEN
        moves := state = 'delivered' AND (word = 'returned' OR word = 'returning' AND said_at >= at);
    ELSIF word = ANY (ends) THEN
        moves := said_at >= at OR NOT (state = 'returning' AND word = 'delivered');
    ELSIF state = 'pre_transit' OR word = 'pre_transit' THEN
        moves := state = 'pre_transit' AND (word <> state OR said_at >= at);
    ELSE
        moves := said_at > at OR said_at = at AND parcel_rank(word) >= parcel_rank(state);
    END IF;
    IF moves THEN
        RETURN (word, said_at)::parcel_standing;
    END IF;
    RETURN (state, at)::parcel_standing;
END
$$;

CREATE AGGREGATE parcel_stand(text, timestamptz, text, timestamptz) (
    SFUNC = parcel_hears, STYPE = parcel_standing
);

CREATE FUNCTION parcel_event_id(parcel uuid, occurred_at timestamptz, raw_code text, place text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Laid out as a UUIDv7: the instant's milliseconds, then a hash where random bits would stand. One expression
    -- without FROM, so that the planner takes it into the statement.
    SELECT overlay(overlay(overlay(
        md5(parcel::text || chr(31) || extract(epoch FROM occurred_at)::text || chr(31) || raw_code || chr(31) || place)
        PLACING lpad(to_hex((extract(epoch FROM occurred_at) * 1000)::bigint), 12, '0') FROM 1)
        PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid
$$;

-- What was written down before is keyed in the same way, so that a carrier that says it again is not believed twice.
UPDATE shipping_parcelevent SET id = parcel_event_id(parcel_id, occurred_at, raw_code, place);
"""


class Migration(migrations.Migration):
    dependencies = [("shipping", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LegNumber",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.carrier"
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.parcel"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["number", "-since"], name="parcel_by_leg_number")],
                "constraints": [
                    models.UniqueConstraint(fields=("parcel", "carrier", "number"), name="leg_number_once"),
                    models.CheckConstraint(condition=~Q(number=""), name="leg_number_is_one"),
                ],
            },
        ),
        migrations.RunSQL(RULE, reverse_sql=migrations.RunSQL.noop),
    ]
