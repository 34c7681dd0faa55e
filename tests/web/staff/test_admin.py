"""Django admin: every table can be read by staff, none can be written, and large ones do not hurt."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import CompositePrimaryKey
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.market import NOW, Market, person
from tests.web.scene import open_scene, paid_order
from yarmarka.domain.orders.models import Order
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.staff.admin_site import ReadOnly

pytestmark = pytest.mark.django_db

MODELS = sorted(
    (
        model
        for model in apps.get_models()
        if model._meta.app_config.name.startswith(("yarmarka.domain", "yarmarka.kernel"))
        # Rows that two columns name have no page there: Django's admin knows none.
        and not isinstance(model._meta.pk, CompositePrimaryKey)
    ),
    key=lambda model: model._meta.label,
)


def listing(model: Any) -> str:
    """Return the address of a table's list."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_table_of_ours_is_there(model: Any) -> None:
    assert model in admin.site._registry


def test_what_libraries_register_for_writing_stays_out() -> None:
    assert all(isinstance(pages, ReadOnly) for pages in admin.site._registry.values())


def test_lists_and_rows_open_and_offer_no_change() -> None:
    open_scene()
    client = Client()
    # Without any of Django's permissions: being staff is enough to look, and nothing lets write.
    client.force_login(person("clerk@example.test", is_staff=True))
    assert client.get("/staff/admin/").status_code == 200
    for model in admin.site._registry:
        answer = client.get(listing(model))
        assert answer.status_code == 200, model
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            page = client.get(reverse(f"{name}_change", args=[row.pk])).content.decode()
            assert 'name="_save"' not in page, model
            assert client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
            assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
            assert client.get(reverse(f"{name}_add")).status_code == 403


def test_passwords_are_not_shown(market: Market, operator: Client) -> None:
    page = operator.get(reverse("admin:accounts_person_change", args=[market.shopper.pk])).content.decode()
    assert "argon2" not in page
    assert market.shopper.password not in page


def test_what_signs_apps_in_is_not_shown(market: Market, operator: Client) -> None:
    from yarmarka.domain.accounts.models import ApiToken

    marks = {"digest": "d" * 64, "password_mark": "m" * 64, "last_four": "wxyz"}
    token = ApiToken.objects.create(
        person=market.shopper, created_at=NOW, expires_at=NOW + timedelta(days=1), **marks
    )
    page = operator.get(reverse("admin:accounts_apitoken_change", args=[token.pk])).content.decode()
    assert "wxyz" in page
    assert marks["digest"] not in page
    assert marks["password_mark"] not in page


def test_shoppers_and_sellers_find_no_admin(market: Market) -> None:
    for visitor in (market.shopper, market.owners["CN"]):
        client = Client()
        client.force_login(visitor)
        for path in ("/staff/admin/", "/staff/admin/login/", listing(Order)):
            assert client.get(path, follow=True).status_code == 404


def test_the_way_in_is_the_shops_own_door(market: Market) -> None:
    answer = Client().get(listing(Order), follow=True)
    assert "/account/login/" in answer.redirect_chain[-1][0]
    tried = Client().post("/staff/admin/login/", {"username": market.staff.email, "password": "guess"})
    assert "/account/login/" in tried["Location"]


def test_a_row_is_found_by_its_public_key(market: Market, operator: Client) -> None:
    wanted, other = (paid_order(market, {market.offers["CN"]: 1}) for _ in range(2))
    numbers = {order.id: order.number for order in Order.objects.all()}
    for words in (public_id("ord", wanted), str(wanted), numbers[wanted][:12]):
        page = operator.get(listing(Order), {"q": words}).content.decode()
        assert numbers[wanted] in page, words
        assert numbers[other] not in page, words


def test_three_rows_cost_as_many_queries_as_one(market: Market, operator: Client) -> None:
    operator.get(listing(Order))  # what this process remembers of shops and rules it reads once
    counts: list[dict[str, int]] = []
    for more in (1, 2):
        for hour in range(more):
            paid_order(market, dict.fromkeys(market.offers.values(), 1), now=NOW + timedelta(hours=hour))
        counts.append({model._meta.label: _queries_of(operator, model) for model in MODELS})
    assert counts[0] == counts[1]


def _queries_of(operator: Client, model: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert operator.get(listing(model)).status_code == 200
    return len(queries)


def test_the_looser_policy_ends_where_the_admin_ends(operator: Client) -> None:
    assert "unsafe-eval" in operator.get("/staff/admin/")["Content-Security-Policy"]
    assert "unsafe" not in operator.get("/en/staff/")["Content-Security-Policy"]
