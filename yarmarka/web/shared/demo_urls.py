"""Addresses that only a demo or a test has: the parts of the pages, all letters, and the mail that was sent."""

from django.urls import path

from yarmarka.web.shared import components, letter_samples, mailbox

app_name = "demo"
urlpatterns = [
    path("components/", components.components, name="components"),
    path("components/console/", components.console, name="components_console"),
    path("components/maintenance/", components.maintenance, name="components_maintenance"),
    path("components/problem/", components.problem, name="components_problem"),
    path("letters/", letter_samples.samples, name="letters"),
    path("letters/<slug:name>/", letter_samples.sample_page, name="letter_sample"),
    path("letters/<slug:name>/html/", letter_samples.sample_html, name="letter_sample_html"),
    path("mail/", mailbox.mailbox, name="mail"),
    path("mail/<slug:name>/", mailbox.letter, name="letter"),
    path("mail/<slug:name>/html/", mailbox.letter_html, name="letter_html"),
]
