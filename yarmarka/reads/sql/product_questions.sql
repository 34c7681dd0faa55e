-- Purpose: a product's questions with their answers, those with answers first, then the newest. Rows: at most a page.
-- Indexes: question_of_product; answer_to_question; primary keys.
SELECT question.id, question.person_id, question.text, question.language, question.asked_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'id', answer.id, 'text', answer.text, 'seller', seller.trade_name,
                   'full_name', person.full_name, 'written_at', answer.written_at)
                   ORDER BY answer.seller_id IS NULL, answer.id), '[]')
        FROM reviews_answer AS answer
        JOIN accounts_person AS person ON person.id = answer.person_id
        LEFT JOIN sellers_seller AS seller ON seller.id = answer.seller_id
        WHERE answer.question_id = question.id AND answer.hidden_at IS NULL) AS answers,
       count(*) OVER () AS found
FROM reviews_question AS question
WHERE question.product_id = %(product_id)s AND question.hidden_at IS NULL
ORDER BY EXISTS (
    SELECT FROM reviews_answer AS answer WHERE answer.question_id = question.id AND answer.hidden_at IS NULL
) DESC, question.id DESC
LIMIT %(limit)s
