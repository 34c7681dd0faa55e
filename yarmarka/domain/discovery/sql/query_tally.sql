-- Purpose: what became of each query: visits that saw its finds, saw none, went on to one. A visit is one day of one
-- browser. Rows: at most the limit. Index: search_noted_once, from the first day on.
SELECT query, language,
       count(DISTINCT (day, visit)) AS visits,
       count(DISTINCT (day, visit)) FILTER (WHERE finds = 0) AS without_finds,
       count(DISTINCT (day, visit)) FILTER (WHERE product_id IS NOT NULL) AS with_choice,
       avg(place)::float8 AS mean_place
FROM discovery_searchnote
WHERE day >= %(since)s
GROUP BY query, language
HAVING count(DISTINCT (day, visit)) >= %(at_least)s
ORDER BY 3 DESC, query, language
LIMIT %(most)s
