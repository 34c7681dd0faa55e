"""CommerceML 2, in which 1C:Enterprise and a shop exchange goods and orders, read row by row and written."""

from yarmarka.connectors.feeds.commerceml.reader import read_exchange

__all__ = ["read_exchange"]
