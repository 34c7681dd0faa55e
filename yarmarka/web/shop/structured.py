"""What a product's page tells machines in schema.org's words: the same facts that it shows to people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin
from uuid import UUID

from django.utils.safestring import SafeString

from yarmarka.reads.offer_deliveries import OfferDelivery
from yarmarka.reads.product_page import ProductPage, SellerOffer
from yarmarka.reads.product_reviews import ReviewsOfProduct
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.pictures import FORMATS, picture_in
from yarmarka.web.shared.templatetags.pictures import picture_url

_IN_STOCK: Final = "https://schema.org/InStock"
#: what follows is dearer, and says nothing that a search engine shows
_MOST_OFFERS: Final = 20


@dataclass(frozen=True)
class Told:
    """Where a page stands, and what its offers' delivery and return rest on."""

    address: str
    #: scheme and host, before which addresses of our own are put
    origin: str
    #: where the rules of returns are
    returns_url: str
    destination: str
    deliveries: Mapping[UUID, OfferDelivery]
    today: date


def product_facts(page: ProductPage, said: ReviewsOfProduct, told: Told) -> SafeString:
    """Return a product with its offers and stars as JSON-LD that can stand in a <script> of data."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": told.address,
        "url": told.address,
        "name": page.title,
    }
    if page.description:
        facts["description"] = page.description[:500]
    if page.brand:
        facts["brand"] = {"@type": "Brand", "name": page.brand}
    if page.part_number:
        facts["mpn"] = page.part_number
    if len(page.variants) == 1 and page.variants[0].gtin:
        facts["gtin"] = page.variants[0].gtin
    if images := [urljoin(told.origin, url) for url in _images(page)]:
        facts["image"] = images
    there = [offer for offer in page.offers if offer.available > 0]
    if there:
        prices = sorted(offer.price.minor for offer in there)
        facts["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": page.currency,
            "lowPrice": _major(prices[0], page.currency),
            "highPrice": _major(prices[-1], page.currency),
            "offerCount": len(there),
            "availability": _IN_STOCK,
            "offers": [_offer(offer, told) for offer in there[:_MOST_OFFERS]],
        }
    if said.rating.mean is not None:
        facts["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(said.rating.mean),
            "reviewCount": said.rating.count,
        }
        facts["review"] = [
            {
                "@type": "Review",
                "author": {"@type": "Person", "name": review.author or "…"},
                "datePublished": review.created_at.date().isoformat(),
                "reviewRating": {"@type": "Rating", "ratingValue": review.stars},
                "reviewBody": review.text,
            }
            for review in said.reviews
            if review.text
        ]
    return _as_data(facts)


def _offer(offer: SellerOffer, told: Told) -> dict[str, Any]:
    """Return an offer with the delivery and the return that the page promises to its reader's country."""
    delivery = told.deliveries.get(offer.id)
    facts = {
        "@type": "Offer",
        "url": told.address,
        "price": _major(offer.price.minor, offer.price.currency),
        "priceCurrency": offer.price.currency,
        "availability": _IN_STOCK,
        "seller": {"@type": "Organization", "name": offer.seller_name},
        "shippingDetails": _shipping(delivery, told),
    }
    if delivery:
        facts["hasMerchantReturnPolicy"] = _returns(delivery, told)
    return facts


def _shipping(delivery: OfferDelivery | None, told: Told) -> dict[str, Any]:
    where = {"@type": "DefinedRegion", "addressCountry": told.destination}
    if delivery is None:
        return {"@type": "OfferShippingDetails", "shippingDestination": where, "doesNotShip": True}
    return {
        "@type": "OfferShippingDetails",
        "shippingDestination": where,
        "shippingRate": {
            "@type": "MonetaryAmount",
            "value": _major(delivery.price.minor, delivery.price.currency),
            "currency": delivery.price.currency,
        },
        "deliveryTime": {
            "@type": "ShippingDeliveryTime",
            # The promise counts from the order, so the seller's own days are in it.
            "transitTime": {
                "@type": "QuantitativeValue",
                "minValue": (delivery.from_on - told.today).days,
                "maxValue": (delivery.to_on - told.today).days,
                "unitCode": "DAY",
            },
        },
    }


def _returns(delivery: OfferDelivery, told: Told) -> dict[str, Any]:
    """Return the rules of returns as far as they are the same for everybody: the protection time, and who pays what."""
    return {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": told.destination,
        "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": delivery.service.inspection_days,
        "returnMethod": "https://schema.org/ReturnByMail",
        "refundType": "https://schema.org/FullRefund",
        "itemDefectReturnFees": "https://schema.org/FreeReturn",
        "customerRemorseReturnFees": "https://schema.org/ReturnFeesCustomerResponsibility",
        "merchantReturnLink": told.returns_url,
    }


def _images(page: ProductPage) -> list[str]:
    """Return the addresses of the pictures that are stored; drawings are none of the product."""
    stored = [picture_in(reference) for reference in (*(view.reference for view in page.views), page.picture)]
    urls = [picture_url(picture, max(picture.widths), FORMATS[-1]) for picture in stored if picture]
    return list(dict.fromkeys(urls))


def _major(minor: int, currency: str) -> str:
    return str(Money(minor, currency).major)


def _as_data(facts: dict[str, Any]) -> SafeString:
    # Inside a script element only these signs could end it or begin another.
    text = json.dumps(facts, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return SafeString(text)
