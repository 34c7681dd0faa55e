"""Words for accounts at banks: an IBAN, or a Russian account with its bank's number, and whether one can be right."""

import re
from dataclasses import dataclass
from typing import Final

from stdnum import iban

_RUSSIAN: Final = re.compile(r"^(\d{9})[\s/,-]*(\d{20})$")
_RUSSIAN_WEIGHTS: Final = (7, 1, 3)
#: ISO 9362: bank, country, place, and perhaps a branch.
_BIC: Final = re.compile(r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$")


@dataclass(frozen=True)
class BankAccount:
    """An account that a bank can be told to pay: `number` is an IBAN, or Russian with the bank's `bik`."""

    number: str
    bic: str = ""
    bik: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.bik, self.number, self.bic) if part)


def read_bank_account(text: str) -> BankAccount | None:
    """Return the account in `BIK/account`, `IBAN` or `IBAN/BIC`; nothing if it can't be right."""
    if russian := _RUSSIAN.match(text.strip()):
        bik, number = russian.groups()
        return BankAccount(number, bik=bik) if _key_fits(bik, number) else None
    number, _, bic = text.partition("/")
    if not iban.is_valid(number) or (bic and not _BIC.match(bic.strip())):
        return None
    return BankAccount(str(iban.compact(number)), bic=bic.strip())


def _key_fits(bik: str, number: str) -> bool:
    """Test a Russian account's key, computed over the bank's last three digits and the account.

    Bank of Russia, order 515 of 8 September 1997.
    """
    weighted = (
        int(digit) * _RUSSIAN_WEIGHTS[place % 3] % 10 for place, digit in enumerate(bik[-3:] + number)
    )
    return sum(weighted) % 10 == 0
