"""The books at a glance, payouts and refunds."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.kernel.clock import now
from yarmarka.reads.staff_money import (
    KindBalance,
    kind_balances,
    listed_payouts,
    listed_refunds,
    owed_to_sellers,
)
from yarmarka.web.console.visitor import person_id
from yarmarka.web.console.words import ACCOUNTS
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

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
