"""Made-up histories of deliveries whose law is known: drift, seasons, new lanes, heavy tails, lost parcels."""

from datetime import date

import numpy as np

from yarmarka.domain.shipping.rules.history import History, history_of

FIRST_DAY = date(2023, 3, 1).toordinal()


def made_up(kind: str, *, orders: int = 2400, span: int = 600, seed: int = 1) -> History:
    """Return a history of `span` days on ten lanes, two services and six places; its end leaves some on their way."""
    chance = np.random.default_rng(seed)
    day = np.sort(chance.integers(0, span, orders))
    lane, service, place = (chance.integers(0, size, orders) for size in (10, 2, 6))
    scale = chance.normal(2.7, 0.4, 16)
    if kind == "new lanes":
        lane = np.where((day > 0.5 * span) & (chance.random(orders) < 0.4), lane % 6 + 10, lane)
    usual = scale[lane] - 0.5 * service + 0.15 * np.sin(place)
    if kind == "drift":
        usual = usual + 0.5 * day / span
    if kind == "season":
        usual = usual + 0.3 * np.sin(2 * np.pi * day / 365.25)
    spread = 0.7 if kind == "heavy tails" else 0.25
    took = np.exp(usual + chance.normal(0, spread, orders))
    if kind == "heavy tails":
        took = np.where(chance.random(orders) < 0.02, took * 8, took)
    came = day + np.floor(took)
    lost = chance.random(orders) < (0.03 if kind == "heavy tails" else 0.0)
    open_still = lost | (came > span)
    return history_of(
        ordered=(FIRST_DAY + day).tolist(),
        delivered=[
            None if open_ else FIRST_DAY + int(at) for at, open_ in zip(came, open_still, strict=True)
        ],
        keys=[
            (f"lane {a}", f"service {b}", f"place {c}") for a, b, c in zip(lane, service, place, strict=True)
        ],
        origins=["CN"] * orders,
        destinations=["RU"] * orders,
        seen_until=FIRST_DAY + span,
    )
