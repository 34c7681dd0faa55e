"""When what is written survives a crash: at each commit, or for much that can be done again, once at its end."""

from django.db import connection


def commit_sooner() -> None:
    """Let the commit of the transaction at hand not wait for the disk.

    Nobody sees the difference until PostgreSQL or the machine breaks down: then what was committed within the last
    second may be gone, always from the end and never in part, for a later commit that waits waits for all before it.
    Only for work that is done again then, and tells nobody that it is done before `make_durable`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")


def make_durable() -> None:
    """Return once all that is committed by now, whoever committed it, survives a crash. Not within a transaction."""
    with connection.cursor() as cursor:
        # Something has to be written, or there is nothing to wait for; nobody reads it.
        cursor.execute("SELECT pg_logical_emit_message(true, 'durable', '')")
