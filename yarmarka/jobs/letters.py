"""From what a flow published to a letter in somebody's hands."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import override

from yarmarka.connectors.sms import is_configured, send_sms
from yarmarka.domain.accounts.queries import letter_choices_of, people
from yarmarka.domain.accounts.rules import topic_of
from yarmarka.domain.accounts.types import LetterWay
from yarmarka.domain.conversations.queries import message
from yarmarka.domain.ledger.queries import payout
from yarmarka.domain.orders.queries import lines_of, orders, seller_orders_of
from yarmarka.domain.orders.types import LineCard
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import carrier_names
from yarmarka.domain.storefronts.errors import StorefrontUnknown
from yarmarka.flows.invite_staff import key_to
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import born_at
from yarmarka.presentation.card_words import REASONS
from yarmarka.presentation.document_words import document_name, fault_words
from yarmarka.presentation.front_doors import FrontDoor, front_door
from yarmarka.presentation.mail import Mail, render_mail
from yarmarka.presentation.mail.letterhead import letterhead_of
from yarmarka.presentation.mail.unsubscribe import unsubscribe_url
from yarmarka.presentation.off_links import off_key
from yarmarka.presentation.restriction_words import FATES
from yarmarka.reads.assortments import assortment_of
from yarmarka.reads.product_page import product_page
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.storefronts import MARKETPLACE

Facts = dict[str, Any]
#: facts that lead to a page; whoever completes them gives its path, and the shop's address is put before it
_LINKS: Final = ("url", "off_url")


def send_letter(topic: str, facts: Facts, key: UUID) -> None:
    """Write the letter that a topic asks for and hand it to the mail server. Raises KeyError for unknown topics.

    Sent again under the same key it is the same letter: it bears the same Message-ID and the date of its cause, by
    which a mailbox knows what it has already.
    """
    name, complete = LETTERS[topic]
    locale = facts["locale"]
    with override(locale):
        told = complete(facts)
    door = front_door(told.get("storefront", MARKETPLACE), now=now())
    told |= {link: door.lead(told[link]) for link in _LINKS if link in told}
    reader = _reader(topic, told, door)
    head = letterhead_of(door, language=locale)
    letter = render_mail(name, locale=locale, facts=told, head=head, unsubscribe_url=reader.unsubscribe_url)
    if reader.by_mail:
        off_url = reader.unsubscribe_url or told.get("off_url", "")
        _post(letter, to=told["to"], key=key, off_url=off_url)
    if reader.by_sms:
        send_sms(to=reader.phone, text=f"{letter.subject}. {told.get('url', '')}".strip(), key=key)


@dataclass(frozen=True)
class _Reader:
    """Who gets a letter, and by which way: as they chose, and by telephone who has no e-mail."""

    by_mail: bool
    by_sms: bool = False
    phone: str = ""
    unsubscribe_url: str = ""


def _reader(topic: str, told: Facts, door: FrontDoor) -> _Reader:
    person_id, chosen = told.get("person_id"), topic_of(topic)
    has_email = bool(told.get("to"))
    if person_id is None or chosen is None:
        return _Reader(by_mail=has_email)
    wants = letter_choices_of(person_id=UUID(person_id))
    wants_mail, wants_sms = (wants[chosen.code, way] for way in (LetterWay.MAIL, LetterWay.SMS))
    phone = people([UUID(person_id)])[UUID(person_id)].phone if is_configured() else ""
    return _Reader(
        by_mail=has_email and wants_mail,
        by_sms=bool(phone) and (wants_sms if has_email else wants_mail),
        phone=phone,
        unsubscribe_url=""
        if chosen.is_service
        else unsubscribe_url(person_id=UUID(person_id), topic=chosen.code, locale=told["locale"], door=door),
    )


def _post(letter: Mail, *, to: str, key: UUID, off_url: str) -> None:
    headers = {
        "Message-ID": f"<{key}@{urlsplit(settings.SITE_URL).hostname}>",
        "Date": format_datetime(born_at(key)),
        **_ways_off(off_url),
    }
    mail = EmailMultiAlternatives(subject=letter.subject, body=letter.text, to=[to], headers=headers)
    mail.attach_alternative(letter.html, "text/html")
    mail.send()


def _ways_off(off_url: str) -> dict[str, str]:
    """Return the headers by which a mail program offers to switch such letters off (RFC 8058)."""
    if not off_url:
        return {}
    return {
        "List-Unsubscribe": f"<{off_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _to_shopper(facts: Facts) -> Facts:
    """Add what every letter about an order says: who reads it, which order, and where to see it."""
    order_id = UUID(facts["order_id"])
    order = orders([order_id])[order_id]
    person = people([order.person_id])[order.person_id]
    return {
        **facts,
        "person_id": str(person.id),
        "name": person.full_name or order.address.recipient,
        "order": order.number,
        "url": _address("shop:order", order_id=order.id),
        "lines": [_line(line, facts["locale"]) for line in _lines(order.id)],
        "pay_until_at": order.pay_by.isoformat(),
    }


def _to_shopper_about_parcel(facts: Facts) -> Facts:
    return {
        **_to_shopper(facts),
        "carrier": in_language(carrier_names(facts.get("carrier", "")), facts["locale"]),
        "tracking_number": facts["parcel"],
        "promise_on": facts.get("promised_to"),
        "protected_until_at": facts.get("inspection_ends_at"),
    }


def _to_shopper_about_date(facts: Facts) -> Facts:
    return {**_to_shopper_about_parcel(facts), "promise_on": facts["now_on"]}


def _to_shopper_about_refund(facts: Facts) -> Facts:
    # The reason is a code of ours or the seller's own words; the letter says what happened without either.
    complete = {**_to_shopper(facts), "refund_minor": facts["amount_minor"]}
    return {name: value for name, value in complete.items() if name != "reason"}


def _to_shopper_about_part(facts: Facts) -> Facts:
    return {**_to_shopper_about_refund(facts), "lines": _pieces(facts)}


def _to_shopper_about_part_refund(facts: Facts) -> Facts:
    return {**_to_shopper(facts), "refund_minor": facts["amount_minor"]}


def _to_seller_about_pieces(facts: Facts) -> Facts:
    return {**_to_seller_about_order(facts), "lines": _pieces(facts)}


def _to_seller_about_refund(facts: Facts) -> Facts:
    return {**_to_seller_about_order(facts), "refund_minor": facts["amount_minor"]}


def _to_seller_about_parcel(facts: Facts) -> Facts:
    return {**_to_seller_about_order(facts), "tracking_number": facts["parcel"]}


def _to_seller_about_order(facts: Facts) -> Facts:
    part_id = UUID(facts["seller_order_id"])
    return {
        **facts,
        "order": facts["number"],
        "url": _address("seller:order", seller_order_id=part_id),
        "lines": [_line(line, facts["locale"]) for line in lines_of([part_id])],
        "total_minor": facts["amount_minor"],
    }


def _about_claim(facts: Facts) -> Facts:
    """Say what a claim is about and by when, to its shopper."""
    claim_id = UUID(facts["claim_id"])
    return _of_a_claim(_to_shopper(facts)) | {"url": _address("shop:claim", claim_id=claim_id)}


def _to_seller_about_claim(facts: Facts) -> Facts:
    claim_id = UUID(facts["claim_id"])
    return _of_a_claim(_to_seller_about_order(facts)) | {"url": _address("seller:claim", claim_id=claim_id)}


def _of_a_claim(facts: Facts) -> Facts:
    """Return the facts under the names that letters of claims know them by; what was refunded only where it was."""
    told = {
        **facts,
        "words": facts.get("note") or facts.get("words", ""),
        "answer_by_at": facts.get("answer_by"),
        "refund_by_at": facts.get("refund_at"),
    }
    return told | ({"refund_minor": facts["amount_minor"]} if facts.get("outcome") == "refunded" else {})


def _to_seller_about_payout(facts: Facts) -> Facts:
    card = payout(UUID(facts["payout_id"]))
    return {
        **facts,
        "payout": public_id("out", card.id),
        "url": _address("seller:money"),
        "net_minor": card.amount_minor,
        "account": f"… {card.account[-4:]}",
    }


def _to_owner_of_data(facts: Facts) -> Facts:
    return {**facts, "url": _address("me:data")}


def _to_seller(facts: Facts) -> Facts:
    return {**facts, "url": _address("seller:home")}


def _to_invited(facts: Facts) -> Facts:
    return {**facts, "url": _address("seller:join", key=key_to(UUID(facts["invitation_id"])))}


def _to_seller_about_standing(facts: Facts) -> Facts:
    return {**facts, "url": _address("seller:standing")}


def _about_a_place(facts: Facts) -> Facts:
    """Say where, why and since when in the reader's language, and what becomes of each of their orders."""
    locale = facts["locale"]
    return {
        **facts,
        "name": facts.get("name") or facts["to"],
        "place": in_language(facts["place"], locale),
        "why": in_language(facts["why"], locale),
        "since_at": facts["since"],
        "extent": facts.get("extent", "everything"),
        "way": facts.get("way", "to"),
        "orders": [{**one, "fate": str(FATES[one["fate"]])} for one in facts["orders"]],
        "url": _address("served_places"),
    }


