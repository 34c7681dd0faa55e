-- Purpose: the people behind some apps' tokens, each with the address it names and the order that its key led to.
-- Rows: one per token that holds, as one JSON list of AppCaller. `asking` is JSON: a list of Asking.
-- Index: the unique digest of tokens, primary keys, order_once_per_request.
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
           ) END AS known
    FROM ROWS FROM (json_to_recordset(%(asking)s::json) AS (token_digest text, address_id uuid, request_key uuid))
         WITH ORDINALITY AS asked (token_digest, address_id, request_key, place)
    JOIN accounts_apitoken AS token
      ON token.digest = asked.token_digest AND token.expires_at > %(now)s AND token.revoked_at IS NULL
    JOIN accounts_person AS person ON person.id = token.person_id AND person.is_active
    LEFT JOIN accounts_address AS address
      ON address.id = asked.address_id AND address.person_id = person.id AND address.removed_at IS NULL
    LEFT JOIN orders_order AS known
      ON known.person_id = person.id AND known.request_key = asked.request_key
) AS caller
