-- Purpose: hold promises of seller orders against the days on which these came. Rows: a few for each seller order given.
-- Index: promise_by_part.
UPDATE shipping_promisemade AS promise
SET delivered_on = came.on_day, is_kept = came.on_day <= promise.to_on
FROM unnest(%(parts)s::uuid[], %(days)s::date[]) AS came (part_id, on_day)
WHERE promise.seller_order_id = came.part_id AND promise.delivered_on IS NULL
