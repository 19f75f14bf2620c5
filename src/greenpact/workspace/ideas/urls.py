"""The addresses of: the inbox of ideas: answering, deciding, merging."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
