"""Papers as the browser's own reader shows them."""

from typing import Final

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpResponse

from yarmarka.web.shared.admin_csp import under_policy

#: A paper is shown by the browser's own reader and may load, run and be framed by nothing. `sandbox` is left out:
#: some browsers' readers refuse to open in one, and what we print ourselves holds nothing that it would stop.
_POLICY: Final = {
    "default-src": [NONE],
    "object-src": [SELF],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
}


def pdf_answer(paper: bytes, *, name: str) -> HttpResponse:
    """Answer with a PDF that opens in the browser under a name that tells it from others when saved."""
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # It names a person and where they live: nobody keeps a copy on the way.
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return under_policy(response, _POLICY)
