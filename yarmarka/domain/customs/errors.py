"""What can go wrong at customs."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class CustomsRuleUnknown(Invalid):
    """No customs rule has this code."""

    code, status = "customs_rule_unknown", 404


class CustomsRulesOverlap(YarmarkaError):
    """Another rule is in force for the same goods at that time; it has to be ended first."""

    code, status = "customs_rules_overlap", 409


class ImportRefused(YarmarkaError):
    """The regime under which goods come into a country does not take such a consignment."""

    code, status = "import_refused", 409


class HsCodeInvalid(Invalid):
    """An HS code has six digits, a national one ten, and begins with a chapter that there is."""

    code, status = "hs_code_wrong", 422


class HsTableInvalid(Invalid):
    """A table of HS codes can't be read; the facts name the row, the column and what is wrong."""

    code, status = "hs_table_invalid", 422


class CustomsRateMissing(YarmarkaError):
    """No exchange rate is recorded between the currency of an order and that of a customs rule."""

    code, status = "customs_rate_missing", 409
