"""Addresses of the seller pages."""

from django.urls import URLPattern, URLResolver

app_name = "seller"
urlpatterns: list[URLPattern | URLResolver] = []
