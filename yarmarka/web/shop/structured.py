"""What a product's page tells machines in schema.org's words: the same facts that it shows to people."""

import json
from typing import Any

from django.utils.safestring import SafeString

from yarmarka.reads.product_page import ProductPage
from yarmarka.reads.product_reviews import ReviewsOfProduct
from yarmarka.vocabulary.money import Money


def product_facts(page: ProductPage, said: ReviewsOfProduct, *, address: str) -> SafeString:
    """Return a product with its offers and stars as JSON-LD that can stand in a <script> of data."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": address,
        "name": page.title,
    }
    if page.description:
        facts["description"] = page.description[:500]
    if page.brand:
        facts["brand"] = {"@type": "Brand", "name": page.brand}
    if page.part_number:
        facts["mpn"] = page.part_number
    there = [offer for offer in page.offers if offer.available > 0]
    if there:
        prices = sorted(offer.price.minor for offer in there)
        facts["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": page.currency,
            "lowPrice": _major(prices[0], page.currency),
            "highPrice": _major(prices[-1], page.currency),
            "offerCount": len(there),
            "availability": "https://schema.org/InStock",
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


def _major(minor: int, currency: str) -> str:
    return str(Money(minor, currency).major)


def _as_data(facts: dict[str, Any]) -> SafeString:
    # Inside a script element only these signs could end it or begin another.
    text = json.dumps(facts, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return SafeString(text)
