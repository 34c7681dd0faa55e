"""What the acquirer tells us of payments, refunds and payouts.

It sends again whatever we do not answer with 2xx. So a repeat and old news get 200, and so does news of something
that we never asked for (asking again would not make it ours; it is written in the log). A wrong signature, content
that is not as agreed, or another amount than we asked for get an error: those must stay visible on both sides.
"""

from django.http import HttpRequest
from ninja import Router, Schema

from yarmarka.api.body import read_body
from yarmarka.api.errors import answers
from yarmarka.connectors.payments import connector_for
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.telemetry import log

router = Router(tags=["webhooks"], auth=None)
_PROVIDER = "sandbox"


class Heard(Schema):
    """That news was heard; `is_known` is false when it is about nothing of ours."""

    is_known: bool


@router.post("/webhooks/acquirer", response=answers(Heard, 401, 409, 413))
def hear_acquirer(request: HttpRequest) -> Heard:
    """Act on signed news (`Yarmarka-Signature`); the same news twice, or late, changes nothing."""
    notice = connector_for(_PROVIDER).parse_webhook(
        body=read_body(request), headers=request.headers, now=now()
    )
    try:
        receive_notice(notice, provider=_PROVIDER, now=now())
    except Missing as unknown:
        log.warning("webhook about nothing of ours", provider=_PROVIDER, what=unknown.facts.get("what"))
        return Heard(is_known=False)
    return Heard(is_known=True)
