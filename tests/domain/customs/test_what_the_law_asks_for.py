"""What importing costs, by the examples that authorities and the trade press give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.customs.law import EVEN, cost, due, parcel, rule, shipped
from yarmarka.domain.customs.actions import supplied
from yarmarka.domain.customs.errors import CustomsRateMissing
from yarmarka.domain.customs.types import (
    Allowance,
    Consignment,
    CustomsLaw,
    Goods,
    Levy,
    Outcome,
    Part,
    Received,
    RetailImport,
    Why,
)

IN_2026 = shipped(also=("eaeu.ecommerce.2026", "ru.ecommerce.vat.2026"))
WITHOUT_2024 = replace(IN_2026, rules=tuple(one for one in IN_2026.rules if one.code != "eaeu.post.2024"))


@pytest.mark.parametrize(
    ("day", "value", "kg", "duty"),
    [
        ("2020-06-01", "300", "31", "15.00"),  # the source's own example
        ("2020-06-01", "150", "35", "8.00"),
        ("2020-06-01", "260", "33", "9.00"),
        ("2020-06-01", "200.00", "31", "0.00"),
        ("2020-06-01", "200.01", "31", "0.00"),  # 15 % of a cent is less than half a cent
        ("2020-06-01", "201", "31", "0.15"),
        ("2019-06-01", "600", "10", "30.00"),
        ("2016-06-01", "1400", "20", "120.00"),
        ("2016-06-01", "500", "34", "12.00"),
        ("2016-06-01", "600", "10", "0.00"),
        ("2023-06-01", "600", "10", "0.00"),
        ("2023-06-01", "1100", "10", "15.00"),
        ("2026-11-26", "300", "2", "15.00"),
    ],
)
def test_a_parcel_to_russia_is_free_up_to_the_limit_of_its_day(
    day: str, value: str, kg: str, duty: str
) -> None:
    assert due(parcel(value, kg=kg), day) == duty


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2018-12-31", "ru.post.2016"),
        ("2019-01-01", "ru.post.2019"),
        ("2019-12-31", "ru.post.2019"),
        ("2020-01-01", "eaeu.post.2020"),
        ("2022-03-30", "eaeu.post.2020"),
        ("2022-03-31", "eaeu.post.2022"),
        ("2024-03-31", "eaeu.post.2022"),
        ("2024-04-01", "eaeu.post.2024"),
        ("2026-11-26", "eaeu.post.2024"),  # what was announced for July 2026 rests until somebody confirms it
    ],
)
def test_each_day_has_one_limit_and_the_line_names_its_rule(day: str, code: str) -> None:
    lines = cost(parcel("100"), day).lines
    assert [line.code for line in lines] == [code]
    assert lines[0].why is Why.WITHIN_ALLOWANCE


def test_a_months_purchases_share_one_allowance() -> None:
    first = parcel("400")
    second = parcel("200", received=Received(month_minor=40_000, month_weight_g=4_000))
    third = parcel("100", received=Received(month_minor=60_000, month_weight_g=8_000))
    assert [due(one, "2019-06-01") for one in (first, second, third)] == ["0.00", "30.00", "30.00"]
    assert due(parcel("600"), "2019-06-01") == "30.00"  # the same month in one parcel
    assert due(third, "2020-06-01") == "0.00"  # each parcel for itself


@pytest.mark.parametrize(
    ("value", "kg", "duty"), [("250", "2", "12.50"), ("201", "30", "30.00"), ("200", "30", "0.00")]
)
def test_what_was_announced_for_2026_counts_upon_the_whole_value(value: str, kg: str, duty: str) -> None:
    found = cost(parcel(value, kg=kg), "2026-08-01", WITHOUT_2024)
    assert due(parcel(value, kg=kg), "2026-08-01", WITHOUT_2024) == duty
    vat = next(line for line in found.lines if line.levy is Levy.VAT)
    expected = (Decimal(value) + Decimal(duty)) * 22 if Decimal(value) > 200 else 0
    assert vat.minor == int(expected)


def test_nothing_is_imported_within_a_customs_territory() -> None:
    assert cost(parcel("900", origin="KZ", to="RU"), "2026-01-01").outcome is Outcome.NOT_IMPORTED
    assert cost(parcel("900", origin="GB", to="DE"), "2020-06-01").outcome is Outcome.NOT_IMPORTED
    assert cost(parcel("90", origin="GB", to="DE"), "2021-06-01").outcome is Outcome.AT_IMPORT
    assert cost(parcel("90", to="TR"), "2026-01-01").outcome is Outcome.NO_RULES


def blouses(*codes: str) -> Consignment:
    return replace(
        parcel("1", to="DE"),
        goods=tuple(Goods(2_000, 200, 1, code) for code in codes),
        delivery_minor=500,
    )


def test_the_unions_flat_duty_is_for_every_subheading() -> None:
    silk_and_wool = blouses("620610", "620620", "620620")
    assert due(silk_and_wool, "2026-07-01") == "6.00"  # the Council's own example
    assert due(silk_and_wool, "2026-06-30") == "0.00"
    duty = cost(silk_and_wool, "2026-07-01").lines[0]
    assert (duty.why, duty.shares) == (Why.PER_HEADING, (300, 150, 150))
    assert (
        due(blouses("", ""), "2026-07-01") == "6.00"
    )  # without codes nobody can say that they are one heading


def test_who_is_registered_collects_at_sale_and_passes_it_on() -> None:
    goods = blouses("620610", "620620", "620620")
    unregistered = cost(goods, "2026-11-26")
    assert (unregistered.outcome, unregistered.collected_minor) == (Outcome.AT_IMPORT, 0)
    # 19 % of goods, delivery and duty
    assert unregistered.due_at_import_minor == 600 + 1_349
    paid = cost(goods, "2026-11-26", shipped(registered=True))
    assert (paid.outcome, paid.owed_to, paid.due_at_import_minor) == (Outcome.PAID, "ioss", 0)
    assert (paid.duty_minor, paid.import_tax_minor) == (600, 1_235)
    assert sum(paid.shares(Levy.VAT)) == 1_235
    assert {line.code for line in paid.lines} == {"eu.flat.2026.ioss", "de.vat.ioss"}


def test_above_the_unions_limit_the_tariff_decides_and_we_say_that_we_do_not_hold_it() -> None:
    found = cost(parcel("150.01", to="DE"), "2026-11-26", shipped(registered=True))
    assert found.outcome is Outcome.NOT_KNOWN
    assert [(line.levy, line.why) for line in found.lines] == [
        (Levy.DUTY, Why.TARIFF_NOT_HELD),
        (Levy.VAT, Why.PART_OF_VALUE),
    ]
    assert found.lines[1].figures["without_duty"] == 1
    assert found.collected_minor == 0


def test_a_rule_for_some_goods_comes_before_the_general_one() -> None:
    books = cost(parcel("100", to="DE", hs="490199"), "2026-11-26", shipped(registered=True))
    assert books.import_tax_minor == 700
    assert books.lines[-1].code == "de.vat.ioss.books"


def test_britain_taxes_small_consignments_at_sale() -> None:
    small = cost(parcel("135", to="GB", currency="GBP"), "2026-11-26", shipped(registered=True))
    assert (small.outcome, small.duty_minor, small.import_tax_minor) == (Outcome.PAID, 0, 2_700)
    assert cost(parcel("135.01", to="GB", currency="GBP"), "2026-11-26").outcome is Outcome.NOT_KNOWN


def test_america_has_no_exemption_any_more_and_nobody_knows_what_holds_since_july() -> None:
    def outcome(day: str) -> Outcome:
        return cost(parcel("100", to="US", currency="USD"), day).outcome

    assert outcome("2025-08-28") is Outcome.NOTHING_DUE
    assert outcome("2025-08-29") is Outcome.NOT_KNOWN
    assert due(parcel("100", to="US", currency="USD"), "2026-03-01") == "10.00"
    assert outcome("2026-07-24") is Outcome.NOT_KNOWN
    assert outcome("2027-07-24") is Outcome.NO_RULES


def chinese(value: str, *, pieces: int = 1, tax: int = 0, before: str = "0") -> tuple[Outcome, str]:
    """Return how China takes a consignment in cross-border retail, and its taxes."""
    of = {"destination": "CN", "currency": "CNY", "regime": "cn_cbec"}
    rules = [
        rule("retail", RetailImport(500_000, 2_600_000, 7_000), **of),
        rule("vat", Part(1_300), levy="vat", **of),
    ]
    if tax:
        rules.append(rule("tax", Part(tax), levy="consumption_tax", **of))
    law = CustomsLaw(rules=tuple(rules), registrations=shipped(registered=True).registrations)
    received = Received(year_minor=int(Decimal(before) * 100))
    found = cost(
        parcel(value, to="CN", origin="RU", currency="CNY", pieces=pieces, received=received),
        "2026-11-26",
        law,
    )
    taxes = sum(line.minor or 0 for line in found.lines if line.levy is not Levy.DUTY)
    assert found.import_tax_minor == (taxes if found.outcome is Outcome.PAID else 0)
    return found.outcome, f"{Decimal(taxes) / 100:.2f}"


def test_china_asks_for_seven_tenths_of_the_taxes_within_the_limits_of_retail() -> None:
    assert chinese("100") == (Outcome.PAID, "9.10")
    assert chinese("100", tax=1_500) == (Outcome.PAID, "23.06")
    assert chinese("5000", pieces=2) == (Outcome.PAID, "455.00")
    assert chinese("5200", pieces=2)[0] is Outcome.REFUSED
    assert chinese("5200") == (Outcome.NOT_KNOWN, "676.00")  # all of the VAT, and duty by the tariff
    assert chinese("100", before="25900")[0] is Outcome.PAID
    assert chinese("100", before="25900.01")[0] is Outcome.REFUSED


def test_chinas_limits_and_rates_are_those_of_the_day() -> None:
    law = shipped(registered=True)

    def taxes(day: str, value: str = "1000") -> int:
        return cost(parcel(value, to="CN", origin="RU", currency="CNY"), day, law).import_tax_minor

    assert [taxes(day) for day in ("2017-01-01", "2018-06-01", "2019-03-31", "2026-01-01")] == [
        11_900,
        11_200,
        11_200,
        9_100,
    ]
    assert cost(
        parcel("3000", to="CN", origin="RU", currency="CNY", pieces=2), "2018-12-31", law
    ).outcome is (Outcome.REFUSED)
    assert (
        cost(parcel("1000", to="CN", origin="RU", currency="CNY"), "2026-01-01").outcome is Outcome.NOT_KNOWN
    )


def test_a_rule_can_be_for_sellers_of_a_kind_and_for_an_origin() -> None:
    law = CustomsLaw(
        rules=(
            rule("any", Part(1_000)),
            rule("brands", Part(500), seller_kind="brand"),
            rule("turkish", Part(0), origin="TR"),
        )
    )
    assert due(parcel("100"), "2026-01-01", law) == "10.00"
    assert due(parcel("100", seller_kind="brand"), "2026-01-01", law) == "5.00"
    assert due(parcel("100", origin="TR", seller_kind="brand"), "2026-01-01", law) == "0.00"


def test_amounts_are_counted_in_the_currency_of_the_law_and_converted_once() -> None:
    rates = EVEN | {("RUB", "EUR"): Decimal("0.0106044539"), ("EUR", "RUB"): Decimal("94.30")}
    found = cost(parcel("30000", currency="RUB"), "2026-11-26", rates=rates)
    line = found.lines[0]
    # 30,000 roubles are 318.13 euros, 15 % of 118.13 euros are 17.72
    assert (line.own_minor, line.own_currency, line.minor) == (1_772, "EUR", 167_100)
    with pytest.raises(CustomsRateMissing):
        cost(parcel("30000", currency="RUB"), "2026-11-26", rates={})


def test_a_fee_is_for_parcels_on_which_duty_is_due() -> None:
    law = shipped(also=("ru.post.fee",))
    assert [line.minor for line in cost(parcel("300", currency="RUB"), "2021-01-01", law).lines] == [
        1_500,
        50_000,
    ]
    assert [line.minor for line in cost(parcel("100", currency="RUB"), "2021-01-01", law).lines] == [0, 0]


def test_what_nobody_confirmed_rests() -> None:
    resting = {entry["code"] for entry in supplied()["rules"] if not entry.get("enabled", True)}
    assert {
        "eaeu.ecommerce.2026",
        "ru.platform.vat.2027",
        "us.surcharge.2026.prolonged",
        "ru.post.fee",
    } <= resting
    for entry in supplied()["rules"]:
        assert ("verified_on" in entry) == (entry["code"] not in resting), entry["code"]
        assert entry["source"] and entry["legal_basis"], entry["code"]
    assert date(2026, 11, 26) >= max(entry.get("verified_on", date.min) for entry in supplied()["rules"])


def test_an_allowance_never_asks_for_less_the_more_comes() -> None:
    terms = Allowance(20_000, 31_000, 1_500, 200)
    law = CustomsLaw(rules=(rule("limit", terms),))
    by_value = [Decimal(due(parcel(value), "2026-01-01", law)) for value in range(100, 2_000, 50)]
    by_weight = [Decimal(due(parcel("250", kg=kg), "2026-01-01", law)) for kg in range(1, 60, 3)]
    assert by_value == sorted(by_value) and by_weight == sorted(by_weight)


def test_each_act_is_named_in_the_readers_language() -> None:
    from yarmarka.presentation.acts_of_law import ACTS

    assert {entry["legal_basis"] for entry in supplied()["rules"]} == set(ACTS)
