"""Tables (CSV, XLSX): any columns, once somebody has said what they mean."""

from yarmarka.connectors.feeds.tables.reader import Sample, read_table, sample_of

__all__ = ["Sample", "read_table", "sample_of"]
