"""Signs recorded webhooks for the tests, by the agreement's words."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from tests.simulators.stand_ins import SECRET


def signed(facts: Any, *, now: datetime) -> dict[str, Any]:
    """Return `body`, `headers` and `now` as a connector's `parse_webhook` takes them."""
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    at = int(now.timestamp())
    digest = hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {"body": body, "headers": {"Yarmarka-Signature": f"t={at},v1={digest}"}, "now": now}


def sign_any(body: bytes, *, now: datetime, secret: str) -> dict[str, str]:
    """Return the headers of a webhook that every connector takes for signed."""
    at = int(now.timestamp())
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return dict.fromkeys(("Yarmarka-Signature", "Stripe-Signature"), f"t={at},v1={digest}")
