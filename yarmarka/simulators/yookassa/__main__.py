"""Starts the stand-in: `python -m yarmarka.simulators.yookassa --port P --data DIR --shop-url URL`."""

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
from yarmarka.simulators.yookassa.kassa import ROOT, Kassa, Terms, manners
from yarmarka.simulators.yookassa.page import TEMPLATES, Page


def main() -> None:
    """Run until told to stop."""
    parser = arguments(
        "yookassa",
        "YooKassa for practice: its published protocol, and no real money.",
        variable="YOOKASSA_SECRET",
        fallback="simulated-yookassa-secret",
    )
    parser.add_argument("--shop-id", default="100500", help="the shop's id, the user of its calls")
    for option, default, help_text in (
        ("--lifetime", 3600.0, "a payment that nobody pays expires after so long"),
        ("--settles-after", 2.0, "a payout is paid, and a receipt registered, after so long"),
    ):
        parser.add_argument(option, type=float, metavar="SECONDS", default=default, help=help_text)
    start(parser.parse_args())


def start(options: argparse.Namespace) -> None:
    """Put the stand-in together and answer."""
    store = Store(options.data / "yookassa.sqlite3", schemas=(webhooks.SCHEMA, things.SCHEMA))
    with httpx.Client(timeout=webhooks.TIMEOUT_S, trust_env=False) as client:
        sender = webhooks.Sender(
            store=store,
            address=f"{options.shop_url.rstrip('/')}/api/v1/webhooks/acquirer/yookassa",
            secret="",
            client=client,
            sign=lambda _secret, _body, _now: {},
        )
        sending = Rounds("webhooks", sender.send_due)
        terms = Terms(
            lifetime=timedelta(seconds=options.lifetime),
            settles_after=timedelta(seconds=options.settles_after),
        )
        kassa = Kassa(store=store, terms=terms, sender=sending)
        page = Page(kassa=kassa, pages=Pages(TEMPLATES))
        trouble = Trouble(root=ROOT)
        spoiling = Route(
            "POST", f"{ROOT}test/trouble", lambda request: reply(trouble.expect(json_fields(request)))
        )
        front = Front(
            [*kassa.routes(), *page.routes(), spoiling],
            secret=options.secret,
            refusal_page=page.refused,
            manners=manners(options.shop_id, options.secret),
        )
        rounds = [sending, Rounds("time", kassa.let_time_pass)]
        run(serve(options.port, trouble.before(front)), name="YooKassa stand-in", rounds=rounds)
    store.close()


if __name__ == "__main__":
    main()
