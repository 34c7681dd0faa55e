-- Purpose: what a product's page says of the thing itself, with its pictures. Rows: one, or none. Indexes: primary key,
-- product_picture_place_once.
SELECT id, category_path, titles, descriptions, text_origins, attributes, brand, part_number, picture, tint,
       coalesce((SELECT jsonb_agg(jsonb_build_object('reference', hung.reference, 'alts', hung.alts) ORDER BY hung.position)
                 FROM catalogue_productpicture AS hung WHERE hung.product_id = catalogue_product.id), '[]') AS pictures
FROM catalogue_product
WHERE id = %(product_id)s AND is_visible
