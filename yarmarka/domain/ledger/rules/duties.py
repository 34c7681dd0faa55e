"""The entries of duty and taxes at import that go to whom they are owed: an authority, or the broker who pays it."""

from uuid import UUID

from yarmarka.domain.ledger.rules.entries import event, posting
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.vocabulary.money import Money


@event(
    "duty and taxes at import are paid to the authority or the broker",
    key="duties-paid:<payment>",
    debit={AccountKind.DUTY_PAYABLE: "the duty", AccountKind.IMPORT_TAX_PAYABLE: "the taxes"},
    credit={AccountKind.BANK: "both"},
)
def duties_paid(
    *, payment_id: UUID, duty_to: str, duty: Money, import_tax: Money, bank_account: str, reference: str
) -> NewPosting:
    """Our bank paid what was collected at import; the payment's id is the key, so it is booked once."""
    currency = duty.currency
    return posting(
        "duties_paid",
        f"duties-paid:{payment_id}",
        [
            NewEntry(AccountKind.DUTY_PAYABLE, duty.minor, currency, holder=duty_to),
            NewEntry(AccountKind.IMPORT_TAX_PAYABLE, import_tax.minor, currency, holder=duty_to),
            NewEntry(AccountKind.BANK, -duty.minor - import_tax.minor, currency, holder=bank_account),
        ],
        {"reference": reference},
    )
