"""The table of services on offer: their prices, days, limits and legs, each with the way to propose a change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.domain.shipping.types import LegCard, ServiceCard
from yarmarka.presentation.countries import country_choices, route_name
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.presentation.templatetags.words import kilograms
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Cell, Choice, Column, Table, Words
from yarmarka.web.staff.lane_words import ENDINGS, LEGS, SPEEDS

Names = Mapping[str, Mapping[str, str]]


def services_table(carriers: Names, *, now: datetime) -> Table[ServiceCard]:
    """Return the table of services that are on offer at an instant, route by route; `carriers` are names by code."""

    def fetch(asked: Asked, limit: int, offset: int) -> list[ServiceCard]:
        found = [card for card in services_on_offer(now=now) if _is_asked_for(card, asked)]
        return sorted(found, key=_place)[offset : offset + limit]

    countries = country_choices(COUNTRIES, current_language())
    return Table(
        code="services",
        name=gettext_lazy("Services"),
        columns=(
            *_COLUMNS,
            Column("legs", gettext_lazy("Legs"), lambda card: _legs(card, carriers)),
        ),
        filters=(
            Words("q", gettext_lazy("Service’s name or code")),
            Choice("from", gettext_lazy("Sent from"), countries),
            Choice("to", gettext_lazy("Addressed to"), countries),
        ),
        fetch=fetch,
        empty=gettext_lazy("No services here."),
    )


def leg_rows(legs: Sequence[LegCard], carriers: Names) -> list[dict[str, Any]]:
    """Return legs as consoles show them: what happens, and who has the parcel for how many days."""
    language = current_language()
    return [
        {
            "kind": LEGS[leg.kind],
            "carrier": in_language(carriers.get(leg.carrier, {}), language),
            "days": f"{leg.min_days}–{leg.max_days}",
            "hand_over": in_language(leg.hand_over, language),
        }
        for leg in legs
    ]


def _is_asked_for(card: ServiceCard, asked: Asked) -> bool:
    said = f"{in_language(card.names, current_language())} {card.code}".casefold()
    return (
        asked.get("from") in {"", card.origin_country}
        and asked.get("to") in {"", card.destination_country}
        and asked.get("q").casefold() in said
    )


def _place(card: ServiceCard) -> tuple[str, ...]:
    return card.origin_country, card.destination_country, card.code, card.carrier


def _service(card: ServiceCard) -> Cell:
    notes = [card.code, str(SPEEDS[card.speed]), str(ENDINGS[card.ending])]
    if not card.takes_batteries:
        notes.append(_("no lithium cells"))
    address = reverse("staff:change_service", kwargs={"service_id": card.id})
    return tables.link(in_language(card.names, current_language()), address).noted(", ".join(notes))


def _route(card: ServiceCard) -> Cell:
    return tables.text(route_name(card.origin_country, card.destination_country, current_language()))


def _price(card: ServiceCard) -> Cell:
    return tables.money(card.base_minor, card.currency).noted(
        " · ".join(
            f"≤ {_weight(band.up_to_g)}: {_said(band.base_minor, card)} + {_said(band.per_kg_minor, card)}"
            for band in card.bands
        )
    )


def _days(card: ServiceCard) -> Cell:
    sure = _("nine of ten: %(days)s") % {"days": card.sure_days} if card.sure_days else ""
    return tables.text(f"{card.min_days}–{card.max_days}").noted(sure)


def _legs(card: ServiceCard, carriers: Names) -> Cell:
    return tables.several(
        [
            Cell(
                f"{leg['carrier']}, {leg['days']}" + (f" → {leg['hand_over']}" if leg["hand_over"] else ""),
                note=f"{leg['kind']}:",
            )
            for leg in leg_rows(card.legs, carriers)
        ]
    )


def _weight(grams: int) -> str:
    return f"{kilograms(grams)} {_('kg')}"


def _said(minor: int, card: ServiceCard) -> str:
    return format_money(minor, card.currency, current_language())


_COLUMNS: Final[Sequence[Column[ServiceCard]]] = (
    Column("service", gettext_lazy("Service"), _service, is_head=True),
    Column("route", gettext_lazy("Route"), _route),
    Column("price", gettext_lazy("Price"), _price, is_number=True, is_money=True),
    Column(
        "per_kg",
        gettext_lazy("A kilogram"),
        lambda card: tables.money(card.per_kg_minor, card.currency),
        is_number=True,
        is_money=True,
    ),
    Column("days", gettext_lazy("Days"), _days, is_number=True),
    Column(
        "most", gettext_lazy("Up to"), lambda card: tables.text(_weight(card.max_weight_g)), is_number=True
    ),
)
