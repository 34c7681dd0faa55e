"""Addresses of a person's own pages."""

from django.urls import path

from yarmarka.web.me import data, letters, overview, preferences, security, sessions

app_name = "me"
urlpatterns = [
    path("", overview.home, name="home"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("letters/", letters.letters, name="letters"),
    path("letters/off/<str:token>/", letters.unsubscribe, name="unsubscribe"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/end/", sessions.end, name="session_end"),
    path("data/", data.data, name="data"),
    path("data/ask/", data.ask, name="data_ask"),
    path("data/<uuid:copy_id>/", data.fetch, name="data_fetch"),
    path("data/delete/", data.delete, name="data_delete"),
    path("data/keep/", data.keep, name="data_keep"),
    path("security/", security.security, name="security"),
    path("security/apps/<uuid:token_id>/revoke/", security.revoke, name="token_revoke"),
]
