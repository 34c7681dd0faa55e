"""`yarmarka bench promise` takes any history, says what it leaves out, and gives one object with the keys it names."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.domain.shipping.histories import made_up
from yarmarka.bench.files import Unreadable
from yarmarka.bench.promise.table import read_deliveries
from yarmarka.cli.bench_promise import promise
from yarmarka.cli.shared_data import shared_data
from yarmarka.domain.shipping.rules.history import NEVER

KEYS = ("coverage90", "mean_days", "pinball50", "pinball90", "best_baseline_pinball90")
SHARED = shared_data()


def test_any_history_gives_one_object_with_the_figures(tmp_path: Path) -> None:
    history = made_up("drift", orders=900)
    file = tmp_path / "history.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Ordered_At", "delivered_at", "lane", "destination"])
        for ordered, delivered, lane in zip(
            history.ordered, history.delivered, history.traits[0], strict=True
        ):
            came = "" if delivered == NEVER else f"{date.fromordinal(delivered)} 18:30:00+03:00"
            writer.writerow([f"{date.fromordinal(ordered)}T23:59:00Z", came, lane, ""])
    split = date.fromordinal(int(history.ordered[500])).isoformat()
    ran = CliRunner().invoke(promise, ["--history", str(file), "--split", split, "--json"])
    assert ran.exit_code == 0, ran.output
    figures = json.loads(ran.stdout)
    assert list(figures)[: len(KEYS) - 1] == list(KEYS[:-1])
    assert figures["best_baseline_pinball90"] > figures["pinball90"] > 0
    assert 0.8 < figures["coverage90"] <= 1
    assert figures["undelivered"] > 0


def test_rows_that_cannot_be_are_left_out_with_row_column_reason_and_remedy(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    day = date(2026, 1, 5)
    file.write_text(
        "ordered_at,delivered_at,service\n"
        f"{day},{day + timedelta(9)},x\n"
        f"yesterday,{day},x\n"
        f"{day},{day - timedelta(1)},x\n"
        f"{day},,x\n"
    )
    found = read_deliveries(file)
    assert found.delivered == [(day + timedelta(9)).toordinal(), None]
    assert [(told.row, told.column) for told in found.left_out] == [(3, "ordered_at"), (4, "delivered_at")]
    assert "YYYY-MM-DD" in str(found.left_out[0])


HEAD = "ordered_at,delivered_at"
ROW = "2026-01-05,2026-01-14"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when,delivered_at\n", "row 1, column ordered_at: it is missing"),
        (f"{HEAD},delivered_at\n", "row 1, column delivered_at: it is there twice"),
        (f"{HEAD}\nsoon,\n", "row 2, column ordered_at"),
        (f"{HEAD}\n", "no rows but the first"),
        (f'{HEAD}\n{ROW}\n"{ROW}\n{ROW}\n', "column ordered_at: it goes over several lines"),
        (f"{HEAD},lane\n{ROW},Москва".encode("cp1251"), "line 2: its letters are not in UTF-8"),
    ],
)
def test_a_file_without_a_history_says_why(tmp_path: Path, text: str | bytes, told: str) -> None:
    (file := tmp_path / "odd.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Unreadable, match=told):
        read_deliveries(file)


@pytest.mark.parametrize(
    "raw",
    [
        f"\ufeffsep=;\r\n{HEAD};note\r\n{ROW};x\r\n".replace(",", ";").encode(),
        f"{HEAD},note\n{ROW},{'x' * 200_000}\n".encode(),
        "Delivered At\tOrdered-At\n2026-01-14\t2026-01-05\n".encode("utf-16"),
        f'{HEAD},note\n2026-01-05 23:10 UTC,14.01.2026 08:00,"two\nlines"\n'.encode(),
    ],
)
def test_whatever_wrote_the_file_its_days_are_read(tmp_path: Path, raw: bytes) -> None:
    (file := tmp_path / "any.csv").write_bytes(raw)
    found = read_deliveries(file)
    assert (found.ordered, found.delivered) == (
        [date(2026, 1, 5).toordinal()],
        [date(2026, 1, 14).toordinal()],
    )


def test_rows_cut_off_or_of_impossible_years_are_left_out_and_clocks_of_other_zones_are_not(
    tmp_path: Path,
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(
        f"{HEAD}\n{ROW}\n{ROW}\n2026-01-05\n9026-01-05,\n{ROW},more\n"
        "2026-01-06T01:00:00+03:00,2026-01-05T23:30:00Z\n"
    )
    found = read_deliveries(file)
    assert [(told.row, told.column) for told in found.left_out] == [
        (4, "delivered_at"),
        (5, "ordered_at"),
        (6, "ordered_at"),
    ]
    assert found.delivered[-1] == found.ordered[-1] == date(2026, 1, 6).toordinal()
    assert found.alike == 1


@pytest.mark.parametrize(
    ("rows", "split", "told"),
    [
        ([ROW] * 3, None, "no day has deliveries before it and orders after it"),
        (["2026-01-05,", "2026-01-09,"], None, "No row has a delivered_at"),
        ([ROW, "2026-02-01,2026-02-03"], "2026-03-01", "after 2026-01-14 and until 2026-02-01"),
        ([ROW, "2026-02-01,2026-02-03"], "2026-01-02", "after 2026-01-14 and until 2026-02-01"),
        ([ROW, "2026-02-01,"], "2026-01-20", "has come: give an earlier one"),
    ],
)
def test_a_split_without_orders_or_deliveries_says_which_would_do(
    tmp_path: Path, rows: list[str], split: str | None, told: str
) -> None:
    (file := tmp_path / "few.csv").write_text("\n".join([HEAD, *rows]))
    ran = CliRunner().invoke(promise, ["--history", str(file), *(["--split", split] if split else [])])
    assert ran.exit_code == 1
    assert told in ran.output


def test_ten_rows_of_the_same_length_are_promised_that_length(tmp_path: Path) -> None:
    days = [date(2026, 1, 5) + timedelta(7 * week) for week in range(10)]
    (file := tmp_path / "ten.csv").write_text(
        "\n".join([HEAD, *(f"{day},{day + timedelta(9)}" for day in days)])
    )
    ran = CliRunner().invoke(promise, ["--history", str(file), "--json"])
    figures = json.loads(ran.stdout)
    assert (figures["coverage90"], figures["mean_days"], figures["pinball90"]) == (1.0, 9.0, 0.0)


@pytest.mark.long
@pytest.mark.skipif(not (SHARED / "scms_delivery").exists(), reason=f"the shared data is not in {SHARED}")
def test_promises_over_borders_beat_plain_quantiles_and_hold_later_too() -> None:
    ran = CliRunner().invoke(promise, ["--json"])
    figures = json.loads(ran.stdout)
    assert figures["pinball90"] < figures["best_baseline_pinball90"]
    assert 0.87 <= figures["coverage90"] <= 0.93
    assert figures["later"]["pinball90"] < figures["later"]["best_baseline_pinball90"]


def test_the_limit_of_other_csv_files_stays_as_it_is(tmp_path: Path) -> None:
    usual, file = csv.field_size_limit(), tmp_path / "long.csv"
    file.write_text(f"ordered_at,delivered_at\n2024-01-01,2024-02-01\n2024-01-01,{'x' * usual}y\n")
    assert len(read_deliveries(file).ordered) == 1
    assert csv.field_size_limit() == usual
