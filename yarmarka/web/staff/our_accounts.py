"""Whose money payouts by a bank's file are, and from which accounts, as the installation says."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from yarmarka.flows.payout_files import OurAccounts
from yarmarka.vocabulary.bank_accounts import BankAccount, read_bank_account


def our_accounts() -> OurAccounts:
    """Return the accounts of PAYOUT_BANK_ACCOUNTS by currency. Raises ImproperlyConfigured for one that can't be."""
    accounts: dict[str, BankAccount] = {}
    for named in settings.PAYOUT_BANK_ACCOUNTS:
        currency, _, text = named.partition("=")
        account = read_bank_account(text)
        if account is None or currency not in settings.CURRENCIES:
            raise ImproperlyConfigured(f"PAYOUT_BANK_ACCOUNTS: {named} is no account of a currency")
        accounts[currency] = account
    return OurAccounts(name=settings.PAYOUT_DEBTOR_NAME, accounts=accounts)
