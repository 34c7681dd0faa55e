"""Electronic declaration data of one item, in the shape of the UPU's message ITMATT (M33), as JSON or XML.

The names of its parts follow the standard's; it is no certified message, but what a post's interface asks for.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from yarmarka.domain.customs.types import Declaration
from yarmarka.vocabulary.places import PostalAddress

#: UPU code list 136: why goods are sent
_TRANSACTIONS: Final = {
    "SALE_OF_GOODS": "32",
    "RETURNED_GOODS": "21",
    "COMMERCIAL_SAMPLE": "31",
    "OTHER": "99",
}


def itmatt_facts(
    declaration: Declaration, *, sender: PostalAddress, recipient: PostalAddress, now: datetime
) -> dict[str, Any]:
    """Return what a post is told electronically of an item."""
    return {
        "messageType": "ITMATT",
        "preparedAt": now.isoformat(timespec="seconds"),
        "item": {
            "itemId": declaration.number,
            "form": declaration.form.value,
            "transactionNature": _TRANSACTIONS.get(declaration.category, "99"),
            "category": declaration.category,
            "originCountry": declaration.sent_from,
            "destinationCountry": declaration.sent_to,
            "grossWeightKg": _kilograms(declaration.gross_weight_g),
            "postagePaid": _amount(declaration.postage_minor, declaration.currency),
            "declaredValue": _amount(declaration.value_minor, declaration.currency),
            "invoiceNumber": declaration.invoice,
            "senderReference": declaration.reference,
            "sender": _party(sender),
            "addressee": _party(recipient),
            "contents": [
                {
                    "sequence": place,
                    "description": line.description,
                    "quantity": line.quantity,
                    "netWeightKg": _kilograms(line.net_weight_g),
                    "value": _amount(line.value_minor, line.currency),
                    "hsCode": line.hs_code,
                    "originCountry": line.origin_country,
                }
                for place, line in enumerate(declaration.lines, start=1)
            ],
        },
    }


def as_json(facts: Mapping[str, Any]) -> bytes:
    """Return the message as JSON."""
    return json.dumps(facts, ensure_ascii=False, indent=2).encode()


def as_xml(facts: Mapping[str, Any]) -> bytes:
    """Return the message as XML: the same names, one element for each."""
    root = etree.Element("ITMATT")
    for name, value in facts.items():
        if name != "messageType":
            _write(root, name, value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write(parent: Any, name: str, value: Any) -> None:
    if isinstance(value, list):
        holder = etree.SubElement(parent, name)
        for each in value:
            _write(holder, "content", each)
        return
    element = etree.SubElement(parent, name)
    if isinstance(value, Mapping):
        for inner, held in value.items():
            _write(element, inner, held)
    else:
        element.text = str(value)


def _party(address: PostalAddress) -> dict[str, str]:
    return {
        "name": address.recipient,
        "street": address.street,
        "district": address.district,
        "city": address.city,
        "region": address.region,
        "postcode": address.postal_code,
        "country": address.country,
        "telephone": address.phone,
    }


def _amount(minor: int, currency: str) -> dict[str, str]:
    return {"amount": f"{Decimal(minor) / 100:.2f}", "currency": currency}


def _kilograms(weight_g: int) -> str:
    return f"{Decimal(weight_g) / 1000:.3f}"
