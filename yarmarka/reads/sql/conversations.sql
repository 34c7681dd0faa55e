-- Purpose: a page of conversations of a shopper, of a seller, or of those that are reported, with what each is about.
-- Rows: at most the limit. Index: conversation_of_person, conversation_waiting and conversation_of_seller,
-- conversation_report_open; message_of_conversation for the last words.
SELECT conversation.id, conversation.person_id, conversation.seller_id, seller.trade_name AS seller_name, seller.slug AS seller_slug,
       person.full_name, conversation.product_id, product.titles, coalesce(product.picture, '') AS picture,
       coalesce(product.tint, 0) AS tint, conversation.order_id, conversation.seller_order_id, shopping.number,
       conversation.opened_at, conversation.last_at, conversation.waits_since,
       conversation.unread_by_shopper, conversation.unread_by_seller,
       last.side AS last_side, last.text AS last_text
FROM conversations_conversation AS conversation
JOIN sellers_seller AS seller ON seller.id = conversation.seller_id
JOIN accounts_person AS person ON person.id = conversation.person_id
LEFT JOIN LATERAL (
    SELECT titles, coalesce(nullif(cover, ''), picture) AS picture, tint
    FROM catalogue_product WHERE id = conversation.product_id
) AS product ON true
LEFT JOIN orders_order AS shopping ON shopping.id = conversation.order_id
LEFT JOIN LATERAL (
    SELECT side, text FROM conversations_message AS message
    WHERE message.conversation_id = conversation.id ORDER BY message.id DESC LIMIT 1
) AS last ON true
WHERE (%(person_id)s::uuid IS NULL OR conversation.person_id = %(person_id)s::uuid)
  AND (%(seller_id)s::uuid IS NULL OR conversation.seller_id = %(seller_id)s::uuid)
  AND (%(conversation_id)s::uuid IS NULL OR conversation.id = %(conversation_id)s::uuid)
  AND (NOT %(only_reported)s OR EXISTS (SELECT FROM conversations_conversationreport AS report
       WHERE report.conversation_id = conversation.id AND report.decided_at IS NULL))
  AND (NOT %(only_waiting)s OR conversation.waits_since IS NOT NULL)
ORDER BY CASE WHEN %(waiting_first)s THEN conversation.waits_since END NULLS LAST, conversation.last_at DESC, conversation.id
LIMIT %(limit)s OFFSET %(offset)s
