"""Shoppers write, the seller answers, those who wait longest first; about an order it may also begin."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.conversations.actions import note_read
from yarmarka.domain.conversations.queries import (
    conversation_about,
    conversation_of_seller,
    messages_of,
)
from yarmarka.domain.conversations.types import Side
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.converse import about_part, answer_shopper, write_to_shopper
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.dates import format_age
from yarmarka.presentation.locales import current_language
from yarmarka.reads.conversations import (
    ListedConversation,
    conversations_of_seller,
    listed_conversation,
    waiting_for_seller,
)
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.conversations import (
    CAUSES,
    days_of,
    is_reported,
    own_hosts,
    take_report,
    tell_sent,
)
from yarmarka.web.shared.telling import sentence

_PAGE: Final = 25


@require_safe
@for_seller
def listing(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show conversations, those that wait for an answer first, the longest wait on top."""
    only_waiting = request.GET.get("shown") == "waiting"
    sheet = sheet_of(
        request,
        lambda limit, offset: [
            (row, _age(row, now()))
            for row in conversations_of_seller(
                seller_id=seller.id, only_waiting=only_waiting, limit=limit, offset=offset
            )
        ],
        size=_PAGE,
    )
    to_answer = waiting_for_seller(seller_id=seller.id)
    ways = [
        ("all", gettext_lazy("all"), None),
        ("waiting", gettext_lazy("wait for an answer"), to_answer.waiting),
    ]
    return show(
        request,
        seller,
        "conversations",
        to_answer=to_answer,
        sheet=sheet,
        only_waiting=only_waiting,
        chips=chips(request, "shown", ways, current="waiting" if only_waiting else "all"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard, conversation_id: UUID) -> HttpResponseBase:
    """Show a conversation; as POST, answer."""
    conversation_of_seller(conversation_id, seller_id=seller.id)
    problem: YarmarkaError | None = None
    if request.method == "POST":
        try:
            said = answer_shopper(
                request.POST.get("text", ""),
                conversation_id=conversation_id,
                seller_id=seller.id,
                by=person_id(request),
                own_hosts=own_hosts(request),
                now=now(),
            )
        except Missing:
            raise
        except YarmarkaError as error:
            problem = error
        else:
            tell_sent(request, said)
            return redirect("seller:conversation", conversation_id=conversation_id)
    else:
        note_read(conversation_id, side=Side.SELLER)
    talk = listed_conversation(conversation_id)
    return show(
        request,
        seller,
        "conversation",
        talk=talk,
        age=_age(talk, now()),
        days=days_of(messages_of(conversation_id)),
        causes=CAUSES,
        is_reported=is_reported(conversation_id, side=Side.SELLER),
        typed=request.POST.get("text", "") if problem else "",
        wrong=sentence(problem) if problem else "",
        status=problem.status if problem else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def begin(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Begin to write to the shopper of a part of an order, or go on; as POST, say the first words."""
    about, shopper = about_part(part_id=seller_order_id, seller_id=seller.id)
    problem: YarmarkaError | None = None
    if request.method == "POST":
        try:
            said = write_to_shopper(
                request.POST.get("text", ""),
                part_id=seller_order_id,
                seller_id=seller.id,
                by=person_id(request),
                own_hosts=own_hosts(request),
                now=now(),
            )
        except Missing:
            raise
        except YarmarkaError as error:
            problem = error
        else:
            tell_sent(request, said)
            return redirect("seller:conversation", conversation_id=said.conversation_id)
    elif known := conversation_about(about, person_id=shopper, seller_id=seller.id):
        return redirect("seller:conversation", conversation_id=known.id)
    assert about.order_id is not None, "a part is of an order"
    return show(
        request,
        seller,
        "conversation_new",
        seller_order_id=seller_order_id,
        number=orders([about.order_id])[about.order_id].number,
        typed=request.POST.get("text", ""),
        wrong=sentence(problem) if problem else "",
        status=problem.status if problem else 200,
    )


@require_POST
@for_seller
def report(request: HttpRequest, seller: SellerCard, conversation_id: UUID) -> HttpResponseBase:
    """Ask staff to read a conversation."""
    conversation_of_seller(conversation_id, seller_id=seller.id)
    take_report(request, conversation_id, side=Side.SELLER, by=person_id(request))
    return redirect("seller:conversation", conversation_id=conversation_id)


def _age(row: ListedConversation, at: datetime) -> str:
    return format_age(row.waits_since, at, current_language()) if row.waits_since else ""
