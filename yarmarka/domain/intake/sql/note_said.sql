-- Purpose: keep what a seller's software told of things; what is told again only adds to and replaces what it names.
-- Rows: at most one batch, each id once. Index: said_thing_once.
INSERT INTO intake_saidthingrow AS known (id, seller_id, kind, external_id, belongs_to, facts, told_in)
SELECT draft.id, %(seller_id)s, draft.kind, draft.external_id, draft.belongs_to, draft.facts, %(told_in)s
FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
    id uuid, kind text, external_id text, belongs_to text, facts jsonb)
ORDER BY draft.kind, draft.external_id
ON CONFLICT (seller_id, kind, external_id) DO UPDATE SET
    facts = known.facts || excluded.facts,
    belongs_to = excluded.belongs_to,
    told_in = excluded.told_in
