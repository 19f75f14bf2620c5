"""The addresses of: labels in public: scheme, check page, badge, credentials, status."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
