"""YML, the feed format of Yandex (yandex.ru/support/marketplace), read row by row."""

from yarmarka.connectors.feeds.yml.reader import read_feed

__all__ = ["read_feed"]
