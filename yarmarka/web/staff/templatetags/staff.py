"""Tags of the operator's console: what rules are called, and what they say."""

from django import template
from django.utils.translation import ngettext

from yarmarka.web.console.templatetags.console import percent
from yarmarka.web.staff.deed_words import RULES

register = template.Library()


@register.simple_tag
def rule_name(kind: str) -> str:
    """Return what a kind of rule is called."""
    return str(RULES.get(kind, kind))


@register.simple_tag
def rule_figure(kind: str, figure: int) -> str:
    """Return what a rule says: a percentage, or a number of days."""
    if kind == "inspection":
        return ngettext("%(count)d day", "%(count)d days", figure) % {"count": figure}
    return percent(figure)
