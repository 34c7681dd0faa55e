"""Public ids in the API: a prefix that says what it is, and a UUID inside the house."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from yarmarka.vocabulary.ids import ALPHABET, LENGTH, PREFIXES, parse_public_id, public_id

#: names of facts, in errors, that hold a plain key → the prefix it is shown with
KEY_FACTS: Final = {
    "person_id": "per",
    "address_id": "adr",
    "seller_id": "slr",
    "category_id": "cat",
    "product_id": "prd",
    "offer_id": "off",
    "order_id": "ord",
    "seller_order_id": "slo",
    "attempt_id": "pay",
    "refund_id": "rfd",
    "parcel_id": "pcl",
    "service_id": "dsv",
    "payout_id": "out",
    "warehouse_id": "whs",
}


@dataclass(frozen=True)
class PublicId:
    """Marks a UUID that machines see in its public form, with the prefix of one kind of thing."""

    prefix: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._parse,
            serialization=core_schema.plain_serializer_function_ser_schema(self._write),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # The first letter carries the three bits that are left over: 26 letters hold 130, a key has 128.
        pattern = f"^{self.prefix}_[0-7][{ALPHABET}]{{{LENGTH - 1}}}$"
        return {"type": "string", "pattern": pattern, "description": f"The id of a {PREFIXES[self.prefix]}."}

    def _parse(self, value: object) -> UUID:
        if isinstance(value, UUID):
            return value
        key = parse_public_id(self.prefix, value) if isinstance(value, str) else None
        if key is None:
            raise PydanticCustomError("public_id", "not the id of a {kind}", {"kind": PREFIXES[self.prefix]})
        return key

    def _write(self, key: UUID) -> str:
        return public_id(self.prefix, key)


AddressId = Annotated[UUID, PublicId("adr")]
SellerId = Annotated[UUID, PublicId("slr")]
CategoryId = Annotated[UUID, PublicId("cat")]
ProductId = Annotated[UUID, PublicId("prd")]
OfferId = Annotated[UUID, PublicId("off")]
OrderId = Annotated[UUID, PublicId("ord")]
SellerOrderId = Annotated[UUID, PublicId("slo")]
PaymentId = Annotated[UUID, PublicId("pay")]
ParcelId = Annotated[UUID, PublicId("pcl")]
ServiceId = Annotated[UUID, PublicId("dsv")]
PickupPointId = Annotated[UUID, PublicId("pup")]


def with_public_ids(facts: dict[str, Any]) -> dict[str, Any]:
    """Return an error's facts with every key in its public form."""
    return {name: _public(name, value) for name, value in facts.items()}


def _public(name: str, value: Any) -> Any:
    if name not in KEY_FACTS or not isinstance(value, str | UUID):
        return value
    try:
        return public_id(KEY_FACTS[name], value if isinstance(value, UUID) else UUID(value))
    except ValueError:
        return value
