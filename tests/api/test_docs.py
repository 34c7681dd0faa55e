"""The API describes itself, and its page of documentation loads nothing foreign under the strict policy."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.api.calling import App
from tests.live import LiveStack

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_document_names_every_operation_and_every_problem(db: None) -> None:
    document = App().get("/openapi.json").body
    assert document["openapi"].startswith("3.1")
    operations = [
        (f"{method.upper()} {path}", facts)
        for path, methods in document["paths"].items()
        for method, facts in methods.items()
    ]
    names = [facts["operationId"] for _, facts in operations]
    assert len(names) == len(set(names)) > 30
    for address, facts in operations:
        assert facts.get("description"), f"{address} says nothing of itself"
        for status, answer in facts["responses"].items():
            if int(status) >= 400:
                shape = answer["content"]["application/json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}, f"{address}: {status}"


def test_operations_that_change_something_ask_who_calls(db: None) -> None:
    document = App().get("/openapi.json").body
    open_to_all = {
        path
        for path, methods in document["paths"].items()
        for method, facts in methods.items()
        if method != "get" and not facts.get("security")
    }
    assert open_to_all == {
        "/api/v1/sign-in",
        "/api/v1/webhooks/acquirer",
        "/api/v1/webhooks/acquirer/{provider}",
        "/api/v1/webhooks/carrier/{code}",
    }


def test_the_page_names_no_other_host(db: None) -> None:
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    assert "http" not in page.content.decode().replace("http-equiv", "")


@pytest.mark.browser
def test_the_page_works_in_a_browser_and_loads_nothing_foreign(
    live_stack: LiveStack, browser: "Browser"
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"{live_stack.url}/api/v1/docs")
    page.wait_for_selector(".opblock-summary-path >> text=orders", timeout=60_000)
    foreign = [url for url in asked if not url.startswith((live_stack.url, "data:", "blob:"))]
    page.close()
    assert foreign == []
    assert complaints == []
