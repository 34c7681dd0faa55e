"""Starts Sandbox Bank: `python -m yarmarka.simulators.acquirer --port P --data DIR --shop-url URL`."""

import argparse
from datetime import timedelta
from pathlib import Path

import httpx

from yarmarka.simulators.acquirer.bank import Bank, Terms
from yarmarka.simulators.acquirer.hosted_page import TEMPLATES, HostedPage
from yarmarka.simulators.shared import webhooks
from yarmarka.simulators.shared.command import arguments, run
from yarmarka.simulators.shared.front import Front, Route, json_fields, reply, serve
from yarmarka.simulators.shared.pages import Pages
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store
from yarmarka.simulators.shared.trouble import Trouble


def main() -> None:
    """Run until told to stop."""
    parser = arguments(
        "acquirer",
        "A bank for practice: hosted payment pages, refunds, payouts, signed webhooks. No real money.",
        variable="ACQUIRER_SECRET",
        fallback="sandbox-acquirer-secret",
    )
    parser.add_argument("--shop-name", default="Yarmarka", help="the shop's name on the payment page")
    for option, default, help_text in (
        ("--lifetime", 1800.0, "a payment that nobody pays expires after so long"),
        ("--silence", 20.0, "the time-out card lets it expire after so long"),
        ("--payout-after", 2.0, "a payout is paid after so long"),
    ):
        parser.add_argument(option, type=float, metavar="SECONDS", default=default, help=help_text)
    parser.add_argument(
        "--fee",
        type=int,
        metavar="BASIS_POINTS",
        default=250,
        help="what a payment costs, told in the registry",
    )
    start(parser.parse_args())


def start(options: argparse.Namespace) -> None:
    """Put the bank together and answer."""
    schema = Path(__file__).with_name("schema.sql")
    store = Store(options.data / "acquirer.sqlite3", schemas=(webhooks.SCHEMA, schema))
    with httpx.Client(timeout=webhooks.TIMEOUT_S, trust_env=False) as client:
        sender = webhooks.Sender(
            store=store,
            address=f"{options.shop_url.rstrip('/')}/api/v1/webhooks/acquirer",
            secret=options.secret,
            client=client,
        )
        sending = Rounds("webhooks", sender.send_due)
        terms = Terms(
            lifetime=timedelta(seconds=options.lifetime),
            silence=timedelta(seconds=options.silence),
            settles_after=timedelta(seconds=options.payout_after),
            fee_basis_points=options.fee,
        )
        bank = Bank(store=store, terms=terms, sender=sending)
        page = HostedPage(bank=bank, pages=Pages(TEMPLATES), shop_name=options.shop_name)
        trouble = Trouble(root="/v1/")
        spoiling = Route(
            "POST", "/v1/test/trouble", lambda request: reply(trouble.expect(json_fields(request)))
        )
        front = Front(
            [*bank.routes(), *page.routes(), spoiling], secret=options.secret, refusal_page=page.refused
        )
        run(
            serve(options.port, trouble.before(front)),
            name="Sandbox Bank",
            rounds=[sending, Rounds("time", bank.let_time_pass)],
        )
    store.close()


if __name__ == "__main__":
    main()
