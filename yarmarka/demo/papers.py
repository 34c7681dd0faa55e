"""What merchants of the demo world show to prove who they are: papers with their own numbers, and what staff found."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import msgspec
from django.utils.translation import override
from msgspec import Meta
from reportlab.lib.pagesizes import A4

from yarmarka.demo.people import Firm, brands, firms, newcomers
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import DocumentKind, Fault, NewDocument
from yarmarka.flows.check_documents import accept_document, ask_for_document_again, send_document
from yarmarka.presentation.dates import format_day
from yarmarka.presentation.document_words import document_name
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import Paragraph

_FILE: Final = Path(__file__).parent / "papers.toml"
_WIDTH, _HEIGHT = A4
_EDGE: Final = 64
_SIZE: Final = 12
_Hours = Annotated[float, Meta(gt=0)]


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document that a firm has shown so many hours ago, and what staff found how long after, if they have looked:
    it is right, or has a fault and is asked for again.
    """

    firm: str
    kind: DocumentKind
    hours: _Hours
    after: float = 0
    fault: Fault | None = None
    note: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, dict[str, str]]
    shown: list[Shown]


def show_what_is_asked(firm: Firm, seller_id: UUID, *, owner: UUID, staff: UUID, now: datetime) -> None:
    """Let a firm show all that its country asks for, and staff find it right."""
    for kind in required_of(firm.country, firm.kind):
        sent = send_document(_new(firm, seller_id, kind, on=now.date()), by=owner, now=now)
        accept_document(sent.id, seller_id=seller_id, by=staff, now=now)


def show_what_is_new(firm: Firm, seller_id: UUID, *, owner: UUID, staff: UUID, now: datetime) -> None:
    """Let a firm show what it has shown lately, and staff find what they found."""
    for one in shown():
        if one.firm != firm.key:
            continue
        at = now - timedelta(hours=one.hours)
        sent = send_document(_new(firm, seller_id, one.kind, on=at.date()), by=owner, now=at)
        looked_at = at + timedelta(hours=one.after)
        if one.fault:
            ask_for_document_again(
                sent.id, seller_id=seller_id, fault=one.fault, note=one.note, by=staff, now=looked_at
            )
        elif one.after:
            accept_document(sent.id, seller_id=seller_id, by=staff, now=looked_at)


@cache
def shown() -> tuple[Shown, ...]:
    """Return what was shown lately, in the order in which the file tells it."""
    known = {firm.key for firm in (*firms(), *newcomers())}
    assert all(one.firm in known for one in _told().shown), "only firms that there are show something"
    return tuple(_told().shown)


def paper_of(firm: Firm, kind: DocumentKind, *, on: date) -> bytes:
    """Return a document of a firm as PDF, in its own language, that says of itself that it is a sample."""
    with override(firm.locale):
        title = document_name(kind, firm.country)
    return _drawn(firm, title, [*_facts(firm, kind), ("issued", format_day(on, firm.locale))])


def declaration_of(firm: Firm, title: str, *, on: date) -> bytes:
    """Return a document for a firm's goods as PDF that says of itself that it is a sample."""
    facts = [("name", firm.legal_name), ("registration", firm.registration)]
    return _drawn(firm, title, [*facts, ("issued", format_day(on, firm.locale))])


def _drawn(firm: Firm, title: str, facts: list[tuple[str, str]]) -> bytes:
    words = _told().words[firm.locale]
    sheet = Sheet(width=_WIDTH, height=_HEIGHT, title=title, language=firm.locale)
    inner = _WIDTH - 2 * _EDGE
    sheet.frame(Box(_EDGE / 2, _EDGE / 2, _WIDTH - _EDGE, _HEIGHT - _EDGE), weight=1.5)
    sheet.fill_centred(Box(_EDGE, _EDGE, inner, 60), Paragraph(title, bold=True), largest=20)
    y = _EDGE + 90.0
    for name, told in facts:
        sheet.write(_EDGE, y, words[name], size=_SIZE * 0.85)
        fitted = sheet.fill(Box(_EDGE, y + 14, inner, 60), Paragraph(told), largest=_SIZE * 1.2)
        y += 32 + fitted.height
    foot = Box(_EDGE, _HEIGHT - _EDGE - 30, inner, 30)
    sheet.fill_centred(foot, Paragraph(words["sample"]), largest=10)
    return sheet.pdf()


def _facts(firm: Firm, kind: DocumentKind) -> list[tuple[str, str]]:
    name, registration = ("name", firm.legal_name), ("registration", firm.registration)
    tax = [("tax", firm.tax)] if firm.tax else []
    at = firm.application.address
    place = ", ".join(filter(None, (at.postal_code, at.region, at.city, at.district, at.street)))
    match kind:
        case DocumentKind.REGISTRATION:
            return [name, registration, *tax, ("address", place)]
        case DocumentKind.TAX:
            return [name, *tax, registration]
        case DocumentKind.BANK:
            return [name, registration, ("account", f"{firm.account} ({firm.currency})")]
        case DocumentKind.TRADE_MARK:
            own = ", ".join(brand.name for brand in brands() if brand.firm == firm.key)
            return [("trade_mark", own), ("owner", firm.legal_name), registration]


def _new(firm: Firm, seller_id: UUID, kind: DocumentKind, *, on: date) -> NewDocument:
    return NewDocument(
        seller_id=seller_id,
        kind=kind,
        file_name=f"{kind.value.replace('_', '-')}-{on:%Y-%m-%d}.pdf",
        content=paper_of(firm, kind, on=on),
    )


@cache
def _told() -> _File:
    return msgspec.toml.decode(_FILE.read_bytes(), type=_File)
