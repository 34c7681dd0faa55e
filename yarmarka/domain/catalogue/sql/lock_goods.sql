-- Purpose: let one batch at a time match and change goods, so that two feeds can't make one product twice and
-- rows are never locked crosswise. Held to the end of the transaction; readers and orders don't wait for it.
SELECT pg_advisory_xact_lock(hashtext('catalogue.goods'))
