"""Writes credit transfers for a bank: ISO 20022 pain.001.001.09, one payment block per file. Pure.

Russian banks are named by their BIK (clearing system RUCBC), others by BIC where it is known. In euros between IBANs
the transfer is a SEPA one. Outside roubles names are written in the letters that every bank takes.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from lxml import etree

from yarmarka.vocabulary.bank_accounts import BankAccount
from yarmarka.vocabulary.money import Money

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_SPACES: Final[Any] = {None: NAMESPACE}  # the default one has no prefix
_LONGEST_NAME: Final = 140
_LONGEST_TOWN: Final = 35
_LONGEST_TEXT: Final = 140
#: The Latin letters that every bank takes (EPC 217-08) and signs that stand for what has none.
_TAKEN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
#: Cyrillic letters as passports write them (ICAO 9303, part 3).
_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e",
    "ю": "iu", "я": "ia",
}  # fmt: skip


@dataclass(frozen=True)
class CreditTransfer:
    """One payment out; the end-to-end id (at most 35 signs) comes back in the bank's answer."""

    end_to_end_id: str
    amount: Money
    name: str
    town: str
    country: str
    account: BankAccount
    text: str


@dataclass(frozen=True)
class TransferOrder:
    """What our bank is told to pay from one account in one currency; `message_id` has at most 35 signs."""

    message_id: str
    created_at: datetime
    execute_on: date
    debtor_name: str
    debtor: BankAccount
    transfers: Sequence[CreditTransfer]

    @property
    def currency(self) -> str:
        """The one currency of all transfers."""
        (currency,) = {transfer.amount.currency for transfer in self.transfers}
        return currency

    @property
    def total(self) -> Money:
        """The sum of all transfers."""
        return Money(sum(transfer.amount.minor for transfer in self.transfers), self.currency)


def write_order(order: TransferOrder) -> bytes:
    """Return the file. The same order always gives the same bytes."""
    out = BytesIO()
    with etree.xmlfile(out, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("Document", nsmap=_SPACES), xml.element("CstmrCdtTrfInitn"):
            xml.write(_head(order), pretty_print=True)
            with xml.element("PmtInf"):
                for part in _block(order):
                    xml.write(part)
                for transfer in order.transfers:
                    xml.write(_transfer(transfer, order))
    return out.getvalue()


def _head(order: TransferOrder) -> Any:
    return _node(
        "GrpHdr",
        _node("MsgId", order.message_id),
        _node("CreDtTm", f"{order.created_at:%Y-%m-%dT%H:%M:%S}Z"),
        _node("NbOfTxs", str(len(order.transfers))),
        _node("CtrlSum", _major(order.total)),
        _node("InitgPty", _node("Nm", _name(order.debtor_name, order.currency))),
    )


def _block(order: TransferOrder) -> list[Any]:
    is_sepa = order.currency == "EUR" and not order.debtor.bik
    service = [_node("PmtTpInf", _node("SvcLvl", _node("Cd", "SEPA")))] if is_sepa else []
    return [
        _node("PmtInfId", order.message_id),
        _node("PmtMtd", "TRF"),
        _node("NbOfTxs", str(len(order.transfers))),
        _node("CtrlSum", _major(order.total)),
        *service,
        _node("ReqdExctnDt", _node("Dt", order.execute_on.isoformat())),
        _node("Dbtr", _node("Nm", _name(order.debtor_name, order.currency))),
        _node("DbtrAcct", _account(order.debtor), _node("Ccy", order.currency)),
        _node("DbtrAgt", _agent(order.debtor)),
        # In SEPA each side bears its own bank's charges; elsewhere the bank's tariff for shared ones holds.
        _node("ChrgBr", "SLEV" if is_sepa else "SHAR"),
    ]


def _transfer(transfer: CreditTransfer, order: TransferOrder) -> Any:
    amount = _node("InstdAmt", _major(transfer.amount))
    amount.set("Ccy", transfer.amount.currency)
    has_agent = transfer.account.bic or transfer.account.bik
    agent = [_node("CdtrAgt", _agent(transfer.account))] if has_agent else []
    town = _name(transfer.town, order.currency)[:_LONGEST_TOWN].strip()
    return _node(
        "CdtTrfTxInf",
        _node("PmtId", _node("InstrId", transfer.end_to_end_id), _node("EndToEndId", transfer.end_to_end_id)),
        _node("Amt", amount),
        *agent,
        _node(
            "Cdtr",
            _node("Nm", _name(transfer.name, order.currency)),
            _node("PstlAdr", _node("TwnNm", town), _node("Ctry", transfer.country)),
        ),
        _node("CdtrAcct", _account(transfer.account)),
        _node("RmtInf", _node("Ustrd", _name(transfer.text, order.currency)[:_LONGEST_TEXT])),
    )


def _account(account: BankAccount) -> Any:
    if account.bik:
        return _node(
            "Id",
            _node("Othr", _node("Id", account.number), _node("SchmeNm", _node("Cd", "BBAN"))),
        )
    return _node("Id", _node("IBAN", account.number))


def _agent(account: BankAccount) -> Any:
    if account.bik:
        system = _node("ClrSysId", _node("Cd", "RUCBC"))
        return _node("FinInstnId", _node("ClrSysMmbId", system, _node("MmbId", account.bik)))
    if account.bic:
        return _node("FinInstnId", _node("BICFI", account.bic))
    # A bank that knows itself by the IBAN is named so (EPC 132-08).
    return _node("FinInstnId", _node("Othr", _node("Id", "NOTPROVIDED")))


def _node(tag: str, *inside: Any) -> Any:
    element = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=_SPACES)
    for each in inside:
        if isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element


def _major(amount: Money) -> str:
    return f"{amount.major:.2f}"


def _name(text: str, currency: str) -> str:
    """Return a name as the bank takes it: as it is in roubles, in plain Latin letters elsewhere; never empty."""
    composed = "".join(sign for sign in unicodedata.normalize("NFC", text) if sign.isprintable())
    written = composed if currency == "RUB" else _plain(composed)
    return " ".join(written.split())[:_LONGEST_NAME].strip() or "-"


def _plain(text: str) -> str:
    return "".join(_plain_sign(sign) for sign in text)


def _plain_sign(sign: str) -> str:
    if (latin := _LATIN.get(sign.lower())) is not None:
        return latin.capitalize() if sign.isupper() else latin
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part if part in _TAKEN else "" for part in parts) or ("." if sign.isalnum() else " ")
