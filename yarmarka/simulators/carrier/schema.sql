-- The carrier's books. Of the recipient it keeps a place, no name and no street.
CREATE TABLE IF NOT EXISTS shipment (
    number                TEXT PRIMARY KEY,
    reference             TEXT NOT NULL UNIQUE,   -- the shop's own id: a repeated request finds the same shipment
    content               TEXT NOT NULL,
    service               TEXT NOT NULL,
    sender_country        TEXT NOT NULL,
    sender_city           TEXT NOT NULL,
    recipient_country     TEXT NOT NULL,
    recipient_city        TEXT NOT NULL,
    recipient_postal_code TEXT NOT NULL,
    weight_g              INTEGER NOT NULL CHECK (weight_g > 0),
    declared_value_minor  INTEGER NOT NULL CHECK (declared_value_minor >= 0),
    currency              TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    handed_over_at        TEXT,
    scans                 INTEGER NOT NULL DEFAULT 0, -- how many stages of its journey are behind it
    is_returning          INTEGER NOT NULL DEFAULT 0,
    is_over               INTEGER NOT NULL DEFAULT 0,
    last_scan_at          TEXT,                       -- by the carrier's own clock, for the tempo
    behaviour             TEXT
);
-- Its box, where the shop knows it: a table of its own, which books from before can still get.
CREATE TABLE IF NOT EXISTS box (
    number    TEXT PRIMARY KEY REFERENCES shipment (number),
    length_cm INTEGER NOT NULL CHECK (length_cm > 0),
    width_cm  INTEGER NOT NULL CHECK (width_cm > 0),
    height_cm INTEGER NOT NULL CHECK (height_cm > 0)
);
CREATE INDEX IF NOT EXISTS shipment_moving ON shipment (last_scan_at) WHERE NOT is_over;

CREATE TABLE IF NOT EXISTS serial (
    service     TEXT NOT NULL,
    country     TEXT NOT NULL,
    next_serial INTEGER NOT NULL,
    PRIMARY KEY (service, country)
);

CREATE TABLE IF NOT EXISTS scan (
    number      TEXT NOT NULL REFERENCES shipment (number),
    sequence    INTEGER NOT NULL,
    code        TEXT NOT NULL,
    place       TEXT NOT NULL,
    country     TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    tell_at     TEXT,                                 -- when to put it into a batch; nothing once that is done
    PRIMARY KEY (number, sequence)
);
CREATE INDEX IF NOT EXISTS scan_untold ON scan (tell_at) WHERE tell_at IS NOT NULL;
