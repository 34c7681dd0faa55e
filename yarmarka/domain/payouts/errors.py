"""What can go wrong with payout terms and bank files."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class TermsInvalid(Invalid):
    """These terms contradict themselves: a weekly payout without its day, a minimum below a minor unit."""

    code, status = "payout_terms_invalid", 422


class NoBankAccount(YarmarkaError):
    """The installation names no account of its own that a bank's file in this currency could pay from."""

    code, status = "no_bank_account", 409


class FileAnswered(YarmarkaError):
    """The bank has paid or refused a transfer of this file already, so that it can't be declared void."""

    code, status = "payout_file_answered", 409


class FileVoid(YarmarkaError):
    """The file was declared void; its payouts may stand in another one."""

    code, status = "payout_file_void", 409
