"""How fast goods come in, and how much memory that takes."""

from yarmarka.bench.imports.feed import Bad, write_feed
from yarmarka.bench.imports.measure import Imported, measure_import

__all__ = ["Bad", "Imported", "measure_import", "write_feed"]
