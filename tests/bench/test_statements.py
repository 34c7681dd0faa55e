"""Statements are counted from PostgreSQL's own log, whole ones and whatever their text."""

from pathlib import Path

from yarmarka.bench.statements import StatementCount, count_statements

LOG = b"""\
2026-11-25 10:00:00.000 UTC [7] yarmarka LOG:  statement: BEGIN
2026-11-25 10:00:00.001 UTC [7] yarmarka LOG:  execute <unnamed>: SELECT 1
\tFROM catalogue_offer
\tWHERE sku = 'LOG:  statement: not one'
2026-11-25 10:00:00.002 UTC [7] yarmarka LOG:  execute _pg3_0: INSERT INTO orders_order VALUES ($1)
2026-11-25 10:00:00.003 UTC [9] [unknown] LOG:  checkpoint starting: time
2026-11-25 10:00:00.004 UTC [7] yarmarka LOG:  statement: COMMIT
"""


def test_a_statement_counts_once_however_many_lines_it_has() -> None:
    assert count_statements(LOG) == 4
    assert count_statements(b"") == 0


def test_what_was_logged_since_the_last_request_is_the_cost_of_this_one(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    log.write_bytes(LOG)
    counting = StatementCount(log)
    counting.begin()
    for what, statements in (("basket", 1), ("basket", 2), ("place", 1), ("nothing", 0)):
        with log.open("ab") as file:
            file.write(LOG * statements)
        counting.note(what)
    assert counting.counted == {"basket": 12, "place": 4, "nothing": 0}
