-- Purpose: each find that was chosen of a query, beside in how many visits the query was typed. Rows: as many as there
-- are such pairs. Index: search_noted_once, from the first day on.
WITH asked AS (
    SELECT query, count(DISTINCT (day, visit)) AS visits
    FROM discovery_searchnote
    WHERE day >= %(since)s
    GROUP BY query
    HAVING count(DISTINCT (day, visit)) >= %(at_least)s
)
SELECT note.query, note.product_id, asked.visits, count(DISTINCT (note.day, note.visit)) AS chosen,
       avg(note.place)::float8 AS mean_place
FROM discovery_searchnote AS note
JOIN asked USING (query)
WHERE note.day >= %(since)s AND note.product_id IS NOT NULL
GROUP BY note.query, note.product_id, asked.visits
ORDER BY note.query, chosen DESC, note.product_id
