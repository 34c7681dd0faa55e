"""Public ids in addresses: `<ord:order_id>` gives a view the UUID, and reverse() takes one."""

from uuid import UUID

from django.urls import register_converter
from django.urls.converters import get_converters

from yarmarka.vocabulary.ids import ALPHABET, LENGTH, PREFIXES, parse_public_id, public_id


class PublicId:
    """The public id of one prefix; what does not parse is simply another address, hence 404."""

    prefix: str
    regex: str

    def to_python(self, value: str) -> UUID:
        key = parse_public_id(self.prefix, value)
        if key is None:
            raise ValueError(value)
        return key

    def to_url(self, value: UUID | str) -> str:
        return public_id(self.prefix, value if isinstance(value, UUID) else UUID(value))


def register_public_ids() -> None:
    """Register a path converter for every prefix; doing so again changes nothing."""
    known = get_converters()
    for prefix in PREFIXES:
        if prefix not in known:
            regex = f"{prefix}_[{ALPHABET}]{{{LENGTH}}}"
            register_converter(
                type(f"{prefix.title()}Id", (PublicId,), {"prefix": prefix, "regex": regex}), prefix
            )
