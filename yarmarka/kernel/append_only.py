"""Tables whose rows are never changed and never removed, by the database's own word.

A migration freezes it into a trigger, so that no statement, ours or an operator's, rewrites what was.
"""

from typing import Final

_REFUSE: Final = """
CREATE OR REPLACE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def keep_for_ever(table: str) -> str:
    """Return SQL that lets rows of a table be written once and only read after that."""
    return f"""{_REFUSE}
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite();
"""


def let_be_rewritten(table: str) -> str:
    """Return SQL that undoes `keep_for_ever`."""
    return f"DROP TRIGGER {table}_append_only ON {table};"
