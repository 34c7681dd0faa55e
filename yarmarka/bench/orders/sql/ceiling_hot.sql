-- One order of one line on the one offer that everybody wants.
\set person random(1, 10000)
\set order_hi random(0, 1000000000000000000)
BEGIN;
UPDATE stock SET held = held + 1 WHERE id = 1 AND on_hand - held >= 1;
INSERT INTO shop_order (id, person, status, total_minor, currency, address) VALUES (md5(:order_hi::text || :person)::uuid, :person, 'unpaid', 100000, 'RUB', '{"country": "RU", "city": "Kazan", "street": "ul. Baumana, 58", "postal_code": "420111", "recipient": "A. Karimova", "phone": "+7 900 000-00-00"}');
INSERT INTO seller_order (order_id, seller, status, total_minor) VALUES (md5(:order_hi::text || :person)::uuid, 1, 'unpaid', 100000);
INSERT INTO line (order_id, offer_id, quantity, unit_minor, title) VALUES (md5(:order_hi::text || :person)::uuid, 1, 1, 100000, '{"en": "Kettle"}');
INSERT INTO hold (order_id, offer_id, quantity, status, expires_at) VALUES (md5(:order_hi::text || :person)::uuid, 1, 1, 'held', now() + interval '30 min');
INSERT INTO outbox (topic, facts) VALUES ('order_placed', '{"to": "somebody@example.test", "locale": "ru", "total_minor": 100000}');
COMMIT;
