"""Which account a merchant is paid out to, and whether its number can be right, country by country."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.vocabulary.bank_accounts import read_bank_account

_CN: Final = re.compile(r"^\d{8,30}$")


class AccountRule(NamedTuple):
    """What an account number is called in a country, an example of one, and the test it must pass."""

    label: Promise | str
    hint: Promise | str
    clean: Callable[[str], str | None]


def clean_russian(text: str) -> str | None:
    """Return `BIC/account` if the account's key digit fits its bank, else nothing."""
    account = read_bank_account(text)
    return str(account) if account and account.bik else None


def clean_iban(text: str) -> str | None:
    """Return an IBAN without spaces if its country knows its length and its check digits are right (ISO 13616).

    With the bank's BIC after a slash, that is kept: banks that do not know themselves by the IBAN need it.
    """
    account = read_bank_account(text.upper())
    return str(account) if account and not account.bik else None


def clean_chinese(text: str) -> str | None:
    """Return a Chinese account number without spaces; banks there share no check digit."""
    compact = re.sub(r"[\s-]", "", text)
    return compact if _CN.match(compact) else None


RULES: Final[Mapping[str, AccountRule]] = {
    "RU": AccountRule(
        _("BIC and account"), _("Nine digits of the bank, then twenty of the account."), clean_russian
    ),
    "CN": AccountRule(
        _("Account number"), _("Digits only; the name on it must be the firm's."), clean_chinese
    ),
    "GB": AccountRule(_("IBAN"), _("For example, GB82 WEST 1234 5698 7654 32."), clean_iban),
    "DE": AccountRule(_("IBAN"), _("For example, DE89 3704 0044 0532 0130 00."), clean_iban),
    "TR": AccountRule(_("IBAN"), _("For example, TR33 0006 1005 1978 6457 8413 26."), clean_iban),
}

#: The currency that a country's merchants mostly want, offered first.
CURRENCY: Final[Mapping[str, str]] = {"RU": "RUB", "CN": "CNY", "GB": "GBP", "DE": "EUR", "TR": "EUR"}
