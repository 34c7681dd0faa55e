-- Purpose: holds that are still live, with their orders' statuses. Rows: the live ones. Index: hold_live_by_offer.
SELECT hold.id, hold.order_id, head.status AS order_status
FROM inventory_hold AS hold JOIN orders_order AS head ON head.id = hold.order_id WHERE hold.status = 'held'
