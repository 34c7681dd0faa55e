"""An account of the books that was seen open is not looked for again, and is missed loudly if it is gone."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from yarmarka.domain.ledger.actions import forget_accounts, post
from yarmarka.domain.ledger.models import Entry
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.kernel.clock import now


class Undone(Exception):
    """Something else failed in the same transaction."""


def posting(key: str) -> NewPosting:
    return NewPosting(
        correlation_key=key,
        kind="sale",
        entries=(
            NewEntry(kind=AccountKind.PROVIDER_CLEARING, amount_minor=100, currency="RUB", holder="sandbox"),
            NewEntry(kind=AccountKind.ESCROW, amount_minor=-100, currency="RUB"),
        ),
    )


@pytest.fixture(autouse=True)
def _remembering(settings: Settings) -> Any:
    settings.REMEMBERS = True
    forget_accounts()
    yield
    forget_accounts()


def test_an_entry_without_its_account_is_refused_and_the_next_try_opens_it(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with suppress(Undone), transaction.atomic():
        with django_capture_on_commit_callbacks(execute=True):
            post([posting("one")], now=now())
        raise Undone
    with pytest.raises(IntegrityError), transaction.atomic():
        post([posting("two")], now=now())
    assert post([posting("two")], now=now()) == {"two"}
    assert Entry.objects.count() == 2
