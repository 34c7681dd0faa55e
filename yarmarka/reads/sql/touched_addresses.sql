-- Purpose: saved addresses by what they say of where they are, with whose they are. Rows: one per different place.
-- Index: none; a preview and a stop read all addresses once.
SELECT country, postal_code, region, city, count(*) AS addresses, array_agg(DISTINCT person_id) AS people
FROM accounts_address
WHERE removed_at IS NULL
GROUP BY country, postal_code, region, city
