-- Purpose: a page of what takes several people, of every matter, with the names of what it is about; those that wait first.
-- Rows: at most the limit. Index: proposal_waiting, voice_once_per_proposal, primary keys of what is named; what is closed is
-- a small table, read whole.
SELECT proposal.id, proposal.matter, proposal.facts, proposal.preview, proposal.source, proposal.effective_at,
       proposal.quorum, proposal.proposed_at, proposal.proposed_by_id, proposer.email AS proposer, proposal.closed_at,
       proposal.is_approved, coalesce(said.yes, 0) AS yes, coalesce(said.names, '') AS voices, coalesce(said.words, '') AS words,
       coalesce(seller.trade_name, '') AS seller, coalesce(brand.name, '') AS brand,
       coalesce(service.names, lane.names, '{}') AS names,
       coalesce(service.origin_country, lane.origin_country, '') AS origin_country,
       coalesce(service.destination_country, lane.destination_country, '') AS destination_country
FROM governance_proposal AS proposal
JOIN accounts_person AS proposer ON proposer.id = proposal.proposed_by_id
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE voice.is_for) AS yes, string_agg(person.email, ', ' ORDER BY voice.at, voice.id) AS names,
           string_agg(voice.words, ' ' ORDER BY voice.at, voice.id) AS words,
           bool_or(voice.by_id = %(viewer)s) AS has_viewer
    FROM governance_voice AS voice JOIN accounts_person AS person ON person.id = voice.by_id
    WHERE voice.proposal_id = proposal.id
) AS said ON true
LEFT JOIN sellers_seller AS seller
    ON seller.id = CASE WHEN proposal.matter IN ('official_store', 'payout_terms', 'let_payouts_go')
                        THEN (proposal.facts ->> 'seller')::uuid
                        WHEN proposal.matter = 'screening_verdict' AND proposal.facts ->> 'subject_kind' = 'seller'
                        THEN (proposal.facts ->> 'subject')::uuid END
LEFT JOIN catalogue_brand AS brand
    ON brand.id = CASE WHEN proposal.matter = 'official_store' THEN (proposal.facts ->> 'brand')::uuid END
LEFT JOIN shipping_deliveryservice AS service
    ON service.id = CASE WHEN proposal.matter = 'delivery_service' THEN (proposal.facts ->> 'service')::uuid END
LEFT JOIN shipping_lane AS lane
    ON lane.id = CASE WHEN proposal.matter = 'lane_legs' THEN (proposal.facts ->> 'lane')::uuid END
WHERE (%(matter)s = '' OR proposal.matter = %(matter)s)
  AND (%(words)s = '' OR proposer.email ILIKE %(words)s OR proposal.source ILIKE %(words)s)
  AND (%(since)s::timestamptz IS NULL OR proposal.proposed_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR proposal.proposed_at < %(until)s)
  AND CASE %(state)s
      WHEN 'mine' THEN proposal.closed_at IS NULL AND proposal.proposed_by_id <> %(viewer)s
                       AND NOT coalesce(said.has_viewer, false)
                       AND (proposal.approvers = '[]' OR proposal.approvers ? %(viewer)s::text)
      WHEN 'waiting' THEN proposal.closed_at IS NULL
      WHEN 'approved' THEN proposal.is_approved IS TRUE
      WHEN 'declined' THEN proposal.is_approved IS FALSE
      ELSE true END
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
