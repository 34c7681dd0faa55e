"""Papers that go with a parcel: the label for the post, the packing slip for the shopper."""

from yarmarka.presentation.papers.label import render_label, render_labels
from yarmarka.presentation.papers.packing_slip import render_packing_slip
from yarmarka.presentation.papers.types import (
    Category,
    ContentLine,
    LabelFacts,
    PackingFacts,
    PackingLine,
)

__all__ = [
    "Category",
    "ContentLine",
    "LabelFacts",
    "PackingFacts",
    "PackingLine",
    "render_label",
    "render_labels",
    "render_packing_slip",
]
