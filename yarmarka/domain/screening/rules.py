"""A party as facts that are kept, and their hash: what a decision is pinned to."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party


def facts_of(party: Party) -> dict[str, Any]:
    """Return a party as it is written down."""
    return {
        "names": list(party.names),
        "weak_names": list(party.weak_names),
        "kind": party.kind.value,
        "birth_dates": list(party.birth_dates),
        "countries": sorted(party.countries),
        "identifiers": [[one.kind, one.value] for one in party.identifiers],
    }


def entry_facts(entry: ListEntry) -> dict[str, Any]:
    """Return an entry as it is written down."""
    return facts_of(entry.party) | {"programme": entry.programme}


def party_of(facts: Mapping[str, Any]) -> Party:
    """Return the party of which these are the facts."""
    return Party(
        names=tuple(facts["names"]),
        weak_names=tuple(facts["weak_names"]),
        kind=Kind(facts["kind"]),
        birth_dates=tuple(facts["birth_dates"]),
        countries=frozenset(facts["countries"]),
        identifiers=tuple(Identifier(value=value, kind=kind) for kind, value in facts["identifiers"]),
    )


def facts_hash(facts: Mapping[str, Any]) -> str:
    """Return the hash of facts: it changes when any of them does."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def lists_hash(codes: Mapping[UUID, str], *, algorithm: str) -> str:
    """Return what tells a look at these versions of lists by an algorithm from any other."""
    return facts_hash({"lists": sorted(map(str, codes)), "algorithm": algorithm})
