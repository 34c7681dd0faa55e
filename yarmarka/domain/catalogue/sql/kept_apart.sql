-- Purpose: from which products people took articles of a seller out. Rows: nearly always none, of at most one batch.
-- Index: kept_apart_once. What was joined since means the product that it went into.
SELECT apart.sku, coalesce(product.joined_into_id, product.id) AS product_id
FROM catalogue_keptapart AS apart
JOIN catalogue_product AS product ON product.id = apart.product_id
WHERE apart.seller_id = %(seller_id)s AND apart.sku = ANY (ARRAY(SELECT json_array_elements_text(%(skus)s::json)))
