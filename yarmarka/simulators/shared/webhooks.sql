-- What a stand-in still has to tell the shop, and what it has told. Written in the transaction of its cause.
CREATE TABLE IF NOT EXISTS webhook (
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id     TEXT NOT NULL,
    subject      TEXT NOT NULL,              -- the payment, refund, payout or parcel that it tells of
    body         TEXT NOT NULL,              -- the very bytes that are signed, the same on every try
    due_at       TEXT NOT NULL,
    is_held      INTEGER NOT NULL DEFAULT 0, -- waits until a later one on the same subject has been delivered
    attempts     INTEGER NOT NULL DEFAULT 0,
    delivered_at TEXT,
    failure      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS webhook_due ON webhook (due_at) WHERE delivered_at IS NULL;
CREATE INDEX IF NOT EXISTS webhook_subject ON webhook (subject, position);

-- How webhooks are to misbehave, for tests and demonstrations: for the next thing made, or for everything.
CREATE TABLE IF NOT EXISTS behaviour (
    scope TEXT PRIMARY KEY CHECK (scope IN ('next', 'all')),
    facts TEXT NOT NULL
);
