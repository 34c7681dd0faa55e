"""An order as one line of time: what became of its goods, parcels, money and letters, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.shipping.types import RecallStatus
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.staff_order import OrderFile, PartFile
from yarmarka.reads.staff_order_money import PostingFile
from yarmarka.reads.staff_order_parcels import ParcelFile
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.claim_history import PROBLEMS, borne, step_words
from yarmarka.web.console.letter_words import letter_words
from yarmarka.web.console.words import (
    ACCOUNTS,
    CANCEL_REASONS,
    CHARGEBACKS,
    PARCELS,
    PAYMENTS,
    POSTINGS,
    REFUND_REASONS,
)
from yarmarka.web.staff.tables.columns import provider_words

#: What a line of time is about, and what the filter is called.
ABOUT: Final = {
    "goods": gettext_lazy("Goods"),
    "parcel": gettext_lazy("Parcels"),
    "money": gettext_lazy("Money"),
    "letter": gettext_lazy("Letters"),
    "talk": gettext_lazy("Messages"),
}


@dataclass(frozen=True)
class Moment:
    """Something that happened. `lines` are a posting's entries; `kind` draws it."""

    at: datetime
    about: str
    title: str
    note: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    is_problem: bool = False

    @property
    def kind(self) -> str:
        """How it is drawn."""
        return (
            "problem"
            if self.is_problem
            else {"goods": "message", "letter": "message", "talk": "message"}.get(self.about, self.about)
        )


