"""What it is about that several people decide, where it is decided, and what it touches, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.places.queries import place
from yarmarka.presentation.countries import route_name
from yarmarka.presentation.dates import format_day, format_span
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.presentation.restriction_words import STATES
from yarmarka.presentation.screening_words import KINDS, VERDICTS
from yarmarka.reads.listed_proposals import ListedProposal
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.payout_words import RHYTHMS, WAYS
from yarmarka.web.console.templatetags.console import percent
from yarmarka.web.console.words import COUNTED, PROVIDERS
from yarmarka.web.staff.deed_words import RULES
from yarmarka.web.staff.lane_words import CHANGES


class Matter(NamedTuple):
    """A matter: what it is called, the page that decides it, what one proposal of it is about, and what it touches."""

    name: Promise | str
    page: str
    about: Callable[[ListedProposal], str]
    touches: Callable[[ListedProposal], list[str]]


def _places(row: ListedProposal) -> str:
    language = current_language()
    return ", ".join(in_language(place(code).names, language) for code in row.facts["places"])


def _stop_touches(row: ListedProposal) -> list[str]:
    seen, language = row.preview, current_language()
    if not seen:
        return []
    return [
        f"{gettext('People')}: {seen['people']}",
        *(f"{words}: {seen['orders'].get(state, 0)}" for state, words in STATES.items()),
        *(format_money(minor, currency, language) for currency, minor in seen["money"].items()),
    ]


def _licence(row: ListedProposal) -> str:
    return f"{row.facts['restriction']} · {row.facts['number']}"


def _figure(kind: str, figure: int | None) -> str:
    if figure is None:
        return "–"
    if kind == "inspection":
        return format_span(figure, "day", current_language())
    return percent(figure)


def _rule(row: ListedProposal) -> str:
    facts = row.facts
    whom = ", ".join(value for name, value in facts["scope"].items() if name != "service")
    told = f"{RULES[facts['kind']]} {_figure(facts['kind'], facts['figure'])}"
    return f"{told} · {whom}" if whom else told


def _rule_before(row: ListedProposal) -> list[str]:
    before = _figure(row.facts["kind"], row.preview.get("before"))
    return [gettext("until now: %(figure)s") % {"figure": before}]


def _service(row: ListedProposal) -> str:
    language = current_language()
    route = route_name(row.origin_country, row.destination_country, language)
    return f"{in_language(row.names, language)} · {route}"


def _service_changes(row: ListedProposal) -> list[str]:
    return [str(CHANGES[name]) for name in row.facts["change"]]


def _coverage(row: ListedProposal) -> str:
    facts, language = row.facts, current_language()
    return f"{facts['carrier']} {facts['code']} → {in_language(place(facts['place']).names, language)}"


def _new_service(row: ListedProposal) -> str:
    facts, language = row.facts, current_language()
    route = route_name(facts["origin_country"], facts["destination_country"], language)
    return f"{in_language(facts['names'], language)} · {route}"


def _lane_services(row: ListedProposal) -> list[str]:
    language = current_language()
    return [in_language(service["names"], language) for service in row.facts["services"]]


def _booking(row: ListedProposal) -> str:
    facts = row.facts
    amount = format_money(facts["effect_minor"], facts["currency"], current_language())
    return f"{COUNTED[facts['kind']]}, {PROVIDERS.get(facts['provider'], facts['provider'])}: {amount}"


def _booking_counts(row: ListedProposal) -> list[str]:
    seen, currency, language = row.preview, row.facts["currency"], current_language()
    if "rows" in seen:
        return [f"{gettext('Rows')}: {seen['rows']}"]
    if "ours_minor" in seen:
        ours, theirs = (format_money(seen[f"{who}_minor"], currency, language) for who in ("ours", "theirs"))
        return [f"{gettext('Ours')}: {ours}", f"{gettext('Theirs')}: {theirs}"]
    return []


def _store(row: ListedProposal) -> str:
    return f"{row.brand} · {row.seller}"


def _store_days(row: ListedProposal) -> list[str]:
    days = (row.facts["valid_from"], row.facts["valid_to"])
    return [" – ".join(_day(day) for day in days)]


def _day(text: str) -> str:
    return format_day(date.fromisoformat(text), current_language())


def _entries(row: ListedProposal) -> str:
    entries = row.facts.get("entries") or (row.facts,)
    told = "; ".join(f"{one['country']} {one['words']}" for one in entries[:3])
    return f"{told} … ({len(entries)})" if len(entries) > 3 else told


def _entries_touch(row: ListedProposal) -> list[str]:
    seen = row.preview
    return [
        f"{gettext('Saved addresses')}: {seen['addresses']}",
        f"{gettext('Orders that were not sent yet')}: {seen['orders']}",
    ]


def _seller(row: ListedProposal) -> str:
    return row.seller


def _terms(row: ListedProposal) -> list[str]:
    return [f"{RHYTHMS[row.facts['rhythm']]}, {WAYS[row.facts['way']]}"]


def _held(row: ListedProposal) -> list[str]:
    return [row.facts["held_reason"]]


def _file(row: ListedProposal) -> str:
    return str(row.facts["number"])


def _customs_rule(row: ListedProposal) -> str:
    return str(row.facts["code"])


def _customs_day(row: ListedProposal) -> list[str]:
    return [_day(row.facts["day"])]


def _verdict(row: ListedProposal) -> str:
    facts = row.facts
    whom = row.seller or KINDS[facts["subject_kind"]]
    return f"{whom} · {facts['list']} {facts['entry']}: {VERDICTS[facts['verdict']]}"


def _score(row: ListedProposal) -> list[str]:
    return [f"{gettext('Score')}: {row.preview['score']}"]


def _nothing(_row: ListedProposal) -> list[str]:
    return []


#: what governance calls it → how staff read it; a matter that is not here is shown by its name alone
MATTER: Final[Mapping[str, Matter]] = {
    "stop_deliveries": Matter(_("Stop deliveries"), "staff:restrictions", _places, _stop_touches),
    "resume_deliveries": Matter(_("Resume deliveries"), "staff:restrictions", _places, _stop_touches),
    "licence": Matter(_("Take down a licence"), "staff:restrictions", _licence, _nothing),
    "dated_rule": Matter(_("Dated rule"), "staff:configuration", _rule, _rule_before),
    "delivery_service": Matter(_("Delivery service"), "staff:lanes", _service, _service_changes),
    "coverage": Matter(_("How a place is reached"), "staff:lanes", _coverage, _nothing),
    "lane_legs": Matter(_("Legs of a lane"), "staff:lanes", _service, _nothing),
    "new_lane": Matter(_("New lane"), "staff:lanes", _new_service, _lane_services),
    "new_service": Matter(_("New service"), "staff:lanes", _new_service, _nothing),
    "screening_verdict": Matter(_("Verdict of screening"), "staff:screening", _verdict, _score),
    "payout_terms": Matter(_("Payout terms"), "staff:sellers", _seller, _terms),
    "let_payouts_go": Matter(_("Let payouts go"), "staff:sellers", _seller, _held),
    "void_payout_file": Matter(_("Declare a file for the bank void"), "staff:payout_files", _file, _nothing),
    "customs_rule_on": Matter(_("Put a customs rule in force"), "staff:customs", _customs_rule, _customs_day),
    "customs_rule_ends": Matter(_("End a customs rule"), "staff:customs", _customs_rule, _customs_day),
    "booking": Matter(_("Booking"), "staff:reconciliation", _booking, _booking_counts),
    "forwarding_addresses": Matter(_("Forwarding addresses"), "staff:forwarding", _entries, _entries_touch),
    "forwarding_address_ends": Matter(
        _("Forwarding address comes off"), "staff:forwarding", _entries, _entries_touch
    ),
    "official_store": Matter(_("Official store"), "staff:brands", _store, _store_days),
}
MATTERS: Final[Mapping[str, Promise | str]] = {code: matter.name for code, matter in MATTER.items()}
#: where a matter that is not listed here is decided, and what it is about: nobody knows
STRANGE: Final = Matter("", "staff:proposals", lambda row: row.source, _nothing)
