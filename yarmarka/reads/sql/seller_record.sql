-- Purpose: what became of sellers' parts that were placed since an instant and paid for; of all sellers where none is
-- named. Rows: one for each that had any.
-- Late is what was sent after the first promised day, or arrived after the last one. Called off counts what the seller
-- gave the reason for. Index: seller_order_queue (seller, status, placed_at); what goes with a part by its foreign key.
WITH part AS (
    SELECT part.* FROM orders_sellerorder AS part
    JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
    WHERE (%(seller_id)s::uuid IS NULL OR part.seller_id = %(seller_id)s::uuid) AND part.placed_at >= %(since)s
)
SELECT part.seller_id, count(*) AS orders,
       count(*) FILTER (WHERE part.status <> 'cancelled'
                          AND (part.sent_at IS NOT NULL OR part.promised_from < %(today)s)) AS due,
       count(*) FILTER (WHERE part.status <> 'cancelled'
                          AND coalesce(part.sent_at::date, %(today)s) > part.promised_from) AS sent_late,
       count(*) FILTER (WHERE part.status = 'cancelled' AND part.cancel_reason
                          IN ('out_of_stock', 'damaged', 'price_mistake', 'cannot_ship', 'other')) AS called_off,
       count(*) FILTER (WHERE part.delivered_at IS NOT NULL) AS arrived,
       count(*) FILTER (WHERE part.delivered_at::date > part.promised_to) AS arrived_late,
       count(*) FILTER (WHERE part.delivered_at IS NOT NULL AND EXISTS (
           SELECT FROM orders_givenback AS back WHERE back.seller_order_id = part.id AND back.cause = 'refunded'
       )) AS given_back,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM payments_paymentshare AS share
           JOIN payments_chargeback AS dispute ON dispute.attempt_id = share.attempt_id AND dispute.status <> 'won'
           WHERE share.seller_order_id = part.id
       )) AS charged_back
FROM part
GROUP BY part.seller_id
