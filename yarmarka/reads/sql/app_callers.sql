-- Purpose: the people behind some apps' tokens, each with the address it names, the order that its key led to, and what
-- lies in the basket, where the order is to be of it.
-- Rows: one per token that holds, as one JSON list of AppCaller. `asking` is JSON: a list of Asking.
-- Index: the unique digest of tokens, primary keys, order_once_per_request, a basket's owner and shop, its lines.
SELECT coalesce(json_agg(caller), '[]')::text
FROM (
    SELECT asked.place - 1 AS place, person.id AS person_id, coalesce(person.email, '') AS email, person.currency,
           person.password, token.password_mark,
           CASE WHEN address.id IS NOT NULL THEN json_build_object(
               'country', address.country, 'recipient', address.recipient, 'street', address.street,
               'city', address.city, 'region', address.region, 'district', address.district,
               'postal_code', address.postal_code, 'phone', address.phone
           ) END AS address,
           CASE WHEN known.id IS NOT NULL THEN json_build_object(
               'id', known.id, 'number', known.number, 'person_id', known.person_id,
               'request_key', known.request_key, 'request_hash', known.request_hash,
               'total_minor', known.total_minor, 'currency', known.currency
           ) END AS known,
           basket.filled AS basket
    FROM ROWS FROM (json_to_recordset(%(asking)s::json) AS (
             token_digest text, address_id uuid, request_key uuid, of_basket boolean))
         WITH ORDINALITY AS asked (token_digest, address_id, request_key, of_basket, place)
    JOIN accounts_apitoken AS token
      ON token.digest = asked.token_digest AND token.expires_at > %(now)s AND token.revoked_at IS NULL
    JOIN accounts_person AS person ON person.id = token.person_id AND person.is_active
    LEFT JOIN accounts_address AS address
      ON address.id = asked.address_id AND address.person_id = person.id AND address.removed_at IS NULL
    LEFT JOIN orders_order AS known
      ON known.person_id = person.id AND known.request_key = asked.request_key
    LEFT JOIN LATERAL (
        SELECT json_build_object(
            'id', basket.id, 'request_key', basket.request_key,
            'lines', json_agg(json_build_object('offer_id', item.offer_id, 'quantity', item.quantity)
                              ORDER BY item.added_at, item.id)
        ) AS filled
        FROM orders_basket AS basket JOIN orders_basketitem AS item ON item.basket_id = basket.id
        WHERE asked.of_basket AND basket.person_id = person.id AND basket.storefront = %(storefront)s
        GROUP BY basket.id
    ) AS basket ON true
) AS caller
