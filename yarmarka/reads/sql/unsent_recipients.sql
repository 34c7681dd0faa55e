-- Purpose: to whom paid orders go that wait to be sent, so that their names can be looked up in lists.
-- Rows: one per person, name and country. Index: sellers' parts by state.
SELECT DISTINCT whole.person_id, person.full_name, whole.address ->> 'recipient' AS recipient,
       whole.address ->> 'country' AS country
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id
JOIN accounts_person AS person ON person.id = whole.person_id
WHERE part.status = 'to_ship'
  AND (%(paid_since)s::timestamptz IS NULL OR whole.paid_at >= %(paid_since)s::timestamptz)
