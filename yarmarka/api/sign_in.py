"""Signing an app in: e-mail and password for a token, as often and no oftener than on the site's own page."""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.utils import has_verified_email
from allauth.core.internal import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from yarmarka.api.callers import SIGNED_IN, guest_key_in, person_in
from yarmarka.api.errors import EmailUnconfirmed, SecondFactorNeeded, SignInRefused, TooManyTries, answers
from yarmarka.api.schemas.people import Credentials, Me, TokenOut
from yarmarka.domain.accounts.actions import issue_token, revoke_token
from yarmarka.domain.orders.actions import take_over_guest_basket
from yarmarka.domain.sellers.queries import seller_of
from yarmarka.kernel.clock import now

router = Router(tags=["signing in"])
#: as long as the web's own limit on failed tries (ACCOUNT_RATE_LIMITS, login_failed)
_WAIT_S: Final = 300


@router.post("/sign-in", auth=None, response=answers(TokenOut, 400, 401, 413, 429, status=201))
def sign_in(request: HttpRequest, credentials: Credentials) -> Status[TokenOut]:
    """Get a token for `Authorization: Bearer`.

    An account with a second factor needs `code` as well: the app's, or a recovery code. With `X-Basket-Key` the guest's
    basket becomes the person's. The token lasts 30 days, or until the password changes or `POST /sign-out`.
    """
    if not ratelimit.consume(request, app="allauth.account", action="login"):
        raise TooManyTries(retry_after_s=_WAIT_S)
    try:
        person = get_adapter(request).authenticate(
            request, email=credentials.email, password=credentials.password
        )
    except ValidationError:  # allauth's word for too many failed tries
        raise TooManyTries(retry_after_s=_WAIT_S) from None
    if person is None or not person.is_active:
        raise SignInRefused
    if not has_verified_email(person):
        raise EmailUnconfirmed
    if is_mfa_enabled(person):
        _check_second_factor(person, credentials.code)
    if guest_key := guest_key_in(request):
        take_over_guest_basket(guest_key=guest_key, person_id=person.pk, now=now())
    issued = issue_token(person_id=person.pk, now=now())
    return Status(201, TokenOut(token=issued.token, expires_at=issued.expires_at))


def _check_second_factor(person: Any, code: str) -> None:
    """Raise SecondFactorNeeded without a code, SignInRefused with a wrong one, TooManyTries after many."""
    if not code:
        raise SecondFactorNeeded
    form = AuthenticateForm({"code": code}, user=person)
    if form.is_valid():
        form.authenticator.record_usage()
    elif form.has_error("code", "too_many_login_attempts") or form.has_error("code", "rate_limited"):
        raise TooManyTries(retry_after_s=_WAIT_S)
    else:
        raise SignInRefused


@router.post("/sign-out", auth=SIGNED_IN[:1], response=answers(None, 401, status=204))
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the token that this request came with."""
    revoke_token(token=request.headers["Authorization"].partition(" ")[2].strip(), now=now())
    return HttpResponse(status=204)


@router.get("/me", auth=SIGNED_IN, response=answers(Me, 401))
def me(request: HttpRequest) -> Me:
    """Return who the caller is."""
    person = person_in(request)
    seller = seller_of(person_id=person.id)
    return Me(
        email=person.email,
        full_name=person.full_name,
        locale=person.locale,
        currency=person.currency,
        seller=seller.trade_name if seller else None,
    )
