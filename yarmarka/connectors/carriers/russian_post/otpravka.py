"""Speaks to Otpravka, Russian Post's interface for senders: tariffs, addresses, orders, labels."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.caller import Caller, Complaint, Speech
from yarmarka.connectors.carriers.port import CarrierQuote, IssuedNumber, NewParcel, ParcelGoods
from yarmarka.connectors.errors import BadPayload, Refused, UnexpectedAnswer
from yarmarka.connectors.facts import Facts
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import PostalAddress

SERVICE: Final = "russian post"
#: What is sold is declared as sold. The interface would take a gift, too, and the customs would not.
SALE: Final = "SALE_OF_GOODS"
#: our services' codes → kinds of mail
_KINDS: Final = {"ems": "EMS", "express": "EMS", "epacket": "SMALL_PACKET", "economy": "SMALL_PACKET"}
_PARCEL: Final = "POSTAL_PARCEL"
#: numeric country codes (ISO 3166-1) of `mail-direct`, for the countries that we send to from Russia
COUNTRIES: Final = {
    "RU": 643,
    "BY": 112,
    "KZ": 398,
    "KG": 417,
    "AM": 51,
    "CN": 156,
    "DE": 276,
    "GB": 826,
    "US": 840,
    "UZ": 860,
    "GE": 268,
    "RS": 688,
    "TR": 792,
    "IN": 356,
    "AE": 784,
    "FR": 250,
    "IT": 380,
    "ES": 724,
    "PL": 616,
    "CZ": 203,
}
#: numeric codes of where goods are made: the same countries, and more that we don't send to
ORIGINS: Final = COUNTRIES | {
    "BD": 50,
    "ID": 360,
    "JP": 392,
    "KH": 116,
    "KR": 410,
    "MY": 458,
    "PK": 586,
    "TH": 764,
    "TW": 158,
    "UA": 804,
    "VN": 704,
}
#: how much of a name fits on the form
_LONGEST_DESCRIPTION: Final = 60


@dataclass(frozen=True)
class CleanAddress:
    """An address as the post reads it. `is_good`: it may be delivered to without a person's look."""

    typed: str
    index: str
    region: str
    place: str
    street: str
    house: str
    room: str
    is_good: bool
    quality: str


def _complaint(facts: Facts) -> Complaint:
    code = facts.text_or_empty("code") or facts.text("sub-code")
    return Complaint(code, None, facts.text_or_empty("desc"))


class Otpravka:
    """One sender's account."""

    def __init__(self, *, address: str, token: str, login: str, password: str) -> None:
        user = base64.b64encode(f"{login}:{password}".encode()).decode()
        self._headers = {"Authorization": f"AccessToken {token}", "X-User-Authorization": f"Basic {user}"}
        self._caller = Caller(
            service=SERVICE, address=address, speech=Speech(root="/1.0/", complaint=_complaint)
        )

    def tariff(
        self,
        *,
        service: str,
        index_from: str,
        to: PostalAddress,
        weight_g: int,
        declared_minor: int,
        box_cm: tuple[int, int, int] | None = None,
    ) -> CarrierQuote:
        """Return what a parcel costs, VAT included."""
        asked = {
            "index-from": index_from,
            "mail-category": "WITH_DECLARED_VALUE" if declared_minor else "ORDINARY",
            "mail-type": kind_of(service),
            "mail-direct": direct(to.country),
            "mass": weight_g,
            "declared-value": declared_minor,
            "entries-type": SALE,
            **_dimension(box_cm),
        } | ({"index-to": to.postal_code} if to.country == "RU" else {})
        said = self._object(self._ask("POST", "tariff", facts=asked))
        days = said.raw.get("delivery-time")
        named = Facts(days) if isinstance(days, dict) else None
        return CarrierQuote(
            service=service,
            price=Money(said.whole("total-rate") + int(said.raw.get("total-vat") or 0), "RUB"),
            min_days=named.raw.get("min-days") if named else None,
            max_days=named.raw.get("max-days") if named else None,
        )

    def clean_addresses(self, typed: Sequence[str]) -> tuple[CleanAddress, ...]:
        """Return addresses as the post reads them, in their order."""
        asked = [{"id": str(place), "original-address": text} for place, text in enumerate(typed)]
        said = self._ask("POST", "clean", "address", facts=asked)
        if not isinstance(said, list):
            raise UnexpectedAnswer(service=SERVICE, reason="not_a_list")
        by_id = {str(one.get("id")): Facts(one) for one in said if isinstance(one, dict)}
        if len(by_id) != len(typed):
            raise UnexpectedAnswer(service=SERVICE, reason="not_all_addresses")
        return tuple(_clean(text, by_id[str(place)]) for place, text in enumerate(typed))

    def order(self, parcel: NewParcel, *, index_from: str) -> IssuedNumber:
        """Put a parcel in the sender's backlog; return its number. Asked twice, the first one's number is returned."""
        if (already := self._already(parcel.id)) is not None:
            return already
        entry = order_facts(parcel, index_from=index_from)
        said = self._object(self._ask("PUT", "user", "backlog", facts=[entry]))
        if wrong := said.raw.get("errors"):
            first = Facts(wrong[0]).groups("error-codes")[0]
            raise Refused(
                service=SERVICE, reason=first.text("code"), message=first.text_or_empty("description")
            )
        ids = said.raw.get("result-ids") or []
        if len(ids) != 1:
            raise UnexpectedAnswer(service=SERVICE, reason="no_result")
        return self._issued(self._ask("GET", "backlog", str(ids[0])))

    def label(self, order_id: str) -> dict[str, str]:
        """Return where a parcel's form F7 can be fetched, and with which headers."""
        return {"path": f"/1.0/forms/{int(order_id)}/f7pdf"} | self._headers

    def _already(self, parcel_id: UUID) -> IssuedNumber | None:
        found = self._ask("GET", "backlog", "search", query={"query": str(parcel_id)})
        return self._issued(found[0]) if isinstance(found, list) and found else None

    def _issued(self, said: Any) -> IssuedNumber:
        facts = self._object(said)
        try:
            number = facts.text("barcode")
        except BadPayload:
            raise UnexpectedAnswer(service=SERVICE, reason="no_barcode") from None
        # Who gets it is ours to keep, in the order; here the number and the order's id are enough.
        return IssuedNumber(number=number, raw={"barcode": number, "id": facts.raw.get("id")})

    def _ask(self, method: str, *path: str, query: dict[str, str] | None = None, facts: Any = None) -> Any:
        return self._caller.exchange(method, *path, query=query, facts=facts, headers=self._headers)

    def _object(self, said: Any) -> Facts:
        try:
            return Facts(said)
        except BadPayload:
            raise UnexpectedAnswer(service=SERVICE, reason="not_an_object") from None


