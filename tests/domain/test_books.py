"""The table of entries in the documentation is what the rules do."""

import re
from pathlib import Path

from yarmarka.domain.ledger.rules import table_of_events

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "ledger.md"
_TABLE = re.compile(r"(?<=<!-- events: made by table_of_events\(\) -->\n).*?(?=<!-- /events -->)", re.DOTALL)


def test_the_documentation_shows_the_entries_that_the_rules_make() -> None:
    (shown,) = _TABLE.findall(PAGE.read_text(encoding="utf-8"))
    assert shown == f"{table_of_events()}\n"
