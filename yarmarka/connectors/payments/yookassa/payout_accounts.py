"""How a seller's account for payouts by YooKassa is written in our books.

`yoo_money:<wallet>`, `sbp:<bank id>:<phone>`, or `token:<payout token>` (a card that its owner typed in on YooKassa's
own form). Bank accounts of firms can't be paid by this way: those payouts go by the bank's file.
"""

from typing import Any

from yarmarka.connectors.errors import Refused


def destination(account: str) -> dict[str, Any]:
    """Return where a payout goes, as they take it. Raises Refused."""
    match account.split(":"):
        case ["yoo_money", wallet] if wallet:
            return {"payout_destination_data": {"type": "yoo_money", "account_number": wallet}}
        case ["sbp", bank, phone] if bank and phone:
            return {"payout_destination_data": {"type": "sbp", "bank_id": bank, "phone": phone}}
        case ["token", token] if token:
            return {"payout_token": token}
    raise Refused(field="account", service="yookassa", reason="unsupported_account", message="")
