"""`yarmarka rebuild-search`: build the search index anew while the shop goes on."""

import json
import time

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation


@click.command("rebuild-search")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def rebuild_search(*, as_json: bool) -> None:
    """Build the search index anew, beside the one in use.

    Searches go on meanwhile; the worker goes on from there. After names of categories or many ratings have changed.
    """
    with django_with_database(Installation.from_environment()):
        from yarmarka.connectors.search import index_store
        from yarmarka.connectors.search.index import IndexBusy
        from yarmarka.flows.index_goods import rebuild_index
        from yarmarka.kernel.clock import now

        store = index_store()
        started = time.monotonic()
        try:
            products = rebuild_index(store, now=now())
        except IndexBusy:
            raise click.ClickException(
                "Another process builds the index just now. Wait until it has: it is the same index."
            ) from None
        seconds = time.monotonic() - started
        size = store.size_bytes
    if as_json:
        click.echo(json.dumps({"products": products, "seconds": round(seconds, 2), "bytes": size}))
    else:
        click.echo(f"{products} products in {seconds:.1f} s, {size / 1e6:.1f} MB")
