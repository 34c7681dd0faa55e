"""What the click log keeps of a query: words, and nothing that tells who typed them."""

import pytest
from django.db import Error, transaction

from tests.market import NOW
from yarmarka.domain.discovery.actions import note_shown
from yarmarka.domain.discovery.models import SearchNote
from yarmarka.domain.discovery.rules import LONGEST_QUERY, plain_query
from yarmarka.domain.discovery.types import Visit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ёлка  ИСКУССТВЕННАЯ 1,5 м ", "елка искусственная 1,5 м"),
        ("чай masha@example.test", "чай …"),
        ("чай @masha", "чай …"),
        ("позвоните +7 (900) 123-45-67 завтра", "позвоните … завтра"),
        ("8 900 123 45 67", "…"),
        ("4276 3800 1234 5678", "…"),
        ("https://example.test/me?x=1 кеды", "… кеды"),
        ("кеды 42 белые 2026", "кеды 42 белые 2026"),
        ("iphone 15 256gb", "iphone 15 256gb"),
        ("小米 手机", "小米 手机"),
        ("а\x00б", "а б"),
        ("", ""),
    ],
)
def test_a_query_is_kept_without_what_tells_of_a_person(typed: str, kept: str) -> None:
    assert plain_query(typed) == kept


def test_nobody_notes_a_novel() -> None:
    assert len(plain_query("слово " * 100)) <= LONGEST_QUERY


@pytest.mark.django_db
def test_notes_are_written_once_and_never_changed() -> None:
    visit = Visit(NOW.date(), "abcdefghijk", "main", "ru")
    for _ in range(2):
        note_shown("Чай", finds=3, visit=visit, now=NOW)
    [note] = SearchNote.objects.all()
    assert (note.query, note.finds, note.visit) == ("чай", 3, "abcdefghijk")
    for change in (
        lambda: SearchNote.objects.update(query="кофе"),
        lambda: SearchNote.objects.all().delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()
