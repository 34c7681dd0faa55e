"""The table of rules in the documentation is the one that comes with the house."""

from pathlib import Path

from django.utils.translation import override

from tests.domain.customs.law import shipped
from yarmarka.domain.customs.types import CustomsRule
from yarmarka.presentation.customs_rule_words import scope_words, terms_words

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "landed-cost.md"
_BEGIN, _END = "<!-- rules: made by table_of_rules() -->\n", "<!-- /rules -->"


def table_of_rules() -> str:
    """Return the supplied rules as a table; when the test fails, it goes between the marks."""
    head = "| rule | levy | to | asks for | for | from | until | act | verified |\n" + "|---" * 9 + "|\n"
    with override("en"):
        return head + "".join(map(_row, shipped().rules))


def _row(rule: CustomsRule) -> str:
    cells = (
        f"`{rule.code}`",
        rule.levy.value.replace("_", " "),
        rule.destination,
        terms_words(rule),
        scope_words(rule),
        rule.since.isoformat(),
        rule.until.isoformat() if rule.until else "",
        rule.legal_basis,
        rule.verified_on.isoformat() if rule.is_enabled and rule.verified_on else "rests",
    )
    return "| " + " | ".join(cells) + " |\n"


def test_the_document_shows_the_rules_as_they_are() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text[text.index(_BEGIN) + len(_BEGIN) : text.index(_END)] == table_of_rules()
