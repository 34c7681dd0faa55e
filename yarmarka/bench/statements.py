"""How many statements a request costs, counted from PostgreSQL's own log: BEGIN, COMMIT and SELECT 1 included."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

#: what to set on the server whose log is counted
LOGGED: Final = {"log_statement": "all"}
_STATEMENT: Final = re.compile(rb"^[^\n]*? LOG:  (?:statement|execute [^:\n]*): ", re.MULTILINE)


def count_statements(log: bytes) -> int:
    """Return how many statements a piece of the log tells of; one that spans lines is one."""
    return len(_STATEMENT.findall(log))


@dataclass
class StatementCount:
    """Counts what was logged since it was last asked, by what it was for."""

    log: Path
    counted: Counter[str] = field(default_factory=Counter)
    _read_to: int = 0

    def begin(self) -> None:
        """Count from here."""
        self._read_to = self.log.stat().st_size

    def note(self, what: str) -> None:
        """Take what was logged meanwhile as the cost of this."""
        with self.log.open("rb") as log:
            log.seek(self._read_to)
            said = log.read()
        self._read_to += len(said)
        self.counted[what] += count_statements(said)
