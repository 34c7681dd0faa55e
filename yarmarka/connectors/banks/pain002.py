"""Reads what a bank answers to our transfers: ISO 20022 pain.002, of whatever version, element by element. Pure.

A transfer's own status counts before that of its block, a block's before that of the whole message.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, BinaryIO, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from yarmarka.connectors.errors import BadPayload
from yarmarka.vocabulary.money import Money, minor_units

_NAMESPACE: Final = "{urn:iso:std:iso:20022:tech:xsd:pain.002.001."
_LONGEST_REASON: Final = 300


class AnswerKind(StrEnum):
    """What a bank says of a transfer: it goes on, it is done, it will never be done."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"


#: ISO 20022 external payment status codes. Settled on our account, or with the seller, is paid.
KINDS: Final = {
    "ACSC": AnswerKind.PAID,
    "ACCC": AnswerKind.PAID,
    "RJCT": AnswerKind.FAILED,
    "CANC": AnswerKind.FAILED,
    "RCVD": AnswerKind.PENDING,
    "ACCP": AnswerKind.PENDING,
    "ACTC": AnswerKind.PENDING,
    "ACSP": AnswerKind.PENDING,
    "ACWC": AnswerKind.PENDING,
    "ACWP": AnswerKind.PENDING,
    "PATC": AnswerKind.PENDING,
    "PDNG": AnswerKind.PENDING,
    "PART": AnswerKind.PENDING,
}


@dataclass(frozen=True)
class TransferAnswer:
    """What became of one transfer; `amount` is what the bank says it was told to pay, where it says so."""

    end_to_end_id: str
    kind: AnswerKind
    reason: str
    amount: Money | None


@dataclass(frozen=True)
class BankAnswer:
    """A bank's answer to one message of ours; `rest` is what it says of transfers that it does not name."""

    message_id: str
    answered_id: str
    rest: AnswerKind | None
    rest_reason: str
    transfers: tuple[TransferAnswer, ...]


def read_answer(source: BinaryIO) -> BankAnswer:
    """Return the answer in a file. Raises BadPayload, which says what is wrong with the file."""
    try:
        return _read(_elements(source))
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        raise BadPayload(field="file", reason="not_xml") from None


def _read(elements: Iterator[Any]) -> BankAnswer:
    message_id, answered_id = "", ""
    rest: tuple[AnswerKind | None, str] = (None, "")
    transfers: list[TransferAnswer] = []
    for element in elements:
        match _tag(element):
            case "GrpHdr":
                message_id = _text(element, "MsgId")
            case "OrgnlGrpInfAndSts":
                answered_id = _text(element, "OrgnlMsgId")
                rest = (_kind(_text(element, "GrpSts")), _reason(element))
            case "OrgnlPmtInfAndSts":
                block = _kind(_text(element, "PmtInfSts"))
                rest = (block, _reason(element)) if block else rest
                transfers += [_transfer(each, rest) for each in _children(element, "TxInfAndSts")]
    if not answered_id:
        raise BadPayload(field="file", reason="no_answer")
    return BankAnswer(message_id, answered_id, *rest, tuple(transfers))


def _elements(source: BinaryIO) -> Iterator[Any]:
    """Yield the parts of the message, each whole, and let go of it then."""
    wanted = {"GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts"}
    root = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if root is None:
            root = element
            if not element.tag.startswith(_NAMESPACE):
                raise BadPayload(field="file", reason="not_pain002")
        if event == "end" and _tag(element) in wanted:
            yield element
            element.clear()


def _transfer(element: Any, rest: tuple[AnswerKind | None, str]) -> TransferAnswer:
    end_to_end_id = _text(element, "OrgnlEndToEndId")
    kind = _kind(_text(element, "TxSts"))
    if not end_to_end_id or (kind is None and rest[0] is None):
        raise BadPayload(field="file", reason="no_transfer", transfer=end_to_end_id)
    own = (kind, _reason(element)) if kind else rest
    assert own[0] is not None, "one of the two is there"
    return TransferAnswer(end_to_end_id, own[0], own[1], _amount(element))


def _kind(code: str) -> AnswerKind | None:
    if code and code not in KINDS:
        raise BadPayload(field="file", reason="unknown_status", status=code[:10])
    return KINDS.get(code)


def _reason(element: Any) -> str:
    said = []
    for info in _children(element, "StsRsnInf"):
        for reason in _children(info, "Rsn"):
            said += [_text(reason, "Cd"), _text(reason, "Prtry")]
        said += [(each.text or "").strip() for each in _children(info, "AddtlInf")]
    return " ".join(part for part in said if part)[:_LONGEST_REASON]


def _amount(element: Any) -> Money | None:
    for original in _children(element, "OrgnlTxRef"):
        for amount in _children(original, "Amt"):
            for instructed in _children(amount, "InstdAmt"):
                try:
                    return Money(minor_units(Decimal(instructed.text or "")), instructed.get("Ccy", ""))
                except InvalidOperation:
                    raise BadPayload(field="file", reason="no_amount") from None
    return None


def _children(element: Any, tag: str) -> Iterator[Any]:
    return (each for each in element if _tag(each) == tag)


def _text(element: Any, tag: str) -> str:
    return next(((each.text or "").strip() for each in _children(element, tag)), "")


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
