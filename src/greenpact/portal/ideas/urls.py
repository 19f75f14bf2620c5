"""The addresses of: handing in an idea, and following it at its private link."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
