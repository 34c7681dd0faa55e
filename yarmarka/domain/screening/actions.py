"""Loading lists, opening cases, and closing them as two people found."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from yarmarka.domain.screening.errors import CaseClosed
from yarmarka.domain.screening.matching.matcher import ALGORITHM
from yarmarka.domain.screening.models import Case, CaseStep, ListedParty, ListVersion, Look
from yarmarka.domain.screening.queries import current_lists, forget_lists, indexes, looked_at
from yarmarka.domain.screening.rules import entry_facts, facts_hash, facts_of, lists_hash
from yarmarka.domain.screening.types import (
    Band,
    CaseStepKind,
    ListEntry,
    Loaded,
    NewList,
    ScreenedKind,
    Subject,
    Verdict,
    band_of,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id

_ROWS = 1_000


def load_list(new: NewList, entries: Iterable[ListEntry], *, now: datetime) -> Loaded:
    """Make a file the current version of its list, and return what differs from the one before.

    The same file again changes nothing. Run it in a transaction: an unreadable file then leaves the list as it was.
    """
    before = ListVersion.objects.select_for_update().filter(code=new.code, is_current=True).first()
    if before and before.sha256 == new.sha256:
        return Loaded(version_id=before.id, entries=before.entries, was_current=True)
    version = ListVersion.objects.create(
        id=new_id(now),
        code=new.code,
        sha256=new.sha256,
        dated_on=new.dated_on,
        loaded_at=now,
        entries=0,
        is_current=False,
    )
    hashes: dict[str, str] = {}
    rows: list[ListedParty] = []
    for entry in entries:
        facts = entry_facts(entry)
        hashes[entry.id] = facts_hash(facts)
        rows.append(ListedParty(version=version, entry=entry.id, facts=facts, facts_hash=hashes[entry.id]))
        if len(rows) == _ROWS:
            ListedParty.objects.bulk_create(rows)
            rows = []
    ListedParty.objects.bulk_create(rows)
    known = (
        dict(ListedParty.objects.filter(version=before).values_list("entry", "facts_hash")) if before else {}
    )
    forget_lists()
    if before:
        ListVersion.objects.filter(id=before.id).update(is_current=False)
    ListVersion.objects.filter(id=version.id).update(is_current=True, entries=len(hashes))
    return Loaded(
        version_id=version.id,
        entries=len(hashes),
        added=tuple(sorted(hashes.keys() - known.keys())),
        removed=tuple(sorted(known.keys() - hashes.keys())),
        changed=tuple(
            sorted(entry for entry in hashes.keys() & known.keys() if hashes[entry] != known[entry])
        ),
    )


def screen(subjects: Iterable[Subject], *, now: datetime) -> int:
    """Compare these with the lists in force; open a case for each entry that one could be. Return how many are new.

    Every look is kept. Who was looked at as they are now, by the same algorithm in the same lists, is not looked at
    again. What two people found before holds as long as neither what we know nor what the list says has changed.
    """
    codes = current_lists()
    if not codes:
        return 0
    asked = {(one.kind, one.id, facts_hash(facts := facts_of(one.party))): (one, facts) for one in subjects}
    against = lists_hash(codes, algorithm=ALGORITHM)
    known = looked_at(asked, against)
    lists = indexes(codes) if len(known) < len(asked) else {}
    cases, looks = [], []
    for (kind, subject_id, asked_hash), (subject, facts) in asked.items():
        if (kind, subject_id, asked_hash) in known:
            continue
        hits = [(version, hit) for version, index in lists.items() for hit in index.screen(subject.party)]
        worth = [(version, hit) for version, hit in hits if hit.match.band is not Band.CLEAR]
        band = band_of(max((hit.match.score for _, hit in worth), default=0.0))
        looks.append(
            Look(
                id=new_id(now),
                at=now,
                subject_kind=kind,
                subject_id=subject_id,
                asked=facts if worth else None,
                asked_hash=asked_hash,
                lists={code: str(version) for version, code in codes.items()},
                lists_hash=against,
                algorithm=ALGORITHM,
                band=band,
                candidates=[
                    {"list": codes[version], "entry": hit.entry.id, "score": hit.match.score}
                    for version, hit in worth
                ],
            )
        )
        for version, hit in worth:
            if hit.match.band is Band.HOLD:
                whole = entry_facts(lists[version].entry(hit.entry.id))
                cases.append(
                    Case(
                        id=new_id(now),
                        subject_kind=kind,
                        subject_id=subject_id,
                        asked=facts,
                        asked_hash=asked_hash,
                        list_version_id=version,
                        list_code=codes[version],
                        entry=hit.entry.id,
                        entry_facts=whole,
                        entry_hash=facts_hash(whole),
                        algorithm=ALGORITHM,
                        score=hit.match.score,
                        features=[asdict(feature) for feature in hit.match.features],
                        opened_at=now,
                    )
                )
    Look.objects.bulk_create(looks, ignore_conflicts=True, batch_size=_ROWS)
    Case.objects.bulk_create(cases, ignore_conflicts=True)
    return Case.objects.filter(id__in=[case.id for case in cases]).count()


def lock_case(case_id: UUID) -> UUID | None:
    """Lock a case that is open; return the proposal of how it ends, if it names one. Raises Missing, CaseClosed."""
    return _lock(case_id).proposal_id


def name_verdict(
    case_id: UUID, *, proposal_id: UUID, verdict: Verdict, reason: str, by: UUID, now: datetime
) -> None:
    """Note what is proposed of a case, instead of what was proposed before. Raises Missing, CaseClosed."""
    case = _lock(case_id)
    case.proposal_id = proposal_id
    case.save(update_fields=["proposal"])
    _note(case_id, CaseStepKind.PROPOSED, by=by, verdict=verdict, words=reason, now=now)


def close_case(case_id: UUID, *, verdict: Verdict, reason: str, by: UUID, now: datetime) -> None:
    """Close a case as another person agreed. Raises Missing, CaseClosed."""
    case = _lock(case_id)
    case.verdict, case.reason, case.decided_at = verdict, reason, now
    case.save(update_fields=["verdict", "reason", "decided_at"])
    _note(case_id, CaseStepKind.AGREED, by=by, verdict=verdict, words="", now=now)


def appeal(*, kind: ScreenedKind, subject_id: UUID, words: str, by: UUID, now: datetime) -> int:
    """Keep what somebody wrote who waits, with each case about them that is not closed; return how many there are."""
    waiting = Case.objects.filter(subject_kind=kind, subject_id=subject_id).filter(
        Q(decided_at__isnull=True) | Q(verdict=Verdict.SAME)
    )
    ids = list(waiting.values_list("id", flat=True))
    for case_id in ids:
        _note(case_id, CaseStepKind.APPEAL, by=by, verdict="", words=words.strip()[:2_000], now=now)
    return len(ids)


def _note(
    case_id: UUID, kind: CaseStepKind, *, by: UUID, verdict: Verdict | Literal[""], words: str, now: datetime
) -> None:
    CaseStep.objects.create(
        id=new_id(now), case_id=case_id, at=now, by_id=by, kind=kind, verdict=verdict, words=words
    )


def _lock(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise Missing(what="screening case")
    if case.decided_at is not None:
        raise CaseClosed(case_id=str(case_id))
    return case
