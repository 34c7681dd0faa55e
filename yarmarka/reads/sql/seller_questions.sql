-- Purpose: questions about what a seller offers, those without its answer first. Rows: at most a page.
-- Indexes: the offers' index on their seller and SKU; question_of_product; answer_once_per_seller.
SELECT question.id, question.product_id, product.titles, question.text, question.asked_at, answer.text AS answer
FROM reviews_question AS question
JOIN catalogue_product AS product ON product.id = question.product_id
LEFT JOIN reviews_answer AS answer ON answer.question_id = question.id AND answer.seller_id = %(seller_id)s
WHERE question.hidden_at IS NULL
  AND EXISTS (
      SELECT FROM catalogue_offer AS offer
      WHERE offer.product_id = question.product_id AND offer.seller_id = %(seller_id)s
        AND offer.status <> 'withdrawn'
  )
ORDER BY answer.id IS NOT NULL, question.id DESC
LIMIT %(limit)s
