"""The operator's first page: what needs somebody now."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.reads.staff_desk import Pile, desk, piles
from yarmarka.reads.staff_orders import listed_orders
from yarmarka.web.console.visitor import person_id
from yarmarka.web.staff.viewer import for_staff, show

_LATEST = 8
_NOTHING = Pile("", 0, None)


@dataclass(frozen=True)
class Queue:
    """A pile of work: how much, since when, what it means, where to work it off. `kind` says how bad a full one is.

    `is_due` when the instant is not how old the oldest is, but by when it must be done.
    """

    name: str
    meaning: str
    count: int
    oldest: datetime | None
    url: str
    kind: str
    is_due: bool = False


@for_staff
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Return the queues, those that hold something first, and the newest orders."""
    at = now()
    queues = _queues(piles(now=at))
    return show(
        request,
        "home",
        desk=desk(now=at, viewer=person_id(request)),
        today=at.date(),
        busy=[queue for queue in queues if queue.count],
        quiet=[queue for queue in queues if not queue.count],
        latest=listed_orders(now=at, limit=_LATEST),
    )


def _queues(waiting: dict[str, Pile]) -> list[Queue]:
    orders, refunds, payouts = reverse("staff:orders"), reverse("staff:refunds"), reverse("staff:payouts")
    parcels, money, both = reverse("staff:parcels"), reverse("staff:money"), reverse("staff:reconciliation")
    told = (
        ("chargebacks_open", _("Chargebacks to answer"), _("The bank has taken the money; evidence is due."),
         f"{reverse('staff:chargebacks')}?status=opened", "problem"),
        ("claims_contested", _("Contested claims to decide"), _("Seller and shopper disagree; the money is frozen."),
         f"{reverse('staff:claims')}?status=contested", "problem"),
        ("sellers_waiting", _("Sellers wait for a decision"), _("The longest waiting first."),
         f"{reverse('staff:sellers')}?standing=applied", "wait"),
        ("documents_waiting", _("Documents to look at"), _("Sellers who showed some, the longest waiting first."),
         f"{reverse('staff:sellers')}?shown=documents", "wait"),
        ("ship_late", _("Not shipped in time"), _("The earliest promised day has passed and nothing was sent."),
         f"{orders}?shown=ship_late&sort=placed", "problem"),
        ("promise_broken", _("Promise broken"), _("On the way, and the last promised day has passed."),
         f"{orders}?shown=promise_broken&sort=placed", "problem"),
        ("parcels_in_trouble", _("Parcels in trouble"), _("Customs, a failed attempt, on the way back, lost."),
         f"{parcels}?shown=trouble", "problem"),
        ("recalls_by_hand", _("Parcels to be called back by hand"),
         _("Their carriers can't be asked by interface, or said no."), f"{reverse('staff:restrictions')}#by-hand",
         "problem"),
        ("parcels_silent", _("Parcels without news"), _("On the way, and the carrier says nothing for a week."),
         f"{parcels}?shown=silent", "problem"),
        ("refunds_failed", _("Refunds failed"), _("The provider could not give money back."),
         f"{refunds}?status=failed", "problem"),
        ("payouts_failed", _("Payouts failed"), _("The money is back on the seller's balance."),
         f"{payouts}?status=failed", "problem"),
        ("differences_open", _("Providers count otherwise"),
         _("A payment, refund or payout differs from their registry."), f"{both}#differences", "problem"),
        ("proposals_waiting", _("Proposals wait for a second person"),
         _("Rules, stops, lanes, bookings, stores: what nobody decides alone."), reverse("staff:proposals"), "wait"),
        ("payouts_ready", _("Payouts to run"), _("Sellers who are owed something and can be paid."),
         f"{money}#owed", "wait"),
        ("words_reported", _("Reported words wait for a decision"),
         _("Reviews, questions and answers, the longest waiting first."), reverse("staff:moderation"), "wait"),
        ("conversations_reported", _("Conversations to read"),
         _("A shopper or a seller asked us to."), reverse("staff:conversations"), "wait"),
        ("cards_waiting", _("Cards wait for a decision"), _("Rules stopped them, or their sellers appeal."),
         reverse("staff:cards"), "wait"),
        ("matches_waiting", _("Cards that may be of the same goods"),
         _("Found by the fair, or wished by sellers; joined or kept apart by a person."), reverse("staff:matches"),
         "wait"),
        ("unpaid_overdue", _("Unpaid past their time"),
         _("They lapse by themselves; if not, the clock job stands still."), f"{orders}?shown=unpaid_overdue",
         "problem"),
        ("messages_stuck", _("Letters that did not leave"), _("They are tried again; what went wrong stands there."),
         reverse("staff:letters"), "problem"),
        ("unpaid", _("Unpaid"), _("Goods are held for them until their time is over."), f"{orders}?shown=unpaid",
         "wait"),
        ("refunds_waiting", _("Refunds on their way"), _("Asked for, not yet confirmed."),
         f"{refunds}?status=requested", "wait"),
        ("payouts_waiting", _("Payouts on their way"), _("Asked for, not yet confirmed."),
         f"{payouts}?status=requested", "wait"),
    )  # fmt: skip
    return [
        Queue(
            name,
            meaning,
            pile.count,
            pile.oldest,
            url,
            kind,
            is_due=queue in {"chargebacks_open", "claims_contested"},
        )
        for queue, name, meaning, url, kind in told
        for pile in (waiting.get(queue, _NOTHING),)
    ]
