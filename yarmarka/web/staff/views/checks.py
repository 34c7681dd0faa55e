"""Do the books and the stock hold? Each check with what it found."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.reads.verify import CHECKS, verify_books
from yarmarka.web.console.words import CHECK_WORDS
from yarmarka.web.staff.viewer import for_staff, show


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Run every check now and name each row that fails one."""
    found = verify_books(now=now())
    rows = [
        (check, CHECK_WORDS.get(check, check), [finding for finding in found if finding.check == check])
        for check in CHECKS
    ]
    return show(request, "verify", rows=rows, found=len(found), checked_at=now())
