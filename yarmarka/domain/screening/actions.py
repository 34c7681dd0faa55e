"""Loading lists, opening cases, and deciding them by two people."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from yarmarka.domain.screening.errors import CaseClosed, SamePerson
from yarmarka.domain.screening.matching.matcher import ALGORITHM
from yarmarka.domain.screening.models import Case, ListedParty, ListVersion
from yarmarka.domain.screening.queries import current_lists, indexes
from yarmarka.domain.screening.rules import entry_facts, facts_hash, facts_of
from yarmarka.domain.screening.types import Band, ListEntry, Loaded, NewList, Subject, Verdict
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

    What two people found before holds as long as neither what we know nor what the list says has changed.
    """
    cases = []
    codes, lists = current_lists(), indexes()
    for subject in subjects if lists else ():
        asked = facts_of(subject.party)
        for version_id, index in lists.items():
            for hit in index.screen(subject.party):
                if hit.match.band is Band.HOLD:
                    whole = entry_facts(index.entry(hit.entry.id))
                    cases.append(
                        Case(
                            id=new_id(now),
                            subject_kind=subject.kind,
                            subject_id=subject.id,
                            asked=asked,
                            asked_hash=facts_hash(asked),
                            list_version_id=version_id,
                            list_code=codes[version_id],
                            entry=hit.entry.id,
                            entry_facts=whole,
                            entry_hash=facts_hash(whole),
                            algorithm=ALGORITHM,
                            score=hit.match.score,
                            features=[asdict(feature) for feature in hit.match.features],
                            opened_at=now,
                        )
                    )
    before = Case.objects.count() if cases else 0
    Case.objects.bulk_create(cases, ignore_conflicts=True)
    return Case.objects.count() - before if cases else 0


def propose_verdict(case_id: UUID, *, verdict: Verdict, reason: str, by: UUID, now: datetime) -> None:
    """Propose what a case comes to, instead of what was proposed before. Raises Missing, CaseClosed."""
    case = _lock(case_id)
    case.verdict, case.reason, case.proposed_by_id, case.proposed_at = verdict, reason, by, now
    case.save(update_fields=["verdict", "reason", "proposed_by", "proposed_at"])


def agree(case_id: UUID, *, by: UUID, now: datetime) -> None:
    """Decide a case as another person proposed. Raises Missing, CaseClosed, SamePerson."""
    case = _lock(case_id)
    if case.proposed_by_id is None:
        raise CaseClosed(case_id=str(case_id))
    if case.proposed_by_id == by:
        raise SamePerson(case_id=str(case_id))
    case.decided_by_id, case.decided_at = by, now
    case.save(update_fields=["decided_by", "decided_at"])


def _lock(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise Missing(what="screening case")
    if case.decided_at is not None:
        raise CaseClosed(case_id=str(case_id))
    return case
