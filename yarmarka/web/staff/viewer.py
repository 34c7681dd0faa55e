"""Who looks at the console: only people who work for the operator; to all others it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.staff_desk import Desk, desk
from yarmarka.web.console.visitor import person_id

Rest = ParamSpec("Rest")

_LANES = {
    "staff:lanes",
    "staff:change_service",
    "staff:new_lane",
    "staff:new_service",
    "staff:change_legs",
    "staff:change_coverage",
}
_FORWARDING = ("staff:forwarding", "staff:propose_forwarding")
_FILES = ("staff:chargebacks", "staff:payout_files", "staff:payout_file", "staff:reconciliation")

_SHOPS = ("staff:shop", "staff:shop_basics", "staff:shop_blocks", "staff:shop_navigation")


def for_staff(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Let a view answer staff alone; raise Missing for whoever else is signed in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        if not getattr(request.user, "is_staff", False):
            raise Missing(what="page")
        return view(request, *arguments, **named)

    return cast(Callable[Concatenate[HttpRequest, Rest], HttpResponseBase], guarded)


def show(request: HttpRequest, template: str, **facts: Any) -> HttpResponseBase:
    """Return a page of the console; what waits in each room stands beside its name."""
    waiting = facts.pop("desk", None) or desk(now=now(), viewer=person_id(request))
    frame = {
        "desk": waiting,
        "console_title": _("Operator"),
        "console_nav": _navigation(request, waiting),
    }
    return render(request, f"staff/{template}.html", frame | facts, status=facts.pop("status", 200))


def _navigation(request: HttpRequest, waiting: Desk) -> list[dict[str, Any]]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    in_trouble = (
        waiting.unpaid_overdue + waiting.ship_late + waiting.promise_broken + waiting.parcels_in_trouble
    )
    money = waiting.refunds_failed + waiting.payouts_failed + waiting.chargebacks_open
    rooms: tuple[tuple[str, str, int, set[str]], ...] = (
        ("staff:home", _("Today"), 0, {"staff:home"}),
        ("staff:orders", _("Orders"), in_trouble, {"staff:orders", "staff:order", "staff:parcels"}),
        ("staff:claims", _("Claims"), waiting.claims_contested, {"staff:claims", "staff:claim"}),
        (
            "staff:sellers",
            _("Sellers"),
            waiting.sellers_waiting + waiting.documents_waiting,
            {"staff:sellers", "staff:seller", "staff:payout_terms", "staff:seller_statements"},
        ),
        ("staff:money", _("Money"), money, {"staff:money", "staff:payouts", "staff:refunds", *_FILES}),
        (
            "staff:configuration",
            _("Configuration"),
            waiting.rules_waiting,
            {"staff:configuration", "staff:propose_rule"},
        ),
        ("staff:lanes", _("Lanes"), 0, _LANES),
        ("staff:customs", _("Customs"), 0, {"staff:customs"}),
        (
            "staff:restrictions",
            _("Restrictions"),
            waiting.stops_waiting,
            {"staff:restrictions", "staff:propose_restriction", "staff:restriction_log", *_FORWARDING},
        ),
        (
            "staff:screening",
            _("Screening"),
            waiting.cases_open,
            {"staff:screening", "staff:screening_case"},
        ),
        ("staff:proposals", _("Proposals"), waiting.yes_wanted, {"staff:proposals"}),
        ("staff:deeds", _("Audit log"), 0, {"staff:deeds"}),
        (
            "staff:moderation",
            _("Words"),
            waiting.words_reported + waiting.conversations_reported,
            {"staff:moderation", "staff:conversations", "staff:conversation"},
        ),
        (
            "staff:cards",
            _("Cards"),
            waiting.cards_waiting,
            {"staff:cards", "staff:card_rules", "staff:card_history", "staff:attributes"},
        ),
        ("staff:matches", _("Same goods?"), waiting.matches_waiting, {"staff:matches"}),
        ("staff:brands", _("Brands"), 0, {"staff:brands"}),
        ("staff:shops", _("Shops"), 0, {"staff:shops", *_SHOPS}),
        (
            "staff:synonyms",
            _("Search words"),
            0,
            {"staff:synonyms", "staff:synonym_line", "staff:why_here"},
        ),
        ("staff:verify", _("Checks"), 0, {"staff:verify"}),
        ("admin:index", _("All tables"), 0, set()),
    )
    return [
        {"url": reverse(name), "name": words, "count": count, "is_current": here in places}
        for name, words, count, places in rooms
    ]
