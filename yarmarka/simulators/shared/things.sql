-- What a stand-in keeps: its things as the JSON that it answers with (names that begin with _ are its own business).
CREATE TABLE IF NOT EXISTS thing (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    facts    TEXT NOT NULL,
    due_at   TEXT                           -- when something happens to it on its own
);
CREATE INDEX IF NOT EXISTS thing_due ON thing (due_at) WHERE due_at IS NOT NULL;

-- What a request key was answered with: a repeated request gets the same answer, and nothing is done twice.
CREATE TABLE IF NOT EXISTS answer (
    request_key TEXT PRIMARY KEY,
    content     TEXT NOT NULL,
    facts       TEXT NOT NULL
);
