"""Letters: one template each, from which both the plain text and the HTML are made, so that they never differ."""

from yarmarka.presentation.mail.facts import FACTS
from yarmarka.presentation.mail.render import Mail, render_mail

__all__ = ["FACTS", "Mail", "render_mail"]
