-- One page of a person's orders, newest first, each with what its parts and its first lines show.
-- Rows: at most %(rows)s. Walks the index order_by_person; parts and lines come by the order's foreign key.
WITH page AS (
    SELECT id, number, status, currency, total_minor, placed_at, pay_by
    FROM orders_order
    WHERE person_id = %(person_id)s
    ORDER BY placed_at DESC, id DESC
    LIMIT %(rows)s OFFSET %(skipped)s
)
SELECT page.id,
       page.number,
       page.status,
       page.currency,
       page.total_minor,
       page.placed_at,
       page.pay_by,
       parts.part_ids,
       parts.part_statuses,
       parts.part_promises,
       parts.seller_names,
       lines.pieces,
       lines.pictures
FROM page
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(part.id ORDER BY part.position), '{}') AS part_ids,
           coalesce(array_agg(part.status::text ORDER BY part.position), '{}') AS part_statuses,
           coalesce(array_agg(part.promised_to ORDER BY part.position), '{}') AS part_promises,
           coalesce(array_agg(seller.trade_name::text ORDER BY part.position), '{}') AS seller_names
    FROM orders_sellerorder AS part
    JOIN sellers_seller AS seller ON seller.id = part.seller_id
    WHERE part.order_id = page.id
) AS parts
CROSS JOIN LATERAL (
    SELECT coalesce(sum(line.quantity), 0)::integer AS pieces,
           coalesce(
               jsonb_agg(
                   jsonb_build_object('picture', line.picture, 'tint', line.tint, 'titles', line.titles)
                   ORDER BY line.id
               ) FILTER (WHERE line.place <= 4),
               '[]'
           ) AS pictures
    FROM (
        SELECT id, quantity, picture, tint, titles, row_number() OVER (ORDER BY id) AS place
        FROM orders_orderline
        WHERE order_id = page.id
    ) AS line
) AS lines
ORDER BY page.placed_at DESC, page.id DESC
