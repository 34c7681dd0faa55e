"""Starts the stand-in: `python -m yarmarka.simulators.stripe --port P --data DIR --shop-url URL`."""

import argparse
from datetime import timedelta

import httpx

from yarmarka.simulators.shared import things, webhooks
from yarmarka.simulators.shared.command import arguments, run
from yarmarka.simulators.shared.front import Front, Route, json_fields, reply, serve
from yarmarka.simulators.shared.pages import Pages
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store
from yarmarka.simulators.shared.trouble import Trouble
from yarmarka.simulators.stripe.desk import ROOT, Desk, manners
from yarmarka.simulators.stripe.events import sign
from yarmarka.simulators.stripe.page import TEMPLATES, Page


def main() -> None:
    """Run until told to stop."""
    parser = arguments(
        "stripe",
        "Stripe for practice: its published protocol, and no real money.",
        variable="STRIPE_SECRET_KEY",
        fallback="sk_test_simulated",
    )
    parser.add_argument("--webhook-secret", default="", help="signs webhooks (default: the secret)")
    parser.add_argument(
        "--lifetime", type=float, metavar="SECONDS", default=86400.0, help="how long a page stays open"
    )
    start(parser.parse_args())


def start(options: argparse.Namespace) -> None:
    """Put the stand-in together and answer."""
    store = Store(options.data / "stripe.sqlite3", schemas=(webhooks.SCHEMA, things.SCHEMA))
    with httpx.Client(timeout=webhooks.TIMEOUT_S, trust_env=False) as client:
        sender = webhooks.Sender(
            store=store,
            address=f"{options.shop_url.rstrip('/')}/api/v1/webhooks/acquirer/stripe",
            secret=options.webhook_secret or options.secret,
            client=client,
            sign=sign,
        )
        sending = Rounds("webhooks", sender.send_due)
        desk = Desk(store=store, lifetime=timedelta(seconds=options.lifetime), sender=sending)
        page = Page(desk=desk, pages=Pages(TEMPLATES))
        trouble = Trouble(root=ROOT)
        spoiling = Route(
            "POST", f"{ROOT}test/trouble", lambda request: reply(trouble.expect(json_fields(request)))
        )
        front = Front(
            [*desk.routes(), *page.routes(), spoiling],
            secret=options.secret,
            refusal_page=page.refused,
            manners=manners(options.secret),
        )
        rounds = [sending, Rounds("time", desk.let_time_pass)]
        run(serve(options.port, trouble.before(front)), name="Stripe stand-in", rounds=rounds)
    store.close()


if __name__ == "__main__":
    main()
