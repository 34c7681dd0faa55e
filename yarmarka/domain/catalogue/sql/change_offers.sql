-- Purpose: bring a seller's known offers up to date. Rows: those that really change, of at most one batch.
-- Index: primary key of offer. A guessed weight never replaces one that was told; a row without dimensions, HS code or
-- origin leaves them be; an offer that the seller has paused stays so; a withdrawn one that is offered again is back; what
-- a rule stops is held, and on sale again once nothing stops it. What changed is noted for good, a row for each offer.
WITH next AS (
    SELECT offer.id, draft.product_id, draft.variant_id, draft.group_key, draft.fingerprint, draft.price_minor, draft.old_price_minor,
        draft.currency,
        CASE WHEN draft.is_weight_assumed AND NOT offer.is_weight_assumed THEN offer.weight_g
             ELSE draft.weight_g END AS weight_g,
        draft.is_weight_assumed AND offer.is_weight_assumed AS is_weight_assumed,
        coalesce(draft.length_mm, offer.length_mm) AS length_mm,
        coalesce(draft.width_mm, offer.width_mm) AS width_mm,
        coalesce(draft.height_mm, offer.height_mm) AS height_mm,
        coalesce(nullif(draft.hs_code, ''), offer.hs_code) AS hs_code,
        coalesce(nullif(draft.origin_country, ''), offer.origin_country) AS origin_country,
        CASE WHEN NOT draft.is_active AND offer.status IN ('active', 'held') THEN 'paused'
             WHEN draft.is_held AND (offer.status = 'active' OR draft.is_active AND offer.status = 'withdrawn') THEN 'held'
             WHEN NOT draft.is_held AND offer.status = 'held' THEN 'active'
             WHEN draft.is_active AND offer.status = 'withdrawn' THEN 'active'
             ELSE offer.status END AS status
    FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
        id uuid, product_id uuid, variant_id uuid, group_key text, fingerprint text, price_minor bigint, old_price_minor bigint,
        currency text, weight_g integer, is_weight_assumed boolean, length_mm integer, width_mm integer,
        height_mm integer, hs_code text, origin_country text,
        is_active boolean, is_held boolean)
    JOIN catalogue_offer AS offer ON offer.id = draft.id
), changed AS (
UPDATE catalogue_offer AS offer SET
    product_id = next.product_id, variant_id = next.variant_id, group_key = next.group_key, fingerprint = next.fingerprint,
    price_minor = next.price_minor, old_price_minor = next.old_price_minor, currency = next.currency,
    weight_g = next.weight_g, is_weight_assumed = next.is_weight_assumed,
    length_mm = next.length_mm, width_mm = next.width_mm, height_mm = next.height_mm, hs_code = next.hs_code,
    origin_country = next.origin_country, status = next.status, updated_at = %(now)s
FROM next
WHERE offer.id = next.id
  AND (offer.product_id, offer.variant_id, offer.group_key, offer.fingerprint, offer.price_minor, offer.old_price_minor, offer.currency,
       offer.weight_g, offer.is_weight_assumed, offer.length_mm, offer.width_mm, offer.height_mm, offer.hs_code, offer.origin_country, offer.status)
      IS DISTINCT FROM
      (next.product_id, next.variant_id, next.group_key, next.fingerprint, next.price_minor, next.old_price_minor, next.currency,
       next.weight_g, next.is_weight_assumed, next.length_mm, next.width_mm, next.height_mm, next.hs_code, next.origin_country, next.status)
RETURNING offer.id
), noted AS (
    INSERT INTO catalogue_cardchange (product_id, seller_id, sku, source, person_id, changes, at)
    SELECT next.product_id, offer.seller_id, offer.sku, %(source)s, %(by)s, difference.fields, %(now)s
    FROM changed
    JOIN next ON next.id = changed.id
    JOIN catalogue_offer AS offer ON offer.id = changed.id -- as it was before this statement
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(field.name, jsonb_build_array(field.was, field.becomes)) AS fields
        FROM (VALUES ('price_minor', to_jsonb(offer.price_minor), to_jsonb(next.price_minor)),
                     ('old_price_minor', to_jsonb(offer.old_price_minor), to_jsonb(next.old_price_minor)),
                     ('currency', to_jsonb(offer.currency), to_jsonb(next.currency)),
                     ('weight_g', to_jsonb(offer.weight_g), to_jsonb(next.weight_g)),
                     ('length_mm', to_jsonb(offer.length_mm), to_jsonb(next.length_mm)),
                     ('width_mm', to_jsonb(offer.width_mm), to_jsonb(next.width_mm)),
                     ('height_mm', to_jsonb(offer.height_mm), to_jsonb(next.height_mm)),
                     ('hs_code', to_jsonb(offer.hs_code), to_jsonb(next.hs_code)),
                     ('origin_country', to_jsonb(offer.origin_country), to_jsonb(next.origin_country)),
                     ('status', to_jsonb(offer.status), to_jsonb(next.status)),
                     ('product_id', to_jsonb(offer.product_id), to_jsonb(next.product_id))
             ) AS field (name, was, becomes)
        WHERE field.was IS DISTINCT FROM field.becomes
    ) AS difference
    WHERE difference.fields IS NOT NULL
)
SELECT id FROM changed
