"""Who looks at the console: the one place that says for which merchant a person may see and do anything."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.queries import posts_of
from yarmarka.domain.sellers.rules import ROOMS
from yarmarka.domain.sellers.types import Post, Role, Room, SellerCard, Standing
from yarmarka.kernel.errors import Missing
from yarmarka.reads.conversations import Waiting, waiting_for_seller
from yarmarka.reads.seller_queue import queue_counts
from yarmarka.web.console.visitor import person_id

Rest = ParamSpec("Rest")

#: A suspended merchant still sends what it sold and sees its money.
_WORKS_HERE: Final = frozenset({Standing.APPROVED, Standing.SUSPENDED})
#: which merchant somebody who acts for several works for now, in their session
_CHOSEN: Final = "seller"
#: the name of each page → what one must be let into; what is not named here is the owner's alone
_ROOM_OF: Final[Mapping[str, Room]] = {
    name: room
    for room, names in {
        Room.ORDERS: "orders buy_labels hand_over labels packing_slips order cancel label packing_slip "
        "customs_paper invoice_paper declaration_json declaration_xml claims claim",
        Room.GOODS: "offers edit_offers offer change_price change_stock change_sale pictures send_pictures "
        "change_picture new_card card_shelves card "
        "feed feed_mapping feed_report feed_again feed_progress feed_columns feed_source drop_feed_source "
        "warehouses exchange make_exchange_key revoke_exchange_key "
        "exchange_mapping exchange_report allow_exchange customs_codes confirm_code "
        "stopped appeal_card card_history same_goods",
        Room.MONEY: "money statements month_paper month_file statement statement_file",
        Room.SHOPPERS: "talk review_reply question_answer conversations conversation conversation_report "
        "write_to_shopper",
        Room.STANDING: "standing",
        Room.PEOPLE: "people invite give_role let_go withdraw_invitation documents document_file",
    }.items()
    for name in names.split()
}
_FOR_ALL: Final = frozenset({"home"})


def own_post(request: HttpRequest) -> Post | None:
    """Return the merchant that the signed-in person works for now, and as what; or nothing."""
    if not request.user.is_authenticated:
        return None
    posts = _posts(request)
    chosen = request.session.get(_CHOSEN)
    return next((post for post in posts if str(post.seller.id) == chosen), next(iter(posts), None))


def _posts(request: HttpRequest) -> tuple[Post, ...]:
    """Return the merchants that the signed-in person acts for; asked once for each request."""
    known: tuple[Post, ...] | None = getattr(request, "_posts", None)
    if known is None:
        known = vars(request)["_posts"] = posts_of(person_id=person_id(request))
    return known


def own_seller(request: HttpRequest) -> SellerCard | None:
    """Return the merchant that the signed-in person works for now, or nothing."""
    post = own_post(request)
    return post.seller if post else None


def work_for(request: HttpRequest, seller_id: UUID) -> None:
    """Let the person work for another of their merchants from now on. Raises Missing if it is none of theirs."""
    if seller_id not in {post.seller.id for post in posts_of(person_id=person_id(request))}:
        raise Missing(what="seller")
    request.session[_CHOSEN] = str(seller_id)


def for_seller(
    view: Callable[Concatenate[HttpRequest, SellerCard, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give a view the viewer's own merchant; send everybody else where they can become one.

    Who is at the merchant something that is not let into this page is told so.
    """
    return _guarded(view, _WORKS_HERE)


