"""The bench of proposals takes anybody's cards, and says which row and column it can't read."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yarmarka.bench.matching.run import bench_matching
from yarmarka.cli.bench_matching import matching

GTIN = "4006381333931"
ROWS: list[dict[str, Any]] = [
    {"id": 1, "title": "Чайник Bosch TWK3A011 1,7 л белый", "brand": "Bosch", "part_number": "TWK3A011", "gtin": GTIN},
    {"id": 2, "title": "Чайник белый 1.7 л", "brand": "BOSCH", "part_number": "TWK 3A011", "gtin": GTIN},
    {"id": 3, "title": "Чайник Bosch TWK3A017 1,7 л красный", "brand": "Bosch", "part_number": "TWK3A017"},
]  # fmt: skip


def written(folder: Path, *rows: Any) -> Path:
    file = folder / "cards.ndjson"
    file.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    return file


def test_rows_with_one_gtin_are_the_goods_that_should_be_found(tmp_path: Path) -> None:
    figures = bench_matching(data=tmp_path, cards=written(tmp_path, *ROWS), say=lambda text: None)
    assert figures["proposed_recall"] == 1.0
    assert figures["proposed_precision"] == 1.0
    assert figures["sets"]["cards.ndjson"]["same"] == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "row 2: not JSON"),
        ({"id": 4, "title": " "}, "row 2, title: missing"),
        ({"id": 4, "title": "Чайник", "gtin": "123"}, "row 2, gtin: '123' has a wrong length or check digit"),
    ],
)
def test_a_row_that_can_t_be_read_is_named(tmp_path: Path, row: Any, said: str) -> None:
    answer = CliRunner().invoke(matching, ["--cards", str(written(tmp_path, ROWS[0], row))])
    assert answer.exit_code == 1
    assert said in answer.output
