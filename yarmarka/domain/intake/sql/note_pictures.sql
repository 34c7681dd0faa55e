-- Purpose: note what came of articles' pictures; whoever named others meanwhile keeps when these are looked after.
-- Rows: at most one batch, each article once. Index: the primary key.
UPDATE intake_namedpicturesrow AS known
SET pictures = noted.pictures,
    problems = noted.problems,
    due_at = CASE WHEN known.due_at = %(leased_until)s THEN noted.due_at ELSE known.due_at END,
    tries = CASE WHEN known.due_at = %(leased_until)s THEN noted.tries ELSE known.tries END
FROM jsonb_to_recordset(%(noted)s::jsonb) AS noted (
    seller_id uuid, sku text, pictures jsonb, problems jsonb, due_at timestamptz, tries smallint
)
WHERE known.seller_id = noted.seller_id AND known.sku = noted.sku
