"""What a feed's report says of its rows, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yarmarka.presentation.feed_words import words_for
from yarmarka.presentation.money import format_money

#: why a price list could not be fetched → what to tell its seller
SOURCE_PROBLEMS: Final = {
    "address": _(
        "The address is none that files are fetched from: it begins with https:// and has no password."
    ),
    "port": _("Files are fetched from the usual ports of the web only."),
    "inside": _("The address leads into a private network. Give one that anybody can open."),
    "no_answer": _("There was no answer from the address."),
    "status": _("The server there answered that it has no such file."),
    "type": _("There is a page or a picture at the address, and no price list."),
    "too_large": _("The file is larger than we take."),
    "too_slow": _("The file came too slowly."),
    "too_many_redirects": _("The address sends from one place to the next without end."),
    "columns": _("The table has columns that we don't know yet: say what they mean."),
}


@dataclass(frozen=True)
class FeedRowSaid:
    """One row of a feed: where it is, what is wrong, what to do."""

    line: int
    offer: str
    field: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class DifferenceSaid:
    """What taking a row in would change: the price before, if there was the offer, and after."""

    line: int
    offer: str
    title: str
    is_new: bool
    before: str
    after: str


def said_differences(rows: Iterable[Mapping[str, Any]]) -> list[DifferenceSaid]:
    """Return what a trial would change, in the reader's words."""
    language = get_language() or "en"

    def money(minor: int | None, currency: str) -> str:
        return "" if minor is None else format_money(minor, currency, language)

    return [
        DifferenceSaid(
            line=row["line"],
            offer=row["offer"],
            title=row["title"],
            is_new=row["is_new"],
            before=money(row["before_minor"], row["before_currency"]),
            after=money(row["after_minor"], row["after_currency"]),
        )
        for row in rows
    ]


def said_rows(rows: Iterable[Mapping[str, Any]]) -> list[FeedRowSaid]:
    """Return reported rows in words; further problems of a row follow its first."""
    return [_said(row) for row in rows]


def _said(row: Mapping[str, Any]) -> FeedRowSaid:
    reasons, remedies = [], []
    for problem in (row, *row.get("others", ())):
        words = words_for(problem["code"], field=problem["field"], facts=problem["facts"])
        reasons.append(str(words.title))
        remedies.append(str(words.remedy))
    return FeedRowSaid(
        line=row["line"],
        offer=row["offer"],
        field=row["field"],
        reason=" ".join(reasons),
        remedy=" ".join(dict.fromkeys(remedies)),
    )
