-- Purpose: all that the marketplace keeps of a sale at an instant: commission, tax on it, spread of exchange.
-- Rows: the rules in force for the given storefronts, categories, sellers and countries; few. Index: none needed, the tables hold
-- what people agreed on.
SELECT 'commission' AS what, id AS rule_id, basis_points, category_id, seller_id, storefront, NULL AS country
FROM pricing_commissionrule
WHERE valid @> %(now)s::timestamptz
  AND (category_id IS NULL OR category_id = ANY(%(categories)s::uuid[]))
  AND (seller_id IS NULL OR seller_id = ANY(%(sellers)s::uuid[]))
  AND (storefront IS NULL OR storefront = ANY(%(storefronts)s::text[]))
UNION ALL
SELECT 'tax', id, basis_points, NULL, NULL, NULL, seller_country
FROM pricing_commissiontax
WHERE valid @> %(now)s::timestamptz AND (seller_country IS NULL OR seller_country = ANY(%(countries)s::text[]))
UNION ALL
SELECT 'spread', id, basis_points, NULL, NULL, NULL, NULL
FROM pricing_marketplaceterm
WHERE valid @> %(now)s::timestamptz AND kind = 'exchange_spread'
