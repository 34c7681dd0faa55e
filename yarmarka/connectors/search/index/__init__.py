"""The search index: what it holds, where it lies, how it is asked, how finds are ranked. tantivy stands here only."""

from yarmarka.connectors.search.index.engine import IndexSearch
from yarmarka.connectors.search.index.goods import Fact, IndexedGoods
from yarmarka.connectors.search.index.store import IndexBusy, IndexStore

__all__ = ["Fact", "IndexBusy", "IndexSearch", "IndexStore", "IndexedGoods"]
