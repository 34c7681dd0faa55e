-- Purpose: note which pictures a seller's articles are to be shown by; what is named as before is not written.
-- Rows: at most one batch, each article once. Index: the primary key.
INSERT INTO intake_namedpicturesrow AS known (seller_id, sku, addresses, pictures, problems, due_at, tries)
SELECT %(seller_id)s, said.sku, said.addresses, '{}', '[]', %(now)s, 0
FROM jsonb_to_recordset(%(said)s::jsonb) AS said (sku text, addresses jsonb)
ORDER BY said.sku
ON CONFLICT (seller_id, sku) DO UPDATE SET addresses = excluded.addresses, due_at = excluded.due_at, tries = 0
WHERE known.addresses <> excluded.addresses
