"""Whoever wrote a file, each bench reads it, and says of one that can't be read where and why."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from yarmarka.bench.files import Unreadable, lines_of, table_of
from yarmarka.bench.promise.table import read_deliveries
from yarmarka.bench.screening.pairs import read_pairs
from yarmarka.bench.search_quality.judgements import read_judgements

WRITTEN = pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


def write(file: Path, text: str, *, encoding: str = "utf-8", packed: bool = False) -> Path:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    raw = f"{mark}{text}".encode(encoding)
    file.write_bytes(gzip.compress(raw) if packed else raw)
    return file


@WRITTEN
@ENDS
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_each_bench_reads_what_any_program_writes(
    tmp_path: Path, encoding: str, end: str, packed: bool, between: str
) -> None:
    def written(*rows: list[str]) -> Path:
        text = end.join(between.join(row) for row in rows)
        return write(tmp_path / "any", text, encoding=encoding, packed=packed)

    deliveries = read_deliveries(written(["Ordered-At", "Delivered At"], ["2026-01-05", "14.01.2026"]))
    assert deliveries.delivered == [date(2026, 1, 14).toordinal()]
    [pair] = read_pairs(written(["Name_A", "name b", "SCHEMA", "is_match"], ["Пётр", "Petr", "Person", "1"]))
    assert (pair.first.names, pair.is_match) == (("Пётр",), True)
    judged = read_judgements(written(["Query", "ID", "Gain"], ["мышь", "1", "0.5"]))
    assert judged == {"мышь": {"1": 0.5}}


@WRITTEN
@ENDS
def test_lines_are_counted_however_they_end_and_no_other_sign_ends_one(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = f"один\u2028и ещё\x85{end}два{end}три"
    file = write(tmp_path / "lines", text, encoding=encoding)
    assert list(lines_of(file)) == [(1, f"один\u2028и ещё\x85{end}"), (2, f"два{end}"), (3, "три")]


@ENDS
def test_a_table_says_where_each_row_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["sep=;", "a;b;A", "", '1;"x', 'y";3;4', " ; ", "2"])
    table = table_of(write(tmp_path / "t.csv", text))
    assert (table.names, table.head) == (("a", "b", "a"), 2)
    rows = list(table.rows)
    assert [(row.number, row.cells, row.beyond) for row in rows] == [
        (5, {"a": "1", "b": f"x{end}y"}, ("4",)),
        (7, {"a": "2"}, ()),
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a,b\nмышь".encode("windows-1251"), "t.csv, line 2: its letters are not in UTF-8"),
        ("a,b\n1".encode("utf-16")[:-1], "its letters are not in UTF-8"),
        (gzip.compress(b"a,b\n" * 9_000, mtime=0)[:-9], "breaks off"),
        (b'a,b\n1,2\n"' + b"x" * 140_000, "t.csv, line 3: not CSV"),
    ],
    ids=["letters", "half a sign", "cut off", "open quotation"],
)
def test_what_is_no_table_is_told_with_its_line(tmp_path: Path, raw: bytes, told: str) -> None:
    (file := tmp_path / "t.csv").write_bytes(raw)
    usual = csv.field_size_limit()
    with pytest.raises(Unreadable, match=told):
        list(table_of(file).rows)
    assert csv.field_size_limit() == usual


def test_an_empty_file_is_a_table_without_columns(tmp_path: Path) -> None:
    table = table_of(write(tmp_path / "t.csv", ""))
    assert (table.names, list(table.rows)) == ((), [])
