"""What documents of merchants are called, country by country, and why one is asked for again."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: kind → what it is called where its country has no word of its own
DOCUMENTS: Final[Mapping[str, str | Promise]] = {
    "registration": _("Extract from the trade register"),
    "tax": _("Certificate of the tax office"),
    "bank": _("Proof of the bank account"),
    "trade_mark": _("Certificate of the trade mark"),
}
#: (country, kind) → what it is called there
_LOCAL: Final[Mapping[tuple[str, str], str | Promise]] = {
    ("RU", "registration"): _("Extract from EGRUL or EGRIP"),
    ("RU", "tax"): _("Certificate of the INN"),
    ("CN", "registration"): _("Business licence with the unified social credit code"),
    ("CN", "bank"): _("Permit to open the account, or the bank's letter"),
    ("GB", "registration"): _("Certificate of incorporation"),
    ("GB", "tax"): _("VAT certificate"),
    ("DE", "registration"): _("Extract from the Handelsregister"),
    ("DE", "tax"): _("The tax office's notice of the VAT number"),
    ("TR", "registration"): _("Extract from the trade register gazette"),
    ("TR", "tax"): _("Tax plate (vergi levhası)"),
}
FAULTS: Final[Mapping[str, str | Promise]] = {
    "unreadable": _("It can't be read: send a sharper picture, or the file itself."),
    "incomplete": _("Pages or edges are missing: send the whole document."),
    "expired": _("It is older than three months, or has run out: send a newer one."),
    "other_firm": _("It names another firm, or another number than your application."),
    "other_document": _("It is another document than the one that was asked for."),
    "other": pgettext_lazy("what is wrong with a document", "Another reason, in our own words."),
}


def document_name(kind: str, country: str = "") -> str:
    """Return what a document is called in a country, in the language that is active now."""
    return str(_LOCAL.get((country, kind)) or DOCUMENTS.get(kind, kind))


def fault_words(fault: str) -> str:
    """Return why a document is asked for again."""
    return str(FAULTS.get(fault, fault))
