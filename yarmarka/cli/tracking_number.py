"""`yarmarka tracking-number`: whose parcels' numbers some numbers may be, and whether their check digits are right."""

import json
import sys
from typing import Any

import click

from yarmarka.vocabulary.tracking_numbers import Recognised, recognise


@click.command("tracking-number")
@click.argument("numbers", nargs=-1, metavar="NUMBER…")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON: a list, in the order of the numbers.")
def tracking_number(*, numbers: tuple[str, ...], as_json: bool) -> None:
    """Tell whose each number may be, whether its check digit is right, and why not.

    Blanks and small letters are no matter; put a number with blanks in quotes. Without numbers, one is read from each
    line of the standard input.
    """
    typed = numbers or [line for line in sys.stdin.read().splitlines() if line.strip()]
    found = [recognise(number) for number in typed]
    if as_json:
        click.echo(json.dumps([as_facts(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            click.echo(_in_words(one))


def as_facts(found: Recognised) -> dict[str, Any]:
    """Return what a number was found to be, for JSON."""
    return {
        "number": found.typed,
        "normalised": found.number,
        "valid": found.is_valid,
        "reason": found.reason,
        "candidates": [
            {
                "carrier": candidate.carrier,
                "format": candidate.format,
                "valid": candidate.is_valid,
                "checked": candidate.is_checked,
                "reason": candidate.reason,
                "country": candidate.country,
            }
            for candidate in found.candidates
        ],
    }


def _in_words(found: Recognised) -> str:
    lines = [f"{found.typed!s}: {'may be a number' if found.is_valid else 'not a number'} ({found.reason})"]
    lines += [
        f"  {'✓' if one.is_valid else '✗'} {one.carrier}, {one.format}: {one.reason}"
        for one in found.candidates
    ]
    return "\n".join(lines)
