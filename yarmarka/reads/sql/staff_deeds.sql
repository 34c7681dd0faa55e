-- Purpose: a page of what staff did. Rows: at most the limit.
-- Index: the primary key, walked backwards; deed_by_subject, deed_by_actor.
SELECT deed.id, deed.kind, deed.subject_kind, deed.subject_id, deed.subject_name, deed.before, deed.after, deed.reason,
       deed.at, coalesce(actor.email, '') AS actor
FROM audit_deed AS deed LEFT JOIN accounts_person AS actor ON actor.id = deed.actor_id
WHERE (%(kind)s = '' OR deed.kind = %(kind)s)
  AND (%(words)s = '' OR actor.email ILIKE %(words)s OR deed.subject_name ILIKE %(words)s)
  AND (%(subject_id)s::uuid IS NULL OR deed.subject_id = %(subject_id)s)
  AND (%(since)s::timestamptz IS NULL OR deed.at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR deed.at < %(until)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
