-- Purpose: the products changed since a reader's place in the log, and up to where the log is complete now: below the
-- oldest transaction that still runs. Rows: one for each statement that touched goods meanwhile, at most the limit.
-- Index: that of transaction.
SELECT change.transaction, change.product_ids
FROM catalogue_goodschange AS change
WHERE change.transaction >= %(since)s
  AND change.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY change.transaction, change.id
LIMIT %(limit)s
