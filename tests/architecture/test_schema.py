"""The API keeps to its own document: requests made from it give no 500, no unknown status and no other shape."""

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.calling import app_of, shown
from tests.api.test_orders import parts
from tests.live import LiveStack
from tests.market import Market, approve_payment, open_market, place
from yarmarka.domain.catalogue.models import Product
from yarmarka.kernel.clock import now

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    missing_required_header,
    negative_data_rejection,
    ignored_auth,
]
#: for each operation and each way of making requests
EXAMPLES = 8


@pytest.fixture
def fair(live_stack: LiveStack) -> Market:
    """A market with things of every kind that requests can name."""
    return open_market(now=now())


@pytest.fixture
def known(fair: Market) -> dict[str, str]:
    """Ids that are there, under the names of the parameters that they go into."""
    unpaid = place(fair, {fair.offers["CN"]: 1}, now=now())
    paid = place(fair, {fair.offers["CN"]: 1, fair.offers["GB"]: 1}, now=now())
    approve_payment(paid.order_id, paid.total, now=now())
    own = next(part for part in parts(paid) if part.seller_id == fair.sellers["GB"].id)
    product = Product.objects.order_by("id").first()
    assert product
    return {
        "order_id": shown("ord", unpaid.order_id),
        "part_id": shown("slo", own.id),
        "seller_order_id": shown("slo", own.id),
        "offer_id": shown("off", fair.offers["GB"]),
        "product_id": shown("prd", product.id),
        "category_id": shown("cat", fair.category.id),
        "address_id": shown("adr", fair.address_id),
        "seller_id": shown("slr", fair.sellers["GB"].id),
        "country": "GB",
        "code": "simulated",
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "wanted"),
    [
        pytest.param(schemathesis.GenerationMode.POSITIVE, {200, 404}, id="what the document allows"),
        pytest.param(schemathesis.GenerationMode.NEGATIVE, {404, 422}, id="what it forbids"),
    ],
)
def test_the_running_server_keeps_to_its_document(
    live_stack: LiveStack, fair: Market, known: dict[str, str], mode: Any, wanted: set[int]
) -> None:
    document = schemathesis.openapi.from_url(f"{live_stack.url}/api/v1/openapi.json")
    seen: list[int] = []
    for found in document.get_all_operations():
        assert isinstance(found, Ok), "every operation of the document can be read"
        operation = found.ok()
        caller = fair.owners["GB"] if "/seller/" in operation.path else fair.shopper
        # A token for each operation: one of them ends the token that it is called with.
        check(operation, mode, known, app_of(caller).token, seen)
    assert len(seen) > 120
    assert wanted <= set(seen)


def check(operation: Any, mode: Any, known: dict[str, str], token: str, seen: list[int]) -> None:
    """Make requests of one operation, the same ones in every run, and hold the answers against the document."""

    # What was made wrong on purpose would be put right by a known id in its place.
    may_name = st.booleans() if mode is schemathesis.GenerationMode.POSITIVE else st.just(False)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), names_known=may_name)
    def keeps_to_it(case: Any, names_known: bool) -> None:
        if names_known:
            name_known(case, known)
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        seen.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    # An operation that takes nothing can't be asked wrongly.
    with suppress(Unsatisfiable):
        keeps_to_it()


def name_known(case: Any, known: dict[str, str]) -> None:
    """Let a request name things that are there, so that it gets further than to 404."""
    for name in case.path_parameters or {}:
        case.path_parameters[name] = known.get(name, case.path_parameters[name])
    put_known(case.body, known)


def put_known(value: Any, known: dict[str, str]) -> None:
    """Put known ids in the place of made-up ones, however deep."""
    if isinstance(value, list):
        for one in value:
            put_known(one, known)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in known and isinstance(inner, str):
                value[name] = known[name]
            else:
                put_known(inner, known)
