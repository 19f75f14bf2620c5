"""The addresses of: the people of an organisation: inviting them, giving them roles and mandates."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
