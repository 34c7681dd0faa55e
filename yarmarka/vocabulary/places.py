"""Places as the trade names them: countries by ISO 3166-1 alpha-2, and a postal address."""

from dataclasses import dataclass, fields
from typing import Any, Final

#: Countries that the platform delivers between at present; names come from CLDR at the edges.
COUNTRIES: Final = ("RU", "CN", "GB", "DE", "TR", "BY", "KZ")


@dataclass(frozen=True)
class PostalAddress:
    """Where something goes to or comes from, and who takes it there; parts that a country lacks are empty."""

    country: str
    recipient: str
    street: str
    city: str
    region: str = ""
    district: str = ""
    postal_code: str = ""
    phone: str = ""

    def as_facts(self) -> dict[str, Any]:
        """Return the address as JSON facts, for a snapshot on an order."""
        return {name: getattr(self, name) for name in _PARTS}

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "PostalAddress":
        """Return the address that `as_facts` wrote."""
        return cls(**facts)


_PARTS: Final = tuple(field.name for field in fields(PostalAddress))
