"""`bench pages`: what Lighthouse, axe, pa11y and the Nu HTML checker say of the pages, beside what we promise."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.looks.pages import Page
from yarmarka.bench.looks.walk import Cast, Found, walk

_JUDGE: Final = Path(__file__).with_name("judge.mjs")
_CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome")
JUDGES: Final = ("lighthouse", "axe", "pa11y", "nu")


class NoJudges(Exception):
    """The judges, or what they run on, are not installed; the text says what to do."""


@dataclass(frozen=True)
class Limit:
    """What a figure may be: at least, or at most."""

    figure: str
    least: float | None = None
    most: float | None = None

    def breach(self, value: float) -> str | None:
        """Say how a value misses the limit, if it does."""
        if self.least is not None and value < self.least:
            return f"{self.figure} {value:g} < {self.least:g}"
        if self.most is not None and value > self.most:
            return f"{self.figure} {value:g} > {self.most:g}"
        return None


LIMITS: Final = (
    Limit("performance", least=95),
    Limit("accessibility", least=95),
    Limit("best_practices", least=95),
    Limit("seo", least=95),
    Limit("bytes", most=250_000),
    Limit("script_bytes", most=40_000),
    Limit("cls", most=0.02),
    Limit("foreign_hosts", most=0),
    Limit("axe", most=0),
    Limit("pa11y", most=0),
    Limit("nu", most=0),
)


def audit(
    base: str,
    cast: Cast,
    *,
    language: str,
    runs: int,
    all_pages: bool,
    skip: Collection[str],
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Let the judges look at the pages of the demo at `base`; return their figures and every limit that was missed.

    Raises NoJudges, NoWay.
    """
    tools = _tools()
    with walk(base, cast, language=language) as found:
        looked_at = [one for one in found if all_pages or one.page.budgeted]
        figures = _ask(tools, looked_at, runs=runs, skip=skip)
    missed = [
        f"{one.page.name}: {breach}"
        for one in looked_at
        for breach in breaches(one.page, figures[one.page.name])
    ]
    for line in _table(figures):
        say(line)
    for name, page in figures.items():
        for note in page["notes"] if any(miss.startswith(f"{name}: ") for miss in missed) else ():
            say(f"  {name}: {note}")
    return {"pages": figures, "missed": missed}


def breaches(page: Page, figures: Mapping[str, Any]) -> Iterator[str]:
    """Say of each figure how it misses its limit; a figure that is not there misses none."""
    for limit in LIMITS:
        if limit.figure == "seo" and not page.meant_for_search:
            continue
        if (value := figures.get(limit.figure)) is not None and (breach := limit.breach(value)):
            yield breach


def _ask(tools: dict[str, str], found: list[Found], *, runs: int, skip: Collection[str]) -> dict[str, Any]:
    pages = [
        {
            "name": one.page.name,
            "url": one.url,
            "cookie": "; ".join(f"{name}={value}" for name, value in one.cookies.items()),
            "expected": one.page.expected,
        }
        for one in found
    ]
    asked = {**tools, "runs": runs, "skip": list(skip), "pages": pages}
    done = subprocess.run(  # noqa: S603 -- our own script
        [tools["node"], str(_JUDGE)], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise NoJudges(f"The judges stopped with {done.returncode}; what they said stands above.")
    return dict(json.loads(done.stdout))


def chromium() -> str:
    """Return where a Chromium is. Raises NoJudges."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if found is None:
        raise NoJudges("No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM.")
    return found


def _tools() -> dict[str, str]:
    """Find what the judges run on: node, a Chromium, and the modules that `make judges` installs."""
    modules = Path(os.environ.get("JUDGES") or "build/judges").resolve()
    node = shutil.which("node")
    if node is None or shutil.which("java") is None:
        raise NoJudges(
            "node 20 or newer and java 17 or newer must be installed (Debian: nodejs, default-jre)."
        )
    if not (modules / "node_modules" / "lighthouse").is_dir():
        raise NoJudges(
            f"No judges in {modules}: run `make judges`, or set JUDGES to where node_modules lies."
        )
    return {"node": node, "chromium": chromium(), "modules": str(modules)}


#: how the table calls a figure, where its own name is long
_SHORT: Final = {
    "performance": "perf",
    "accessibility": "a11y",
    "best_practices": "best",
    "script_bytes": "script",
    "foreign_hosts": "foreign",
    "lcp_ms": "LCP ms",
}


def _table(figures: dict[str, Any]) -> Iterator[str]:
    columns = [*(limit.figure for limit in LIMITS), "lcp_ms", "requests"]
    yield f"{'page':<16}" + "".join(f"{_SHORT.get(column, column):>9}" for column in columns)
    for name, page in figures.items():
        yield f"{name:<16}" + "".join(f"{page.get(column, '–'):>9}" for column in columns)
