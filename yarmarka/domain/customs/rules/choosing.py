"""Which rule holds for which goods: of those that fit, the one that says most exactly what it is for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from yarmarka.domain.customs.types import CustomsLaw, CustomsRule, Levy, Registration


@dataclass(frozen=True)
class LawOfTheDay:
    """The rules that hold on a day, by what they are for."""

    on: date
    rules: Mapping[tuple[str, Levy], tuple[CustomsRule, ...]]
    territories: Mapping[str, str]
    registrations: Mapping[str, Registration]
    #: what was found for a country before: an order is placed in less time than it takes to look again
    known: dict[str, tuple[tuple[Levy, tuple[CustomsRule, ...]], ...]] = field(
        default_factory=dict, compare=False
    )

    def territory_of(self, country: str) -> str:
        """Return the customs territory of a country: a union's, or its own."""
        return self.territories.get(country, country)

    def countries_with(self, country: str) -> tuple[str, ...]:
        """Return the countries of a country's customs territory, itself included."""
        territory = self.territory_of(country)
        return (country, *(one for one, of in self.territories.items() if of == territory and one != country))

    def for_place(self, country: str, levy: Levy) -> tuple[CustomsRule, ...]:
        """Return what may hold in a country: its own rules, and those of its territory."""
        territory = self.territory_of(country)
        own = self.rules.get((country, levy), ())
        return own + self.rules.get((territory, levy), ()) if territory != country else own

    def by_levy(self, country: str) -> tuple[tuple[Levy, tuple[CustomsRule, ...]], ...]:
        """Return what may hold in a country levy by levy, in the order in which they are counted; those that hold."""
        found = self.known.get(country)
        if found is None:
            every = ((levy, self.for_place(country, levy)) for levy in Levy)
            found = self.known[country] = tuple((levy, rules) for levy, rules in every if rules)
        return found

    def has_rules_for(self, country: str) -> bool:
        """Test if any rule is held for imports into a country."""
        return bool(self.by_levy(country))


def law_on(law: CustomsLaw, day: date) -> LawOfTheDay:
    """Return the law as it held on a day."""
    rules: dict[tuple[str, Levy], list[CustomsRule]] = {}
    registrations = {one.regime: one for one in law.registrations if one.holds_on(day)}
    for rule in law.rules:
        if rule.holds_on(day) and (not rule.regime or rule.regime in registrations):
            rules.setdefault((rule.destination, rule.levy), []).append(rule)
    return LawOfTheDay(
        on=day,
        rules={key: tuple(found) for key, found in rules.items()},
        territories={one.country: one.territory for one in law.memberships if one.holds_on(day)},
        registrations=registrations,
    )


def fits(rule: CustomsRule, *, origin: str, seller_kind: str, hs_code: str, value_minor: int) -> bool:
    """Test if a rule is for such goods; the value is that of the whole consignment, in the rule's currency."""
    return (
        rule.origin in {"", origin}
        and rule.seller_kind in {"", seller_kind}
        and hs_code.startswith(rule.hs_prefix)
        and value_minor > rule.over_minor - (rule.over_minor == 0)
        and (rule.up_to_minor is None or value_minor <= rule.up_to_minor)
    )


def closest(rules: Iterable[CustomsRule], *, country: str) -> CustomsRule | None:
    """Return the rule that says most: of a regime, of the country, of the origin, of the seller, of the HS code."""
    return max(
        rules,
        key=lambda rule: (
            bool(rule.regime),
            rule.destination == country,
            bool(rule.origin),
            bool(rule.seller_kind),
            len(rule.hs_prefix),
        ),
        default=None,
    )