def for_seller_or_applicant(
    view: Callable[Concatenate[HttpRequest, SellerCard, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give a view the viewer's own merchant as `for_seller` does, also one not let in yet, or turned down."""
    return _guarded(view, frozenset(Standing))


def _guarded(
    view: Callable[Concatenate[HttpRequest, SellerCard, Rest], HttpResponseBase],
    standings: frozenset[Standing],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        post = own_post(request)
        if post is None:
            return redirect("seller:apply")
        is_let_in = _is_let_in(request, post)
        # Whoever is not let into this page has no console to be told so in before the merchant works here.
        if post.seller.standing not in (standings if is_let_in else _WORKS_HERE):
            return redirect("seller:application")
        if not is_let_in:
            return show(request, post.seller, "no_entry", role=post.role, status=403)
        return view(request, post.seller, *arguments, **named)

    return cast(Callable[Concatenate[HttpRequest, Rest], HttpResponseBase], guarded)


def room_of(page: str) -> Room | None:
    """Return what one must be let into to see a page, by its name; None is everybody's who acts for the merchant."""
    return None if page in _FOR_ALL else _ROOM_OF.get(page, Room.PEOPLE)


def may_go_to(request: HttpRequest, page: str) -> bool:
    """Test if the signed-in person is let into a page of the merchant they work for, by the page's name."""
    post, room = own_post(request), room_of(page)
    return post is not None and (room is None or room in ROOMS[post.role])


def _is_let_in(request: HttpRequest, post: Post) -> bool:
    assert request.resolver_match is not None
    room = room_of(request.resolver_match.url_name or "")
    return room is None or room in ROOMS[post.role]


def show(request: HttpRequest, seller: SellerCard, template: str, **facts: Any) -> HttpResponseBase:
    """Return a page of the console with its navigation; how much there is to ship and to read stands beside it.

    A page that has asked for the `counts` of orders or for what is `to_answer` gives them along.
    """
    counts = facts.pop("counts", None) or queue_counts(seller_id=seller.id)
    to_answer: Waiting | None = facts.pop("to_answer", None)
    posts = _posts(request)
    role = next(post.role for post in posts if post.seller.id == seller.id)
    if to_answer is None and Room.SHOPPERS in ROOMS[role]:
        to_answer = waiting_for_seller(seller_id=seller.id)
    frame = {
        "other_sellers": [post.seller for post in posts if post.seller.id != seller.id],
        "seller": seller,
        "counts": counts,
        "console_title": seller.trade_name,
        "console_nav": _navigation(
            request,
            role,
            to_ship=counts[SellerOrderStatus.TO_SHIP],
            unread=to_answer.unread if to_answer else 0,
        ),
        "is_suspended": seller.standing == Standing.SUSPENDED,
    }
    return render(request, f"seller/{template}.html", frame | facts, status=facts.pop("status", 200))


def _navigation(request: HttpRequest, role: Role, *, to_ship: int, unread: int) -> list[dict[str, Any]]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    rooms = (
        ("home", _("Today"), 0, {"seller:home"}),
        ("orders", _("Orders"), to_ship, {"seller:orders", "seller:order", "seller:cancel"}),
        (
            "offers",
            _("Goods"),
            0,
            {
                f"seller:{name}"
                for name in [
                    "offers",
                    "offer",
                    "edit_offers",
                    "customs_codes",
                    "new_card",
                    "card",
                    "stopped",
                    "card_history",
                ]
            },
        ),
        (
            "conversations",
            _("Messages"),
            unread,
            {f"seller:{name}" for name in ("conversations", "conversation", "write_to_shopper")},
        ),
        ("claims", _("Claims"), 0, {"seller:claims", "seller:claim"}),
        ("talk", _("Reviews"), 0, {"seller:talk"}),
        (
            "feed",
            _("Price list"),
            0,
            {"seller:feed", "seller:feed_columns", "seller:feed_source", "seller:exchange"},
        ),
        ("warehouses", _("Warehouses"), 0, {"seller:warehouses"}),
        ("standing", _("Standing"), 0, {"seller:standing"}),
        ("money", _("Money"), 0, {"seller:money", "seller:statement", "seller:statements"}),
        ("documents", _("Documents"), 0, {"seller:documents"}),
        ("people", _("People"), 0, {"seller:people"}),
    )
    return [
        {"url": reverse(f"seller:{name}"), "name": words, "count": count, "is_current": here in places}
        for name, words, count, places in rooms
        if (room := room_of(name)) is None or room in ROOMS[role]
    ]
