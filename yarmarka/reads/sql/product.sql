-- Purpose: what a product's page says of the thing itself. Rows: one, or none. Index: primary key.
SELECT id, category_path, titles, descriptions, attributes, brand, part_number, picture, tint
FROM catalogue_product
WHERE id = %(product_id)s AND is_visible