def timeline(file: OrderFile) -> list[Moment]:
    """Return everything that is known to have happened to an order, the newest first."""
    moments = [
        *_goods(file),
        *_parcels(file),
        *_claims(file),
        *_payments(file),
        *_books(file),
        *_letters(file),
        *_talk(file),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def _goods(file: OrderFile) -> Iterator[Moment]:
    yield Moment(file.placed_at, "goods", _("Placed"), _money(file.total_minor, file.currency))
    if file.paid_at:
        yield Moment(file.paid_at, "goods", _("Paid: the sellers may ship"))
    for part in file.parts:
        yield from _part(part)


def _part(part: PartFile) -> Iterator[Moment]:
    if part.sent_at:
        yield Moment(part.sent_at, "goods", _("Handed over"), part.seller_name)
    if part.delivered_at:
        yield Moment(part.delivered_at, "goods", _("Delivered"), part.seller_name)
    if part.closed_at and part.way_back:
        yield Moment(part.closed_at, "goods", _("Closed: the parcel is back and refunded"), part.seller_name)
    elif part.closed_at and part.status == "completed":
        yield Moment(part.closed_at, "goods", _("Settled"), part.seller_name)
    elif part.closed_at:
        why = str(CANCEL_REASONS.get(part.cancel_reason, part.cancel_reason))
        note = f"{part.seller_name}: {why}" if why else part.seller_name
        yield Moment(part.closed_at, "goods", _("Called off"), note, is_problem=part.status == "cancelled")


def _parcels(file: OrderFile) -> Iterator[Moment]:
    for part in file.parts:
        for parcel in part.parcels:
            name = f"{parcel.number or '–'} ({in_language(parcel.carrier, current_language())}), {part.seller_name}"
            yield Moment(parcel.created_at, "parcel", _("Label bought"), name)
            yield from _recall(parcel, name)
            for event in parcel.events:
                said = PARCELS[event.state.value]
                where = ", ".join(filter(None, [event.place, event.country]))
                yield Moment(
                    event.occurred_at,
                    "parcel",
                    in_language(event.texts, current_language()) or str(said.words),
                    " · ".join(filter(None, [parcel.number, where])),
                    is_problem=said.kind == "problem",
                )


def _recall(parcel: ParcelFile, name: str) -> Iterator[Moment]:
    """Tell how far a parcel was called back, if it was."""
    recall = parcel.recall
    if recall is None:
        return
    yield Moment(recall.wanted_at, "parcel", _("Called back"), name, is_problem=True)
    if recall.status is RecallStatus.BY_HAND:
        yield Moment(
            recall.wanted_at, "parcel", _("Its carrier has to be asked by hand"), name, is_problem=True
        )
    if recall.agreed_at:
        yield Moment(recall.agreed_at, "parcel", _("Its carrier brings it back"), recall.note or name)
    if recall.status is RecallStatus.MISSED and recall.closed_at:
        yield Moment(
            recall.closed_at, "parcel", _("It came too late to be called back"), name, is_problem=True
        )


def _claims(file: OrderFile) -> Iterator[Moment]:
    names = {part.id: part.seller_name for part in file.parts}
    about = {claim.id: names.get(claim.seller_order_id, "") for claim in file.claims}
    for step in file.claim_steps:
        note = " · ".join(filter(None, [about[step.claim_id], borne(step.facts)]))
        kind = step.kind.value
        yield Moment(step.at, "parcel", step_words(kind, step.facts), note, is_problem=kind in PROBLEMS)


def _payments(file: OrderFile) -> Iterator[Moment]:
    for attempt in file.attempts:
        sum_ = _money(attempt.amount_minor, attempt.currency)
        yield Moment(
            attempt.created_at,
            "money",
            _("A payment was begun"),
            f"{sum_}, {provider_words(attempt.provider)}",
        )
        for event in attempt.events:
            said = PAYMENTS.get(event.kind)
            words = str(said.words) if said else event.kind
            note = f"{_money(event.amount_minor, event.currency)}, {attempt.provider_ref}"
            title = _("The provider says: %(state)s") % {"state": words}
            yield Moment(
                event.occurred_at,
                "money",
                title,
                note,
                is_problem=said is not None and said.kind == "problem",
            )
    for refund in file.refunds:
        why = str(REFUND_REASONS.get(refund.reason, refund.reason))
        note = f"{_money(refund.amount_minor, refund.currency)}: {why}"
        yield Moment(refund.created_at, "money", _("A refund was asked for"), note)
        if refund.settled_at and refund.status == "failed":
            yield Moment(refund.settled_at, "money", _("The refund failed"), note, is_problem=True)
    for dispute in file.chargebacks:
        note = f"{_money(dispute.amount_minor, dispute.currency)}, {dispute.provider_ref}"
        title = _("Taken back by the shopper's bank")
        yield Moment(dispute.opened_at, "money", title, note, is_problem=True)
        if dispute.settled_at:
            words = str(CHARGEBACKS[dispute.status].words)
            yield Moment(dispute.settled_at, "money", _("The dispute ended: %(how)s") % {"how": words}, note)


def _books(file: OrderFile) -> Iterator[Moment]:
    for posting in file.postings:
        title = _("In the books: %(what)s") % {"what": POSTINGS.get(posting.kind, posting.kind)}
        yield Moment(posting.at, "money", title, lines=_entries(posting))


def _entries(posting: PostingFile) -> tuple[tuple[str, str], ...]:
    """Return a posting's entries as account and amount; a credit is negative, as the ledger writes it."""
    return tuple(
        (
            " · ".join(filter(None, [str(ACCOUNTS.get(entry.account, entry.account)), entry.owner])),
            _money(entry.amount_minor, entry.currency),
        )
        for entry in posting.entries
    )


def _letters(file: OrderFile) -> Iterator[Moment]:
    for letter in file.messages:
        note = " · ".join(filter(None, [letter_words(letter.topic), letter.recipient]))
        if letter.delivered_at:
            yield Moment(letter.delivered_at, "letter", _("A letter left"), note)
        else:
            yield Moment(
                letter.created_at, "letter", _("A letter waits"),
                " · ".join(filter(None, [note, letter.failure])), is_problem=bool(letter.failure),
            )  # fmt: skip


def _talk(file: OrderFile) -> Iterator[Moment]:
    """Say that somebody wrote: the words are theirs, unless one of them has asked us to read them."""
    reported = _("reported")
    for said in file.talk:
        title = (
            _("The seller wrote to the shopper")
            if said.side == "seller"
            else _("The shopper wrote to the seller")
        )
        note = f"{said.seller_name}, {reported}" if said.is_reported else said.seller_name
        yield Moment(said.said_at, "talk", title, note, is_problem=said.is_reported)


def _money(minor: int, currency: str) -> str:
    return format_money(minor, currency, current_language())
