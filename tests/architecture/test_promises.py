"""What the documents promise is shown by tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted((ROOT / "docs" / "algorithms").glob("*.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document.name for document in DOCUMENTS])
def test_every_test_that_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text()))
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)
    }
    assert named <= written


def test_the_way_orders_are_placed_names_its_tests_and_all_that_the_judge_checks() -> None:
    from yarmarka.bench.soak.judge import CHECKS

    text = (ROOT / "docs" / "algorithms" / "placing-orders.md").read_text()
    assert len(re.findall(r"`test_\w+`", text)) > 15
    assert {check.__name__ for check in CHECKS} <= set(re.findall(r"`(\w+)`", text))
