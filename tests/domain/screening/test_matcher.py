"""Who is taken for whom: our own pairs, what is known beside a name, and the index that finds candidates."""

from pathlib import Path

import pytest

from yarmarka.bench.files import Unreadable
from yarmarka.bench.screening.pairs import read_pairs
from yarmarka.bench.screening.run import bench_pairs, bench_screening
from yarmarka.cli.shared_data import shared_data
from yarmarka.domain.screening.matching.index import Index
from yarmarka.domain.screening.matching.matcher import match_parties
from yarmarka.domain.screening.types import Band, Identifier, Kind, ListEntry, Party

PAIRS = Path(__file__).parent / "pairs.csv"
SHARED = shared_data()


def person(name: str, *births: str, **known: object) -> Party:
    return Party(names=(name,), kind=Kind.PERSON, birth_dates=births, **known)  # type: ignore[arg-type]


def test_our_own_hard_pairs_are_told_apart() -> None:
    figures = bench_pairs(PAIRS)

    assert figures["f1"] >= 0.97
    assert figures["false_positive_rate"] <= 0.02


def test_it_is_the_same_asked_either_way() -> None:
    for pair in read_pairs(PAIRS):
        there, back = match_parties(pair.first, pair.second), match_parties(pair.second, pair.first)
        assert there.band is back.band, (pair, there, back)


@pytest.mark.parametrize(
    ("births", "held"),
    [
        (("1980-03-05", "1980-03-05"), True),
        (("1980", "1980-03-05"), True),
        (("1980-03-05", "05.03.1980"), True),
        (("1980-03-05", "1980-05-03"), True),  # day and month changed places
        (("1980-03-05", "1991-11-20"), False),
        (("1980", "1984"), False),
        (("1980-03-05", "not known"), True),
    ],
)
def test_a_birth_tells_namesakes_apart(births: tuple[str, str], held: bool) -> None:
    match = match_parties(person("Иван Соколов", births[0]), person("Ivan Sokolov", births[1]))

    assert (match.band is Band.HOLD) is held


def test_a_number_in_common_decides_and_another_one_speaks_against() -> None:
    inn = "7707083893"
    firm = Party(names=("ООО Лагуна",), kind=Kind.FIRM, identifiers=(Identifier(inn, "inn"),))
    renamed = Party(names=("Ромашка",), kind=Kind.FIRM, identifiers=(Identifier(inn),))
    namesake = Party(names=("Laguna LLC",), kind=Kind.FIRM, identifiers=(Identifier("7830002293", "inn"),))

    assert match_parties(firm, renamed).score > 0.9
    assert match_parties(firm, namesake).band is not Band.HOLD


def test_every_feature_says_what_stood_on_both_sides_and_what_it_did() -> None:
    match = match_parties(
        person("Вова Сидоренко", "1970-01-05", countries=frozenset({"ru"})),
        person("Vladimir SIDORENKO", "1970-01-05", countries=frozenset({"by"})),
    )

    said = {feature.name: (feature.asked, feature.listed) for feature in match.features}
    assert "vova=vladimir" in said["name"][1]
    assert said["birth date"] == ("1970-01-05", "1970-01-05")
    assert said["country"] == ("ru", "by")
    assert match.score == pytest.approx(min(1, sum(feature.effect for feature in match.features)), abs=0.001)


def test_a_weak_alias_and_one_word_alone_hold_nobody() -> None:
    listed = Party(names=("Muhammad Yusuf Karimov",), weak_names=("Yusuf",), kind=Kind.PERSON)

    assert match_parties(person("Muhammad"), listed).band is not Band.HOLD
    assert match_parties(person("Yusuf Orlov"), listed).band is not Band.HOLD


def test_a_person_is_no_ship() -> None:
    ship = Party(names=("Captain Voronin",), kind=Kind.VESSEL)

    assert match_parties(person("Captain Voronin"), ship).score == 0


def test_the_index_loses_nobody_whom_comparing_all_would_hold() -> None:
    pairs = [pair for pair in read_pairs(PAIRS) if pair.is_match]
    index = Index(ListEntry(id=str(number), party=pair.second) for number, pair in enumerate(pairs))

    lost = []
    for number, pair in enumerate(pairs):
        whole = match_parties(pair.first, pair.second)
        found = {hit.entry.id: hit.match.band for hit in index.screen(pair.first)}
        if whole.band is Band.HOLD and found.get(str(number)) is not Band.HOLD:
            lost.append(pair.first.names)
    assert lost == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name_a,name_b,schema\nA,B,Person\n", "no column is_match"),
        ("name_a,name_b,schema,is_match\nA,B,Person,perhaps\n", "row 2, column is_match: 'perhaps'"),
        ("name_a,name_b,schema,is_match\nA,B\n", "row 2, column is_match: ''"),
        ('name_a,name_b,schema,is_match\n"' + "A" * 200_000, "line 2: not CSV .field larger than"),
        ("name_a,name_b,schema,is_match\n,B,Person,1\n", "no pair of names"),
        ("name_a,name_b,schema,is_match\n", "no pair of names"),
        ("", "row 1: no column name_a"),
    ],
)
def test_an_odd_file_of_pairs_is_refused_by_row_and_column(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Unreadable, match=said.replace("'", ".")):
        bench_pairs(file)


def test_an_odd_file_of_pairs_is_read(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(
        "\ufeffName_A; name_b ;SCHEMA;is_match;ids_a;ids_b\n"
        "Владимир Сидоренко;Vladimir Sidorenko;Person;TRUE;;\n"
        '"Petr\nSmirnov";Vladimir Sidorenko;Martian;0;;\n'
        '"ООО ""Ромашка; Логистик""";OOO Romashka Logistik;Company;yes\n'
        ";ООО Ромашка;Company;1.0;inn:7707083893;INN 7707083893\n"
        ";Nobody;Person;no;;;more;cells\n\n",
        encoding="utf-8",
    )
    figures = bench_pairs(file)
    assert figures.pop("names_per_s") > 0
    right = {"precision": 1.0, "recall": 1.0, "f1": 1.0, "false_positive_rate": 0.0}
    assert figures == right | {"left_out": 1}


def test_on_data_of_others(tmp_path: Path) -> None:
    if not (SHARED / "yente_candidates").exists():
        pytest.skip(f"the data sets are not at {SHARED}")
    for name in ("nomenklatura_bench", "ofac_un_watchman"):
        (tmp_path / name).symlink_to(SHARED / name)
    (tmp_path / "yente_candidates").mkdir()
    for file in (SHARED / "yente_candidates").glob("*.csv"):
        rows = file.read_text(encoding="utf-8").splitlines()
        (tmp_path / "yente_candidates" / file.name).write_text("\n".join([rows[0], *rows[1::16]]), "utf-8")

    sets = bench_screening(tmp_path)["sets"]

    assert sets["candidates"]["recall"] > 0.95
    assert sets["candidates"]["false_positive_rate"] < 0.02
    assert sets["checks"]["f1"] > 0.9
