"""A shopper writes to sellers, about a product or an order, and reads what they answer."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.catalogue.queries import product_titles
from yarmarka.domain.conversations.actions import note_read
from yarmarka.domain.conversations.queries import conversation_about, conversation_of_shopper, messages_of
from yarmarka.domain.conversations.types import About, ConversationCard, MessageCard, Side
from yarmarka.domain.orders.queries import order_for
from yarmarka.domain.sellers.queries import seller_by_slug, sellers
from yarmarka.flows import converse
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.reads.conversations import conversations_of_shopper, listed_conversation
from yarmarka.web.shared.conversations import (
    CAUSES,
    days_of,
    is_reported,
    own_hosts,
    take_report,
    tell_sent,
)
from yarmarka.web.shared.telling import sentence
from yarmarka.web.shop.cards import page_number
from yarmarka.web.shop.doors import SeeOther, signed_in
from yarmarka.web.shop.shopper import person_id_of

_PAGE: Final = 20
Write = Callable[[str], MessageCard]


@require_safe
@signed_in(otherwise="conversations")
def listing(request: HttpRequest) -> HttpResponse:
    """Show the reader's conversations, the newest words first."""
    page = page_number(request)
    rows = conversations_of_shopper(
        person_id=person_id_of(request), limit=_PAGE + 1, offset=(page - 1) * _PAGE
    )
    facts = {
        "conversations": rows[:_PAGE],
        "newer": page - 1,
        "older": page + 1 if len(rows) > _PAGE else 0,
    }
    return render(request, "shop/conversations.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="conversations")
def about_order(request: HttpRequest, order_id: UUID, part_id: UUID) -> HttpResponse:
    """Begin to write to the seller of a part of the reader's order, or go on."""
    viewer = person_id_of(request)
    seller_id = converse.seller_of_part(order_id=order_id, part_id=part_id, viewer=viewer)
    about = About(seller_order_id=part_id, order_id=order_id)
    number = order_for(person_id=viewer, order_id=order_id).number

    def write(text: str) -> MessageCard:
        return converse.write_about_order(
            text,
            order_id=order_id,
            part_id=part_id,
            viewer=viewer,
            own_hosts=own_hosts(request),
            now=clock.now(),
        )

    return _begun(request, about, seller_id, write, {"number": number, "order_id": order_id})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="conversations")
def about_product(request: HttpRequest, product_id: UUID, slug: str) -> HttpResponse:
    """Begin to write to a seller about a product that it offers, or go on."""
    viewer, seller_id = person_id_of(request), seller_by_slug(slug).id
    converse.check_may_ask(product_id=product_id, seller_id=seller_id, viewer=viewer)
    titles = product_titles([product_id]).get(product_id, {})

    def write(text: str) -> MessageCard:
        return converse.write_about_product(
            text,
            product_id=product_id,
            seller_id=seller_id,
            viewer=viewer,
            own_hosts=own_hosts(request),
            now=clock.now(),
        )

    return _begun(
        request, About(product_id=product_id), seller_id, write, {"titles": titles, "product_id": product_id}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="conversations")
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Show one of the reader's conversations; as POST, say something more."""
    viewer = person_id_of(request)
    card = conversation_of_shopper(conversation_id, person_id=viewer)
    if request.method == "POST":
        try:
            said = converse.write_again(
                request.POST.get("text", ""),
                conversation_id=conversation_id,
                viewer=viewer,
                own_hosts=own_hosts(request),
                now=clock.now(),
            )
        except YarmarkaError as error:
            return _shown(request, card, error=error)
        return _sent(request, said)
    note_read(conversation_id, side=Side.SHOPPER)
    return _shown(request, card)


@require_POST
@signed_in(otherwise="conversations")
def report(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Ask staff to read a conversation."""
    viewer = person_id_of(request)
    conversation_of_shopper(conversation_id, person_id=viewer)
    take_report(request, conversation_id, side=Side.SHOPPER, by=viewer)
    return SeeOther(reverse("shop:conversation", args=[conversation_id]))


def _begun(
    request: HttpRequest, about: About, seller_id: UUID, write: Write, facts: dict[str, object]
) -> HttpResponse:
    """Show the form of a first message; where there is a conversation already, go on with it."""
    if request.method == "POST":
        try:
            return _sent(request, write(request.POST.get("text", "")))
        except Missing:
            raise
        except YarmarkaError as error:
            return _first(request, seller_id, facts, error=error)
    known = conversation_about(about, person_id=person_id_of(request), seller_id=seller_id)
    if known is not None:
        return SeeOther(reverse("shop:conversation", args=[known.id]))
    return _first(request, seller_id, facts)


def _first(
    request: HttpRequest, seller_id: UUID, facts: dict[str, object], *, error: YarmarkaError | None = None
) -> HttpResponse:
    facts |= {
        "seller": sellers([seller_id])[seller_id],
        "typed": request.POST.get("text", ""),
        "wrong": sentence(error) if error else "",
    }
    return render(request, "shop/conversation_new.html", facts, status=error.status if error else 200)


def _sent(request: HttpRequest, said: MessageCard) -> HttpResponse:
    tell_sent(request, said)
    return SeeOther(reverse("shop:conversation", args=[said.conversation_id]) + f"#m-{said.id.hex}")


def _shown(
    request: HttpRequest, card: ConversationCard, *, error: YarmarkaError | None = None
) -> HttpResponse:
    facts = {
        "talk": listed_conversation(card.id),
        "days": days_of(messages_of(card.id)),
        "causes": CAUSES,
        "is_reported": is_reported(card.id, side=Side.SHOPPER),
        "typed": request.POST.get("text", "") if error else "",
        "wrong": sentence(error) if error else "",
    }
    return render(request, "shop/conversation.html", facts, status=error.status if error else 200)
