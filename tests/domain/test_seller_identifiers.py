"""The numbers that firms are known by, country by country."""

from dataclasses import replace

import pytest

from tests.domain.test_addresses import GOOD
from yarmarka.domain.sellers.errors import IdentifierInvalid
from yarmarka.domain.sellers.rules import IDENTIFIERS, check_identifiers
from yarmarka.domain.sellers.types import Application, Kind

#: country → (registration numbers that are right, ones that are wrong, tax numbers that are right, wrong)
VECTORS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "RU": (
        ("1027700132195", "1022200525819", "304500116000157", "385768585948949"),
        ("1027700132190", "1022500001328", "102770013219", "", "304500116000158"),
        ("7707083893", "7830002293", "500100732259", "123456789047", "1234567894"),
        ("7707083890", "123456789037", "770708389", ""),
    ),
    "CN": (
        ("91110000600037341L",),
        ("91110000600037342L", "9111000060003734", "91110000600037341I", ""),
        ("",),
        (),
    ),
    "GB": (
        ("01234567", "SC123456", "NI000001"),
        ("1234567", "SC12345", "123456789", "ABCDEFGH", "", "٠١٢٣٤٥٦٧", "0123 4567"),
        ("980780684", "GB980780684"),
        ("802311781", "98078068", ""),
    ),
    "DE": (
        ("HRB 12345", "HRA 1", "HRB12345 B"),
        ("12345", "HRC 12345", "HRB", "HRB 1234567", "", "HRB ١٢٣٤٥"),
        ("136695976", "DE136695976"),
        ("136695978", "13669597", ""),
    ),
    "TR": (
        ("1234567890123456",),
        ("123456789012345", "12345678901234567", "", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"),
        ("4540536920",),
        ("4540536921", "454053692", ""),
    ),
}


def application(country: str, registration: str, tax: str) -> Application:
    return Application(
        trade_name="Firm",
        legal_name="Firm Ltd",
        country=country,
        kind=Kind.LOCAL,
        registration_number=registration,
        tax_number=tax,
        address=replace(GOOD[country]),
        contact_email="firm@example.test",
        payout_currency="RUB",
        payout_account="1",
    )


def test_every_country_has_its_vectors() -> None:
    assert set(VECTORS) == set(IDENTIFIERS)


@pytest.mark.parametrize("country", VECTORS)
def test_right_numbers_are_taken(country: str) -> None:
    registrations, _, taxes, _ = VECTORS[country]
    for registration in registrations:
        check_identifiers(application(country, registration, taxes[0]))
        check_identifiers(application(country, f"  {registration} ", taxes[0]))
    for tax in taxes:
        check_identifiers(application(country, registrations[0], tax))


@pytest.mark.parametrize(("country", "number"), [(c, n) for c, v in VECTORS.items() for n in v[1]])
def test_a_wrong_registration_number_is_named(country: str, number: str) -> None:
    with pytest.raises(IdentifierInvalid) as refusal:
        check_identifiers(application(country, number, VECTORS[country][2][0]))
    assert refusal.value.field == "registration_number"
    assert refusal.value.facts["name"] == IDENTIFIERS[country][0][0]


@pytest.mark.parametrize(("country", "number"), [(c, n) for c, v in VECTORS.items() for n in v[3]])
def test_a_wrong_tax_number_is_named(country: str, number: str) -> None:
    with pytest.raises(IdentifierInvalid) as refusal:
        check_identifiers(application(country, VECTORS[country][0][0], number))
    assert refusal.value.field == "tax_number"


def test_a_country_without_rules_is_refused() -> None:
    with pytest.raises(IdentifierInvalid) as refusal:
        check_identifiers(replace(application("RU", "1", "1"), country="KZ"))
    assert refusal.value.field == "country"
