"""What a seller order's money comes to once delivery is settled. Pure, and the same for all of it and for a rest.

Whoever gives a part back books the difference between two settlements, so that giving back everything, in whatever
steps, leaves nothing on any account.
"""

from decimal import ROUND_HALF_UP, Decimal

from yarmarka.domain.ledger.types import Held, PayoutTerms, Settlement
from yarmarka.vocabulary.money import convert_minor, part_in_basis_points


def settle(held: Held, terms: PayoutTerms) -> Settlement:
    """Return what the marketplace keeps of the money and what the seller is paid, at the terms frozen at sale.

    Across currencies the spread is taken first, the rest is converted at the recorded rate and rounded to whole minor
    units; what the payout is worth at that rate goes through the exchange, and what rounding made is told apart.
    """
    net = held.total_minor - held.commission_minor - held.tax_minor
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
