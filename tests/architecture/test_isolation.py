"""Whatever is another's looks exactly like what does not exist: on every route with a parameter, for everybody."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.api.calling import app_of
from tests.architecture.routes import Route, routes
from tests.flows.claiming import lose
from tests.flows.denied import open_case
from tests.flows.restricting import stop_wish
from tests.flows.showing import ask_to_read, show_certificate, show_document
from tests.market import Market, approve_payment, lay_sea_lane, open_market, person, place
from yarmarka.domain.accounts.models import ApiToken, DataCopy, Person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.models import Offer, ProductPicture
from yarmarka.domain.compliance.types import ForwarderWish
from yarmarka.domain.intake.actions import issue_key
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.payments.actions import begin_attempt, note_provider
from yarmarka.domain.payouts.actions import keep_file
from yarmarka.domain.payouts.types import NewFile
from yarmarka.domain.pictures.models import Picture
from yarmarka.domain.sellers.actions import invite
from yarmarka.domain.sellers.types import Role
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.domain.shipping.types import ServiceChange
from yarmarka.flows.authorise_stores import propose_store
from yarmarka.flows.change_lanes import propose_service
from yarmarka.flows.change_rules import RuleKind, RuleWish, propose_rule
from yarmarka.flows.converse import write_about_product
from yarmarka.flows.copy_data import file_of
from yarmarka.flows.list_forwarders import propose_forwarders
from yarmarka.flows.stop_and_resume import propose_stop
from yarmarka.flows.write_synonyms import write_synonyms
from yarmarka.kernel.clock import now
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.ids import parse_public_id, public_id

#: What everybody may see anyway, or what is itself the secret that opens a door.
PUBLIC: Final = {
    "product_id": "the goods are for all to see",
    "slug": "so are the categories",
    "country": "forms of addresses are no secret",
    "carrier": "how carriers keep delivery promises is for all to see",
    "lane": "and on which lane",
    "route": "and between which countries",
    "code": "carriers are named in public; what they send is signed",
    "provider": "so are acquirers",
    "name": "letters of a demo, which has no real people in it; the route is not there in production",
    "key": "a secret from a letter",
    "token": "a secret from a letter, too",
    "colours": "stylesheets of colours are for all to see",
    "version": "rules are for all to read, the earlier ones as well",
    "language": "a shop's feeds in each of its languages are for all to fetch",
    "view_id": "whoever forgets a view hears the same; that another's is left alone is tested with the tables",
    "kind": "kinds of rules are named in the glossary",
    "uidb36": "part of a secret from a letter",
    "app_label": "a name of code",
    "url": "the admin's word for an address without a page",
}
#: (route, viewer) → why it is theirs to see
PERMITTED: Final = {
    ("staff", "plain staff"): "the operator's console is for staff",
    ("admin", "plain staff"): "the tables can be read, and only read, by staff",
    (
        "admin",
        "shopper",
    ): "the admin knows staff and others, and a seller is another too: one of them is enough",
}

#: Addresses whose parameter is no secret there, though it is elsewhere.
OPEN_HERE: Final = {
    "api/v1/basket/lines/<offer_id>": "what is on sale is for all to see, and to put in a basket"
}
#: the end of an operation's address → what it needs to get as far as asking whose the thing is
BODIES: Final = {
    "cancel": {"reason": "other"},
    "price": {"price_minor": 4_200},
    "stock": {"on_hand": 3},
    "sale": {"is_on_sale": False},
    "role": {"role": "clerk"},
    "decide": {"do": "approve"},
}

#: the end of an address → what it asks for, without which nothing is there for anybody
ASKED: Final = dict.fromkeys(("statement.pdf", "statement.csv"), f"?month={now():%Y-%m}&currency=CNY")

#: Ends of the admin's addresses that lead nowhere, whoever asks: its tables are only read.
CLOSED_TO_ALL: Final = ("_delete", "view_on_site")
#: The admin's pages are made by one class: that they show things is seen on those of these tables.
ADMIN_SEEN: Final = ("admin:accounts_", "admin:orders_")

#: things whose keys stand in addresses as they are
_PASSKEY: Final = "passkey"
_TOKEN: Final = "token"
_COPY: Final = "data copy"
_HUNG: Final = "hung picture"
_PROPOSAL: Final = "proposal"
_LANE: Final = "lane"
_CASE: Final = "screening case"
_EXCHANGE_KEY: Final = "exchange key"
_LINE: Final = "line of synonyms"
_BARE: Final = {_TOKEN, _COPY, _HUNG, _PROPOSAL, _LANE, _CASE, _EXCHANGE_KEY, _LINE}
_KIND_OF: Final = {
    "address_id": "adr",
    "order_id": "ord",
    "part_id": "slo",
    "seller_order_id": "slo",
    "attempt_id": "pay",
    "payment_id": "pay",
    "offer_id": "off",
    "seller_id": "slr",
    "file_id": "pof",
    "pk": _PASSKEY,
    "token_id": _TOKEN,
    "copy_id": _COPY,
    "hung_id": _HUNG,
    "proposal_id": _PROPOSAL,
    "lane_id": _LANE,
    "case_id": _CASE,
    "line_id": _LINE,
    "staff_id": "per",
    "invitation_id": "inv",
    "exchange_key_id": _EXCHANGE_KEY,
    "authorisation_id": "bau",
    "service_id": "dsv",
    "document_id": "doc",
    "certificate_id": "crt",
    "conversation_id": "cnv",
    "claim_id": "clm",
}


@dataclass(frozen=True)
class Caller:
    """Somebody with a browser and an app, or a guest with neither a session nor a token."""

    session: str = ""
    token: str = ""


@dataclass
class World:
    """Two shoppers, two sellers, and things of each; the viewers are told apart from the owners."""

    owned: dict[str, list[str]]
    own: dict[str, dict[str, str]]
    viewers: dict[str, Caller]
    owners: dict[str, Caller]


@pytest.fixture
def world(db: None) -> World:
    """Things of every kind that somebody owns, each in a state in which its owner can do something with it."""
    market = open_market(now=now())
    unpaid = place(market, {market.offers["CN"]: 1}, now=now())
    paid = place(market, {market.offers["CN"]: 2}, now=now())
    attempts = [
        _attempt(unpaid.order_id, unpaid.total),
        approve_payment(paid.order_id, paid.total, now=now()),
    ]
    parts = {row.order_id: row for row in SellerOrder.objects.all()}
    parcel_id = prepare_parcel(
        order_id=paid.order_id,
        seller_order_id=parts[paid.order_id].id,
        carrier="simulated",
        weight_g=100,
        now=now(),
    )
    number_parcel(parcel_id, number="LP000000014CN")
    neighbour = _neighbour(market)
    app_of(market.shopper)
    _month_with_an_entry(market)
    return World(
        owned={
            "adr": [public_id("adr", market.address_id)],
            "ord": [public_id("ord", one.order_id) for one in (unpaid, paid)],
            "slo": [public_id("slo", parts[one.order_id].id) for one in (unpaid, paid)],
            "pay": [public_id("pay", one) for one in attempts],
            "off": [public_id("off", market.offers["CN"])],
            "slr": [public_id("slr", market.sellers["CN"].id)],
            _PASSKEY: [str(_passkey(market.shopper))],
            _COPY: [str(_data_copy(market.shopper))],
            _HUNG: [str(_hung_picture(market))],
            _PROPOSAL: [
                str(_proposal(market)),
                str(_stop(market)),
                str(_dearer_service(market)),
                str(_forwarding(market)),
            ],
            _LANE: [str(lay_sea_lane(now=now()))],
            _CASE: [str(open_case(now=now()))],
            _LINE: [str(write_synonyms({"ru": ("худи", "толстовка")}, by=market.staff.id, now=now()).id)],
            "per": [public_id("per", market.owners["CN"].id)],
            "bau": [public_id("bau", _authorisation(market))],
            "dsv": [public_id("dsv", one.id) for one in services_on_offer(now=now())[:1]],
            "inv": [public_id("inv", _invitation(market))],
            _EXCHANGE_KEY: [str(_exchange_key(market))],
            _TOKEN: [str(ApiToken.objects.filter(person=market.shopper).latest("created_at").id)],
            "pof": [public_id("pof", _file_for_the_bank(market))],
            "doc": [public_id("doc", _document(market))],
            "crt": [public_id("crt", _certificate(market))],
            "cnv": [public_id("cnv", _conversation(market))],
            "clm": [public_id("clm", lose(market, "CN", now=now()).id)],
        },
        own={"shopper": neighbour["things"], "seller": {}, "guest": {}, "plain staff": {}},
        viewers={
            "guest": Caller(),
            "shopper": _signed_in(neighbour["person"]),
            "seller": _signed_in(market.owners["GB"]),
            "plain staff": _signed_in(person("clerk@example.test", is_staff=True)),
        },
        owners={
            "shopper": _signed_in(market.shopper),
            "seller": _signed_in(market.owners["CN"]),
            "operator": _signed_in(market.staff),
        },
    )


def _hung_picture(market: Market) -> UUID:
    product = Offer.objects.get(id=market.offers["CN"]).product_id
    picture = Picture.objects.create(
        id=new_id(now()),
        name="d" * 32,
        digest="d" * 64,
        width=800,
        height=800,
        colour="#dddddd",
        created_at=now(),
        taken_at=now(),
    )
    hung = ProductPicture.objects.create(
        id=new_id(now()),
        product_id=product,
        picture=picture,
        reference="x",
        seller_id=market.sellers["CN"].id,
        position=0,
    )
    return hung.id


def _proposal(market: Market) -> UUID:
    wish = RuleWish(
        kind=RuleKind.COMMISSION,
        figure=900,
        scope={},
        valid_from=now() + timedelta(days=1),
        source="minutes 4",
    )
    return propose_rule(wish, by=market.staff.id, now=now())


def _stop(market: Market) -> UUID:
    return propose_stop(stop_wish(now() + timedelta(days=1)), by=market.staff.id, now=now())


def _forwarding(market: Market) -> UUID:
    wish = ForwarderWish("KZ", "Primer Forward; Obraztsovaya 1", "an example")
    return propose_forwarders([wish], by=market.staff.id, now=now())


def _dearer_service(market: Market) -> UUID:
    one, at = services_on_offer(now=now())[0], now() + timedelta(days=1)
    return propose_service(
        one.id, ServiceChange(max_weight_g=2_000), at=at, source="minutes 5", by=market.staff.id, now=now()
    )


def _authorisation(market: Market) -> UUID:
    brand = write_brand(name="Kettledrum", colour="#7A1F3D", texts={"en": "Kettles."}, now=now())
    return propose_store(
        brand_id=brand,
        seller_id=market.sellers["CN"].id,
        document="letter 17",
        valid_from=now().date(),
        valid_to=now().date() + timedelta(days=30),
        by=market.staff.id,
        now=now(),
    )


def _invitation(market: Market) -> UUID:
    seller, owner = market.sellers["CN"].id, market.owners["CN"].id
    return invite(seller_id=seller, email="new@example.test", role=Role.CLERK, by=owner, now=now()).id


def _exchange_key(market: Market) -> UUID:
    seller = market.sellers["CN"]
    return issue_key(seller_id=seller.id, seller_slug=seller.slug, name="1C", price_type="", now=now()).key.id


def _file_for_the_bank(market: Market) -> UUID:
    file = NewFile(new_id(now()), "RUB", "044525225/40702810400000000225", "<Document/>", {})
    keep_file(file, by=market.staff.id, now=now())
    return file.id


def _document(market: Market) -> UUID:
    seller, owner = market.sellers["CN"].id, market.owners["CN"].id
    return show_document(seller, by=owner, now=now())


def _certificate(market: Market) -> UUID:
    return show_certificate(market.sellers["CN"].id, by=market.owners["CN"].id, now=now())


def _conversation(market: Market) -> UUID:
    """Return what a shopper and a seller wrote to one another, and asked staff to read."""
    product_id = Offer.objects.get(id=market.offers["CN"]).product_id
    which = {"product_id": product_id, "seller_id": market.sellers["CN"].id, "viewer": market.shopper.id}
    said = write_about_product("Is it blue?", **which, own_hosts=(), now=now())
    ask_to_read(said.conversation_id, by=market.shopper.id, now=now())
    return said.conversation_id


def _month_with_an_entry(market: Market) -> None:
    entries = (
        NewEntry(AccountKind.GUARANTEE_FUND, 500, "CNY"),
        NewEntry(AccountKind.SELLER_BALANCE, -500, "CNY", owner_id=market.sellers["CN"].id),
    )
    post([NewPosting("a seller's month", "goodwill", entries)], now=now())


def _signed_in(someone: Person) -> Caller:
    client = Client()
    client.force_login(someone)
    _has_just_shown_who_it_is(client, someone)
    return Caller(session=client.cookies[settings.SESSION_COOKIE_NAME].value, token=app_of(someone).token)


def _has_just_shown_who_it_is(client: Client, someone: Person) -> None:
    """Note what signing in would: pages that could lock somebody out ask for it again after a while."""
    session = client.session
    session["account_authentication_methods_user"] = str(someone.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()


def _data_copy(someone: Person) -> UUID:
    made = DataCopy.objects.create(
        person=someone, asked_at=now(), ready_at=now(), expires_at=now() + timedelta(days=1)
    )
    file_of(made.id).parent.mkdir(exist_ok=True)
    file_of(made.id).write_bytes(b"PK")
    return made.id


def _passkey(someone: Person) -> int:
    # A key that no page says by chance: what must differ is taken out of the pages before they are compared.
    kept = Authenticator.objects.create(
        pk=987654321, user=someone, type=Authenticator.Type.WEBAUTHN, data={"name": "phone", "credential": {}}
    )
    return int(kept.pk)


def _attempt(order_id: UUID, total: Any) -> UUID:
    attempt_id = begin_attempt(order_id=order_id, provider="sandbox", amount=total, now=now())
    note_provider(attempt_id, provider_ref=f"ref-{attempt_id}", confirmation_url="https://bank.test/pay")
    return attempt_id


def _neighbour(market: Market) -> dict[str, Any]:
    """Return another shopper, who has an order of their own."""
    buyer = person("marat@example.test")
    market.shopper, first = buyer, market.shopper
    placed = place(market, {market.offers["RU"]: 1}, now=now())
    market.shopper = first
    part = SellerOrder.objects.get(order_id=placed.order_id)
    return {
        "person": buyer,
        "things": {"ord": public_id("ord", placed.order_id), "slo": public_id("slo", part.id)},
    }


@pytest.mark.parametrize("area", ["api", "pages", "admin"])
def test_another_persons_thing_looks_like_a_missing_one(area: str, world: World) -> None:
    """The one test of the hard rule. A parameter that it has no sample for makes it fail."""
    leaks, unknown, dead, tried = [], [], [], 0
    for route in _guarded(routes()):
        if route.area != area:
            continue
        if lacking := [name for name in route.parameters if name not in _known(route)]:
            unknown.append(f"{route.template}: no sample for {', '.join(lacking)}")
            continue
        cases = list(_cases(route, world))
        for viewer, someone in world.viewers.items():
            if (route.view_name.partition(":")[0], viewer) in PERMITTED:
                continue
            nothing: dict[tuple[str, str], Any] = {}
            for foreign, missing in [*cases, *_mixed_cases(route, world, viewer)]:
                for method in route.methods:
                    tried += 1
                    seen = _ask(route, method, foreign, someone)
                    key = method, route.filled(missing)
                    if key not in nothing:
                        nothing[key] = _ask(route, method, missing, someone)
                    expected = nothing[key]
                    if seen != expected:
                        leaks.append(f"{method} {route.template} as {viewer}: {seen} is not {expected}")
        if not _is_alive(route, cases, world):
            dead.append(f"{route.template}: its owner sees no difference either, so nothing is proven")
    assert not unknown, "\n".join(unknown)
    assert not leaks, "\n".join(leaks)
    assert not dead, "\n".join(dead)
    assert tried > 60


def _guarded(found: Iterator[Route]) -> Iterator[Route]:
    for route in found:
        names = [name for name in route.parameters if name not in PUBLIC]
        if names and route.template not in OPEN_HERE:
            yield route


def _known(route: Route) -> set[str]:
    known = set(_KIND_OF) | set(PUBLIC)
    return known | {"object_id", "content_type_id"} if route.view_name.startswith("admin:") else known


def _cases(route: Route, world: World) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield (values that somebody owns, values that nobody has) for a route."""
    if route.view_name.startswith("admin:"):
        yield from _admin_cases(route)
        return
    kinds = [_KIND_OF[name] for name in route.parameters]
    missing = [_nobodys(kind) for kind in kinds]
    for owned in zip(*(world.owned[kind] for kind in kinds), strict=False):
        yield (
            dict(zip(route.parameters, owned, strict=True)),
            dict(zip(route.parameters, missing, strict=True)),
        )


