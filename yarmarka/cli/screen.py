"""What a person sees while things start: short lines with the seconds each took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Screen:
    """Writes progress. Time runs from its making."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """The time since the beginning."""
        return time.monotonic() - self._began

    def say(self, text: str) -> None:
        """Show a line."""
        click.echo(f"  {text}")

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Show a step when it is done, with the seconds it took."""
        began = time.monotonic()
        yield
        click.echo(f"  {what} ({time.monotonic() - began:.1f} s)")
