-- Purpose: reported words that wait for a decision, the longest waiting first, with what was said against them.
-- Rows: at most a page and one. Indexes: report_open; primary keys.
WITH waiting AS (
    SELECT subject_kind, subject_id, count(*) AS reports, min(reported_at) AS since,
           array_agg(DISTINCT cause::text) AS causes,
           coalesce(array_agg(words::text ORDER BY reported_at) FILTER (WHERE words <> ''), '{}') AS said
    FROM reviews_report WHERE decision_id IS NULL
    GROUP BY subject_kind, subject_id
    ORDER BY since
    LIMIT %(limit)s OFFSET %(offset)s
)
SELECT waiting.subject_kind, waiting.subject_id, waiting.reports, waiting.since, waiting.causes, waiting.said,
       subject.stars, subject.text, product.id AS product_id, product.titles, person.full_name
FROM waiting
JOIN LATERAL (
    SELECT stars, concat_ws(E'\n', nullif(text, ''), nullif(pros, ''), nullif(cons, '')) AS text, person_id, product_id
    FROM reviews_review WHERE waiting.subject_kind = 'review' AND id = waiting.subject_id
    UNION ALL
    SELECT NULL, reply.text, reply.person_id, review.product_id
    FROM reviews_reply AS reply JOIN reviews_review AS review ON review.id = reply.review_id
    WHERE waiting.subject_kind = 'reply' AND reply.id = waiting.subject_id
    UNION ALL
    SELECT NULL, text, person_id, product_id
    FROM reviews_question WHERE waiting.subject_kind = 'question' AND id = waiting.subject_id
    UNION ALL
    SELECT NULL, answer.text, answer.person_id, question.product_id
    FROM reviews_answer AS answer JOIN reviews_question AS question ON question.id = answer.question_id
    WHERE waiting.subject_kind = 'answer' AND answer.id = waiting.subject_id
) AS subject ON true
JOIN catalogue_product AS product ON product.id = subject.product_id
JOIN accounts_person AS person ON person.id = subject.person_id
ORDER BY waiting.since
