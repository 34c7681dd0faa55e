"""Judging search: figures by hand, files of one's own through the real index, our sets in form."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from yarmarka.bench.files import Unreadable
from yarmarka.bench.search_quality.catalogue import read_catalogue
from yarmarka.bench.search_quality.figures import mean_with_interval, ndcg, reciprocal_rank
from yarmarka.bench.search_quality.judgements import read_judgements
from yarmarka.bench.search_quality.own_sets import goods_in, judged_sets
from yarmarka.bench.search_quality.run import bench_files
from yarmarka.cli.commands import main

CATALOGUE = """
{"id": 1, "title": "Беспроводная мышь Rivok", "brand": "Rivok", "attributes": {"t_color": "black"}}
{"id": "2", "title": "Коврик для мыши", "description": "Ровный", "attributes": [{"name": "type", "value": "коврик"}]}
{"id": "3", "title": "Garden hose", "attributes": {"length": "1.5 m", "is_soft": true}}
"""


def test_figures_are_what_they_are_by_hand() -> None:
    gains = {"a": 1.0, "b": 0.5}
    assert ndcg(["a", "b"], gains) == 1
    assert ndcg(["b", "a"], gains) == pytest.approx((0.5 + 1 / 1.58496) / (1 + 0.5 / 1.58496), abs=1e-4)
    assert ndcg(["c"], gains) == 0
    assert reciprocal_rank(["c", "b"], gains) == 0.5
    mean, low, high = mean_with_interval([0.0, 1.0])
    assert (mean, round(high - low, 2)) == (0.5, 1.96)


def test_anybodys_files_go_through_the_real_index(tmp_path: Path) -> None:
    catalogue, judgements = tmp_path / "c.ndjson", tmp_path / "j.csv"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    judgements.write_text(
        'query,id,gain\nvsim,1,1\nмышь,1,1\nмышь,2,0\nhose 150 cm,3,"0,7"\nничто,1,0\n', encoding="utf-8"
    )
    said = CliRunner().invoke(
        main,
        ["bench", "search-quality", "--catalogue", str(catalogue), "--judgements", str(judgements), "--json"],
    )
    assert said.exit_code == 0, said.output
    figures = json.loads(said.stdout)
    assert figures["ndcg10"] == figures["mrr10"] == 1
    assert (figures["queries"], figures["left_out"], figures["products"]) == (3, 1, 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1: not JSON"),
        ('{"title": "x"}', "column id is missing"),
        ('{"id": "1"}', "column title is missing"),
        ('{"id": "1", "title": "x"}\n{"id": 1.0, "title": "y"}', "line 2: id '1' stands there twice"),
        ('{"id": [1], "title": "x"}', "neither text nor number"),
        ('{"id": 1, "title": "x", "attributes": ' + "[" * 90_000 + "}", "line 1: not JSON"),
        ('\n{"id": 1, "title": "мышь"}'.encode("windows-1251"), "line 2: its letters are not in UTF-8"),
        (gzip.compress(b"x" * 9_000, mtime=0)[:-9], "breaks off"),
        ("\n", "c.ndjson: holds no product"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str | bytes, reason: str) -> None:
    file = tmp_path / "c.ndjson"
    file.write_bytes(line if isinstance(line, bytes) else line.encode())
    with pytest.raises(Unreadable) as told:
        list(read_catalogue(file))
    assert reason in told.value.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("query,id\n", "column gain is missing"),
        ("query,id,gain\nx,1,much\n", "line 2: column gain: 'much' is not a number"),
        ("query,id,gain\nx,1,2\n", "not between 0 and 1"),
        ("query,id,gain\n,1,1\n", "query or id is empty"),
        ('query,id,gain\nx,1,1\n"x,1,1\n' + "x" * 140_000, "not CSV"),
        ("", "column query is missing"),
    ],
)
def test_a_bad_judgement_is_named(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "j.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        read_judgements(file)
    assert reason in told.value.message


def test_files_are_read_as_other_programs_write_them(tmp_path: Path) -> None:
    goods = [
        {"id": 1.0, "title": ["Wireless", "mouse"], "brand": None, "attributes": "black", "description": 5},
        {
            "id": "2 ",
            "title": {"en": "Mouse pad \ud800"},
            "attributes": [None, 1.5, {"name": None, "value": ["a"]}],
        },
    ]
    catalogue, judgements = tmp_path / "c.ndjson", tmp_path / "j.csv"
    for encoding in ("utf-8-sig", "utf-16"):
        text = "\r\n".join(map(json.dumps, goods))
        catalogue.write_bytes(
            gzip.compress(text.encode(encoding)) if encoding == "utf-16" else text.encode(encoding)
        )
        judgements.write_text(
            "Query;ID;Gain;who\r\nwireless mouse;1;0,5;a\r\nwireless mouse;1;1;b\r\nwireless mouse;9;1;a\r\n",
            encoding=encoding,
        )
        told: list[str] = []
        figures = bench_files(catalogue=catalogue, judgements=judgements, say=told.append)
        assert (figures["mrr10"], figures["products"], figures["unknown"]) == (1, 2, 1)
        assert figures["ndcg10"] == pytest.approx(1 / (1 + 1 / 1.58496), abs=1e-3), "unknown is not found"
        assert "'9' for 'wireless mouse'" in told[-1]
    judgements.write_text("query,id,gain\nmouse,1,0\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="no judgement has a gain above 0"):
        bench_files(catalogue=catalogue, judgements=judgements, say=told.append)


def test_our_sets_name_goods_that_there_are() -> None:
    known = {one.id for one in goods_in(["ru"])}
    for name, judged in judged_sets().items():
        for query, gains in judged.judgements().items():
            assert gains and known.issuperset(gains), (name, query)
