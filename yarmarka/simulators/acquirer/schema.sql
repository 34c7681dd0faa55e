-- The bank's books. request_key is what the shop sends so that a repeated request makes nothing twice.
CREATE TABLE IF NOT EXISTS payment (
    id             TEXT PRIMARY KEY,
    request_key    TEXT NOT NULL UNIQUE,
    content        TEXT NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor > 0),
    currency       TEXT NOT NULL,
    reference      TEXT NOT NULL,
    description    TEXT NOT NULL,
    return_url     TEXT NOT NULL,
    status         TEXT NOT NULL
                   CHECK (status IN ('created', 'challenge_required', 'approved', 'declined', 'expired')),
    reason         TEXT NOT NULL DEFAULT '',
    challenge_code TEXT NOT NULL DEFAULT '',
    is_silent      INTEGER NOT NULL DEFAULT 0, -- the bank will not answer: it only lets the payment expire
    sequence       INTEGER NOT NULL DEFAULT 0,
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    behaviour      TEXT
);
CREATE INDEX IF NOT EXISTS payment_open ON payment (expires_at) WHERE status IN ('created', 'challenge_required');

CREATE TABLE IF NOT EXISTS refund (
    id           TEXT PRIMARY KEY,
    request_key  TEXT NOT NULL UNIQUE,
    content      TEXT NOT NULL,
    payment_id   TEXT NOT NULL REFERENCES payment (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('succeeded', 'failed')),
    reason       TEXT NOT NULL DEFAULT '',
    sequence     INTEGER NOT NULL DEFAULT 0,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS refund_payment ON refund (payment_id);

CREATE TABLE IF NOT EXISTS payout (
    id           TEXT PRIMARY KEY,
    request_key  TEXT NOT NULL UNIQUE,
    content      TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT NOT NULL,
    account      TEXT NOT NULL,
    reference    TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'failed')),
    reason       TEXT NOT NULL DEFAULT '',
    sequence     INTEGER NOT NULL DEFAULT 0,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    settles_at   TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS payout_pending ON payout (settles_at) WHERE status = 'pending';
