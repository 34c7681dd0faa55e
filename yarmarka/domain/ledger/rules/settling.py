"""What a seller order's money comes to once delivery is settled. Pure, and the same for all of it and for a rest.

Whoever gives a part back books the difference between two settlements, so that giving back everything, in whatever
steps, leaves nothing on any account.
"""

from decimal import ROUND_HALF_UP, Decimal

from yarmarka.domain.ledger.types import Held, PayoutTerms, Resettled, Settlement
from yarmarka.vocabulary.money import allocate, convert_minor, part_in_basis_points


def settle(held: Held, terms: PayoutTerms) -> Settlement:
    """Return what the marketplace keeps of the money and what the seller is paid, at the terms frozen at sale.

    Duty and tax at import are nobody's here: they are an authority's, to the kopeck.
    Across currencies the spread is taken first, the rest is converted at the recorded rate and rounded to whole minor
    units; what the payout is worth at that rate goes through the exchange, and what rounding made is told apart.
    """
    net = held.sale_minor - held.commission_minor - held.tax_minor
    if terms.payout_currency == terms.currency:
        return Settlement(payout_minor=net)
    spread = part_in_basis_points(net, terms.spread_basis_points)
    payout = convert_minor(net - spread, terms.rate)
    worth = int((Decimal(payout) / terms.rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return Settlement(
        payout_minor=payout,
        spread_minor=spread,
        exchanged_minor=worth,
        rounding_minor=net - spread - worth,
    )


def covered_in_order_currency(change: Resettled, covered_minor: int) -> int:
    """Return what the guarantee fund pays, in the order's currency, so that a seller need not give so much back.

    `covered_minor` is in the payout currency; its share of the claw-back's worth goes by the largest remainder.
    """
    old, new = settle(change.before, change.terms), settle(change.after, change.terms)
    charged = old.payout_minor - new.payout_minor
    if not covered_minor or change.terms.payout_currency == change.terms.currency:
        return covered_minor
    worth = old.exchanged_minor - new.exchanged_minor
    return allocate(worth, [covered_minor, charged - covered_minor])[0]
