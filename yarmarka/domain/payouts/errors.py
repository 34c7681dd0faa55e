"""What can go wrong with payout terms and bank files."""

from yarmarka.kernel.errors import Invalid


class TermsInvalid(Invalid):
    """These terms contradict themselves: a weekly payout without its day, a minimum below a minor unit."""

    code, status = "payout_terms_invalid", 422
