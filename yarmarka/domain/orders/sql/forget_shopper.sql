-- Purpose: of a person's orders only what tax and accounts ask for is left: what was sold, for how much, into which
-- country. Rows: the person's orders. Index: orders by person.
UPDATE orders_order
SET email = '',
    address = jsonb_build_object(
        'country', address -> 'country', 'recipient', '', 'street', '', 'city', '', 'region', '', 'district', '',
        'postal_code', '', 'phone', ''
    )
WHERE person_id = %(person_id)s
