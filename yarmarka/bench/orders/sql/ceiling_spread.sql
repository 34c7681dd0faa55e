-- One order of three lines from three sellers, spread over 100,000 offers; offers in the order of their ids.
\set a random(1, 33333)
\set b random(33334, 66666)
\set c random(66667, 100000)
\set person random(1, 10000)
\set order_hi random(0, 1000000000000000000)
BEGIN;
UPDATE stock SET held = held + 1 WHERE id = :a AND on_hand - held >= 1;
UPDATE stock SET held = held + 1 WHERE id = :b AND on_hand - held >= 1;
UPDATE stock SET held = held + 1 WHERE id = :c AND on_hand - held >= 1;
INSERT INTO shop_order (id, person, status, total_minor, currency, address) VALUES (md5(:order_hi::text || :a)::uuid, :person, 'unpaid', 300000, 'RUB', '{"country": "RU", "city": "Kazan", "street": "ul. Baumana, 58", "postal_code": "420111", "recipient": "A. Karimova", "phone": "+7 900 000-00-00"}');
INSERT INTO seller_order (order_id, seller, status, total_minor) VALUES (md5(:order_hi::text || :a)::uuid, 1, 'unpaid', 100000), (md5(:order_hi::text || :a)::uuid, 2, 'unpaid', 100000), (md5(:order_hi::text || :a)::uuid, 3, 'unpaid', 100000);
INSERT INTO line (order_id, offer_id, quantity, unit_minor, title) VALUES (md5(:order_hi::text || :a)::uuid, :a, 1, 100000, '{"en": "Kettle"}'), (md5(:order_hi::text || :a)::uuid, :b, 1, 100000, '{"en": "Kettle"}'), (md5(:order_hi::text || :a)::uuid, :c, 1, 100000, '{"en": "Kettle"}');
INSERT INTO hold (order_id, offer_id, quantity, status, expires_at) VALUES (md5(:order_hi::text || :a)::uuid, :a, 1, 'held', now() + interval '30 min'), (md5(:order_hi::text || :a)::uuid, :b, 1, 'held', now() + interval '30 min'), (md5(:order_hi::text || :a)::uuid, :c, 1, 'held', now() + interval '30 min');
INSERT INTO outbox (topic, facts) VALUES ('order_placed', '{"to": "somebody@example.test", "locale": "ru", "total_minor": 300000}');
COMMIT;
