"""What an app sends to order something: lines, deliveries and the total that its shopper saw."""

from typing import Any
from uuid import UUID, uuid4

from tests.api.calling import Answer, App, shown
from tests.market import Market


def lines(quantities: dict[UUID, int]) -> list[dict[str, Any]]:
    """Return lines as the API takes them."""
    return [{"offer_id": shown("off", offer), "quantity": count} for offer, count in quantities.items()]


def wish(app: App, market: Market, quantities: dict[UUID, int] | None) -> dict[str, Any]:
    """Return the body of an order of these things (or of the basket), sent to the market's address.

    As an app does, it asks for a quote, takes the cheapest way of each seller, and asks for the whole price.
    """
    asked: dict[str, Any] = {"country": "RU", "currency": "RUB"}
    if quantities is not None:
        asked["lines"] = lines(quantities)
    options = app.post("/quote", asked).body["sellers"]
    ways = [
        {"seller_id": part["seller_id"], "service_id": part["deliveries"][0]["service_id"]}
        for part in options
        if part["deliveries"]
    ]
    total = app.post("/quote", asked | {"deliveries": ways}).body["total"]["minor"]
    body = {
        "address_id": shown("adr", market.address_id),
        "deliveries": ways,
        "currency": "RUB",
        "expected_total_minor": total,
    }
    return body | ({"lines": asked["lines"]} if quantities is not None else {})


def order(app: App, body: dict[str, Any], *, key: str = "") -> Answer:
    """Place an order."""
    return app.post("/orders", body, Idempotency_Key=key or str(uuid4()))


KAZAN = {
    "country": "RU",
    "recipient": "Алсу Каримова",
    "street": "ул. Баумана, 58, кв. 3",
    "city": "Казань",
    "region": "Республика Татарстан",
    "postal_code": "420111",
    "phone": "+7 900 123-45-67",
}
