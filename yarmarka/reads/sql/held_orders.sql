-- Purpose: orders that restrictions hold until somebody looks at them or a licence is there, with the first decision.
-- Rows: one per order of which something waits to be sent, and that nobody cleared since unless it needs a licence; the
-- longest waiting first; or only the one asked for.
-- Index: sellers' parts by order, decisions by order, clearance_of_order.
SELECT held.order_id, held.at, held.places, held.restriction_ids, held.outcome = 'licence' AS needs_licence,
       count(*) OVER () AS in_all
FROM (
    SELECT DISTINCT ON (decision.order_id) decision.order_id, decision.at, decision.outcome,
           ARRAY(
               SELECT jsonb_array_elements_text(decision.inputs -> 'to' || (decision.inputs -> 'hinted'))
           ) AS places,
           ARRAY(SELECT jsonb_array_elements_text(decision.restriction_ids)::uuid) AS restriction_ids
    FROM compliance_decision AS decision
    WHERE decision.outcome IN ('hold', 'licence')
      AND (%(order_id)s::uuid IS NULL OR decision.order_id = %(order_id)s)
      AND EXISTS (
          SELECT FROM orders_sellerorder AS part
          WHERE part.order_id = decision.order_id AND part.status IN ('unpaid', 'to_ship')
      )
      AND (
          decision.outcome = 'licence'
          OR NOT EXISTS (
              SELECT FROM compliance_clearance AS cleared
              WHERE cleared.order_id = decision.order_id AND cleared.at >= decision.at
          )
      )
    ORDER BY decision.order_id, decision.outcome = 'licence' DESC, decision.at
) AS held
ORDER BY held.at, held.order_id
LIMIT %(limit)s OFFSET %(offset)s
