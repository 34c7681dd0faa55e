"""Screen what is known, and count.

The two data sets lie beside the checkout, and nothing of them is in it: pairs of names (`checks.yml`), and people who
stand on the Security Council's list, changed a little, beside people who don't (`yente_candidates`).
"""

import csv
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from yarmarka.bench.files import Unreadable
from yarmarka.bench.screening.figures import Count
from yarmarka.bench.screening.pairs import KnownPair, kind_of, read_pairs
from yarmarka.connectors.denied_parties.un_xml import read_un
from yarmarka.domain.screening.matching.index import Index
from yarmarka.domain.screening.matching.matcher import match_parties
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Band, Kind, Party

_CHECKS = Path("nomenklatura_bench") / "checks.yml"
_CANDIDATES = Path("yente_candidates")
_LIST = Path("ofac_un_watchman") / "UN_consolidated.xml"

_ANYBODY = (Party(names=("Иван Петров",), kind=Kind.PERSON), Party(names=("Ivan 王",), kind=Kind.PERSON))


class DataMissing(Exception):
    """A data set isn't where it should lie."""


def bench_pairs(path: Path) -> dict[str, Any]:
    """Return the figures of a file of pairs, and how many say nothing and were left out. Raises Unreadable."""
    pairs = list(read_pairs(path))
    asked = [pair for pair in pairs if pair.says_something]
    if not asked:
        raise Unreadable("no pair of names below the first row; write one pair a row", at=path.name)
    return {**_of_pairs(asked).figures(), "left_out": len(pairs) - len(asked)}


def bench_screening(data: Path) -> dict[str, Any]:
    """Return the figures of both data sets together, and each one's. Raises DataMissing."""
    for needed in (_CHECKS, _CANDIDATES, _LIST):
        if not (data / needed).exists():
            raise DataMissing(f"{data / needed} is missing; --data names the folder that holds it")
    checks = _of_pairs(list(_checks(data / _CHECKS)))
    candidates = _of_candidates(data)
    both = checks + candidates
    return {
        **both.figures(),
        "sets": {"checks": checks.figures(), "candidates": candidates.figures()},
    }


def _of_pairs(pairs: Iterable[KnownPair]) -> Count:
    match_parties(*_ANYBODY)  # what is loaded once is loaded before the clock starts
    count, began = Count(), time.perf_counter()
    for pair in pairs:
        band = match_parties(pair.first, pair.second).band
        count.add(is_match=pair.is_match, held=band is Band.HOLD)
    count.seconds = time.perf_counter() - began
    return count


def _checks(path: Path) -> Iterator[KnownPair]:
    for check in yaml.safe_load(path.read_text(encoding="utf-8"))["checks"]:
        kind = kind_of(check["schema"])
        yield KnownPair(_asked(check["query"], kind), _asked(check["candidate"], kind), check["match"])


def _asked(facts: dict[str, str], kind: Kind) -> Party:
    parts = ("firstName", "middleName", "fatherName", "lastName")
    whole = " ".join(str(facts[part]) for part in parts if part in facts)
    return Party(names=(str(facts.get("name") or whole),), kind=kind)


def _of_candidates(data: Path) -> Count:
    index, count = Index(read_un(data / _LIST)), Count()
    people = [
        (_candidate(row), path.name.startswith("positives"))
        for path in sorted((data / _CANDIDATES).glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    began = time.perf_counter()
    for person, is_listed in people:
        hits = index.screen(person)
        count.add(is_match=is_listed, held=bool(hits) and hits[0].match.band is Band.HOLD)
    count.seconds = time.perf_counter() - began
    return count


def _candidate(row: dict[str, str]) -> Party:
    return Party(
        names=(row["full_name"],),
        kind=Kind.PERSON,
        birth_dates=(row["date_of_birth"],) if row["date_of_birth"] else (),
        countries=frozenset({country_code(row["nationality"])}) if row["nationality"] else frozenset(),
    )
