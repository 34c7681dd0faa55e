"""What carriers tell us of parcels: repeats, late scans and unknown parcels change nothing and get 200."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import StringConstraints

from yarmarka.api.body import read_body
from yarmarka.api.errors import answers
from yarmarka.api.shapes import Schema
from yarmarka.connectors.carriers import SECRET_HEADER, connector_for
from yarmarka.flows.record_parcel_events import record_scans
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing

router = Router(tags=["webhooks"], auth=None)
CarrierCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]


class Recorded(Schema):
    """How many scans were told, and how many parcels they moved on."""

    told: int
    moved: int


@router.post("/webhooks/carrier/{code}", response=answers(Recorded, 401, 404, 413))
def hear_carrier(
    request: HttpRequest,
    code: Annotated[CarrierCode, Path()],
    token: Annotated[str, Query(max_length=200)] = "",
) -> Recorded:
    """Write scans down that are signed in their carrier's way; the same scans twice, or late, change nothing.

    A carrier that signs nothing is given an address with our secret as its `token`.
    """
    try:
        carrier = connector_for(code)
    except KeyError:
        raise Missing(what="carrier") from None
    headers = {**request.headers, **({SECRET_HEADER: token} if token else {})}
    scans = carrier.parse_webhook(body=read_body(request), headers=headers, now=now())
    return Recorded(told=len(scans), moved=len(record_scans(scans, carrier=carrier.code, now=now())))