def _nobodys(kind: str) -> str:
    """Return a key that no thing of a kind has."""
    if kind == _PASSKEY:
        return "987654322"
    return str(uuid4()) if kind in _BARE else public_id(kind, uuid4())


def _mixed_cases(route: Route, world: World, viewer: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield cases in which all but one of several parameters are the viewer's own."""
    own = world.own[viewer]
    if len(route.parameters) < 2 or any(name not in _KIND_OF for name in route.parameters):
        return
    if not {_KIND_OF[name] for name in route.parameters} <= own.keys():
        return
    base = {name: own[_KIND_OF[name]] for name in route.parameters}
    for name in route.parameters:
        kind = _KIND_OF[name]
        missing = public_id(kind, uuid4())
        for foreign in world.owned[kind]:
            yield base | {name: foreign}, base | {name: missing}


def _admin_cases(route: Route) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    if "content_type_id" in route.parameters:
        kind = str(ContentType.objects.get_for_model(Person).id)
        someone = str(Person.objects.values_list("id", flat=True)[0])
        yield (
            {"content_type_id": kind, "object_id": someone},
            {"content_type_id": kind, "object_id": str(uuid4())},
        )
        return
    label = route.view_name.partition(":")[2]
    for model in admin.site._registry:
        if label.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            row = model._default_manager.values_list("pk", flat=True).first()
            if row is not None:
                nothing = str(uuid4()) if isinstance(row, UUID) else "987654321"
                yield {"object_id": str(row)}, {"object_id": nothing}
            return


def _ask(route: Route, method: str, values: Mapping[str, str], caller: Caller) -> tuple[Any, ...]:
    """Return what comes back, without what must differ: the ids themselves and the tokens of forms."""
    client, headers = Client(), {}
    if caller.token and route.is_api:
        headers["Authorization"] = f"Bearer {caller.token}"
    elif caller.session:
        # Only the session: a message that an earlier page left in another cookie would be told here.
        client.cookies[settings.SESSION_COOKIE_NAME] = caller.session
    kind = "application/json" if route.is_api else "application/x-www-form-urlencoded"
    end = route.template.rstrip("/").rpartition("/")[2]
    facts, asked = BODIES.get(end, {}), ASKED.get(end, "")
    written = json.dumps(facts) if route.is_api else urlencode(facts)
    body = written if method != "GET" else ""
    answer = client.generic(method, route.filled(values) + asked, body, content_type=kind, headers=headers)
    return (
        answer.status_code,
        answer.get("Content-Type"),
        _without(values, answer.get("Location", "")),
        _without(values, _text(answer)),
    )


def _text(answer: HttpResponseBase) -> str:
    return str(b"".join(answer) if answer.streaming else getattr(answer, "content", b""))


def _without(values: Mapping[str, str], text: str) -> str:
    for value in sorted(values.values(), key=len, reverse=True):
        prefix = value.partition("_")[0]
        key = parse_public_id(prefix, value)
        for form in (value, str(key)) if key else (value,):
            text = text.replace(form, "ID")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", re.sub(r'"X-CSRFToken": ?"\w+"', "", text))


def _is_alive(route: Route, cases: list[tuple[dict[str, str], dict[str, str]]], world: World) -> bool:
    """Test if somebody who may see a sample can tell it from nothing; what they do is undone."""
    is_like_others = route.area == "admin" and not route.view_name.startswith(ADMIN_SEEN)
    # The admin has pages of tables that are empty in this world, too.
    if is_like_others or not cases or route.view_name.endswith(CLOSED_TO_ALL):
        return True
    owners = [world.owners["operator"]] if "/staff/" in route.template else list(world.owners.values())
    for (owned, missing), method, owner in product(cases, route.methods, owners):
        with transaction.atomic():
            seen, nothing = (_ask(route, method, values, owner) for values in (owned, missing))
            transaction.set_rollback(True)
        if seen != nothing:
            return True
    return False
