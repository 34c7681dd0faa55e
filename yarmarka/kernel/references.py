"""References that a whole batch has looked up at once, instead of one by one.

A foreign key looks its target up and locks it for every row: for an order of three lines forty times, which cost
more than writing the order. Where rows are written in batches and their targets stay for ever, `refer_together`
keeps the same promise (nothing refers to what is not there) with one look-up for a whole statement, and nothing
locked. Decision record 0004 tells what was measured.
"""

# ruff: noqa: S608 -- tables and columns come from migrations, not from people

from collections.abc import Mapping

_REFUSED = "ERRCODE = 'foreign_key_violation'"


def refer_together(table: str, references: Mapping[str, str]) -> str:
    """Return SQL by which rows of `table` refer to rows of other tables, column by column, and go on doing so.

    For migrations. Three guards for each: a new row's target must be there; a row is not pointed elsewhere
    later; a target is not deleted while something refers to it. Who deletes a target waits for those who are
    writing to `table`, and keeps others from it until the end of their transaction: deleting is rare.
    """
    lost = " UNION ALL ".join(
        f"SELECT '{column}' AS role, id FROM (SELECT DISTINCT {column} AS id FROM added) AS one"
        f" WHERE id IS NOT NULL AND (SELECT true FROM {target} WHERE {target}.id = one.id) IS NULL"
        for column, target in references.items()
    )
    guards = "".join(_keep(table, column, target) for column, target in references.items())
    return f"""
        CREATE FUNCTION {table}_look_up() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE astray record;
        BEGIN
            -- A subquery for each key never becomes a join, and so always finds its way by the primary key.
            SELECT role, id INTO astray FROM ({lost}) AS lost LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION '{table}: % % is not there', astray.role, astray.id USING {_REFUSED};
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {table}_refers AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_look_up();

        CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{table} % refers to what it referred to from the start', OLD.id USING {_REFUSED};
        END $$;
        CREATE TRIGGER {table}_stays BEFORE UPDATE OF {", ".join(references)} ON {table} FOR EACH ROW
            WHEN (({_row("OLD", references)}) IS DISTINCT FROM ({_row("NEW", references)}))
            EXECUTE FUNCTION {table}_stay();
        {guards}
    """


def refer_apart(table: str, references: Mapping[str, str]) -> str:
    """Return SQL that undoes `refer_together`."""
    guards = "".join(
        f"DROP TRIGGER {guard} ON {target}; DROP TRIGGER {guard}_key ON {target}; DROP FUNCTION {guard}();"
        for column, target in references.items()
        for guard in [_guard(table, column)]
    )
    return f"""
        DROP TRIGGER {table}_stays ON {table}; DROP FUNCTION {table}_stay();
        DROP TRIGGER {table}_refers ON {table}; DROP FUNCTION {table}_look_up();
        {guards}
    """


def _keep(table: str, column: str, target: str) -> str:
    guard = _guard(table, column)
    return f"""
        CREATE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                RAISE EXCEPTION 'the key of {target} % does not change', OLD.id USING {_REFUSED};
            END IF;
            LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE;
            IF EXISTS (SELECT FROM {table} WHERE {column} = OLD.id) THEN
                RAISE EXCEPTION '{target} % stays: {table} refers to it', OLD.id USING {_REFUSED};
            END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER {guard} BEFORE DELETE ON {target} FOR EACH ROW EXECUTE FUNCTION {guard}();
        CREATE TRIGGER {guard}_key BEFORE UPDATE OF id ON {target} FOR EACH ROW
            WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION {guard}();
    """


def _guard(table: str, column: str) -> str:
    return f"{table}_{column}_kept"


def _row(which: str, references: Mapping[str, str]) -> str:
    return ", ".join(f"{which}.{column}" for column in references)
