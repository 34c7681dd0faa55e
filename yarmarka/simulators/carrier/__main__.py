"""Starts Simulated Post: `python -m yarmarka.simulators.carrier --port P --data DIR --shop-url URL`."""

import argparse
import os
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx

from yarmarka.simulators.carrier.desk import TEMPLATES, Desk
from yarmarka.simulators.carrier.post import Post
from yarmarka.simulators.carrier.telling import collect
from yarmarka.simulators.shared import webhooks
from yarmarka.simulators.shared.command import arguments, run
from yarmarka.simulators.shared.front import Front, serve
from yarmarka.simulators.shared.pages import Pages
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store


def main() -> None:
    """Run until told to stop."""
    parser = arguments(
        "carrier",
        "A carrier for practice: S10 numbers, scans along the way, signed webhooks. No real parcels.",
        variable="CARRIER_SECRET",
        fallback="simulated-carrier-secret",
    )
    parser.add_argument(
        "--tempo",
        type=float,
        metavar="SECONDS",
        default=float(os.environ.get("CARRIER_TEMPO") or 0),
        help="move every handed-over parcel one scan on after so long; 0: only when asked "
        "(default: $CARRIER_TEMPO, or else 0)",
    )
    start(parser.parse_args())


def start(options: argparse.Namespace) -> None:
    """Put the carrier together and answer."""
    schema = Path(__file__).with_name("schema.sql")
    store = Store(options.data / "carrier.sqlite3", schemas=(webhooks.SCHEMA, schema))
    with httpx.Client(timeout=webhooks.TIMEOUT_S, trust_env=False) as client:
        sender = webhooks.Sender(
            store=store,
            address=f"{options.shop_url.rstrip('/')}/api/v1/webhooks/carrier/simulated",
            secret=options.secret,
            client=client,
            prepare=partial(collect, store),
        )
        sending = Rounds("webhooks", sender.send_due)
        post = Post(store=store, tempo=timedelta(seconds=options.tempo), sender=sending)
        desk = Desk(post=post, pages=Pages(TEMPLATES))
        front = Front([*post.routes(), *desk.routes()], secret=options.secret, refusal_page=desk.refused)
        run(
            serve(options.port, front),
            name="Simulated Post",
            rounds=[sending, Rounds("tempo", post.keep_tempo)],
        )
    store.close()


if __name__ == "__main__":
    main()
