-- The ceiling's own tables: what placing an order must write at the least, with the indexes that finding it again
-- needs. Written once; not slowed down later.
CREATE TABLE stock (
    id bigint PRIMARY KEY, on_hand bigint NOT NULL, held bigint NOT NULL DEFAULT 0,
    CHECK (held BETWEEN 0 AND on_hand)
);
INSERT INTO stock SELECT id, 1000000 FROM generate_series(1, 100000) AS id;
CREATE TABLE shop_order (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), person bigint NOT NULL, request_key uuid NOT NULL DEFAULT gen_random_uuid(),
    status text NOT NULL, total_minor bigint NOT NULL, currency char(3) NOT NULL, address jsonb NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now(), UNIQUE (person, request_key)
);
CREATE TABLE seller_order (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), order_id uuid NOT NULL, seller bigint NOT NULL, status text NOT NULL,
    total_minor bigint NOT NULL, UNIQUE (order_id, seller)
);
CREATE TABLE line (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), order_id uuid NOT NULL, offer_id bigint NOT NULL,
    quantity integer NOT NULL, unit_minor bigint NOT NULL, title jsonb NOT NULL
);
CREATE INDEX line_order ON line (order_id);
CREATE TABLE hold (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), order_id uuid NOT NULL, offer_id bigint NOT NULL,
    quantity integer NOT NULL, status text NOT NULL, expires_at timestamptz NOT NULL
);
CREATE INDEX hold_order ON hold (order_id);
CREATE TABLE outbox (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text NOT NULL, facts jsonb NOT NULL,
    due_at timestamptz NOT NULL DEFAULT now(), delivered_at timestamptz
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE delivered_at IS NULL;
ANALYZE;
