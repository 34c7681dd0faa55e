-- Purpose: one page of the products that have certain words, the fittest first, each with the number of all that have
-- them. Rows: at most the limit; at most `rank_at_most` are weighed, so that a word that everything has can't hold a search up.
-- Index: product_search. The conditions in the place of the comment are constants of `queries.listings`.
SELECT found.id, count(*) OVER () AS total
FROM (
    SELECT product.id, product.search
    FROM catalogue_product AS product /* sold */
    WHERE product.is_visible AND product.offer_count > 0 /* conditions */
    LIMIT %(rank_at_most)s
) AS found
ORDER BY ts_rank_cd(found.search, /* words */, 1) DESC, found.id DESC
LIMIT %(limit)s OFFSET %(offset)s
