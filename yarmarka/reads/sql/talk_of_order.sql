-- Purpose: when who wrote to whom about an order, without the words. Rows: at most 200.
-- Index: the foreign key from conversation to order, message_of_conversation.
SELECT message.said_at, message.side, seller.trade_name AS seller_name, conversation.id AS conversation_id,
       EXISTS (SELECT FROM conversations_conversationreport AS report
               WHERE report.conversation_id = conversation.id AND report.decided_at IS NULL) AS is_reported
FROM conversations_conversation AS conversation
JOIN conversations_message AS message ON message.conversation_id = conversation.id
JOIN sellers_seller AS seller ON seller.id = conversation.seller_id
WHERE conversation.order_id = %(order_id)s
ORDER BY message.id
LIMIT 200
