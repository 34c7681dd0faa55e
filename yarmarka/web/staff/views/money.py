"""The books at a glance, payouts and refunds."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.payments.types import RefundStatus
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.kernel.clock import now
from yarmarka.reads.staff_money import (
    KindBalance,
    kind_balances,
    listed_payouts,
    listed_refunds,
    owed_to_sellers,
)
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.telling import problems_told
from yarmarka.web.console.visitor import person_id
from yarmarka.web.console.words import ACCOUNTS, TRANSFERS
from yarmarka.web.staff.viewer import for_staff, show

PER_PAGE: Final = 50
_LATEST: Final = 10


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what stands on each kind of account, whether it sums to zero, and who is owed how much."""
    rows = kind_balances()
    sums = _sums(rows)
    return show(
        request,
        "money",
        currencies=_by_currency(rows),
        sums=sums,
        is_balanced=not any(sums.values()),
        owed=owed_to_sellers(),
        payouts=listed_payouts(limit=_LATEST),
        refunds=listed_refunds(limit=_LATEST),
    )


@for_staff
@require_POST
def run(request: HttpRequest) -> HttpResponseBase:
    """Pay every seller what it is owed; pressing twice pays once, since the first press empties the balances."""
    with problems_told(request):
        made = len(run_payouts(by=person_id(request), now=now()))
        if made:
            said = ngettext("%(count)d payout is on its way.", "%(count)d payouts are on their way.", made)
            messages.success(request, said % {"count": made})
        else:
            messages.info(request, _("There is nothing to pay out: no balance above zero with an account."))
    return redirect("staff:money")


@for_staff
@require_safe
def payouts(request: HttpRequest) -> HttpResponseBase:
    """Return a page of payouts, the newest first."""
    status = _status(request, set(PayoutStatus))
    sheet = sheet_of(
        request,
        lambda limit, offset: listed_payouts(status=status, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    ways = _ways(request, list(PayoutStatus), status)
    return show(request, "payouts", sheet=sheet, status_shown=status, chips=ways)


@for_staff
@require_safe
def refunds(request: HttpRequest) -> HttpResponseBase:
    """Return a page of refunds, the newest first."""
    status = _status(request, set(RefundStatus))
    sheet = sheet_of(
        request,
        lambda limit, offset: listed_refunds(status=status, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    ways = _ways(request, list(RefundStatus), status)
    return show(request, "refunds", sheet=sheet, status_shown=status, chips=ways)


def _status(request: HttpRequest, known: set[PayoutStatus] | set[RefundStatus]) -> str:
    asked = request.GET.get("status", "")
    return asked if asked in {str(status) for status in known} else ""


def _ways(request: HttpRequest, known: list[PayoutStatus] | list[RefundStatus], current: str) -> list[object]:
    named = [(str(status), TRANSFERS[str(status)].words, None) for status in known]
    return list(chips(request, "status", [("", _("all"), None), *named], current=current))


def _by_currency(rows: list[KindBalance]) -> dict[str, list[KindBalance]]:
    """Return the rows of each currency, in the order that the kinds of account are told in."""
    order = list(ACCOUNTS)
    groups: dict[str, list[KindBalance]] = {}
    for row in sorted(rows, key=lambda row: order.index(row.kind)):
        groups.setdefault(row.currency, []).append(row)
    return dict(sorted(groups.items()))


def _sums(rows: list[KindBalance]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, 0) + row.balance_minor
    return sums
