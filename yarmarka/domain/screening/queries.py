"""The lists in force, who is held, and the cases that wait."""

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from yarmarka.domain.screening.matching.index import Index
from yarmarka.domain.screening.models import Case, ListedParty, ListVersion
from yarmarka.domain.screening.rules import party_of
from yarmarka.domain.screening.types import CaseCard, Feature, ListEntry, ScreenedKind, Verdict


def current_lists() -> dict[UUID, str]:
    """Return the codes of the lists in force, by version."""
    return dict(ListVersion.objects.filter(is_current=True).order_by("code").values_list("id", "code"))


def indexes() -> dict[UUID, Index]:
    """Return an index of each list in force, by version. A process builds one once; without lists it costs a query."""
    return {version_id: _index(version_id) for version_id in current_lists()}


@lru_cache(maxsize=8)
def _index(version_id: UUID) -> Index:
    rows = ListedParty.objects.filter(version_id=version_id).order_by("id").values_list("entry", "facts")
    return Index(
        ListEntry(id=entry, party=party_of(facts), programme=facts.get("programme", ""))
        for entry, facts in rows.iterator(chunk_size=2_000)
    )


def held(*, kind: ScreenedKind, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of whom a case is open, or was found to be of the same party."""
    rows = Case.objects.filter(subject_kind=kind, subject_id__in=list(ids)).filter(
        Q(decided_at__isnull=True) | Q(verdict=Verdict.SAME)
    )
    return frozenset(rows.values_list("subject_id", flat=True))


def open_cases() -> tuple[CaseCard, ...]:
    """Return the cases that wait, the surest first."""
    rows = Case.objects.filter(decided_at__isnull=True).order_by("-score", "opened_at", "id")
    return tuple(case_card(row) for row in rows)


def case_card(row: Case) -> CaseCard:
    """Return a case as others read it."""
    return CaseCard(
        id=row.id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        asked=row.asked,
        list_code=row.list_code,
        entry=row.entry,
        entry_facts=row.entry_facts,
        score=row.score,
        features=tuple(Feature(**feature) for feature in row.features),
        opened_at=row.opened_at,
        verdict=row.verdict,
        reason=row.reason,
        proposed_by=row.proposed_by_id,
    )