def _about_goods(facts: Facts) -> Facts:
    return {
        **facts,
        "name": facts.get("name") or facts["to"],
        "product": in_language(facts["titles"], facts["locale"]),
        "storefront": _where_shown(facts),
        "url": _address("shop:product", product_id=UUID(facts["product_id"])),
    }


def _question_to_seller(facts: Facts) -> Facts:
    return {**_about_goods(facts), "url": _address("seller:talk")}


def _message_to_shopper(facts: Facts) -> Facts:
    return {
        **_message(facts),
        "name": facts.get("name") or facts["to"],
        "url": _address("shop:conversation", conversation_id=UUID(facts["conversation_id"])),
    }


def _message_to_seller(facts: Facts) -> Facts:
    url = _address("seller:conversation", conversation_id=UUID(facts["conversation_id"]))
    return {**_message(facts), "url": url}


def _message(facts: Facts) -> Facts:
    """Say what a conversation is about, and the message itself: until it leaves, its words stand in one place only."""
    about = facts.get("number") or in_language(facts.get("titles", {}), facts["locale"])
    return {**facts, "about": about, "words": message(UUID(facts["message_id"])).text}


def _about_document(facts: Facts) -> Facts:
    country = sellers([UUID(facts["seller_id"])])[UUID(facts["seller_id"])].country
    return {
        **facts,
        "document": document_name(facts["document"], country),
        "fault": fault_words(facts["fault"]) if facts["fault"] != "other" else "",
        "url": _address("seller:documents"),
    }


