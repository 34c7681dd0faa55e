-- Purpose: to whom these orders go.
-- Rows: one per person, name and country. Index: primary keys only.
SELECT DISTINCT whole.person_id, person.full_name, whole.address ->> 'recipient' AS recipient,
       whole.address ->> 'country' AS country
FROM orders_order AS whole
JOIN accounts_person AS person ON person.id = whole.person_id
WHERE whole.id = ANY (%(ids)s)
