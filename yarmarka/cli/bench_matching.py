"""`yarmarka bench matching`: how good proposals are that goods are the same."""

import json
from pathlib import Path

import click

from yarmarka.cli.shared_data import shared_data


@click.command("matching")
@click.option(
    "--cards",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own cards: NDJSON of id, title, brand, part_number, gtin, attributes, seller; one GTIN, one goods.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object.")
def matching(*, cards: Path | None, as_json: bool) -> None:
    """Hide barcodes and numbers of goods that are known to be the same, and see what would be proposed.

    Without --cards it takes Icecat's products, each as two sellers say it, from the shared data.
    """
    folder = shared_data()
    if cards is None and not (folder / "icecat_chorus" / "products.ndjson.gz").exists():
        raise click.ClickException(
            f"There are no products of Icecat in {folder}. Give --cards, or set YARMARKA_SHARED_DATA."
        )
    from yarmarka.bench.matching.run import bench_matching

    figures = bench_matching(data=folder, cards=cards, say=lambda text: click.echo(text, err=as_json))
    if as_json:
        click.echo(json.dumps(figures))