def kind_of(service: str) -> str:
    """Return the kind of mail that a service of ours is."""
    return _KINDS.get(service, _PARCEL)


def direct(country: str) -> int:
    """Return a country's number. Raises Refused for one that is not sent to."""
    if country not in COUNTRIES:
        raise Refused(service=SERVICE, field="country", reason="country_not_served", message=country)
    return COUNTRIES[country]


def order_facts(parcel: NewParcel, *, index_from: str) -> dict[str, Any]:
    """Return an order for the backlog. Abroad it carries a customs declaration of a sale."""
    to, declared = parcel.recipient, parcel.declared
    inland = to.country == "RU"
    facts = {
        "order-num": str(parcel.id),
        "address-type-to": "DEFAULT",
        "mail-direct": direct(to.country),
        "mail-category": "WITH_DECLARED_VALUE" if declared.minor else "ORDINARY",
        "mail-type": kind_of(parcel.service),
        "mass": parcel.weight_g,
        **_dimension(parcel.box_cm),
        "declared-value": declared.minor,
        "postoffice-code": index_from,
        "recipient-name": to.recipient,
        "tel-address": "".join(filter(str.isdigit, to.phone)),
        "region-to": to.region,
        "place-to": to.city,
        "street-to": to.street,
    }
    facts |= {"index-to": to.postal_code} if inland else {"str-index-to": to.postal_code}
    if not inland:
        if not parcel.goods:
            raise Refused(service=SERVICE, field="goods", reason="nothing_to_declare")
        facts["customs-declaration"] = {
            "currency": parcel.goods[0].price.currency,
            "entries-type": SALE,
            "customs-entries": [_customs_entry(one) for one in parcel.goods],
        }
    return facts


def _dimension(box_cm: tuple[int, int, int] | None) -> dict[str, Any]:
    """Return a parcel's sides in whole centimetres, where they are known."""
    return {"dimension": dict(zip(("length", "width", "height"), box_cm, strict=True))} if box_cm else {}


def _customs_entry(goods: ParcelGoods) -> dict[str, Any]:
    """Return one kind of goods for the customs, in English; value (in minor units) and weight are of one piece."""
    entry = {
        "description": in_language(goods.titles, "en")[:_LONGEST_DESCRIPTION],
        "amount": goods.quantity,
        "value": goods.price.minor,
        "weight": goods.weight_g,
        "tnved-code": goods.hs_code,
    }
    # An origin whose number we don't know is left out, which the post allows; a wrong one it would print.
    if number := ORIGINS.get(goods.origin_country):
        entry["country-code"] = number
    return entry


#: what may be delivered to without a person's look, by the post's own scale
_GOOD: Final = frozenset({"GOOD", "POSTAL_BOX", "ON_DEMAND", "UNDEF_05"})
_SURE: Final = frozenset({"VALIDATED", "OVERRIDDEN", "CONFIRMED_MANUALLY"})


def _clean(typed: str, facts: Facts) -> CleanAddress:
    quality, sureness = facts.text_or_empty("quality-code"), facts.text_or_empty("validation-code")
    return CleanAddress(
        typed=typed,
        index=facts.text_or_empty("index"),
        region=facts.text_or_empty("region"),
        place=facts.text_or_empty("place"),
        street=facts.text_or_empty("street"),
        house=facts.text_or_empty("house"),
        room=facts.text_or_empty("room"),
        is_good=quality in _GOOD and sureness in _SURE,
        quality=f"{quality}/{sureness}",
    )
