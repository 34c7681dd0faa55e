"""Papers: the label for the post, the packing slip for the shopper, the statement for the seller's books."""

from yarmarka.presentation.papers.label import render_label, render_labels
from yarmarka.presentation.papers.packing_slip import render_packing_slip, render_packing_slips
from yarmarka.presentation.papers.statement import render_statement
from yarmarka.presentation.papers.trade_forms import render_cn23, render_customs_papers, render_invoice
from yarmarka.presentation.papers.types import (
    Category,
    ContentLine,
    CustomsFacts,
    LabelFacts,
    PackingFacts,
    PackingLine,
    StatementFacts,
    StatementRow,
)

__all__ = [
    "Category",
    "ContentLine",
    "CustomsFacts",
    "LabelFacts",
    "PackingFacts",
    "PackingLine",
    "StatementFacts",
    "StatementRow",
    "render_cn23",
    "render_customs_papers",
    "render_invoice",
    "render_label",
    "render_labels",
    "render_packing_slip",
    "render_packing_slips",
    "render_statement",
]
