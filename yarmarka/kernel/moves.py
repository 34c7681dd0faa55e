"""State machines as tables: which status may follow which, asked by actions and enforced by the database.

A context's `rules` hold the table; a migration freezes it into a trigger (`guard_moves`), so that no statement,
whoever writes it, takes a row where the table does not lead. `tests/domain/test_moves.py` holds the two together.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

Status = TypeVar("Status", bound=StrEnum)


def statuses_before(following: Mapping[Status, Collection[Status]], then: Status) -> list[Status]:
    """Return the statuses from which a row may become `then`."""
    return [status for status, after in following.items() if then in after]


def guard_moves(table: str, following: Mapping[str, Collection[str]]) -> str:
    """Return SQL that lets the rows of a table move by these steps only; it replaces what was allowed before.

    For migrations, with the statuses written out: a migration must mean for ever what it meant when it was written.
    What is allowed costs a comparison; the function runs only for what is refused.
    """
    steps = [f"('{now}', '{then}')" for now, after in following.items() for then in sorted(after)]
    return f"""
        CREATE OR REPLACE TRIGGER {table}_moves BEFORE UPDATE OF status ON {table} FOR EACH ROW
        WHEN (OLD.status IS DISTINCT FROM NEW.status
              AND (OLD.status::text, NEW.status::text) NOT IN ({", ".join(steps)}))
        EXECUTE FUNCTION kernel_refuse_move();
    """


def unguard_moves(table: str) -> str:
    """Return SQL that undoes `guard_moves`."""
    return f"DROP TRIGGER {table}_moves ON {table};"
