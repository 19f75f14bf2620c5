"""The addresses of: what mails somebody wants, and when."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
