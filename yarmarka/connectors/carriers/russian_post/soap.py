"""Russian Post's envelopes: what is asked, and what the answers say. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from yarmarka.connectors.carriers.port import CarrierEvent
from yarmarka.connectors.carriers.russian_post.words import state_of
from yarmarka.connectors.errors import Refused, UnexpectedAnswer

CARRIER: Final = "russian_post"
SERVICE: Final = "russian post tracking"
#: what a ticket's answer may hold: more fails over HTTP
MOST_NUMBERS: Final = 500
#: names in answers are looked for without their namespaces: the service has changed prefixes before
_SPACE: Final = re.compile(r"^\{[^}]*\}")
#: error of the ticket service: the answer is still being made
NOT_READY: Final = "not_ready"
_TICKET_ERRORS: Final = {
    "2": "bad_format",
    "3": "not_authorised",
    "16": "internal",
    "18": "too_many_numbers",
    "20": "unknown_language",
    "21": "number_too_long",
    "22": "file_name_too_long",
}


def history_request(number: str, *, login: str, password: str) -> bytes:
    """Return the question about one parcel (SOAP 1.2)."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"
    xmlns:oper="http://russianpost.org/operationhistory" xmlns:data="http://russianpost.org/operationhistory/data"
    xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header/><soap:Body><oper:getOperationHistory>
<data:OperationHistoryRequest><data:Barcode>{escape(number)}</data:Barcode><data:MessageType>0</data:MessageType>
<data:Language>RUS</data:Language></data:OperationHistoryRequest>
<data:AuthorizationHeader soapenv:mustUnderstand="1"><data:login>{escape(login)}</data:login>
<data:password>{escape(password)}</data:password></data:AuthorizationHeader>
</oper:getOperationHistory></soap:Body></soap:Envelope>""".encode()


def ticket_request(numbers: Sequence[str], *, login: str, password: str) -> bytes:
    """Return the question for a ticket for many parcels (SOAP 1.1)."""
    items = "".join(f"<fcl:Item Barcode={quoteattr(number)}/>" for number in numbers)
    return _to_ticket_service(
        f"<pos:ticketRequest><request>{items}</request>{_who(login, password)}</pos:ticketRequest>"
    )


def answer_request(ticket: str, *, login: str, password: str) -> bytes:
    """Return the question for a ticket's answer."""
    return _to_ticket_service(
        f"<pos:answerByTicketRequest><ticket>{escape(ticket)}</ticket>{_who(login, password)}"
        "</pos:answerByTicketRequest>"
    )


def history_in(answer: bytes) -> tuple[CarrierEvent, ...]:
    """Return the events of one parcel, the oldest first; none is known yet: none. Raises Refused for a fault."""
    body = _read(answer)
    return _in_order(_event(record) for record in _all(body, "historyRecord"))


def ticket_in(answer: bytes) -> str:
    """Return the ticket."""
    body = _read(answer)
    _check_errors(body)
    ticket = _text(body, "value")
    if not ticket:
        raise UnexpectedAnswer(service=SERVICE, reason="no_ticket")
    return ticket


def answers_in(answer: bytes) -> tuple[CarrierEvent, ...] | None:
    """Return the events of a ticket's parcels, the oldest first; None while the answer is still being made."""
    body = _read(answer)
    try:
        _check_errors(body)
    except Refused as trouble:
        if trouble.facts.get("reason") == NOT_READY:
            return None
        raise
    return _in_order(
        _ticket_event(item.get("Barcode", ""), operation)
        for item in _all(body, "Item")
        for operation in _all(item, "Operation")
    )


def _who(login: str, password: str) -> str:
    return f"<login>{escape(login)}</login><password>{escape(password)}</password>"


