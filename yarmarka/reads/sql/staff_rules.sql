-- Purpose: the dated rules of the marketplace that hold or are to come, and those that ended lately. Rows: some dozens.
-- Scans the rules' tables, which stay small; delivery services by what is valid.
SELECT rule.kind, rule.id, rule.figure, rule.about, lower(rule.valid) AS valid_from, upper(rule.valid) AS valid_until,
       rule.source, rule.verified_on, rule.is_example, coalesce(proposer.email, '') AS proposer,
       coalesce(approver.email, '') AS approver
FROM (
    SELECT 'commission' AS kind, commission.id, commission.basis_points::integer AS figure,
           coalesce(nullif(concat_ws(', ', category.slug, seller.trade_name, commission.storefront), ''), '') AS about,
           commission.valid, commission.source, commission.verified_on, commission.is_example,
           commission.proposed_by_id, commission.approved_by_id
    FROM pricing_commissionrule AS commission
    LEFT JOIN catalogue_category AS category ON category.id = commission.category_id
    LEFT JOIN sellers_seller AS seller ON seller.id = commission.seller_id
    UNION ALL
    SELECT 'tax', id, basis_points, coalesce(seller_country, ''), valid, source, verified_on, is_example, proposed_by_id,
           approved_by_id
    FROM pricing_commissiontax
    UNION ALL
    SELECT CASE kind WHEN 'exchange_spread' THEN 'spread' ELSE 'fund' END, id, basis_points, '', valid, source,
           verified_on, is_example, proposed_by_id, approved_by_id
    FROM pricing_marketplaceterm
    UNION ALL
    SELECT 'partner', id, basis_points, name, valid, source, verified_on, is_example, proposed_by_id, approved_by_id
    FROM pricing_partnershare
    UNION ALL
    SELECT 'inspection', id, inspection_days, carrier_id || ' ' || code || ', ' || origin_country || ' → '
           || destination_country, valid, source, verified_on, is_example, NULL, NULL
    FROM shipping_deliveryservice
) AS rule
LEFT JOIN accounts_person AS proposer ON proposer.id = rule.proposed_by_id
LEFT JOIN accounts_person AS approver ON approver.id = rule.approved_by_id
WHERE upper(rule.valid) IS NULL OR upper(rule.valid) > %(since)s
ORDER BY rule.kind, rule.about, lower(rule.valid) DESC
LIMIT 500
