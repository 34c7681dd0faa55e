-- Purpose: write into the log of changes that some products are told of otherwise now. Rows: one. Index: none.
INSERT INTO catalogue_goodschange (transaction, product_ids, changed_at)
VALUES (pg_current_xact_id()::text::bigint, %(product_ids)s::uuid[], now())
