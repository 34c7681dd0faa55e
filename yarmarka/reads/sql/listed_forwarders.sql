-- Purpose: a page of forwarding addresses with who wrote them down; those on the list first. Rows: at most the limit.
-- Index: none; a list that people write, thousands of rows.
SELECT entry.id, entry.country, entry.postal_code, entry.words, entry.note, entry.source, lower(entry.valid) AS since,
       upper(entry.valid) AS until, author.email AS author, approver.email AS approver
FROM compliance_forwarder AS entry
JOIN accounts_person AS author ON author.id = entry.author_id
JOIN accounts_person AS approver ON approver.id = entry.approver_id
WHERE (%(words)s = '' OR entry.words ILIKE %(words)s OR entry.note ILIKE %(words)s OR entry.source ILIKE %(words)s)
  AND (%(country)s = '' OR entry.country = %(country)s)
  AND CASE %(phase)s
      WHEN 'holds' THEN entry.valid @> %(now)s::timestamptz
      WHEN 'to_come' THEN lower(entry.valid) > %(now)s
      WHEN 'over' THEN upper(entry.valid) <= %(now)s
      ELSE true END
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
