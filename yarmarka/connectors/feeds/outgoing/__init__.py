"""Feeds out: a shop's goods as other places take them, written offer by offer, however many there are."""

from yarmarka.connectors.feeds.outgoing.google import google_feed
from yarmarka.connectors.feeds.outgoing.types import FeedDelivery, FeedGoods, FeedShelf, FeedShop
from yarmarka.connectors.feeds.outgoing.yml import yml_feed

__all__ = ["FeedDelivery", "FeedGoods", "FeedShelf", "FeedShop", "google_feed", "yml_feed"]
