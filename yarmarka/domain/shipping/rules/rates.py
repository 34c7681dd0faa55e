"""What a service takes, and what it costs: a rate card read for one parcel."""

from yarmarka.domain.shipping.types import Load, ServiceCard
from yarmarka.vocabulary.money import Money

#: headings of the Harmonized System whose goods hold lithium cells, or are such: cells and accumulators, lamps with
#: their own source, telephones, portable computers, headphones and speakers, cameras, watches, electric scooters
BATTERY_HEADINGS = ("8506", "8507", "8513", "8517", "847130", "8518", "8525", "9102", "871160")


def has_batteries(hs_code: str) -> bool:
    """Test if goods of a code usually travel with lithium cells, which many a service leaves on the ground."""
    return hs_code.startswith(BATTERY_HEADINGS)


def takes(service: ServiceCard, load: Load) -> bool:
    """Test if a service takes a parcel: its weight, its longest side, its value and its batteries."""
    return (
        0 < load.weight_g <= service.max_weight_g
        and not (service.max_side_mm and load.longest_mm > service.max_side_mm)
        and not (
            service.max_value_minor is not None
            and load.value_minor is not None
            and load.value_minor > service.max_value_minor
        )
        and (service.takes_batteries or not load.has_batteries)
    )


def asks_for_value(service: ServiceCard) -> bool:
    """Test if a service's price or limits depend on what the goods are worth."""
    return service.max_value_minor is not None or any(
        band.up_to_value_minor is not None for band in service.bands
    )


def whole_cm3(volume_mm3: int) -> int:
    """Return a volume in cubic centimetres, begun ones whole."""
    return -(-volume_mm3 // 1000)


def counted_weight_g(service: ServiceCard, load: Load) -> int:
    """Return the weight that is paid for: the real one, or that of its volume where that is more."""
    if not service.volume_divisor:
        return load.weight_g
    return max(load.weight_g, -(-load.volume_cm3 * 1000 // service.volume_divisor))


def delivery_price(service: ServiceCard, load: Load) -> Money:
    """Return what a service costs for a parcel: the base of its band and each begun 100 g at the kilogram's price."""
    weight_g = counted_weight_g(service, load)
    base_minor, per_kg_minor = service.base_minor, service.per_kg_minor
    for band in service.bands:
        fits_value = band.up_to_value_minor is None or (
            load.value_minor is not None and load.value_minor <= band.up_to_value_minor
        )
        if weight_g <= band.up_to_g and fits_value:
            base_minor, per_kg_minor = band.base_minor, band.per_kg_minor
            break
    hundreds = -(-weight_g // 100)
    return Money(base_minor + -(-per_kg_minor * hundreds // 10), service.currency)
