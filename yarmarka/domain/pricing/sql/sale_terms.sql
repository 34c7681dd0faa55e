-- Purpose: all that the marketplace keeps of sales within some seconds: commission, tax on it, spread of
-- exchange. Rows: the rules in force then; what people agreed on. Index: none needed.
SELECT 'commission' AS what, id AS rule_id, basis_points, category_id, seller_id, storefront, NULL AS country, valid
FROM pricing_commissionrule WHERE valid && tstzrange(%(now)s, %(until)s, '[]')
UNION ALL
SELECT 'tax', id, basis_points, NULL, NULL, NULL, seller_country, valid
FROM pricing_commissiontax WHERE valid && tstzrange(%(now)s, %(until)s, '[]')
UNION ALL
SELECT 'spread', id, basis_points, NULL, NULL, NULL, NULL, valid
FROM pricing_marketplaceterm WHERE valid && tstzrange(%(now)s, %(until)s, '[]') AND kind = 'exchange_spread'
