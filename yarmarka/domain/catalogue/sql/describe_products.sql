-- Purpose: let the author of a product change its texts, and anybody fill in what is missing.
-- Rows: those that really change, of at most one batch. Index: primary key of product.
-- `titles`, `category_id` … are what the author says now (null when the batch has no row of the author's);
-- `more_titles` … is what others say. A text that its author says as nothing ('') is taken away.
-- A text's origin goes with the text: it is that of who says the text now, and stays while only other languages are said.
-- What changed is noted for good, a row for each product.
WITH said AS (
    SELECT * FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
        id uuid, category_id uuid, titles jsonb, descriptions jsonb, text_origins jsonb, attributes jsonb, brand text, part_number text,
        picture text, tint smallint,
        more_titles jsonb, more_descriptions jsonb, more_origins jsonb, more_attributes jsonb, more_brand text, more_part_number text)
), next AS (
    SELECT product.id,
        coalesce(category.id, product.category_id) AS category_id,
        coalesce(category.path, product.category_path) AS category_path,
        (said.more_titles || product.titles || coalesce(said.titles, '{}')) - array(
            SELECT text.key FROM jsonb_each_text(said.titles) AS text WHERE text.value = '') AS titles,
        (said.more_descriptions || product.descriptions || coalesce(said.descriptions, '{}')) - array(
            SELECT text.key FROM jsonb_each_text(said.descriptions) AS text WHERE text.value = '') AS descriptions,
        jsonb_strip_nulls(jsonb_build_object(
            'titles', nullif(
                (((coalesce(said.more_origins -> 'titles', '{}') - array(SELECT jsonb_object_keys(product.titles)))
                  || coalesce(product.text_origins -> 'titles', '{}'))
                 - array(SELECT jsonb_object_keys(said.titles)))
                || coalesce(said.text_origins -> 'titles', '{}'), '{}'),
            'descriptions', nullif(
                (((coalesce(said.more_origins -> 'descriptions', '{}') - array(SELECT jsonb_object_keys(product.descriptions)))
                  || coalesce(product.text_origins -> 'descriptions', '{}'))
                 - array(SELECT jsonb_object_keys(said.descriptions)))
                || coalesce(said.text_origins -> 'descriptions', '{}'), '{}'))) AS text_origins,
        CASE WHEN said.attributes <> '[]' THEN said.attributes
             WHEN product.attributes = '[]' THEN said.more_attributes
             ELSE product.attributes END AS attributes,
        coalesce(nullif(said.brand, ''), nullif(product.brand, ''), said.more_brand) AS brand,
        coalesce(nullif(said.part_number, ''), nullif(product.part_number, ''), said.more_part_number)
            AS part_number,
        coalesce(nullif(said.picture, ''), product.picture) AS picture,
        coalesce(said.tint, product.tint) AS tint
    FROM said
    JOIN catalogue_product AS product ON product.id = said.id
    LEFT JOIN catalogue_category AS category ON category.id = said.category_id
), changed AS (
UPDATE catalogue_product AS product SET
    category_id = next.category_id, category_path = next.category_path, titles = next.titles,
    descriptions = next.descriptions, text_origins = next.text_origins, attributes = next.attributes, brand = next.brand,
    part_number = next.part_number, picture = next.picture, tint = next.tint, updated_at = %(now)s
FROM next
WHERE product.id = next.id
  AND (product.category_id, product.category_path, product.titles, product.descriptions, product.text_origins, product.attributes,
       product.brand, product.part_number, product.picture, product.tint)
      IS DISTINCT FROM
      (next.category_id, next.category_path, next.titles, next.descriptions, next.text_origins, next.attributes,
       next.brand, next.part_number, next.picture, next.tint)
RETURNING product.id
), noted AS (
    INSERT INTO catalogue_cardchange (product_id, seller_id, sku, source, person_id, changes, at)
    SELECT product.id, %(seller_id)s, '', %(source)s, %(by)s, difference.fields, %(now)s
    FROM changed
    JOIN next ON next.id = changed.id
    JOIN catalogue_product AS product ON product.id = changed.id -- as it was before this statement
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(field.name, jsonb_build_array(field.was, field.becomes)) AS fields
        FROM (VALUES ('titles', product.titles, next.titles),
                     ('descriptions', product.descriptions, next.descriptions),
                     ('text_origins', product.text_origins, next.text_origins),
                     ('attributes', product.attributes, next.attributes),
                     ('brand', to_jsonb(product.brand), to_jsonb(next.brand)),
                     ('part_number', to_jsonb(product.part_number), to_jsonb(next.part_number)),
                     ('category_id', to_jsonb(product.category_id), to_jsonb(next.category_id))
             ) AS field (name, was, becomes)
        WHERE field.was IS DISTINCT FROM field.becomes
    ) AS difference
    WHERE difference.fields IS NOT NULL
)
SELECT id FROM changed
