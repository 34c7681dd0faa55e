-- Purpose: whatever an operator names by a number, an address or a name, by group. Rows: at most eight a group.
-- Index: order_numbered_once, order_by_person, the order's primary key for a day's; person_email_once,
-- parcel_by_number, attempt_ref_once, chargeback_once, offer_sku_once seller by seller, variant_gtin_once. Sellers and
-- people by a part of their name, refunds and payouts by their reference, are scanned.
-- Phones are compared by their digits.
WITH orders AS (
    SELECT id, number, email, placed_at, status, total_minor, currency, true AS is_exact
    FROM orders_order WHERE number = upper(%(words)s)
    UNION ALL
    SELECT id, number, email, placed_at, status, total_minor, currency, true FROM orders_order WHERE id = %(order_id)s
    UNION ALL
    (SELECT id, number, email, placed_at, status, total_minor, currency, false FROM orders_order
     WHERE %(day_first)s::uuid IS NOT NULL AND id >= %(day_first)s AND id < %(day_end)s
       AND number LIKE upper(%(beginning)s) AND number <> upper(%(words)s)
     ORDER BY id DESC LIMIT 8)
    UNION ALL
    (SELECT whole.id, whole.number, whole.email, whole.placed_at, whole.status, whole.total_minor, whole.currency, false
     FROM accounts_person AS person JOIN orders_order AS whole ON whole.person_id = person.id
     WHERE lower(person.email) = lower(%(words)s)
     ORDER BY whole.placed_at DESC LIMIT 8)
), found AS (
    SELECT 'order' AS what, id, id AS order_id, number AS title, email AS note, status AS state, is_exact,
           placed_at AS at FROM orders
    UNION ALL
    (SELECT 'person', id, NULL, coalesce(nullif(email, ''), phone), concat_ws(', ', nullif(full_name, ''), nullif(phone, '')), '',
            lower(email) = lower(%(words)s) OR %(digits)s <> '' AND regexp_replace(phone, '\D', '', 'g') = %(digits)s,
            created_at
     FROM accounts_person
     WHERE lower(email) = lower(%(words)s) OR email ILIKE %(beginning)s
        OR %(by_name)s AND full_name ILIKE %(anywhere)s
        OR %(digits)s <> '' AND phone <> '' AND regexp_replace(phone, '\D', '', 'g') = %(digits)s
     ORDER BY 7 DESC, created_at DESC LIMIT 8)
    UNION ALL
    (SELECT 'seller', id, NULL, trade_name, concat_ws(', ', legal_name, registration_number), standing,
            lower(trade_name) = lower(%(words)s) OR slug = lower(%(words)s) OR registration_number = %(words)s
            OR tax_number = %(words)s OR id = %(seller_id)s, applied_at
     FROM sellers_seller
     WHERE trade_name ILIKE %(anywhere)s OR legal_name ILIKE %(anywhere)s OR slug = lower(%(words)s)
        OR registration_number = %(words)s OR tax_number = %(words)s OR contact_email ILIKE %(beginning)s
        OR id = %(seller_id)s
     ORDER BY 7 DESC, trade_name LIMIT 8)
    UNION ALL
    (SELECT DISTINCT ON (product.id) 'product', product.id, NULL::uuid, coalesce(product.titles ->> %(language)s::text, product.titles ->> 'en', product.titles ->> 'ru'), concat_ws(', ', offer.sku, seller.trade_name), '',
            true, product.updated_at
     FROM sellers_seller AS seller
     CROSS JOIN LATERAL (
         SELECT sku, product_id FROM catalogue_offer WHERE seller_id = seller.id AND sku = %(words)s LIMIT 1
     ) AS offer
     JOIN catalogue_product AS product ON product.id = offer.product_id
     ORDER BY product.id LIMIT 8)
    UNION ALL
    (SELECT 'product', product.id, NULL, coalesce(product.titles ->> %(language)s::text, product.titles ->> 'en', product.titles ->> 'ru'), variant.gtin, '', true, product.updated_at
     FROM catalogue_variant AS variant JOIN catalogue_product AS product ON product.id = variant.product_id
     WHERE %(gtin)s <> '' AND variant.gtin = %(gtin)s LIMIT 1)
    UNION ALL
    SELECT 'product', id, NULL, coalesce(titles ->> %(language)s::text, titles ->> 'en', titles ->> 'ru'), brand, '', id = %(product_id)s, updated_at
    FROM catalogue_product WHERE id = ANY(%(products)s::uuid[]) OR id = %(product_id)s
    UNION ALL
    (SELECT 'parcel', parcel.id, parcel.order_id, parcel.number, concat_ws(', ', coalesce(carrier.names ->> %(language)s::text, carrier.names ->> 'en'), whole.number), parcel.state,
            true, parcel.created_at
     FROM shipping_parcel AS parcel JOIN orders_order AS whole ON whole.id = parcel.order_id
     JOIN shipping_carrier AS carrier ON carrier.code = parcel.carrier_id
     WHERE parcel.number = upper(%(words)s) ORDER BY parcel.created_at DESC LIMIT 8)
    UNION ALL
    (SELECT 'payment', attempt.id, attempt.order_id, attempt.provider_ref, whole.number, '',
            true, attempt.created_at
     FROM payments_paymentattempt AS attempt JOIN orders_order AS whole ON whole.id = attempt.order_id
     WHERE attempt.provider = ANY(%(providers)s::text[]) AND attempt.provider_ref = %(words)s AND attempt.provider_ref <> ''
        OR attempt.id = %(attempt_id)s LIMIT 8)
    UNION ALL
    (SELECT 'refund', refund.id, refund.order_id, refund.provider_ref, whole.number, refund.status, true, refund.created_at
     FROM payments_refund AS refund JOIN orders_order AS whole ON whole.id = refund.order_id
     WHERE refund.provider_ref = %(words)s AND refund.provider_ref <> '' OR refund.id = %(refund_id)s LIMIT 8)
    UNION ALL
    (SELECT 'chargeback', chargeback.id, attempt.order_id, chargeback.provider_ref, whole.number, chargeback.status,
            true, chargeback.opened_at
     FROM payments_chargeback AS chargeback JOIN payments_paymentattempt AS attempt ON attempt.id = chargeback.attempt_id
     JOIN orders_order AS whole ON whole.id = attempt.order_id
     WHERE chargeback.provider_ref = %(words)s LIMIT 8)
    UNION ALL
    (SELECT 'payout', payout.seller_id, NULL, payout.provider_ref, seller.trade_name, payout.status, true, payout.created_at
     FROM ledger_payout AS payout JOIN sellers_seller AS seller ON seller.id = payout.seller_id
     WHERE payout.provider_ref = %(words)s AND payout.provider_ref <> '' OR payout.id = %(payout_id)s LIMIT 8)
)
SELECT DISTINCT ON (what, id) what, id, order_id, coalesce(title, '') AS title, coalesce(note, '') AS note, state, is_exact, at
FROM found
ORDER BY what, id, is_exact DESC
