"""Who may tell us YooKassa's news: nothing in it is signed, so its source is checked, and what it says is asked again.

Source: "Notifications" in YooKassa's API guide; the networks as its own library lists them (yookassa 3.13).
"""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from yarmarka.connectors.errors import BadSignature

NETWORKS: Final = (
    "77.75.153.0/25",
    "77.75.154.128/25",
    "77.75.156.11/32",
    "77.75.156.35/32",
    "185.71.76.0/27",
    "185.71.77.0/27",
    "2a02:5180:0:1509::/64",
    "2a02:5180:0:1533::/64",
    "2a02:5180:0:2655::/64",
    "2a02:5180:0:2669::/64",
)
Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(texts: Iterable[str]) -> Networks:
    """Return the networks that some texts name. Raises ValueError: a wrong setting must be loud."""
    return tuple(ip_network(text) for text in texts)


def check_source(source: str | None, allowed: Networks) -> None:
    """Raise BadSignature unless the news came from one of the networks."""
    try:
        address = ip_address(source or "")
    except ValueError:
        raise BadSignature(reason="no_source") from None
    # A server that listens on both kinds of address writes IPv4 ones as ::ffff:a.b.c.d.
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if not any(address in network for network in allowed):
        raise BadSignature(reason="foreign_source")
