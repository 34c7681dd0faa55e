"""What acquirers tell us of payments, refunds and payouts.

They send again whatever we do not answer with 2xx. So a repeat and old news get 200, and so does news of something
that we never asked for (asking again would not make it ours; it is written in the log). A wrong signature, content
that is not as agreed, or another amount than we asked for get an error: those must stay visible on both sides.
"""

from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from ninja import Router

from yarmarka.api.body import read_body
from yarmarka.api.errors import answers
from yarmarka.api.shapes import Schema
from yarmarka.connectors.payments import configured, connector_for
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.telemetry import log

router = Router(tags=["webhooks"], auth=None)
_OF_PRACTICE: Final = "sandbox"


class Heard(Schema):
    """That news was heard; `is_known` is false when it is about nothing of ours."""

    is_known: bool


@router.post("/webhooks/acquirer", response=answers(Heard, 401, 404, 409, 413, 502, 503))
def hear_acquirer_of_practice(request: HttpRequest) -> Heard:
    """Act on what the sandbox acquirer says, signed with `Yarmarka-Signature`."""
    return _hear(request, _OF_PRACTICE)


@router.post("/webhooks/acquirer/{provider}", response=answers(Heard, 401, 404, 409, 413, 502, 503))
def hear_acquirer(request: HttpRequest, provider: str) -> Heard:
    """Act on what an acquirer of this installation says; the same news twice, or late, changes nothing."""
    return _hear(request, provider)


def _hear(request: HttpRequest, provider: str) -> Heard:
    if provider not in configured():
        raise Missing(what="acquirer")
    notice = connector_for(provider).parse_webhook(
        body=read_body(request),
        headers=request.headers,
        now=now(),
        source=get_adapter(request).get_client_ip(request).strip(),
    )
    try:
        receive_notice(notice, provider=provider, now=now())
    except Missing as unknown:
        log.warning("webhook about nothing of ours", provider=provider, what=unknown.facts.get("what"))
        return Heard(is_known=False)
    return Heard(is_known=True)
