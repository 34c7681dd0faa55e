"""Google Merchant's product feed (RSS 2.0 or Atom with `g:` attributes), read row by row."""

from yarmarka.connectors.feeds.google.reader import read_products

__all__ = ["read_products"]
