"""Addresses of a person's own pages."""

from django.urls import path

from yarmarka.web.me import letters, overview, preferences, security, sessions

app_name = "me"
urlpatterns = [
    path("", overview.home, name="home"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("letters/", letters.letters, name="letters"),
    path("letters/off/<str:token>/", letters.unsubscribe, name="unsubscribe"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/end/", sessions.end, name="session_end"),
    path("security/", security.security, name="security"),
    path("security/apps/<uuid:token_id>/revoke/", security.revoke, name="token_revoke"),
]