def _to_ticket_service(question: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:pos="http://fclient.russianpost.org/postserver" xmlns:fcl="http://fclient.russianpost.org">
<soapenv:Header/><soapenv:Body>{question}</soapenv:Body></soapenv:Envelope>""".encode()


def _read(answer: bytes) -> Element:
    try:
        envelope = ElementTree.fromstring(answer, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        raise UnexpectedAnswer(service=SERVICE, reason="not_xml") from None
    for fault in _all(envelope, "Fault"):
        kind = next((name for name in _FAULTS if next(_all(fault, name), None) is not None), "Fault")
        raise Refused(
            service=SERVICE, reason=kind, message=_text(fault, "Text") or _text(fault, "faultstring")
        )
    return envelope


_FAULTS: Final = ("AuthorizationFault", "OperationHistoryFault", "LanguageFault")


def _check_errors(body: Element) -> None:
    for error in _all(body, "error"):
        code, said = error.get("ErrorTypeID", ""), error.get("ErrorName", "")
        ready_later = "готов" in said.lower()
        raise Refused(
            service=SERVICE, reason=NOT_READY if ready_later else _TICKET_ERRORS.get(code, code), message=said
        )


def _event(record: Element) -> CarrierEvent:
    operation, attribute = _whole(record, "OperType", "Id"), _whole(record, "OperAttr", "Id")
    office = next(_all(record, "OperationAddress"), None)
    country = next(_all(record, "CountryOper"), None)
    return CarrierEvent(
        carrier=CARRIER,
        number=_text(record, "Barcode"),
        state=state_of(operation, attribute),
        raw_code=f"{operation}/{attribute}",
        texts={"ru": _said(_named(record, "OperType"), _named(record, "OperAttr"))},
        place=""
        if office is None
        else " ".join(filter(None, (_text(office, "Index"), _text(office, "Description"))))[:200],
        country="" if country is None else _text(country, "Code2A"),
        occurred_at=_instant(_text(record, "OperDate")),
        raw=_kept(record),
    )


def _ticket_event(number: str, operation: Element) -> CarrierEvent:
    kind, attribute = (int(operation.get(name) or 0) for name in ("OperTypeID", "OperCtgID"))
    return CarrierEvent(
        carrier=CARRIER,
        number=number,
        state=state_of(kind, attribute),
        raw_code=f"{kind}/{attribute}",
        texts={"ru": operation.get("OperName", "")},
        place=operation.get("IndexOper", ""),
        country="",
        occurred_at=_instant(operation.get("DateOper", "")),
        raw=dict(operation.attrib),
    )


def _kept(record: Element) -> dict[str, Any]:
    """Return a record as it came, but for who sent it and who gets it: those we know, and others need not."""
    return {_name(part): _as_facts(part) for part in record if _name(part) != "UserParameters"}


def _as_facts(part: Element) -> Any:
    return {_name(inner): _as_facts(inner) for inner in part} if len(part) else (part.text or "")


def _all(element: Element, name: str) -> Iterator[Element]:
    return (inner for inner in element.iter() if _name(inner) == name)


def _name(element: Element) -> str:
    return _SPACE.sub("", str(element.tag))


def _text(element: Element, name: str) -> str:
    return next((inner.text or "" for inner in _all(element, name)), "").strip()


def _named(record: Element, name: str) -> str:
    return next((_text(inner, "Name") for inner in _all(record, name)), "")


def _whole(record: Element, name: str, inner: str) -> int:
    text = next((_text(part, inner) for part in _all(record, name)), "")
    return int(text) if text.isdecimal() else 0


def _said(operation: str, attribute: str) -> str:
    return ": ".join(filter(None, (operation, attribute)))


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = _russian(text)
    if at.tzinfo is None:
        raise UnexpectedAnswer(service=SERVICE, reason="no_time_zone")
    return at


def _russian(text: str) -> datetime:
    """Read the ticket service's own way of writing instants, which is Moscow time."""
    try:
        return datetime.strptime(text + " +0300", "%d.%m.%Y %H:%M:%S %z")
    except ValueError:
        raise UnexpectedAnswer(service=SERVICE, reason="not_an_instant") from None


def _in_order(events: Iterator[CarrierEvent]) -> tuple[CarrierEvent, ...]:
    return tuple(sorted(events, key=lambda event: event.occurred_at))