def _reminder(facts: Facts) -> Facts:
    off = off_key(UUID(facts["person_id"]))
    return {
        **facts,
        "name": facts["name"] or facts["to"],
        "url": _address("shop:order", order_id=UUID(facts["order_id"])),
        "off_url": _address("shop:reminders_off", key=off),
        "lines": [_line(line, facts["locale"]) for line in lines_of([UUID(facts["seller_order_id"])])],
    }


def _to_seller_about_card(facts: Facts) -> Facts:
    """Say which card, and why, in the seller's language: the rules' reasons, or a person's."""
    locale, code = facts["locale"], facts["code"]
    reasons = [in_language(texts, locale) for texts in facts["rule_reasons"]]
    if code not in {"", "rule", "other"}:
        reasons.append(str(REASONS[code]))
    return {
        **facts,
        "product": in_language(facts["titles"], locale),
        "reason": " ".join(filter(None, (*reasons, facts["words"]))),
        "url": _address("seller:stopped"),
    }


def _about_joined_goods(facts: Facts) -> Facts:
    return {
        **facts,
        "product": in_language(facts["titles"], facts["locale"]),
        "url": _address("shop:product", product_id=UUID(facts["product_id"])),
    }


def _to_seller_about_stopped(facts: Facts) -> Facts:
    return {**facts, "url": _address("seller:stopped")}


