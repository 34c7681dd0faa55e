"""How surely two parties are one, and why: the best of their names, then what else is known of them."""

from typing import Final

from yarmarka.domain.screening.matching.firms import firms_alike, take_apart
from yarmarka.domain.screening.matching.persons import persons_alike
from yarmarka.domain.screening.matching.qualifiers import births, countries, numbers
from yarmarka.domain.screening.types import LOG_FROM, Feature, Kind, Match, Party

#: Written into every decision: another number, another way of matching.
ALGORITHM: Final = "yarmarka-names-1"
#: What an alias that fits many is worth beside a name.
_WEAK: Final = 0.8
#: Below this, what else is known of a party can't make a name the same.
_WORTH_LIFTING: Final = 0.55


def match_parties(asked: Party, listed: Party) -> Match:
    """Compare two parties. It depends on nothing but the two: the same question has the same answer."""
    if are_of_other_kinds(asked.kind, listed.kind):
        return Match(score=0.0)
    kind = _kind(asked, listed)
    name = max(
        (
            _compare(mine, theirs, kind=kind, weight=mine_weight * weight)
            for mine, mine_weight in _named(asked)
            for theirs, weight in _named(listed)
        ),
        key=lambda feature: feature.effect,
        default=Feature("name", "", "", 0.0),
    )
    score, features = name.effect, [name]
    if found := numbers(asked, listed):
        features.append(found)
        score = max(score, found.effect) if found.effect > 0 else score + found.effect
        if found.effect > 0:
            return Match(score=min(1.0, score), features=tuple(features))
    found = births(asked, listed) if kind not in {Kind.FIRM, Kind.VESSEL} else None
    if found and (found.effect < 0 or score >= _WORTH_LIFTING):
        features.append(found)
        score += found.effect
    if score >= LOG_FROM and (found := countries(asked, listed)):
        features.append(found)
        score += found.effect
    return Match(score=round(min(1.0, max(0.0, score)), 3), features=tuple(features))


def are_of_other_kinds(first: Kind, second: Kind) -> bool:
    """Test if one can't be the other whatever they are called: a person and a ship."""
    return first is not second and Kind.UNKNOWN not in {first, second}


def _named(party: Party) -> list[tuple[str, float]]:
    return [(name, 1.0) for name in party.names] + [(name, _WEAK) for name in party.weak_names]


def _kind(asked: Party, listed: Party) -> Kind:
    return listed.kind if asked.kind is Kind.UNKNOWN else asked.kind


def _compare(mine: str, theirs: str, *, kind: Kind, weight: float) -> Feature:
    if kind is Kind.UNKNOWN:
        firm = take_apart(mine).forms or take_apart(theirs).forms
        kind = Kind.FIRM if firm else Kind.PERSON
    if kind is Kind.PERSON:
        score, why = persons_alike(mine, theirs)
    else:
        score, why = firms_alike(mine, theirs, vessel=kind in {Kind.VESSEL, Kind.ADDRESS})
    said = f"{theirs} ({why})" if why else theirs
    return Feature("name", mine, said, round(score * weight, 3))
