"""The addresses of: verifying a PDF or bundle that somebody holds."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
