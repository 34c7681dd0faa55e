"""Cards meet by their keys, are judged, and what would be proposed is held against what is known, band by band."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import UUID

from yarmarka.bench.matching.judged import Judged, icecat, own_file
from yarmarka.domain.matching.rules.keys import MOST_OF_A_KEY, MOST_PARTNERS, keys_of, weight_of
from yarmarka.domain.matching.rules.likeness import likeness
from yarmarka.domain.matching.rules.proposals import band_of
from yarmarka.domain.matching.rules.reading import traits_of
from yarmarka.domain.matching.types import Band

Say = Callable[[str], None]
_DIGITS: Final = 4


def bench_matching(*, data: Path, cards: Path | None, say: Say) -> dict[str, Any]:
    """Return the figures for a file of one's own, or else for Icecat with its keys hidden in three ways."""
    sets = [own_file(cards)] if cards else icecat(data / "icecat_chorus" / "products.ndjson.gz")
    told = {judged.name: _measure(judged, say=say) for judged in sets}
    return {"sets": told, **_shortened(told)}


def _measure(judged: Judged, *, say: Say) -> dict[str, Any]:
    began = perf_counter()
    traits = {card.product_id: traits_of(card) for card in judged.cards}
    keys = {key: keys_of(one) for key, one in traits.items()}
    read_s = perf_counter() - began
    pairs = list(_pairs(keys))
    compared_s = perf_counter()
    found: dict[Band, Counter[bool]] = {band: Counter() for band in Band}
    for one, other in pairs:
        band = band_of(likeness(traits[one], traits[other]).score)
        if band:
            found[band][judged.goods[one] == judged.goods[other]] += 1
    compared_s = perf_counter() - compared_s
    true = _true_pairs(judged)
    met = sum(judged.goods[one] == judged.goods[other] for one, other in pairs)
    say(
        f"{judged.name}: {len(judged.cards)} cards, {true} pairs of the same goods, {len(pairs)} pairs compared"
    )
    figures: dict[str, Any] = {
        "cards": len(judged.cards),
        "same": true,
        "compared": len(pairs),
        "met": round(met / true, _DIGITS) if true else 0.0,
        "cards_per_s": round(len(judged.cards) / (read_s + compared_s)),
    }
    right = wrong = 0
    for band in Band:
        right, wrong = right + found[band][True], wrong + found[band][False]
        figures[band.value] = {
            "proposed": found[band].total(),
            "precision": _share(found[band][True], found[band].total()),
            "recall": _share(found[band][True], true),
            "precision_from_here_up": _share(right, right + wrong),
            "recall_from_here_up": _share(right, true),
        }
        told = figures[band.value]
        say(
            f"  {band.value:<9} {told['proposed']:>6} proposed, {told['precision']:.1%} right, "
            f"{told['recall']:.1%} of all found; up to here {told['precision_from_here_up']:.1%} right, "
            f"{told['recall_from_here_up']:.1%} found"
        )
    return figures


def _pairs(keys: dict[UUID, frozenset[int]]) -> Iterator[tuple[UUID, UUID]]:
    """Yield the pairs that `sql/partners.sql` finds: the same bounds, the same order of partners."""
    bearers: dict[int, list[UUID]] = defaultdict(list)
    for product, own in keys.items():
        for key in own:
            bearers[key].append(product)
    weights: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    for key, products in bearers.items():
        if 1 < len(products) <= MOST_OF_A_KEY:
            for one, other in combinations(products, 2):
                weights[one][other] += weight_of(key)
                weights[other][one] += weight_of(key)
    pairs = set()
    for product, partners in weights.items():
        best = sorted(partners.items(), key=lambda partner: (-partner[1], partner[0]))[:MOST_PARTNERS]
        pairs |= {(min(product, other), max(product, other)) for other, _ in best}
    yield from sorted(pairs)


def _true_pairs(judged: Judged) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(judged.goods.values()).values())


def _share(part: int, whole: int) -> float:
    return round(part / whole, _DIGITS) if whole else 0.0


def _shortened(told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the first set's figures by themselves: of the surest band, and of all that is proposed."""
    first = next(iter(told.values()))
    return {
        "strong_precision": first["strong"]["precision"],
        "strong_recall": first["strong"]["recall"],
        "proposed_precision": first["doubtful"]["precision_from_here_up"],
        "proposed_recall": first["doubtful"]["recall_from_here_up"],
    }
