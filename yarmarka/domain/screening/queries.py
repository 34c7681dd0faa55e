"""The lists in force, who is held, and the cases that wait."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Q

from yarmarka.domain.screening.matching.index import Index
from yarmarka.domain.screening.matching.matcher import ALGORITHM
from yarmarka.domain.screening.models import Case, CaseStep, ListedParty, ListVersion, Look
from yarmarka.domain.screening.rules import facts_hash, facts_of, lists_hash, party_of
from yarmarka.domain.screening.types import (
    Band,
    CaseCard,
    CaseStepCard,
    CaseStepKind,
    Feature,
    ListCard,
    ListEntry,
    LookCard,
    ScreenedKind,
    Subject,
    Verdict,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered

#: who was asked about: kind, id, and the hash of what we know of them
Asked = tuple[ScreenedKind, UUID, str]

_IN_FORCE: Final = Remembered[bool]()


def current_lists() -> dict[UUID, str]:
    """Return the codes of the lists in force, by version."""
    return dict(ListVersion.objects.filter(is_current=True).order_by("code").values_list("id", "code"))


def indexes(versions: Iterable[UUID]) -> dict[UUID, Index]:
    """Return an index of each of these versions of lists; a process builds one once."""
    return {version_id: _index(version_id) for version_id in versions}


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
    rows = rows.select_related("list_version")
    return tuple(case_card(row) for row in rows)


def decided_cases(*, limit: int = 50) -> tuple[CaseCard, ...]:
    """Return the cases that two people closed, the newest first."""
    rows = Case.objects.filter(decided_at__isnull=False).order_by("-decided_at", "id")
    return tuple(case_card(row) for row in rows.select_related("list_version")[:limit])


def screening_case(case_id: UUID) -> CaseCard:
    """Return a case. Raises Missing."""
    row = Case.objects.filter(id=case_id).select_related("list_version").first()
    if row is None:
        raise Missing(what="screening case")
    return case_card(row)


def cases_about(*, kind: ScreenedKind, subject_id: UUID) -> tuple[CaseCard, ...]:
    """Return all cases about somebody, the newest first: what was told apart before is pinned there."""
    rows = Case.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-opened_at", "id")
    return tuple(case_card(row) for row in rows.select_related("list_version"))


def steps_of(case_id: UUID) -> tuple[CaseStepCard, ...]:
    """Return what was done to a case, the first step first."""
    return tuple(
        CaseStepCard(CaseStepKind(row.kind), row.by_id, row.at, row.verdict, row.words)
        for row in CaseStep.objects.filter(case_id=case_id).order_by("at", "id")
    )


def looks(*, limit: int = 50) -> tuple[LookCard, ...]:
    """Return the newest looks at the lists, whatever came of them."""
    return tuple(
        LookCard(
            at=row.at,
            subject_kind=ScreenedKind(row.subject_kind),
            subject_id=row.subject_id,
            lists=row.lists,
            algorithm=row.algorithm,
            band=Band(row.band),
            candidates=row.candidates,
        )
        for row in Look.objects.order_by("-at", "-id")[:limit]
    )


def looked_at(asked: Collection[Asked], against: str) -> frozenset[Asked]:
    """Return those of these who were looked at as they are now, in these lists."""
    rows = Look.objects.filter(lists_hash=against, subject_id__in={one[1] for one in asked})
    found = rows.values_list("subject_kind", "subject_id", "asked_hash")
    looked = ((ScreenedKind(kind), key, hashed) for kind, key, hashed in found)
    return frozenset(asked).intersection(looked)  # not those who were looked at under another name


def not_compared(subjects: Iterable[Subject]) -> list[Subject]:
    """Return those who were not compared yet, as they are now, with the lists in force. It needs no index of them."""
    codes = current_lists()
    if not codes:
        return []
    asked = {(one.kind, one.id, facts_hash(facts_of(one.party))): one for one in subjects}
    known = looked_at(asked, lists_hash(codes, algorithm=ALGORITHM))
    return [one for key, one in asked.items() if key not in known]


def lists_in_force() -> tuple[ListCard, ...]:
    """Return the lists in force."""
    rows = ListVersion.objects.filter(is_current=True).order_by("code")
    return tuple(ListCard(row.code, row.dated_on, row.loaded_at, row.entries) for row in rows)


def is_anybody_screened() -> bool:
    """Test if any list is in force; remembered for seconds, so that asking again costs nothing."""
    known = _IN_FORCE.get()
    return known if known is not None else _IN_FORCE.keep(bool(current_lists()))


def forget_lists() -> None:
    """Ask for lists anew: this process has just loaded one."""
    _IN_FORCE.forget()


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
        proposal_id=row.proposal_id,
        decided_at=row.decided_at,
        list_dated_on=row.list_version.dated_on,
        algorithm=row.algorithm,
    )
