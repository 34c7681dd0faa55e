"""`yarmarka bench promise` takes any history, says what it leaves out, and gives one object with the keys it names."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.domain.shipping.histories import made_up
from yarmarka.bench.promise.table import Unreadable, read_deliveries
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


@pytest.mark.parametrize(
    ("text", "told"),
    [("when,delivered_at\n", "ordered_at"), ("ordered_at,delivered_at\nsoon,\n", "row 2, column ordered_at")],
)
def test_a_file_without_a_history_says_why(tmp_path: Path, text: str, told: str) -> None:
    (file := tmp_path / "odd.csv").write_text(text)
    with pytest.raises(Unreadable, match=told):
        read_deliveries(file)


@pytest.mark.long
@pytest.mark.skipif(not (SHARED / "scms_delivery").exists(), reason=f"the shared data is not in {SHARED}")
def test_promises_over_borders_beat_plain_quantiles_and_hold_later_too() -> None:
    ran = CliRunner().invoke(promise, ["--json"])
    figures = json.loads(ran.stdout)
    assert figures["pinball90"] < figures["best_baseline_pinball90"]
    assert 0.87 <= figures["coverage90"] <= 0.93
    assert figures["later"]["pinball90"] < figures["later"]["best_baseline_pinball90"]
