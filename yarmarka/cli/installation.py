"""What the environment says about this installation, read before Django's settings are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import yarmarka
from yarmarka.kernel.processes import CannotStart

ROOT: Final = Path(yarmarka.__file__).resolve().parent.parent


@dataclass(frozen=True)
class Installation:
    """Where an installation keeps its things and how it is reached."""

    data_dir: Path
    port: int
    mode: str
    given_database: str | None
    log_level: str
    #: a demo draws pictures of its goods beside everything else
    draws: bool

    @classmethod
    def from_environment(cls, *, mode: str | None = None) -> Self:
        """Read DATA_DIR, PORT, DATABASE_URL and, unless `mode` is given, YARMARKA_MODE."""
        return cls(
            data_dir=Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve(),
            port=_port(os.environ.get("PORT") or "8000"),
            mode=mode or os.environ.get("YARMARKA_MODE") or "demo",
            given_database=os.environ.get("DATABASE_URL") or None,
            log_level=os.environ.get("LOG_LEVEL") or "INFO",
            draws=os.environ.get("DEMO_PICTURES", "yes") != "no",
        )

    @property
    def url(self) -> str:
        """Where this machine's browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.data_dir / "logs"


def tell_environment(facts: Mapping[str, str]) -> None:
    """Put facts into our environment, where Django's settings and our child processes read them."""
    os.environ.update(facts)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT={text} is no port.", remedy="Give a number from 1 to 65535.", field="PORT")
    return int(text)