#: topic that a flow publishes → letter, and what completes its facts
LETTERS: Final[dict[str, tuple[str, Callable[[Facts], Facts]]]] = {
    "order_placed": ("order_placed", _to_shopper),
    "order_paid": ("order_paid", _to_shopper),
    "order_lapsed": ("order_expired", _to_shopper),
    "order_cancelled": ("order_cancelled", _to_shopper),
    "payment_returned": ("order_refunded", _to_shopper_about_refund),
    "seller_order_cancelled": ("part_cancelled", _to_shopper_about_part),
    "part_not_charged": ("part_not_charged", _to_shopper_about_part),
    "pieces_cancelled": ("pieces_cancelled", _to_shopper_about_part),
    "part_refunded": ("part_refunded", _to_shopper_about_part_refund),
    "parcel_sent": ("parcel_sent", _to_shopper_about_parcel),
    "parcel_news": ("parcel_news", _to_shopper_about_parcel),
    "promise_later": ("promise_later", _to_shopper_about_date),
    "parcel_delivered": ("parcel_delivered", _to_shopper_about_parcel),
    "order_completed": ("order_completed", _to_shopper),
    "new_seller_order": ("new_order", _to_seller_about_order),
    "seller_order_cancelled_seller": ("seller_order_cancelled", _to_seller_about_pieces),
    "pieces_cancelled_seller": ("seller_pieces_cancelled", _to_seller_about_pieces),
    "part_refunded_seller": ("seller_part_refunded", _to_seller_about_refund),
    "parcel_returning_seller": ("seller_parcel_returning", _to_seller_about_parcel),
    "chargeback_opened": ("chargeback_opened", _to_seller_about_refund),
    "chargeback_won": ("chargeback_won", _to_seller_about_refund),
    "chargeback_lost": ("chargeback_lost", _to_seller_about_refund),
    "claim_opened": ("claim_opened", _about_claim),
    "claim_contested": ("claim_contested", _about_claim),
    "claim_ended": ("claim_ended", _about_claim),
    "claim_opened_seller": ("claim_opened_seller", _to_seller_about_claim),
    "claim_ended_seller": ("claim_ended_seller", _to_seller_about_claim),
    "review_reminder": ("review_reminder", _reminder),
    "review_replied": ("review_replied", _about_goods),
    "question_answered": ("question_answered", _about_goods),
    "question_asked": ("question_asked", _question_to_seller),
    "words_hidden": ("words_hidden", _about_goods),
    "words_shown": ("words_shown", _about_goods),
    "message_from_seller": ("message_from_seller", _message_to_shopper),
    "message_from_shopper": ("message_from_shopper", _message_to_seller),
    "document_asked_again": ("document_asked_again", _about_document),
    "documents_accepted": ("documents_accepted", _to_seller),
    "payout_paid": ("payout_sent", _to_seller_about_payout),
    "payout_failed": ("payout_failed", _to_seller_about_payout),
    "data_copy_ready": ("data_copy_ready", _to_owner_of_data),
    "farewell_begun": ("farewell_begun", _to_owner_of_data),
    "seller_admitted": ("seller_approved", _to_seller),
    "seller_declined": ("seller_declined", _to_seller),
    "staff_invited": ("staff_invited", _to_invited),
    "seller_suspended": ("seller_suspended", _to_seller_about_standing),
    "seller_restored": ("seller_restored", _to_seller_about_standing),
    "place_stopped": ("place_stopped", _about_a_place),
    "place_resumed": ("place_resumed", _about_a_place),
    "place_stopped_seller": ("place_stopped_seller", _about_a_place),
    "place_resumed_seller": ("place_resumed_seller", _about_a_place),
    "cards_stopped": ("cards_stopped", _to_seller_about_stopped),
    "card_cleared": ("card_cleared", _to_seller_about_card),
    "card_refused": ("card_refused", _to_seller_about_card),
    "goods_joined": ("goods_joined", _about_joined_goods),
    "goods_parted": ("goods_parted", _about_joined_goods),
    "match_refused": ("match_refused", _about_joined_goods),
    "store_authorised": ("store_authorised", _to_seller),
    "store_declined": ("store_declined", _to_seller),
    "store_withdrawn": ("store_withdrawn", _to_seller),
}


def _lines(order_id: UUID) -> tuple[LineCard, ...]:
    return lines_of([part.id for part in seller_orders_of([order_id])])


def _pieces(facts: Facts) -> list[Facts]:
    """Return the pieces of a seller order that a message names; all of its lines if it names none."""
    named = {UUID(piece["line"]): piece["quantity"] for piece in facts.get("lines") or ()}
    return [
        {
            "title": in_language(line.titles, facts["locale"]),
            "quantity": (quantity := named.get(line.id, line.quantity)),
            "minor": line.unit_minor * quantity,
        }
        for line in lines_of([UUID(facts["seller_order_id"])])
        if line.id in named or not named
    ]


def _line(line: LineCard, locale: str) -> Facts:
    return {"title": in_language(line.titles, locale), "quantity": line.quantity, "minor": line.total_minor}


def _where_shown(facts: Facts) -> str:
    """Return the reader's shop, or the marketplace where that shop has no page of the product."""
    code = facts.get("storefront", MARKETPLACE)
    if code == MARKETPLACE:
        return MARKETPLACE
    try:
        product_page(
            UUID(facts["product_id"]),
            currency=settings.DEFAULT_CURRENCY,
            language=facts["locale"],
            assortment=assortment_of(code, now=now()),
            now=now(),
        )
    except (Missing, StorefrontUnknown):
        return MARKETPLACE
    return str(code)


def _address(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments)
