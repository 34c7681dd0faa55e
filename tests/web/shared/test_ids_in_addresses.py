"""Public ids stand in addresses; what is not one is simply no address."""

from uuid import UUID

import pytest
from django.urls.converters import get_converters
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.vocabulary.ids import PREFIXES, public_id


@given(prefix=st.sampled_from(sorted(PREFIXES)), key=st.uuids())
def test_a_key_survives_the_way_through_an_address(prefix: str, key: UUID) -> None:
    converter = get_converters()[prefix]
    assert converter.to_python(converter.to_url(key)) == key
    assert converter.to_url(str(key)) == public_id(prefix, key)


def test_an_id_of_another_kind_is_no_address() -> None:
    with pytest.raises(ValueError, match="ord_"):
        get_converters()["slo"].to_python(public_id("ord", UUID(int=1)))


def test_a_number_too_large_for_a_key_is_no_address() -> None:
    with pytest.raises(ValueError, match="ord_"):
        get_converters()["ord"].to_python("ord_" + "z" * 26)
