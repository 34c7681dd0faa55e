-- Purpose: bring a seller's known offers up to date. Rows: those that really change, of at most one batch.
-- Index: primary key of offer. A guessed weight never replaces one that was told; a row without dimensions, HS code or
-- origin leaves them be; an offer that the seller has paused stays so; a withdrawn one that is offered again is back.
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
        CASE WHEN NOT draft.is_active AND offer.status = 'active' THEN 'paused'
             WHEN draft.is_active AND offer.status = 'withdrawn' THEN 'active'
             ELSE offer.status END AS status
    FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
        id uuid, product_id uuid, variant_id uuid, group_key text, fingerprint text, price_minor bigint, old_price_minor bigint,
        currency text, weight_g integer, is_weight_assumed boolean, length_mm integer, width_mm integer,
        height_mm integer, hs_code text, origin_country text,
        is_active boolean)
    JOIN catalogue_offer AS offer ON offer.id = draft.id
)
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
